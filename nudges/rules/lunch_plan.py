"""N12: half an hour before one's own lunch, whom to call first afterwards; for whoever has set a lunch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from functools import partial

from bot.domain.outbox import Reason
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay

AHEAD = timedelta(minutes=30)


@nudge("N12", to=To.PERSON, rank=85, daily=True, help=msg("nudge", "Before lunch: whom to call first afterwards"))
def lunch_plan(day: SalesDay) -> Iterator[Nudge]:
    """Speak half an hour before lunch, until it begins, on days on which work goes on after it."""
    lunch = day.lunch
    if not lunch or not day.sells or not day.calendar.works(day.day):
        return
    start, end = lunch
    due = day.at(start) - AHEAD
    if due < day.at(day.hours[0]) or day.at(end) >= day.end:
        return
    yield Nudge(
        subject=day.day.isoformat(), due=due, until=day.at(start), draw=partial(_card, day, end), skip=_reason(day, end)
    )


def _reason(day: SalesDay, after: time) -> Reason | None:
    """Return why there is nothing to choose: the calls are made, or somebody is chosen for that hour already."""
    if day.target == 0:
        return Reason.NO_CALLS
    chosen = (due.due == day.day and due.hour == after for due in day.follow_ups)
    return Reason.ALREADY_DONE if day.calls >= day.target or any(chosen) else None


def _card(day: SalesDay, after: time) -> Card:
    say = day.say
    line = say.t(
        "nudge",
        "{calls} of {target}. Who is first at {hour}?",
        calls=day.calls,
        target=day.target,
        hour=say.hour(after),
    )
    return Card(
        title=say.t("nudge", "Before lunch"),
        body=(Text(text=line),),
        buttons=(
            day.button(
                say.t("button", "Choose"), "follow", Style.MAIN, due=f"{day.day.isoformat()}T{after:%H:%M}", note=""
            ),
            day.button(say.t("button", "Eating with a customer"), "meet"),
            day.button(say.t("button", "Leave me in peace"), "mute", rule="N12"),
        ),
    )
