"""The bounds of every day that enters: typed, in a form, in a button or in a file."""

from __future__ import annotations

from datetime import date

from bot.errors import UserMistake
from bot.language.day_arithmetic import furthest_day
from bot.language.i18n import Translator

LONGEST_PAST = 3660
"""Days back that a button or a period may name: ten years, more than is ever kept."""


def bounded_day(day: date, today: date, translator: Translator, field: str = "") -> date:
    """Return the day; raises UserMistake, as one of `field`, for one further than two years ahead or ten years back."""
    last = furthest_day(today)
    if day > last:
        raise UserMistake(
            "args",
            "{day} is more than two years ahead: type a day up to {last}.",
            day=translator.day(day),
            last=translator.day(last),
        ).at(field)
    if (today - day).days > LONGEST_PAST:
        raise UserMistake("args", "{day} is too long ago: type a later day.", day=translator.day(day)).at(field)
    return day
