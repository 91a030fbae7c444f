"""Call targets: calls asked for on working days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.calendar import calendar_of
from bot.domain.people import Person, Role


def call_target(person: Person, first: date, last: date) -> int:
    """Return the calls asked of a person in a period, both ends included.

    0 for days off and for people who do not sell; a half day asks for as many as a whole one.
    """
    if Role.SELLER not in person.roles:
        return 0
    return sum(person.quota(day.isoweekday()) for day in calendar_of(person).workdays(first, last))


def team_call_target(people: Iterable[Person], first: date, last: date) -> int:
    """Return the calls asked of several people in a period."""
    return sum(call_target(person, first, last) for person in people)
