"""N3: a follow-up is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial

from bot.domain.due import Due, follow_up_reminder
from bot.domain.figures import DueFollowUp
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.messages.press import existing
from bot.views.labels import phone_of
from nudges.brevity import clipped, short_name, short_title
from nudges.coming_day import coming_day_label
from nudges.rule import Nudge, To, nudge
from nudges.salesday import MEMORY, SalesDay

LAST = time(17)


@nudge("N3", to=To.PERSON, rank=20, lasting=True, help=msg("nudge", "Follow-ups due today"))
def follow_up(day: SalesDay) -> Iterator[Nudge]:
    """Speak of each follow-up once: at its hour, or on the first working day from its day on."""
    if not day.calendar.works(day.day):
        return
    # Up to the next working day: an hour before work begins is spoken of on the working day before it.
    for due in day.work.figures.open_followups(day.person.id, day.calendar.next_workday(day.day)):
        window = _window(day, due)
        if window and due.due >= day.day - MEMORY and not day.rests(due.account):
            draw = partial(_card, day, due)
            yield Nudge(subject=_subject(due), due=window[0], until=window[1], draw=draw)


def _subject(due: DueFollowUp) -> str:
    # With the day and the hour, so that a follow-up that is moved is said again.
    return f"{due.ref}@{due.due.isoformat()}{f'T{due.hour:%H:%M}' if due.hour else ''}"


def _window(day: SalesDay, due: DueFollowUp) -> tuple[datetime, datetime] | None:
    """Return from when until when to speak of a follow-up on this day; None for another day's."""
    reminder = follow_up_reminder(Due(day=due.due, hour=due.hour), due.at.astimezone(day.zone), day.calendar)
    if reminder.day > day.day:
        return None
    if reminder.day == day.day and reminder.hour:
        return day.at(reminder.hour), day.quiet
    # Whoever starts work after LAST would else have a window that ends before it begins.
    return max(day.morning, due.at), max(day.at(LAST), day.morning)


def _card(day: SalesDay, due: DueFollowUp) -> Card:
    say, account = day.say, day.account(due.account)
    following = day.calendar.next_workday(day.day)
    return Card(
        title=short_title(lambda cut: _title(day, due, short_name(account.name, cut))),
        body=(
            Text(
                text=say.t("nudge", "You wrote: {note}", note=clipped(due.note))
                if due.note
                else say.t("nudge", "You wanted to get back to them.")
                if due.hour
                else say.t("nudge", "You wanted to get back to them today.")
            ),
            *phone_of(say, account),
        ),
        buttons=(
            day.button(say.t("button", "Log a call"), "call", Style.MAIN, account=existing(due.account)),
            day.button(coming_day_label(say, day.day, following), "edit", ref=due.ref, rest=following.isoformat()),
        ),
    )


def _title(day: SalesDay, due: DueFollowUp, name: str) -> str:
    if due.hour is None:
        return day.say.t("nudge", "{account} today", account=name)
    return day.say.t("nudge", "{account}: {when}", account=name, when=day.named(due.due, due.hour))
