"""Teams in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.teams import Team
from bot.language.names import fold
from storage.columns import first_known_zone, instant_of, text_of
from storage.connection import Row
from storage.named_lists import SqlNamedList, Statements
from storage.queries import queries
from storage.wakeups import wake_members

SQL = queries("teams")


class SqlTeams(SqlNamedList):
    """The teams of one company."""

    statements = Statements(taken=SQL.taken, rename=SQL.rename, remove=SQL.remove)

    def all(self) -> Sequence[Team]:
        """Return every team that there still is."""
        return [each for each in self._every() if not each.gone]

    def _every(self) -> Sequence[Team]:
        return [_team(row) for row in self._db.rows(SQL.all)]

    def park(self, team: int, why: str) -> None:
        """Note why a team's channel is refused; an empty reason takes that back."""
        self._db.execute(SQL.park, team=team, why=why)

    def move(self, team: int, channel: str, address: str) -> None:
        """Note that a team's channel goes by another name or id."""
        self._db.execute(SQL.move, team=team, channel=channel, address=address)

    def get(self, team: int) -> Team:
        """Return a team, one that is gone too; raises LookupError."""
        found = next((each for each in self._every() if each.id == team), None)
        if found is None:
            raise LookupError(f"no team {team}")
        return found

    def by_name(self, name: str) -> Team | None:
        """Return the team of a name, without case."""
        return next((each for each in self.all() if fold(each.name) == fold(name)), None)

    def save(self, name: str, at: datetime, **values: str) -> Team:
        """Make or change a team; the first one takes in everybody who has none."""
        empty = {"channel": "", "address": "", "zone": "", "country": "", "language": ""}
        made = self._db.insert(SQL.save, name=name, key=fold(name), at=text_of(at), **(empty | values))
        wake_members(self._db, made)
        if len(self.all()) == 1:
            self._db.execute(SQL.adopt, team=made)
        return self.get(made)


def _team(row: Row) -> Team:
    created = instant_of(row["created_at"]) if row["created_at"] else None
    zone = first_known_zone(row["zone"])
    return Team(**(dict(row) | {"zone": zone, "gone": bool(row["gone"]), "created_at": created}))
