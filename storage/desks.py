"""Desks in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain.desks import Desk, HandedOver, HandOffSum
from bot.language.names import fold
from storage.columns import day_of, name_of
from storage.named_lists import LineNamedList, LineStatements
from storage.queries import queries

SQL = queries("desks")


class SqlDesks(LineNamedList[Desk]):
    """The desks of one company."""

    statements = LineStatements(
        taken=SQL.taken, rename=SQL.rename, remove=SQL.remove, set_made=SQL.set_made, made_in_vain=SQL.made_in_vain
    )

    def all(self) -> Sequence[Desk]:
        """Return every desk on the list, oldest first."""
        return [desk for desk in self._with_gone() if not desk.gone]

    def _with_gone(self) -> Sequence[Desk]:
        return [Desk(**(dict(row) | {"gone": bool(row["gone"])})) for row in self._db.rows(SQL.all)]

    def get(self, desk: int) -> Desk:
        """Return a desk, one that is gone too; raises LookupError."""
        found = next((known for known in self._with_gone() if known.id == desk), None)
        if found is None:
            raise LookupError(f"no desk {desk}")
        return found

    def by_name(self, name: str) -> Desk | None:
        """Return the desk of a name, whatever its case; None when it is not on the list."""
        return next((desk for desk in self.all() if fold(desk.name) == fold(name)), None)

    def save(self, name: str, phone: str = "") -> Desk:
        """Add a desk, restore a removed one or change its phone number; an empty number leaves the one that was."""
        name = name_of(name)
        return self.get(self._db.insert(SQL.save, name=name, key=fold(name), phone=phone))

    def handoff_sums(
        self, first: date, last: date, *, person: int | None = None, team: int | None = None
    ) -> Sequence[HandOffSum]:
        """Return the hand-offs of a period by cause, of a person, a team or all; most minutes first."""
        span = {"first": first.isoformat(), "last": last.isoformat()}
        if person is not None:
            rows = self._db.rows(SQL.handed_by_person, person=person, **span)
        elif team is not None:
            rows = self._db.rows(SQL.handed_by_team, team=team, **span)
        else:
            rows = self._db.rows(SQL.handed_by_all, **span)
        return [HandOffSum(**dict(row)) for row in rows]

    def handoff_minutes(self, first: date, last: date, *, team: int | None = None) -> Mapping[int, int]:
        """Return the minutes that the hand-offs of a period had cost, by person, of a team or all."""
        span = {"first": first.isoformat(), "last": last.isoformat(), "team": team}
        return {row["person"]: int(row["minutes"]) for row in self._db.rows(SQL.handed_minutes, **span)}

    def handoffs_by_account(self, first: date, last: date, *, team: int | None = None) -> Sequence[HandOffSum]:
        """Return the hand-offs of a period by the customer's name, of a team or all; most minutes first."""
        span = {"first": first.isoformat(), "last": last.isoformat(), "team": team}
        return [HandOffSum(**dict(row)) for row in self._db.rows(SQL.handed_accounts, **span)]

    def handed_of(self, account: int, since: date) -> Sequence[HandedOver]:
        """Return the hand-offs of an account since a day, the newest first."""
        rows = self._db.rows(SQL.handed_of, account=account, since=since.isoformat())
        return [HandedOver(**(dict(row) | {"day": day_of(row["day"])})) for row in rows]
