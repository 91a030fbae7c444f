"""N5: a promise runs out and the customer has not been told that it will not be kept."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.promises import Promise
from bot.language.i18n import msg
from bot.language.names import without_form
from bot.messages.card import Card, Style, Text
from bot.views.promises import tell_first_text
from nudges.brevity import TITLE_WORDS, clipped, short_card, short_name
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay, made_before


@nudge("N5", to=To.PERSON, rank=5, lasting=True, help=msg("nudge", "A promise is due and the customer does not know"))
def tell_early(day: SalesDay) -> Iterator[Nudge]:
    """Speak in the afternoon of the due day, or in the next working morning when that was no time to speak."""
    if not day.calendar.works(day.day):
        return
    for promise in day.promises:
        if promise.told:
            continue
        if promise.due == day.day and day.afternoon and made_before(promise, day.afternoon):
            spoken_at = day.afternoon
        # Not simply the day after: the due day may be followed by days off, or be one.
        elif day.calendar.next_workday(promise.due) == day.day:
            spoken_at = day.morning
        else:
            continue
        yield Nudge(subject=f"{promise.ref}@{promise.due}", due=spoken_at, until=day.quiet, card=_card(day, promise))


def _card(day: SalesDay, promise: Promise) -> Card:
    say, name = day.say, day.account(promise.account).name
    breaches = day.work.promises.breaches(promise.account, day.day)
    buttons = (
        day.button(say.t("button", "I told them"), "told", Style.MAIN, promise=promise.ref, note=""),
        day.button(say.t("button", "Kept"), "kept", promise=promise.ref),
    )
    heading = say.t("nudge", "{account} does not know yet", account=without_form(name))
    short = len(heading.split()) <= TITLE_WORDS
    shown = heading if short else say.t("nudge", "Tell them first")

    def made(cut: int) -> Card:
        text = tell_first_text(
            say, promise, clipped(promise.what, cut), breaches, "" if short else short_name(name, min(cut, 4))
        )
        return Card(title=shown, body=(Text(text=text),), buttons=buttons)

    return short_card(made)
