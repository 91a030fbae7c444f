"""People's own words in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.own_words import PICKS, OwnWord
from storage.columns import instant_of, text_of
from storage.connection import Connection, Row
from storage.queries import queries

SQL = queries("own_words")


class SqlOwnWords:
    """The own words of the people of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self, person: int) -> Sequence[OwnWord]:
        """Return the words of a person, the one picked last first."""
        return [_own_word(row) for row in self._db.rows(SQL.all, person=person)]

    def find(self, person: int, kind: str, word: str) -> OwnWord | None:
        """Return a word of a person in one place; None for one that was never picked."""
        row = self._db.row(SQL.find, person=person, kind=kind, word=word)
        return _own_word(row) if row else None

    def known(self, person: int, kind: str) -> Mapping[str, str]:
        """Return the meanings of the words in one place that are read without a question."""
        return {row["word"]: row["meaning"] for row in self._db.rows(SQL.known, person=person, kind=kind, picks=PICKS)}

    def save(self, person: int, own: OwnWord) -> None:
        """Store a word in the place of what the person picked for it before."""
        self._db.change(
            SQL.save,
            person=person,
            kind=own.kind,
            word=own.word,
            meaning=own.meaning,
            picks=own.picks,
            at=text_of(own.picked_at),
        )

    def forget(self, person: int, kind: str, word: str) -> None:
        """Remove a word of a person in one place."""
        self._db.change(SQL.forget, person=person, kind=kind, word=word)


def _own_word(row: Row) -> OwnWord:
    return OwnWord(
        kind=row["kind"],
        word=row["word"],
        meaning=row["meaning"],
        picks=row["picks"],
        picked_at=instant_of(row["picked_at"]),
    )
