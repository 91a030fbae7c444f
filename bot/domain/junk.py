"""Junk: minutes that went into what no customer has any use of, and how many calls they would have been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.people import DEFAULT_HOURS, Person
from bot.records import record

DAY = date(2026, 1, 1)
"""Any day: hours are subtracted on one."""


@record(kw_only=True)
class JunkSum:
    """What some minutes went into, as typed last, and how many they were."""

    what: str
    minutes: int


class JunkLog(Protocol):
    """The minutes of one company that no customer had any use of."""

    def sums(self, person: int, first: date, last: date) -> Sequence[JunkSum]: ...


def minutes_a_call(person: Person) -> int:
    """Return how many minutes of a person's working week there are for each call asked of them; 0 where none is."""
    worked = [
        (weekday, (datetime.combine(DAY, end) - datetime.combine(DAY, start)).seconds // 60)
        for weekday, start, end in person.hours or DEFAULT_HOURS
    ]
    calls = sum(person.quota(weekday) for weekday, _ in worked)
    return sum(minutes for _, minutes in worked) // calls if calls else 0


def calls_lost(person: Person, minutes: int) -> int:
    """Return how many whole calls a person could have made in some minutes; 0 where no calls are asked of them."""
    each = minutes_a_call(person)
    return minutes // each if each else 0
