"""Touchpoints in SQL."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.touchpoints import Touchpoint
from bot.language.names import fold
from bot.language.vocabulary import STANDARD_TOUCHPOINTS
from storage.named_lists import SqlNamedList, Statements
from storage.queries import queries
from storage.wakeups import wake_owners

SQL = queries("touchpoints")


class SqlTouchpoints(SqlNamedList):
    """The touchpoint map of one company, read once a transaction, as every word of a line may name a touchpoint."""

    statements = Statements(taken=SQL.taken, rename=SQL.rename, remove=SQL.remove)
    _read: Sequence[Touchpoint] | None = None

    def all(self) -> Sequence[Touchpoint]:
        """Return every touchpoint that there still is."""
        return [each for each in self._every() if not each.gone]

    def _every(self) -> Sequence[Touchpoint]:
        if self._read is None:
            rows = self._db.rows(SQL.all)
            self._read = [Touchpoint(**(dict(row) | {"gone": bool(row["gone"])})) for row in rows]
        return self._read

    def _forget(self) -> None:
        self._read = None

    def get(self, touchpoint: int) -> Touchpoint:
        """Return a touchpoint, one that is gone too; raises LookupError."""
        found = next((each for each in self._every() if each.id == touchpoint), None)
        if found is None:
            raise LookupError(f"no touchpoint {touchpoint}")
        return found

    def by_name(self, name: str) -> Touchpoint | None:
        """Return the touchpoint of a name; the standard ones go by their name in any language."""
        return _called(name, self.all())

    def save(self, name: str, owner: int | None = None) -> Touchpoint:
        """Make a touchpoint, bring one back, or change its owner."""
        known = _called(name, self._every())
        name = known.name if known else name
        made = self._db.insert(SQL.save, name=name, key=fold(name), owner=owner)
        self._forget()
        wake_owners(self._db, None, made)
        return self.get(made)


def _called(name: str, among: Sequence[Touchpoint]) -> Touchpoint | None:
    every = {fold(each.name): each for each in among}
    return every.get(fold(name)) or every.get(STANDARD_TOUCHPOINTS.find(name) or "")
