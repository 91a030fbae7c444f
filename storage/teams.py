"""Teams in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.domain.nudge_kinds import NudgeHours
from bot.domain.teams import Team
from bot.language.names import clean_name, fold
from storage.columns import first_known_zone, instant_or_none, name_of, text_of, times_of
from storage.connection import Row
from storage.named_lists import SqlNamedList, Statements
from storage.queries import queries
from storage.wakeups import wake_members

SQL = queries("teams")
MANY = 2**31 - 1
"""A limit above every number of teams."""


class SqlTeams(SqlNamedList):
    """The teams of one company."""

    statements = Statements(taken=SQL.taken, rename=SQL.rename, remove=SQL.remove)

    def all(self, limit: int = MANY) -> Sequence[Team]:
        """Return the first teams on the list, or every one, in the order in which they were added."""
        return [_team(row) for row in self._db.rows(SQL.all, limit=limit)]

    def count(self) -> int:
        """Return how many teams are on the list."""
        return int(self._db.rows(SQL.count)[0]["teams"])

    def any(self) -> bool:
        """Whether any team is on the list."""
        return bool(self._db.rows(SQL.some))

    def only(self) -> Team | None:
        """Return the team that is alone on the list, None for none or several."""
        found = self._db.rows(SQL.some)
        return self.get(found[0]["id"]) if len(found) == 1 else None

    def park(self, team: int, why: str) -> None:
        """Note why the platform refuses a team's channel; an empty reason ends that."""
        self._db.change(SQL.park, team=team, why=why)

    def move(self, team: int, channel: str, address: str) -> None:
        """Store another name and address of a team's channel."""
        self._db.change(SQL.move, team=team, channel=clean_name(channel), address=address)

    def set_nudge_hours(self, team: int, hours: NudgeHours) -> Team:
        """Store the hours that a team has set, in place of those before, and return the team."""
        self._db.change(SQL.set_nudge_hours, team=team, hours=" ".join(f"{kind}={at:%H:%M}" for kind, at in hours))
        wake_members(self._db, team)
        return self.get(team)

    def get(self, team: int) -> Team:
        """Return a team, one that is gone too; raises LookupError."""
        return self._db.kept(("team", team), partial(self._get, team))

    def _get(self, team: int) -> Team:
        row = self._db.row(SQL.get, team=team)
        if row is None:
            raise LookupError(f"no team {team}")
        return _team(row)

    def by_name(self, name: str) -> Team | None:
        """Return the team of a name, whatever its case; None when it is not on the list."""
        row = self._db.row(SQL.by_key, key=fold(name))
        return _team(row) if row else None

    def save(self, name: str, at: datetime, **values: str) -> Team:
        """Add a team, restore a removed one or change its settings; empty ones leave what was.

        While it is the only team, everybody without a team joins it.
        """
        empty = {"channel": "", "address": "", "zone": "", "country": "", "language": ""}
        name = name_of(name)
        values = {column: clean_name(value) for column, value in values.items()}
        made = self._db.insert(SQL.save, name=name, key=fold(name), at=text_of(at), **(empty | values))
        wake_members(self._db, made)
        if self.only():
            self._db.change(SQL.adopt, team=made)
        return self.get(made)


def _team(row: Row) -> Team:
    created = instant_or_none(row["created_at"])
    zone = first_known_zone(row["zone"])
    known = {
        "zone": zone,
        "nudge_hours": times_of(row["nudge_hours"]),
        "gone": bool(row["gone"]),
        "created_at": created,
    }
    return Team(**(dict(row) | known))
