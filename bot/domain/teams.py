"""Teams: people who share a channel, a country and figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.figures import OpenWait
from bot.domain.named_lists import NamedList
from bot.domain.nudge_kinds import NudgeHours
from bot.domain.people import People, Person
from bot.records import record


@record(kw_only=True)
class Team:
    """People who share a channel, a country and figures; empty settings leave the default.

    `channel` is its name as typed, `address` its id such as "slack:#C9" once the platform told it, `parked` why the
    platform refuses it, empty while it does not.
    """

    id: int
    name: str
    channel: str = ""
    address: str = ""
    parked: str = ""
    zone: str = ""
    country: str = ""
    language: str = ""
    nudge_hours: NudgeHours = ()
    gone: bool = False
    created_at: datetime | None = None


def zone_of(team: Team, people: Sequence[Person]) -> str:
    """Return the name of a team's zone, that of its people where it names none; empty for one without either."""
    return team.zone or next((person.zone for person in people), "")


def place_zone(teams: Teams, people: People, wait: OpenWait) -> ZoneInfo:
    """Return the zone of the place where a customer waits: the team's, or that of whoever said so."""
    named = zone_of(teams.get(wait.team), people.in_team(wait.team)) if wait.team else ""
    return ZoneInfo(named or people.get(wait.person).zone)


class Teams(NamedList, Protocol):
    """The teams of one company."""

    def get(self, team: int) -> Team: ...
    def by_name(self, name: str) -> Team | None: ...
    def all(self, limit: int = ..., /) -> Sequence[Team]: ...
    def count(self) -> int: ...
    def any(self) -> bool: ...
    def only(self) -> Team | None: ...
    def save(self, name: str, at: datetime, **values: str) -> Team: ...
    def park(self, team: int, why: str) -> None: ...
    def set_nudge_hours(self, team: int, hours: NudgeHours) -> Team: ...
    def move(self, team: int, channel: str, address: str) -> None: ...
