"""N3: a follow-up is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from bot.domain.figures import DueFollowUp
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.messages.press import existing
from nudges.brevity import clipped, short_name, short_title
from nudges.coming_day import coming_day_label
from nudges.rule import Nudge, To, nudge
from nudges.salesday import MEMORY, SalesDay

LAST = time(17)


@nudge("N3", to=To.PERSON, rank=20, lasting=True, help=msg("nudge", "Follow-ups due today"))
def follow_up(day: SalesDay) -> Iterator[Nudge]:
    """Speak of each follow-up once, on the first working day from its day on."""
    if not day.calendar.works(day.day):
        return
    for due in day.work.figures.open_followups(day.person.id, day.day):
        if due.due >= day.day - MEMORY:
            # Whoever starts work after LAST would else have a window that ends before it begins.
            until = max(day.at(LAST), day.morning)
            # With the day, so that a follow-up that is moved is said again on the new one.
            subject = f"F{due.number}@{due.due.isoformat()}"
            yield Nudge(subject=subject, due=max(day.morning, due.at), until=until, card=_card(day, due))


def _card(day: SalesDay, due: DueFollowUp) -> Card:
    say, name = day.say, day.account(due.account).name
    following = day.calendar.next_workday(day.day)
    return Card(
        title=short_title(lambda cut: say.t("nudge", "{account} today", account=short_name(name, cut))),
        body=(
            Text(
                text=say.t("nudge", "You wrote: {note}", note=clipped(due.note))
                if due.note
                else say.t("nudge", "You wanted to get back to them today.")
            ),
        ),
        buttons=(
            day.button(say.t("button", "Log a call"), "call", Style.MAIN, account=existing(due.account)),
            day.button(
                coming_day_label(say, day.day, following), "edit", ref=f"F{due.number}", rest=following.isoformat()
            ),
        ),
    )
