"""N3: a follow-up is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from bot.i18n import msg
from bot.message import Card, Style, Text
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay, clipped

LAST = time(17)


@nudge("N3", to=To.PERSON, rank=20, help=msg("nudge", "Follow-ups due today"))
def follow_up(day: SalesDay) -> Iterator[Nudge]:
    """Speak of each follow-up once, on the first working day from its day on."""
    for due in day.work.figures.open_followups(day.person.id, day.day):
        if day.calendar.workday_from(due.due) != day.day:
            continue
        name, say = day.account(due.account).name, day.say
        text = (
            say.t("nudge", "You wrote: {note}", note=clipped(due.note))
            if due.note
            else say.t("nudge", "You wanted to come back today.")
        )
        ref = f"F{due.number}"
        card = Card(
            title=say.t("nudge", "Follow up: {account}", account=name),
            body=(Text(text=text),),
            buttons=(
                day.button(say.t("button", "Log a call"), "call", Style.MAIN, account=f"={due.account}"),
                day.button(
                    say.t("button", "Tomorrow"), "edit", ref=ref, rest=day.calendar.next_workday(day.day).isoformat()
                ),
            ),
        )
        until = max(day.at(LAST), day.morning)
        yield Nudge(subject=f"{ref}@{due.due.isoformat()}", due=max(day.morning, due.at), until=until, card=card)
