"""People: who types, in which role, zone, language and hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What a person may do; roles add up."""

    SELLER = "seller"
    MANAGER = "manager"
    ADMIN = "admin"
    COLLEAGUE = "colleague"


EVERYONE = frozenset(Role)
MANAGERS = frozenset({Role.MANAGER, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})

Hours = tuple[tuple[int, time, time], ...]
"""Working hours as (ISO weekday, start, end)."""
DEFAULT_HOURS: Hours = tuple((weekday, time(8), time(16)) for weekday in range(1, 6))
DEFAULT_QUOTA = 8
"""Calls a workday."""


@dataclass(frozen=True, kw_only=True)
class Leave:
    """Days off of one person, both ends included."""

    id: int
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person; zone, country and language are what counts now: own setting, else the team's, else the default."""

    id: int
    name: str
    roles: frozenset[Role]
    team: int | None = None
    zone: str = "Europe/Copenhagen"
    country: str = "DK"
    language: str = "en"
    hours: Hours = DEFAULT_HOURS
    quotas: tuple[tuple[int, int], ...] = ()
    """Calls per ISO weekday where they differ from DEFAULT_QUOTA."""
    active: bool = True
    paused_until: date | None = None
    muted: tuple[tuple[str, date], ...] = ()
    """Rules, such as N13, that the person does not want until a day."""
    leave: tuple[Leave, ...] = ()
    created_at: datetime | None = None

    def may(self, roles: frozenset[Role]) -> bool:
        """Whether the person holds one of the roles."""
        return bool(self.roles & roles)

    def quota(self, weekday: int) -> int:
        """Calls asked for on an ISO weekday, before days off are taken away."""
        if not any(day == weekday for day, _, _ in self.hours):
            return 0
        return dict(self.quotas).get(weekday, DEFAULT_QUOTA)


@dataclass(frozen=True, kw_only=True)
class FiguresLook:
    """Somebody looked at a person's figures."""

    viewer: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class RoleChange:
    """An admin gave (+) or took (-) a person's role, or took the person off the list (gone) or back."""

    author: int
    person: int
    what: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Reach:
    """One address of a person; `parked` says why the platform refuses it, empty when it does not."""

    platform: str
    target: str
    person: int
    parked: str = ""


class People(Protocol):
    """The people of one company."""

    def get(self, person: int) -> Person: ...
    def at_address(self, platform: str, user: str) -> Person | None: ...
    def by_name(self, name: str) -> Person | None: ...
    def everyone(self) -> Sequence[Person]: ...
    def in_team(self, team: int) -> Sequence[Person]: ...
    def add(self, name: str, at: datetime, *, team: int | None = None) -> Person: ...
    def link(self, person: int, platform: str, user: str) -> None: ...
    def addresses(self, person: int) -> Sequence[Reach]: ...
    def reach(self, platform: str, user: str) -> Reach | None: ...
    def park(self, platform: str, user: str, why: str) -> None: ...
    def change(self, person: int, **values: object) -> Person: ...
    def given_roles(self, person: int) -> frozenset[Role]: ...
    def add_leave(self, person: int, first: date, last: date) -> Leave: ...
    def drop_leave(self, person: int, leave: int) -> bool: ...
    def add_look(self, person: int, viewer: int, what: str, at: datetime) -> None: ...
    def mark(self, name: str) -> str: ...
    def set_mark(self, name: str, value: str) -> None: ...
    def looks(self, person: int, limit: int = 5) -> Sequence[FiguresLook]: ...
    def add_role_change(self, author: int, person: int, what: str, at: datetime) -> None: ...
    def role_changes(self, limit: int = 5) -> Sequence[RoleChange]: ...
