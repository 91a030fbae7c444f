"""Promises in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.domain.promises import BREACH_DAYS, Breach, Promise, PromiseState, told_in_a_row
from storage.columns import day_of, hour_of, instant_of, span_until
from storage.connection import Connection, Row, Value
from storage.queries import queries

SQL = queries("promises")


class SqlPromises:
    """The promise ledger of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def find(self, number: int) -> Promise | None:
        """Return a promise as it stands, if it is there."""
        self._db.hold_log()
        row = self._db.row(SQL.find, number=number)
        return _promise(row) if row else None

    def open_of(self, person: int) -> Sequence[Promise]:
        """Return a person's open promises, the first due first."""
        self._db.hold_log()
        return [_promise(row) for row in self._db.rows(SQL.open_of_person, person=person)]

    def open_in_team(self, team: int | None) -> Sequence[Promise]:
        """Return the open promises of a team, or of the whole company, the first due first."""
        found = self._db.rows(SQL.open_of_all) if team is None else self._db.rows(SQL.open_in_team, team=team)
        return [_promise(row) for row in found]

    def open_for(self, account: int) -> Sequence[Promise]:
        """Return the open promises to an account, the first due first."""
        self._db.hold_log()
        return [_promise(row) for row in self._db.rows(SQL.open_for_account, account=account)]

    def breaches(self, account: int, asof: date) -> int:
        """Return the breaches of an account within the last 12 months: promises broken in silence and days on
        which a touchpoint got a zero on quality."""
        return len(self._breaches(account, asof))

    def _breaches(self, account: int, asof: date) -> list[Row]:
        within: dict[str, Value] = {"account": account, **span_until(asof, BREACH_DAYS)}
        broken, zeros = self._db.together((SQL.broken, within), (SQL.quality_zeros, within))
        return [*broken, *zeros]

    def told_run(self, account: int, asof: date) -> int:
        """Return how many of the newest promises to an account, of 12 months, were told first in a row."""
        rows = self._db.rows(SQL.told_history, account=account, **span_until(asof, BREACH_DAYS))
        newest = {row["number"]: row for row in rows}  # rows come by day: the last step of a promise gives its place
        ordered = sorted(newest.values(), key=lambda row: (row["day"], row["id"]), reverse=True)
        told = {row["number"] for row in rows if row["told"]}
        return told_in_a_row(row["number"] in told for row in ordered)

    def breached(self, person: int, asof: date, since: date) -> Mapping[int, Breach]:
        """Return a person's accounts with two breaches or more, one of them on a day since `since`."""
        span = {"since": since.isoformat(), "asof": asof.isoformat()}
        return self._breaches_of(self._db.rows(SQL.fresh_breaches_of, person=person, **span), asof)

    def breached_in_team(self, team: int | None, asof: date, since: date) -> Mapping[int, Breach]:
        """Return the same for the accounts of a team's people, of the whole company for None."""
        span = {"since": since.isoformat(), "asof": asof.isoformat()}
        if team is None:
            return self._breaches_of(self._db.rows(SQL.fresh_breaches, **span), asof)
        return self._breaches_of(self._db.rows(SQL.fresh_breaches_of_team, team=team, **span), asof)

    def _breaches_of(self, rows: Iterable[Row], asof: date) -> Mapping[int, Breach]:
        found = {row["account"]: self._breaches(row["account"], asof) for row in rows}
        # The last one of all that count: were it that of the period alone, it would change with each day that passes.
        return {
            account: Breach(count=len(breaches), at=max(instant_of(each["at"]) for each in breaches))
            for account, breaches in found.items()
            if len(breaches) > 1
        }


def _promise(row: Row) -> Promise:
    return Promise(
        number=row["number"],
        account=row["account"],
        person=row["person"],
        what=row["what"],
        due=day_of(row["due"]),
        hour=hour_of(row["hour"]),
        state=PromiseState(row["state"]),
        told=bool(row["told"]),
        moved=bool(row["moved"]),
        closed=day_of(row["closed"]) if row["closed"] else None,
        made_at=instant_of(row["made_at"]),
    )
