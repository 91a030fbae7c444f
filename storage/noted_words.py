"""The noted words in SQL: a projection of the live entries, by which notes are found however long the log is."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.domain.entries import Entry
from bot.domain.noted_words import SEARCHED, WordReader, words_in, words_of
from storage import details
from storage.connection import Connection
from storage.queries import queries

SQL = queries("noted_words")
LAST = "\U0010ffff"
"""The last code point, behind whatever begins alike."""
NO_TEAM = 0


class SqlNotedWords:
    """The noted words of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def found(self, words: Sequence[str], reader: WordReader, limit: int) -> Sequence[int]:
        """Return the entries that hold all words, or ones that begin so, and that a person may read, newest first."""
        padded = [words[at % len(words)] for at in range(SEARCHED)]
        bounds = {f"word{at}": word for at, word in enumerate(padded)}
        bounds |= {f"beyond{at}": word + LAST for at, word in enumerate(padded)}
        who = {"person": reader.person, "everything": int(reader.everything), "team": reader.team or NO_TEAM}
        return [row["entry"] for row in self._db.rows(SQL.found, limit=limit, **bounds, **who)]

    def has_unread(self) -> bool:
        """Whether there are entries of before whose words are not noted yet."""
        return self._db.row(SQL.unread, limit=1) is not None

    def read_old(self, limit: int) -> int:
        """Note the words of at most so many entries of before, the newest first; return how many that were."""
        self._db.hold_log()
        unread = self._db.rows(SQL.unread, limit=limit)
        for row in unread:
            if row["live"]:
                note(self._db, row["entry"], words_of(details.load(self._db, row["kind"], row["entry"])))
            self._db.change(SQL.read, entry=row["entry"])
        return len(unread)


def apply(db: Connection, entry: Entry, sign: int) -> None:
    """Note the words of an entry that starts to count, or forget them when it stops."""
    text = words_of(entry.detail)
    if text and sign > 0:
        note(db, entry.id, text)
    elif text:
        db.change(SQL.drop, entry=entry.id)


def note(db: Connection, entry: int, text: str) -> None:
    """Note the words of a text that was logged with an entry."""
    if words := words_in(text):
        db.change(SQL.add, entry=entry, words=json.dumps(dict.fromkeys(sorted(words), 0)))
