"""How long a customer has been silent, in a sentence: against the own rhythm, or with what is at stake."""

from __future__ import annotations

from datetime import date

from bot.domain.plates import Plate
from bot.language.i18n import Translator


def plate_text(say: Translator, plate: Plate, name: str, day: date, currency: str) -> str:
    """Return the rhythm of a plate that is beyond it, of any other one what its silence may cost."""
    if plate.last and plate.wobble(day) > 1:
        return _rhythm_text(say, plate, name, day)
    return _silence_text(say, plate, name, day, currency)


def _rhythm_text(say: Translator, plate: Plate, name: str, day: date) -> str:
    return say.n(
        "nudge",
        "{account}: {count} day silent, wanted every {rhythm}.",
        "{account}: {count} days silent, wanted every {rhythm}.",
        plate.silent(day),
        account=name,
        rhythm=plate.rhythm,
    )


def _silence_text(say: Translator, plate: Plate, name: str, day: date, currency: str) -> str:
    if plate.last is None:
        return say.t("nudge", "{account}: no contact yet.", account=name)
    value = say.t("nudge", ", {value} a year", value=say.value(plate.value, currency)) if plate.value else ""
    return say.n(
        "nudge",
        "{account}: {count} day silent{value}.",
        "{account}: {count} days silent{value}.",
        plate.silent(day),
        account=name,
        value=value,
    )
