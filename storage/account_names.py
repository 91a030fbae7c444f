"""How accounts are found by parts of their names and by misspelt ones: tables kept beside the accounts.

`account_tail` holds every normal form from each further word on, `account_spelling` every first word without one of
its letters. Both are changed in the transaction that changes a name, so that nothing is ever looked for in all names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.accounts import CROWD
from storage.connection import Connection
from storage.queries import queries

SQL = queries("account_names")
LAST = "\U0010ffff"
"""The last code point, behind whatever begins alike."""
SPELT = 7
"""Letters of a first word of which one may be wrong; what is behind them may differ anyhow."""
ALIKE = 50
"""First words that are looked at as those that may have been meant."""


class AccountNames:
    """The names of one company's accounts, by their normal forms."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, key: str, account: int) -> None:
        """Note the parts of a new name; the account is there already."""
        for tail in _tails(key):
            self._db.change(SQL.add_tail, tail=tail, account=account)
        word = key.partition(" ")[0]
        if len(self.of_word(word)) == 1:  # of the account itself
            for spelling in _spellings(word):
                self._db.change(SQL.add_spelling, spelling=spelling, word=word)

    def remove(self, key: str, account: int) -> None:
        """Forget the parts of a name; the account has it no more."""
        for tail in _tails(key):
            self._db.change(SQL.drop_tail, tail=tail, account=account)
        word = key.partition(" ")[0]
        if not self.of_word(word):
            for spelling in _spellings(word):
                self._db.change(SQL.drop_spelling, spelling=spelling, word=word)

    def of_word(self, word: str) -> Mapping[str, int]:
        """Return the first CROWD normal forms whose first word this is, with their accounts."""
        return self._ids(SQL.of_word, word=word)

    def beginning(self, start: str) -> Mapping[str, int]:
        """Return the first CROWD normal forms that begin with a text."""
        return self._ids(SQL.beginning, start=start, beyond=start + LAST)

    def holding(self, start: str) -> Mapping[str, int]:
        """Return CROWD normal forms in which a word behind the first begins with a text."""
        return self._ids(SQL.holding, start=start, beyond=start + LAST)

    def alike(self, typed: str) -> Mapping[str, int]:
        """Return normal forms among which the likest to a text are.

        1. Its neighbours in the alphabet, which begin alike; in a small company these are all.
        2. Those whose first word is spelt as the text's but for a letter, and of very many the one that goes on alike.
        """
        first, _, rest = typed.partition(" ")
        found = dict(self._ids(SQL.neighbours_before, start=typed))
        found |= self._ids(SQL.neighbours_after, start=typed)
        for word in self._words_alike(first):
            found |= self.of_word(word)
            if rest:
                found |= self.beginning(f"{word} {rest}")
        return found

    def _words_alike(self, word: str) -> Sequence[str]:
        spellings = _spellings(word)
        padded = dict(enumerate(spellings + spellings[:1] * (SPELT + 1 - len(spellings))))
        values = {f"spelling{at}": spelling for at, spelling in padded.items()}
        return [row["first_word"] for row in self._db.rows(SQL.words_alike, limit=ALIKE, **values)]

    def _ids(self, statement: str, **values: str) -> Mapping[str, int]:
        return {row["key"]: row["id"] for row in self._db.rows(statement, limit=CROWD, **values)}


def _tails(key: str) -> list[str]:
    words = key.split(" ")
    return [" ".join(words[at:]) for at in range(1, len(words))]


def _spellings(word: str) -> list[str]:
    """Return the beginning of a word, and the same without each of its letters: one letter wrong, two share one."""
    start = word[:SPELT]
    return sorted({start, *(start[:at] + start[at + 1 :] for at in range(len(start)))})
