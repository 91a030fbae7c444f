"""N25: what the set-up lacks, once after it and once after each import, to the first admin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.clock import local_day
from bot.domain.first_contact import was_met
from bot.domain.import_runs import RunState
from bot.domain.people import Person, Role
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.views.gaps import LABELS, gap_counts
from nudges.rule import Nudge, To, nudge
from nudges.salesday import FRESH, SalesDay

SHOWN = 3
"""Kinds of gaps that are named; the button leads to all."""
IMPORTS = 5
"""Imports among which the last one that was not undone is looked for."""


@nudge(
    "N25", to=To.PERSON, rank=230, lasting=True, help=msg("nudge", "What the set-up lacks, once, to the first admin")
)
def set_up_gaps(day: SalesDay) -> Iterator[Nudge]:
    """Speak on the first working morning after a set-up or an import that left gaps, within two weeks."""
    if not _is_first_admin(day) or not day.calendar.works(day.day):
        return
    subject = _left_by(day)
    if subject and gap_counts(day.work):
        yield Nudge(subject=subject, due=day.morning, until=day.quiet, draw=partial(_card, day))


def _is_first_admin(day: SalesDay) -> bool:
    """Whether the person is the first of the admins whom a platform reaches: one is told, not all."""
    if Role.ADMIN not in day.person.roles:
        return False
    reached = (admin for admin in day.work.people.admins() if admin.active and was_met(day.work, admin))
    first: Person | None = next(reached, None)
    return first is not None and first.id == day.person.id


def _left_by(day: SalesDay) -> str:
    """Return what ended on an earlier day and is fresh: the newest import, else the set-up, which begins with a seller.

    Not on its own day, on which it may go on, and says itself what is missing.
    """
    runs = (run for run in day.work.import_runs.newest(IMPORTS) if run.state is RunState.DONE)
    if (run := next(runs, None)) and _is_over(day, run.at):
        return f"I{run.number}"
    first = day.work.people.first_seller_at()
    return "set-up" if first and _is_over(day, first) else ""


def _is_over(day: SalesDay, at: datetime) -> bool:
    return at >= day.midnight - FRESH and local_day(at, day.person.zone) < day.day


def _card(day: SalesDay) -> Card:
    say, counts = day.say, gap_counts(day.work)
    lines = [f"{say.m(LABELS[gap])}: {count}" for gap, count in list(counts.items())[:SHOWN]]
    button = day.button(say.t("button", "Fill it in"), "admin missing", Style.MAIN)
    return Card(
        title=say.t("missing", "What is missing"), body=tuple(Text(text=line) for line in lines), buttons=(button,)
    )
