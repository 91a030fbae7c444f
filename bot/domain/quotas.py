"""Targets: calls and other contacts asked for on working days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.calendar import calendar_of
from bot.domain.details import Kind
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


def contact_target(person: Person, kind: Kind, first: date, last: date) -> int:
    """Return the contacts of a kind, calls aside, that are asked of a person in a period, as `call_target` does."""
    if Role.SELLER not in person.roles or not person.contact_quotas:
        return 0
    return sum(person.contact_quota(kind, day.isoweekday()) for day in calendar_of(person).workdays(first, last))
