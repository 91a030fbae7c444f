"""N15: what this week's minutes went into that no customer had any use of, on Friday afternoon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from bot.domain.junk import JunkSum, calls_lost
from bot.domain.periods import week_of
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from nudges.brevity import clipped, short_card
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay

FRIDAY = 5
SHOWN = 3


@nudge("N15", to=To.PERSON, rank=95, help=msg("nudge", "The week's junk, on Friday"))
def junk_sweep(day: SalesDay) -> Iterator[Nudge]:
    """Name the three largest on a Friday that is worked."""
    if day.day.isoweekday() != FRIDAY or not day.calendar.works(day.day):
        return
    week = week_of(day.day)
    sums = day.work.junk.sums(day.person.id, week.first, week.last)
    if sums:
        yield Nudge(subject=day.day.isoformat(), due=day.sweep("N15"), until=day.quiet, draw=partial(_card, day, sums))


def _card(day: SalesDay, sums: Sequence[JunkSum]) -> Card:
    say, total = day.say, sum(each.minutes for each in sums)
    in_all = _in_all(day, total)

    def made(cut: int) -> Card:
        rows = ", ".join(f"{clipped(each.what, cut)} {each.minutes}" for each in sums[:SHOWN])
        return Card(
            title=say.t("nudge", "Junk this week"),
            body=(Text(text=say.t("nudge", "Minutes: {rows}.", rows=rows)), Text(text=in_all)),
            buttons=(day.button(say.t("button", "Log a call"), "call", Style.MAIN),),
        )

    return short_card(made)


def _in_all(day: SalesDay, minutes: int) -> str:
    calls = calls_lost(day.person, minutes)
    if not calls:
        return day.say.n("nudge", "{count} minute in all.", "{count} minutes in all.", minutes)
    return day.say.n(
        "nudge",
        "{minutes} minutes: time for {count} call.",
        "{minutes} minutes: time for {count} calls.",
        calls,
        minutes=minutes,
    )
