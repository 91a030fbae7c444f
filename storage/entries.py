"""The log in SQL; a change of an entry moves the projections that rest on it in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import assert_never

from bot.domain.details import Detail, Kind
from bot.domain.entries import Entry
from bot.domain.webhooks import EventType, types_of
from bot.errors import StoreConflict
from storage import details, projections
from storage.columns import day_of, instant_of, text_of
from storage.connection import Connection, Row
from storage.exclusives import ALL as ALL_EXCLUSIVE
from storage.queries import queries
from storage.webhooks import plan_for_entry

SQL = queries("entries")


class SqlEntries:
    """The log of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, detail: Detail, *, person: int, account: int | None, day: date, at: datetime) -> Entry:
        """Add an entry under the next number of its kind and return it."""
        return self._insert(detail, person=person, account=account, day=day, at=at, number=None, edits=None)

    def edit(self, entry: Entry, *, person: int, at: datetime) -> Entry:
        """Replace a live entry by a changed one under the same number, and return the new one.

        1. The old version stops to count, but is kept: an undo of the edit makes it count again.
        2. The new version is a new row that names the old one in `edits`.
        """
        # read anew: what stops to count is the detail as stored, not the changed one that `entry` holds
        self._set_live(self.get(entry.id), live=False, at=None)
        return self._insert(
            entry.detail,
            person=person,
            account=entry.account,
            day=entry.day,
            at=at,
            number=entry.number,
            edits=entry.id,
        )

    def _insert(
        self,
        detail: Detail,
        *,
        person: int,
        account: int | None,
        day: date,
        at: datetime,
        number: int | None,
        edits: int | None,
    ) -> Entry:
        row = self._db.insert_row(
            SQL.add,
            kind=detail.kind,
            number=number,
            person=person,
            account=account,
            day=day.isoformat(),
            at=text_of(at),
            edits=edits,
            via=self._db.via,
        )
        entry = Entry(
            id=row["id"],
            number=row["number"],
            person=person,
            account=account,
            day=day,
            at=at.astimezone(UTC),
            detail=detail,
            edits=edits,
            via=self._db.via,
            may_rest=row["rested"] is not None,
        )
        details.store(self._db, entry)  # before the projections, which are computed from it
        while self._db.made:
            note, item = self._db.made.pop()
            self._db.change(note, item=item, entry=entry.id)
        projections.apply(self._db, entry, row["team"], +1, new=number is None)
        if row["hooked"]:
            kinds = types_of(entry) if edits is None else (EventType.EDITED,)
            plan_for_entry(self._db, entry, kinds, at)
        self._db.ahead(ALL_EXCLUSIVE)  # the receipt compares the words with it
        return entry

    def take_back(self, entry: Entry, at: datetime, *, edit: bool = False) -> None:
        """Let an entry count no longer; of an `edit` the version before it is put back."""
        if self._set_live(entry, live=False, at=at) and not edit:
            plan_for_entry(self._db, entry, (EventType.UNDONE,), at)

    def put_back(self, entry: Entry, at: datetime) -> None:
        """Let an entry that was replaced count again."""
        if self._set_live(entry, live=True, at=None):
            plan_for_entry(self._db, entry, (EventType.EDITED,), at)

    def _set_live(self, entry: Entry, *, live: bool, at: datetime | None) -> bool:
        """Let an entry count or not; return whether somebody outside is told of it."""
        undone_at = text_of(at) if at else None
        row = self._db.change_row(SQL.set_live, entry=entry.id, live=int(live), undone_at=undone_at)
        if row is None:
            # Sums would move twice: somebody else took it back, or put it back, since it was read.
            raise StoreConflict(f"Entry {entry.id} changed meanwhile.")
        if entry.kind is Kind.RATING:
            # Ratings repeat `live`, so that the index that finds the newest one need not join the log.
            self._db.change(SQL.set_ratings_live, entry=entry.id, live=int(live))
        # The team at the time of logging: the person may be in another one by now.
        projections.apply(self._db, entry, row["team"], +1 if live else -1)
        return bool(row["hooked"])

    def get(self, entry: int) -> Entry:
        """Return an entry; raises LookupError."""
        found = self._first(SQL.get, entry=entry)
        if found is None:
            raise LookupError(f"no entry {entry}")
        return found

    def latest(self, person: int) -> Entry | None:
        """Return the live entry that a person logged last, None when there is none."""
        self._db.hold_log()
        return self._first(SQL.latest, person=person)

    def latest_of(self, person: int, kind: Kind) -> Entry | None:
        """Return the live entry of a kind that a person logged last, None when there is none."""
        self._db.hold_log()
        return self._first(SQL.latest_of, person=person, kind=kind)

    def latest_at(self, person: int, kind: Kind, account: int) -> Entry | None:
        """Return the live entry of a kind that a person logged last about an account, None when there is none."""
        self._db.hold_log()
        return self._first(SQL.latest_at, person=person, kind=kind, account=account)

    def live(self, kind: Kind, number: int) -> Entry | None:
        """Return the live entry of a ref, None when there is none."""
        self._db.hold_log()
        return self._first(SQL.live, kind=kind, number=number)

    def newest(self, kind: Kind, number: int) -> Entry | None:
        """Return the newest version of a ref, live or not, None when it never was."""
        self._db.hold_log()
        return self._first(SQL.newest, kind=kind, number=number)

    def numbered(self, number: int, person: int) -> Sequence[Entry]:
        """Return a person's live entries with a number, newest first."""
        found = [self.live(kind, number) for kind in Kind]  # a look-up a kind: the index of refs leads with the kind
        return sorted((e for e in found if e and e.person == person), key=lambda entry: entry.id, reverse=True)

    def join(self, entries: Sequence[Entry]) -> None:
        """Note that entries come from one typed line."""
        for entry in entries:
            self._db.change(SQL.set_line, entry=entry.id, first=entries[0].id)

    def note_made(self, entry: Entry, account: int) -> None:
        """Note that the line of an entry made an account."""
        self._db.change(SQL.set_made, entry=entry.id, account=account)

    def of_line(self, entry: Entry) -> Sequence[Entry]:
        """Return what is live of the typed line that an entry is of, as typed; the entry alone for an edit."""
        self._db.hold_log()
        rows = self._db.rows(SQL.of_line, entry=entry.id)
        found = (self.live(Kind(row["kind"]), row["number"]) for row in rows)
        return [each for each in found if each] or [entry]

    def following(self, entry: Entry) -> Sequence[Entry]:
        """Return the live entries that rest on one, oldest first: the steps of a promise, who went."""
        self._db.hold_log()
        statement = _dependants(entry.kind)
        rows = self._db.rows(statement, number=entry.number) if statement else ()
        return [self.get(row["entry"]) for row in rows]

    def counts(self, account: int) -> Mapping[Kind, int]:
        """Return how many live entries of each kind are about an account."""
        return {Kind(row["kind"]): int(row["entries"]) for row in self._db.rows(SQL.counts, account=account)}

    def noted(self, account: int, *, person: int | None, skip: int, limit: int) -> Sequence[Entry]:
        """Return live entries about an account that hold words, of a person or of all; the newest first."""
        values = {"account": account, "person": person or 0, "skip": skip, "limit": limit, "reach": skip + limit}
        rows = self._db.rows(SQL.noted, **values)
        return [_entry(row, details.load(self._db, Kind(row["kind"]), row["id"])) for row in rows]

    def heard_last(self, account: int, person: int) -> Entry | None:
        """Return a person's newest live call, visit or meeting with an account that holds words, None without any."""
        return self._first(SQL.heard_last, account=account, person=person)

    def _first(self, statement: str, **values: str | int) -> Entry | None:
        row = self._db.row(statement, **values)
        return _entry(row, details.load(self._db, Kind(row["kind"]), row["id"])) if row else None


def _dependants(kind: Kind) -> str | None:
    """Return the statement for the live entries that rest on one of a kind; None where none can."""
    match kind:
        case Kind.PROMISE:
            return str(SQL.steps_of)
        case Kind.WAITING:
            return str(SQL.went_of)
        case Kind.REFILL:
            return str(SQL.orders_of)
        case (
            Kind.CALL | Kind.RATING | Kind.STEP | Kind.FOLLOWUP | Kind.WENT | Kind.HANDOFF | Kind.PLANNED | Kind.ACCOUNT
        ):
            return None
        case Kind.REFILL_ORDER | Kind.JUNK | Kind.EXCLUSIVITY | Kind.FREEZE | Kind.DEPARTURE:
            return None
        case Kind.VISIT | Kind.MEETING | Kind.MAIL | Kind.OFFER:
            return None
        case _:
            assert_never(kind)


def _entry(row: Row, detail: Detail) -> Entry:
    return Entry(
        id=row["id"],
        number=row["number"],
        person=row["person"],
        account=row["account"],
        day=day_of(row["day"]),
        at=instant_of(row["at"]),
        detail=detail,
        edits=row["edits"],
        live=bool(row["live"]),
        via=row["via"],
    )
