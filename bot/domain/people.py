"""People: who types, in which role, zone, language and hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from bot.domain.closed_days import ClosedDay
from bot.domain.deeds import Deed
from bot.domain.details import Kind
from bot.domain.nudge_kinds import NudgeHours
from bot.records import record


class Role(StrEnum):
    """What a person may do; a person may hold several."""

    SELLER = "seller"
    MANAGER = "manager"
    ADMIN = "admin"
    COLLEAGUE = "colleague"


EVERYONE = frozenset(Role)
MANAGERS = frozenset({Role.MANAGER, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})

MAIL = "mail"
"""The platform of verified mail addresses: each says who somebody is, casefolded; nothing is sent there."""

LEFT = "left the platform"
"""Why an address is parked whose person is no full member there any more."""
MAIL_LENGTH = 254
"""Characters that a mail address can have."""

Hours = tuple[tuple[int, time, time], ...]
"""Working hours as (ISO weekday 1-7, start, end), local time; a weekday that is missing is off."""
DEFAULT_HOURS: Hours = tuple((weekday, time(8), time(16)) for weekday in range(1, 6))
DEFAULT_QUOTA = 8
"""Calls asked for on a working day."""


@record(kw_only=True)
class Leave:
    """Local days off of one person, both ends included."""

    id: int
    first: date
    last: date


@record(kw_only=True)
class Person:
    """One person.

    Zone (IANA), country (ISO 3166) and language are what counts now: the own setting, else what the platform says of
    the person, else the team's, else the default. Inactive people get no nudges. `created_at` is aware UTC.
    """

    id: int
    name: str
    roles: frozenset[Role]
    team: int | None = None
    zone: str = "Europe/Copenhagen"
    country: str = "DK"
    language: str = "en"
    hours: Hours = DEFAULT_HOURS
    quotas: tuple[tuple[int, int], ...] = ()
    """(ISO weekday, calls) where they differ from DEFAULT_QUOTA."""
    contact_quotas: tuple[tuple[Kind, int, int], ...] = ()
    """(kind of contact beside calls, ISO weekday, count); nothing is asked for where none is named."""
    active: bool = True
    gone: bool = False
    """Whether an admin took the person off the list, whatever the platform says; who is gone is not active."""
    paused_until: date | None = None
    muted: tuple[tuple[str, date], ...] = ()
    """(rule id such as N13, first local day on which it is wanted again)."""
    leave: tuple[Leave, ...] = ()
    closed: tuple[ClosedDay, ...] = ()
    """The days on which the whole company is closed."""
    nudge_hours: NudgeHours = ()
    """The hours that the team has set."""
    lunch: tuple[tuple[time, time], ...] = ()
    """Start and end of the own lunch, local time; at most one, none without a lunch plan."""
    created_at: datetime | None = None
    renamed_from: str = ""
    """The name at first contact, where the person took another one on a platform since; else empty."""

    def may(self, roles: frozenset[Role]) -> bool:
        """Whether the person holds one of the roles."""
        return bool(self.roles & roles)

    def quota(self, weekday: int) -> int:
        """Return the calls asked for on an ISO weekday, 0 on one that is never worked; days off are not considered."""
        if not any(day == weekday for day, _, _ in self.hours):
            return 0
        return dict(self.quotas).get(weekday, DEFAULT_QUOTA)

    def contact_quota(self, kind: Kind, weekday: int) -> int:
        """Return the contacts of a kind asked for on an ISO weekday, 0 on one that is never worked."""
        if not any(day == weekday for day, _, _ in self.hours):
            return 0
        return next((count for of, day, count in self.contact_quotas if (of, day) == (kind, weekday)), 0)


@record(kw_only=True)
class Reach:
    """One address of a person; `parked` is why the platform refuses it, empty while it does not.

    On the platform MAIL nobody is reached.
    """

    platform: str
    target: str
    person: int
    parked: str = ""


def mail_target(mail: str) -> str:
    """Return a mail address as the target of its MAIL address; empty for what is none."""
    key = mail.strip().casefold()
    return key if "@" in key and len(key) <= MAIL_LENGTH and key.isprintable() else ""


class People(Protocol):
    """The people of one company; people are never deleted, only inactive or gone."""

    def get(self, person: int) -> Person: ...
    def at_address(self, platform: str, user: str) -> Person | None: ...
    def by_name(self, name: str) -> Person | None: ...
    def named(self, name: str) -> Sequence[Person]: ...
    def formerly(self, name: str) -> Sequence[Person]: ...
    def everyone(self) -> Sequence[Person]: ...
    def active(self, limit: int) -> Sequence[Person]: ...
    def count_active(self) -> int: ...
    def active_ids_by_name(self) -> Mapping[str, Sequence[int]]: ...
    def anybody(self) -> bool: ...
    def first_seller_at(self) -> datetime | None: ...
    def admins(self) -> Sequence[Person]: ...
    def managers(self, team: int | None) -> Sequence[Person]: ...
    def another(self, role: Role, than: int) -> bool: ...
    def in_team(self, team: int) -> Sequence[Person]: ...
    def add(self, name: str, at: datetime, *, team: int | None = None) -> Person: ...
    def link(self, person: int, platform: str, user: str) -> None: ...
    def addresses(self, person: int) -> Sequence[Reach]: ...
    def reach(self, platform: str, user: str) -> Reach | None: ...
    def park(self, platform: str, user: str, why: str) -> None: ...
    def change(self, person: int, **values: object) -> Person: ...
    def merge(self, person: int, into: int) -> Person: ...
    def given_roles(self, person: int) -> frozenset[Role]: ...
    def add_leave(self, person: int, first: date, last: date) -> Leave: ...
    def drop_leave(self, person: int, leave: int) -> bool: ...
    def in_league(self) -> frozenset[int]: ...
    def set_in_league(self, person: int, *, takes_part: bool) -> None: ...
    def deeds(self, person: int) -> tuple[Deed, ...]: ...
    def set_deeds(self, person: int, deeds: Sequence[Deed]) -> None: ...
    def mark(self, name: str) -> str: ...
    def set_mark(self, name: str, value: str) -> None: ...
