"""Notes between colleagues in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.colleague_notes import ColleagueNote, NoteKind
from storage.columns import instant_of, text_of
from storage.connection import Connection, Row
from storage.queries import queries
from storage.wakeups import wake_person

SQL = queries("colleague_notes")


class SqlColleagueNotes:
    """The notes of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, note: ColleagueNote) -> ColleagueNote:
        """Add a note and wake whom it is for; return it with its id."""
        made = self._db.insert(
            SQL.add,
            kind=note.kind,
            rating=note.rating,
            touchpoint=note.touchpoint,
            account=note.account,
            author=note.author,
            recipient=note.recipient,
            at=text_of(note.at),
            words=note.words,
        )
        wake_person(self._db, note.recipient)
        return replace(note, id=made)

    def get(self, note: int) -> ColleagueNote | None:
        """Return a note, None when there is none."""
        row = self._db.row(SQL.get, id=note)
        return _note(row) if row else None

    def about(self, rating: int) -> Sequence[ColleagueNote]:
        """Return what was written about the rating of a ref, the oldest first."""
        return [_note(row) for row in self._db.rows(SQL.about, rating=rating)]

    def to(self, recipient: int, since: datetime) -> Sequence[ColleagueNote]:
        """Return what was written to a person since an instant, the oldest first."""
        return [_note(row) for row in self._db.rows(SQL.to, recipient=recipient, since=text_of(since))]

    def remove(self, note: ColleagueNote) -> None:
        """Remove a note that its author takes back; what was sent of it stays read."""
        self._db.change(SQL.remove, id=note.id)


def _note(row: Row) -> ColleagueNote:
    return ColleagueNote(
        id=row["id"],
        kind=NoteKind(row["kind"]),
        rating=row["rating"],
        touchpoint=row["touchpoint"],
        account=row["account"],
        author=row["author"],
        recipient=row["recipient"],
        at=instant_of(row["at"]),
        words=row["words"],
    )
