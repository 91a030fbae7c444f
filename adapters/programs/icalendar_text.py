"""Promises and follow-ups as an iCalendar object (RFC 5545), as Google, Apple and Outlook read a subscription.

Each stands in it twice: as an event, which every calendar draws, and as a task, for programs that have a list of them.
What is kept, answered, moved or taken back is not in the next reading: a subscription is replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Todo

from bot.domain.calendar_feed import CalendarItem
from bot.domain.details import Kind
from bot.domain.local_time import instant
from bot.domain.people import Person
from bot.language.i18n import Message, msg, translator_for
from bot.records import record

LASTS = timedelta(minutes=15)
"""How long an item with an hour is drawn."""
AHEAD = timedelta(minutes=15)
"""How long before its hour it rings."""
READ_AGAIN = timedelta(hours=1)
"""How often a program is asked to look."""
TITLES: dict[Kind, Message] = {
    Kind.PROMISE: msg("calendar", "Promise to {account}: {words}"),
    Kind.FOLLOWUP: msg("calendar", "Follow up {account}: {words}"),
}
PLAIN_TITLES: dict[Kind, Message] = {
    Kind.PROMISE: msg("calendar", "Promise to {account}"),
    Kind.FOLLOWUP: msg("calendar", "Follow up {account}"),
}


@record(kw_only=True)
class Feed:
    """What one person's calendar shows; `url` is the server's web address."""

    tenant: int
    person: Person
    url: str
    items: Sequence[CalendarItem]


def icalendar_text(feed: Feed) -> bytes:
    """Return the calendar; the same for the same feed, whenever it is drawn."""
    translator = translator_for(feed.person.language)
    calendar = Calendar()
    calendar.add("prodid", "-//Snurr//Snurr//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", translator.t("calendar", "Snurr: promises and follow-ups"))
    calendar.add("x-wr-timezone", feed.person.zone)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for item in feed.items:
        titles = TITLES if item.words else PLAIN_TITLES
        title = translator.t(titles[item.kind].context, titles[item.kind].text, account=item.account, words=item.words)
        calendar.add_component(_event(feed, item, title))
        calendar.add_component(_task(feed, item, title))
    return bytes(calendar.to_ical())


def _event(feed: Feed, item: CalendarItem, title: str) -> Event:
    event = Event()
    _add_common(event, feed, item, title, "event")
    begins = _moment(feed, item)
    event.add("dtstart", begins)
    event.add("dtend", begins + (LASTS if isinstance(begins, datetime) else timedelta(days=1)))
    event.add("transp", "TRANSPARENT")  # a reminder must not show its holder as busy
    event.add("x-microsoft-cdo-busystatus", "FREE")
    if alarm := _alarm(feed, item, title):
        event.add_component(alarm)
    return event


def _task(feed: Feed, item: CalendarItem, title: str) -> Todo:
    task = Todo()
    _add_common(task, feed, item, title, "task")
    task.add("due", _moment(feed, item))
    task.add("status", "NEEDS-ACTION")
    return task


def _add_common(component: Event | Todo, feed: Feed, item: CalendarItem, title: str, what: str) -> None:
    component.add("uid", f"{item.ref}-{feed.tenant}-{what}@{urlsplit(feed.url).hostname}")
    component.add("dtstamp", item.changed_at.astimezone(UTC))
    component.add("last-modified", item.changed_at.astimezone(UTC))
    component.add("sequence", item.changes)
    component.add("summary", title)
    component.add("description", item.ref)
    component.add("class", "PRIVATE")  # colleagues who see the calendar read that something is there, not what


def _moment(feed: Feed, item: CalendarItem) -> datetime | date:
    """Return the day, or the instant in UTC, which every program draws in its own zone without a table of zones."""
    found = instant(item.due, item.hour, ZoneInfo(feed.person.zone)) if item.hour else None
    return found or item.due


def _alarm(feed: Feed, item: CalendarItem, title: str) -> Alarm | None:
    """Return what rings: shortly before the hour, or when the person's work begins; None on a day off."""
    hours = feed.person.hours
    begins = next((start for day, start, _ in hours if day == item.due.isoweekday()), None)
    if item.hour is None and begins is None:
        return None
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    from_midnight = timedelta(hours=begins.hour, minutes=begins.minute) if begins else timedelta()
    alarm.add("trigger", -AHEAD if item.hour else from_midnight)
    return alarm
