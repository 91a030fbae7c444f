"""Figures and promises in SQL, read from roll-ups and projections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from bot.domain.figures import DayFigures, DueFollowUp, OpenWait, OpenZero, PastCall
from bot.domain.promises import BREACH_DAYS, Breach, Promise, PromiseState, run_of_told
from bot.domain.ratings import WINDOW_DAYS, Factor, Rating, Source, standing_of
from storage.columns import day_of, instant_of
from storage.connection import Connection, Row
from storage.queries import queries

SQL = queries("figures")


class SqlFigures:
    """What the log of one company adds up to."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def days(
        self, first: date, last: date, *, team: int | None = None, person: int | None = None
    ) -> Sequence[DayFigures]:
        """Return the sums of each day on which anything was logged, of a person, a team, or the whole company."""
        span = {"first": first.isoformat(), "last": last.isoformat()}
        if person is not None:
            rows = self._db.rows(SQL.days_of_person, person=person, **span)
        elif team is not None:
            rows = self._db.rows(SQL.days_of_team, team=team, **span)
        else:
            rows = self._db.rows(SQL.days_of_all, **span)
        return [DayFigures(**(dict(row) | {"day": day_of(row["day"])})) for row in rows]

    def standing(
        self, asof: date, *, account: int | None = None, team: int | None = None, owner: int | None = None
    ) -> dict[int, tuple[Rating, ...]]:
        """Return the standing ratings of each rated account, of all, of a team's or of one owner's."""
        span = _span(asof, WINDOW_DAYS)
        if team is not None:
            rows = self._db.rows(SQL.standing_of_team, team=team, **span)
        elif owner is not None:
            rows = self._db.rows(SQL.standing_of_owner, owner=owner, **span)
        else:
            rows = self._db.rows(SQL.standing, account=account, **span)
        found: dict[int, list[Rating]] = {}
        for (rated, _, _), group in groupby(rows, key=lambda r: (r["account"], r["touchpoint"], r["factor"])):
            newest = {bool(row["firm"]): _rating(row) for row in group}
            latest = max(asof, *(each.day for each in newest.values()))
            rating = standing_of(newest.get(True), newest.get(False), latest)
            found.setdefault(rated, []).extend([rating] if rating else [])
        return {rated: tuple(ratings) for rated, ratings in found.items() if ratings}

    def zeros(self, asof: date, *, account: int | None = None, team: int | None = None) -> Sequence[OpenZero]:
        """Return the standing zeros, the oldest first."""
        found = [
            self._zero(owner, rating)
            for owner, ratings in self.standing(asof, account=account, team=team).items()
            for rating in ratings
            if rating.score == 0
        ]
        return sorted(found, key=lambda zero: (zero.since, zero.entry))

    def fresh_zeros(self, since: date, asof: date) -> Sequence[OpenZero]:
        """Return the standing zeros of accounts that got one in a period, the oldest first."""
        rows = self._db.rows(SQL.fresh_zeros, since=since.isoformat(), asof=asof.isoformat())
        return [zero for row in rows for zero in self.zeros(asof, account=row["account"])]

    def _zero(self, account: int, rating: Rating) -> OpenZero:
        row = self._db.rows(SQL.zero_entry, entry=rating.order, factor=rating.factor)[0]
        return OpenZero(
            account=account,
            touchpoint=rating.touchpoint,
            factor=rating.factor,
            since=rating.day,
            person=row["person"],
            entry=rating.order,
            why=row["why"],
            number=row["number"],
            at=instant_of(row["at"]),
        )

    def waits(self, first: date, last: date, *, team: int | None = None) -> Sequence[OpenWait]:
        """Return the waiting customers of a period, in the order they came."""
        rows = self._db.rows(SQL.waits, first=first.isoformat(), last=last.isoformat(), team=team)
        return [
            OpenWait(
                number=r["number"],
                place=r["place"],
                what=r["what"],
                account=r["account"],
                person=r["person"],
                asked_at=instant_of(r["at"]),
                went_by=r["went_by"],
                went_at=instant_of(r["went_at"]) if r["went_at"] else None,
            )
            for r in rows
        ]

    def open_followups(self, person: int, upto: date) -> Sequence[DueFollowUp]:
        """Return a person's follow-ups due by a day that no later call has answered."""
        rows = self._db.rows(SQL.followups, person=person, upto=upto.isoformat())
        return [DueFollowUp(**(dict(r) | {"due": day_of(r["due"]), "at": instant_of(r["at"])})) for r in rows]

    def last_calls(self, account: int, limit: int) -> Sequence[PastCall]:
        """Return the last calls to an account, newest first."""
        rows = self._db.rows(SQL.last_calls, account=account, limit=limit)
        return [PastCall(day=day_of(r["day"]), person=r["person"], outcome=r["outcome"]) for r in rows]


class SqlPromises:
    """The promise ledger of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def find(self, number: int) -> Promise | None:
        """Return a promise as it stands, if it is there."""
        row = self._db.row(SQL.promise, number=number)
        return _promise(row) if row else None

    def open_of(self, person: int) -> Sequence[Promise]:
        """Return a person's open promises, the first due first."""
        return [_promise(row) for row in self._db.rows(SQL.promises_of_person, person=person)]

    def open_in_team(self, team: int | None) -> Sequence[Promise]:
        """Return the open promises of a team, or of the whole company, the first due first."""
        return [_promise(row) for row in self._db.rows(SQL.promises_of_team, team=team)]

    def open_for(self, account: int) -> Sequence[Promise]:
        """Return the open promises to an account, the first due first."""
        return [_promise(row) for row in self._db.rows(SQL.promises_for, account=account)]

    def breaches(self, account: int, asof: date) -> int:
        """Return the breaches of an account within the last 12 months: untold broken promises and quality zeros."""
        span = _span(asof, BREACH_DAYS)
        broken = self._db.rows(SQL.broken, account=account, **span)
        return len(broken) + len(self._db.rows(SQL.quality_zeros, account=account, **span))

    def told_run(self, account: int, asof: date) -> int:
        """Return how many of the newest promises to an account, of 12 months, were told first in a row."""
        rows = self._db.rows(SQL.told_history, account=account, **_span(asof, BREACH_DAYS))
        newest = {row["number"]: row for row in rows}
        ordered = sorted(newest.values(), key=lambda row: (row["day"], row["id"]), reverse=True)
        return run_of_told(bool(row["told"]) for row in ordered)

    def breached(self, asof: date, since: date) -> Mapping[int, Breach]:
        """Return the accounts with two breaches or more, the last one on a day since `since`."""
        rows = self._db.rows(SQL.fresh_breaches, since=since.isoformat(), asof=asof.isoformat())
        found = {
            row["account"]: Breach(count=self.breaches(row["account"], asof), at=instant_of(row["at"])) for row in rows
        }
        return {account: breach for account, breach in found.items() if breach.count > 1}


def _rating(row: Row) -> Rating:
    return Rating(
        touchpoint=row["touchpoint"],
        factor=Factor(row["factor"]),
        score=row["score"],
        source=Source(row["source"]),
        day=day_of(row["day"]),
        order=row["entry"],
    )


def _span(asof: date, days: int) -> dict[str, str]:
    """Return the days that count; east of whoever asks it may be tomorrow already."""
    return {"since": (asof - timedelta(days=days)).isoformat(), "asof": (asof + timedelta(days=1)).isoformat()}


def _promise(row: Row) -> Promise:
    return Promise(
        number=row["number"],
        account=row["account"],
        person=row["person"],
        what=row["what"],
        due=day_of(row["due"]),
        state=PromiseState(row["state"]),
        told=bool(row["told"]),
        closed=day_of(row["closed"]) if row["closed"] else None,
        made_at=instant_of(row["made_at"]),
    )
