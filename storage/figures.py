"""Figures in SQL, read from daily sums and standing ratings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date
from itertools import groupby

from bot.domain.details import Kind
from bot.domain.figures import (
    DayFigures,
    Drift,
    DueFollowUp,
    Listening,
    OpenWait,
    OpenZero,
    PastContact,
    PointRating,
    PromiseSums,
)
from bot.domain.ratings import WINDOW_DAYS, Factor, Rating, Source, standing_rating
from bot.domain.sharing import CountedEntry, PromiseChange
from storage.columns import day_of, hour_of, instant_of, instant_or_none, keys_of, span_until
from storage.connection import Connection, Row, Value
from storage.queries import queries

SQL = queries("figures")
PROMISE_SUMS = tuple(field.name for field in fields(PromiseSums))


class SqlFigures:
    """The figures of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def days(
        self, first: date, last: date, *, team: int | None = None, person: int | None = None
    ) -> Sequence[DayFigures]:
        """Return the sums of the days with entries, of a person, else of a team, else of all; oldest first.

        A day whose entries were all taken back comes with zeros.
        """
        span = {"first": first.isoformat(), "last": last.isoformat()}
        if person is not None:
            rows = self._db.rows(SQL.days_of_person, person=person, **span)
        elif team is not None:
            rows = self._db.rows(SQL.days_of_team, team=team, **span)
        else:
            rows = self._db.rows(SQL.days_of_all, **span)
        return [DayFigures(**(dict(row) | {"day": day_of(row["day"])})) for row in rows]

    def logged(self, person: int, first: date, last: date) -> bool:
        """Whether a call, or anything about a promise, of a person counts on a day of a period."""
        span = {"first": first.isoformat(), "last": last.isoformat()}
        return self._db.row(SQL.logged, person=person, **span) is not None

    def promises(
        self, first: date, last: date, today: date, *, team: int | None = None, person: int | None = None
    ) -> PromiseSums:
        """Return what became of the promises of a period: the sums of its days."""
        days = self.promise_days(first, last, today, team=team, person=person).values()
        return PromiseSums(**{name: sum(getattr(day, name) for day in days) for name in PROMISE_SUMS})

    def promise_days(
        self, first: date, last: date, today: date, *, team: int | None = None, person: int | None = None
    ) -> dict[date, PromiseSums]:
        """Return what became of promises, of a person, else of a team, else of all, by day.

        Each counts on the day of its answer, at the latest on the day that it was due; what is unanswered is late from
        the day after that on.
        """
        span = {"first": first.isoformat(), "last": last.isoformat(), "today": today.isoformat()}
        if person is not None:
            rows = self._db.rows(SQL.promises_of_person, person=person, **span)
        elif team is not None:
            rows = self._db.rows(SQL.promises_of_team, team=team, **span)
        else:
            rows = self._db.rows(SQL.promises_of_all, **span)
        return {day_of(row["day"]): PromiseSums(**{name: int(row[name]) for name in PROMISE_SUMS}) for row in rows}

    def active(self, first: date, last: date, *, team: int | None = None) -> frozenset[int]:
        """Return who logged a contact or about a promise, or went to who waited, on days of a period; of a team."""
        return self._people(SQL.active_of_all, SQL.active_in_team, first, last, team)

    def counted(self, people: Collection[int], first: date, last: date) -> Sequence[CountedEntry]:
        """Return the contacts, goings to who waited and hand-offs that took time of some people, ended ones too."""
        span = {"first": first.isoformat(), "last": last.isoformat()}
        rows = self._db.rows(SQL.counted, people=keys_of(people), **span)
        return [
            CountedEntry(
                id=row["id"],
                kind=Kind(row["kind"]),
                person=row["person"],
                team=row["team"],
                day=day_of(row["day"]),
                replaced_by=row["replaced_by"],
                undone_at=instant_or_none(row["undone_at"]),
            )
            for row in rows
        ]

    def promising(self, first: date, last: date, *, team: int | None = None) -> frozenset[int]:
        """Return whose promises count on days of a period; of a team."""
        return self._people(SQL.promising_of_all, SQL.promising_in_team, first, last, team)

    def promise_changes(self, people: Collection[int], first: date, last: date) -> Sequence[PromiseChange]:
        """Return how the sums of promises of some people and days moved, in any order."""
        span = {"first": first.isoformat(), "last": last.isoformat()}
        rows = self._db.rows(SQL.promise_changes, people=keys_of(people), **span)
        return [PromiseChange(**(dict(row) | {"team": row["team"] or None, "day": day_of(row["day"])})) for row in rows]

    def last_change(self) -> int:
        """Return the id of the newest change of a sum of promises, 0 when there is none."""
        row = self._db.row(SQL.last_change)
        return int(row["id"]) if row else 0

    def last_entry(self) -> int:
        """Return the id of the newest entry, 0 when there is none."""
        row = self._db.row(SQL.last_entry)
        return int(row["id"]) if row else 0

    def standing(
        self,
        asof: date,
        *,
        account: int | None = None,
        team: int | None = None,
        owner: int | None = None,
        touchpoint: int | None = None,
    ) -> dict[int, tuple[Rating, ...]]:
        """Return the standing ratings by account: of one account, a team's, an owner's, a touchpoint's, or all.

        1. The table `standing` holds the newest firm rating and the newest guess of every touchpoint and factor.
        2. Those within WINDOW_DAYS of the day are read; a rating of tomorrow (further east) counts as of its own day.
        3. `standing_rating` decides between the two.
        """
        span = span_until(asof, WINDOW_DAYS)
        if team is not None:
            rows = self._db.rows(SQL.standing_of_team, team=team, **span)
        elif owner is not None:
            rows = self._db.rows(SQL.standing_of_owner, owner=owner, **span)
        elif touchpoint is not None:
            rows = self._db.rows(SQL.standing_of_touchpoint, touchpoint=touchpoint, **span)
        elif account is not None:
            rows = self._db.rows(SQL.standing_of_account, account=account, **span)
        else:
            rows = self._db.rows(SQL.standing_of_all, **span)
        found: dict[int, list[Rating]] = {}
        # The statements sort by these three, without which groupby would split them.
        for (rated, _, _), group in groupby(rows, key=lambda r: (r["account"], r["touchpoint"], r["factor"])):
            newest = {bool(row["firm"]): _rating(row) for row in group}
            latest = max(asof, *(rating.day for rating in newest.values()))
            rating = standing_rating(newest.get(True), newest.get(False), latest)
            found.setdefault(rated, []).extend([rating] if rating else [])
        return {rated: tuple(ratings) for rated, ratings in found.items() if ratings}

    def zeros(
        self, asof: date, *, account: int | None = None, team: int | None = None, touchpoint: int | None = None
    ) -> Sequence[OpenZero]:
        """Return the standing ratings of 0, the oldest first."""
        found = [
            self._zero(owner, rating)
            for owner, ratings in self.standing(asof, account=account, team=team, touchpoint=touchpoint).items()
            for rating in ratings
            if rating.score == 0
        ]
        return sorted(found, key=lambda zero: (zero.since, zero.entry))

    def fresh_zeros(self, person: int, since: date, asof: date) -> Sequence[OpenZero]:
        """Return the standing ratings of 0 of accounts that got one since a day; by account, then the oldest first.

        Of the person's own accounts, and of those that got it at a touchpoint of theirs.
        """
        rows = self._db.rows(SQL.fresh_zeros, person=person, since=since.isoformat(), asof=asof.isoformat())
        return [zero for row in rows for zero in self.zeros(asof, account=row["account"])]

    def scores_logged(self, first: date, last: date, *, team: int | None = None) -> tuple[int, int]:
        """Return how many scores were logged for the days of a period, by a team's people or by all, and how many 0."""
        span = {"first": first.isoformat(), "last": last.isoformat()}
        rows = (
            self._db.rows(SQL.scores_of_all, **span)
            if team is None
            else self._db.rows(SQL.scores_of_team, team=team, **span)
        )
        return int(rows[0]["scores"]), int(rows[0]["zeros"])

    def drifted(self, asof: date, *, team: int | None = None) -> Sequence[Drift]:
        """Return the standing ratings of 1 before which a 2 stood, the newest first.

        1. The standing ratings are those of `standing`; each is known by its entry.
        2. Of a rating of 1 the one before, of the same customer, touchpoint and factor, is looked up.
        3. It counts when it was a 2, and was not too old to stand when the 1 came.
        """
        ones = {
            (rating.order, rating.factor): (account, rating)
            for account, ratings in self.standing(asof, team=team).items()
            for rating in ratings
            if rating.score == 1
        }
        rows = self._db.rows(SQL.fallen, entries=keys_of({entry for entry, _ in ones}))
        found = []
        for row in rows:
            account, rating = ones.get((row["entry"], Factor(row["factor"])), (0, None))
            if rating and (rating.day - day_of(row["before"])).days <= WINDOW_DAYS:
                found.append(
                    Drift(account=account, touchpoint=rating.touchpoint, factor=rating.factor, since=rating.day)
                )
        return sorted(found, key=lambda drift: (drift.since, drift.account), reverse=True)

    def _people(self, of_all: str, in_team: str, first: date, last: date, team: int | None) -> frozenset[int]:
        span = {"first": first.isoformat(), "last": last.isoformat()}
        rows = self._db.rows(of_all, **span) if team is None else self._db.rows(in_team, team=team, **span)
        return frozenset(row["person"] for row in rows)

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

    def ratings_at(self, touchpoint: int, limit: int) -> Sequence[PointRating]:
        """Return what was rated at a touchpoint, a row a factor, the last logged first."""
        rows = self._db.rows(SQL.ratings_at, touchpoint=touchpoint, limit=limit)
        return [
            PointRating(
                number=row["number"],
                person=row["person"],
                account=row["account"],
                day=day_of(row["day"]),
                factor=Factor(row["factor"]),
                score=row["score"],
                why=row["why"],
            )
            for row in rows
        ]

    def waits(self, first: date, last: date, *, team: int | None = None) -> Sequence[OpenWait]:
        """Return the customers who began to wait in a period, of a team or all, in the order of logging.

        Customers of people without a team are everybody's.
        """
        return _waits_of(self._waits(SQL.waits, first, last), team)

    def open_waits(self, first: date, last: date, *, team: int | None = None) -> Sequence[OpenWait]:
        """Return those among them to whom nobody went yet."""
        return _waits_of(self._waits(SQL.open_waits, first, last), team)

    def waits_taken_by(self, person: int, first: date, last: date) -> Sequence[OpenWait]:
        """Return those among them to whom a person went first."""
        return _waits_of(self._waits(SQL.waits_taken_by, first, last, person=person), None)

    def wait(self, number: int, first: date, last: date) -> OpenWait | None:
        """Return the customer of a ref who began to wait in a period, None when there is none."""
        return next(iter(_waits_of(self._waits(SQL.wait, first, last, number=number), None)), None)

    def _waits(self, statement: str, first: date, last: date, **values: Value) -> Sequence[Row]:
        self._db.hold_log()
        return self._db.rows(statement, first=first.isoformat(), last=last.isoformat(), **values)

    def open_followups(self, person: int, upto: date) -> Sequence[DueFollowUp]:
        """Return a person's follow-ups due by a day that no later call has answered, the first due first."""
        return [_followup(row) for row in self._db.rows(SQL.followups, person=person, upto=upto.isoformat())]

    def open_followups_for(self, account: int) -> Sequence[DueFollowUp]:
        """Return everybody's follow-ups of an account that no later call has answered, the first due first."""
        return [_followup(row) for row in self._db.rows(SQL.followups_for, account=account)]

    def conversations(self, account: int, since: date) -> int:
        """Return how often somebody at an account was reached since a day, by whichever contact."""
        return int(self._db.rows(SQL.conversations, account=account, since=since.isoformat())[0]["times"])

    def last_contacts(self, account: int, limit: int) -> Sequence[PastContact]:
        """Return the last contacts with an account, newest first."""
        return [_contact(row) for row in self._db.rows(SQL.last_contacts, account=account, limit=limit)]

    def last_heard(self, account: int) -> PastContact | None:
        """Return the last call to an account in which the customer's own words were noted, None for none."""
        row = self._db.row(SQL.last_heard, account=account)
        return _contact(row) if row else None

    def listening(self, person: int, first: date, last: date) -> Listening:
        """Return how a person listened in a period."""
        span = {"first": first.isoformat(), "last": last.isoformat()}
        row = self._db.rows(SQL.listening, person=person, **span)[0]
        return Listening(**{name: int(row[name]) for name in ("conversations", "questions", "listened")})


def _waits_of(rows: Sequence[Row], team: int | None) -> list[OpenWait]:
    return [
        OpenWait(
            number=row["number"],
            place=row["place"],
            what=row["what"],
            account=row["account"],
            person=row["person"],
            day=day_of(row["day"]),
            team=row["team"],
            asked_at=instant_of(row["at"]),
            went_by=row["went_by"],
            went_at=instant_or_none(row["went_at"]),
        )
        for row in rows
        if team is None or row["team"] in (team, None)
    ]


def _followup(row: Row) -> DueFollowUp:
    return DueFollowUp(
        number=row["number"],
        account=row["account"],
        person=row["person"],
        due=day_of(row["due"]),
        hour=hour_of(row["hour"]),
        note=row["note"],
        at=instant_of(row["at"]),
    )


def _rating(row: Row) -> Rating:
    return Rating(
        touchpoint=row["touchpoint"],
        factor=Factor(row["factor"]),
        score=row["score"],
        source=Source(row["source"]),
        day=day_of(row["day"]),
        order=row["entry"],
    )


def _contact(row: Row) -> PastContact:
    return PastContact(
        kind=Kind(row["kind"]),
        day=day_of(row["day"]),
        person=row["person"],
        outcome=row["outcome"] or "",
        note=row["note"],
        amount=row["amount"],
        via=row["via"],
    )
