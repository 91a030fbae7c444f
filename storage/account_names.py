"""How accounts are found by their names, by parts of them and by misspelt ones: tables kept beside the accounts.

`account_name` holds every normal form by which an account is found: its present name, earlier ones, and those of
accounts that were merged into it. `name_tail` holds each of them from each further word on, `account_spelling` every
first word without one of its letters. All are changed in the transaction that changes a name, so that nothing is ever
looked for in all names.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from bot.domain.accounts import CROWD
from bot.language.names import account_key
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

    def sync(self, account: int) -> None:
        """Let an account be found by its present name, and by those that live entries changed."""
        key = self._db.rows(SQL.present, account=account)[0]["key"]
        former = (account_key(row["before"]) for row in self._db.rows(SQL.former_names, account=account))
        wanted, known = {key, *former}, set(self._borne_by(account))
        for forgotten in sorted(known - wanted):
            self.remove(forgotten)
        for new in sorted(wanted - known):
            self.add(new, account)

    def leads_to(self, account: int) -> int:
        """Return the account that the names of one lead to: itself, unless it was merged into another."""
        return next(iter(self._borne_by(account).values()), account)

    def lead(self, account: int, into: int) -> None:
        """Let all that leads to an account lead to another."""
        self._db.name_changes += 1
        self._db.change(SQL.lead, account=account, into=into)

    def lead_back(self, into: int) -> None:
        """Let the names of an account, and of what was merged into it, lead there again."""
        self._db.name_changes += 1
        bearers = [into]
        for bearer in bearers:
            self._db.change(SQL.lead_back, bearer=bearer, into=into)
            bearers += [row["id"] for row in self._db.rows(SQL.merged_into, account=bearer)]

    def _borne_by(self, account: int) -> Mapping[str, int]:
        return {row["key"]: row["account"] for row in self._db.rows(SQL.borne_by, account=account)}

    def add(self, key: str, account: int, *, into: int | None = None) -> None:
        """Note a new name and its parts; raises the driver's IntegrityError when it is taken.

        It leads `into` an account, or where the other names of its bearer lead.
        """
        self._db.name_changes += 1
        self._db.change(SQL.add, key=key, account=into or self.leads_to(account), bearer=account)
        for tail in _tails(key):
            self._db.change(SQL.add_tail, tail=tail, key=key)
        word = key.partition(" ")[0]
        if len(self._ids(SQL.of_word, 2, word=word)) == 1:  # of the account itself
            for spelling in _spellings(word):
                self._db.change(SQL.add_spelling, spelling=spelling, word=word)

    def remove(self, key: str) -> None:
        """Forget a name and its parts; no account has it any more."""
        self._db.name_changes += 1
        self._db.change(SQL.drop, key=key)
        for tail in _tails(key):
            self._db.change(SQL.drop_tail, tail=tail, key=key)
        word = key.partition(" ")[0]
        if not self._ids(SQL.of_word, 1, word=word):
            for spelling in _spellings(word):
                self._db.change(SQL.drop_spelling, spelling=spelling, word=word)

    def remove_all(self, account: int) -> None:
        """Forget every name of an account that is there no more."""
        for key in self._borne_by(account):
            self.remove(key)

    def of_key(self, key: str) -> int | None:
        """Return the account that a normal form leads to, None where there is none."""
        row = self._db.row(SQL.of_account, key=key)
        return int(row["account"]) if row else None

    def all(self) -> Mapping[str, int]:
        """Return every normal form with the account that it leads to."""
        return {row["key"]: row["account"] for row in self._db.rows(SQL.all)}

    def of_word(self, word: str) -> Mapping[str, int]:
        """Return the first CROWD normal forms whose first word this is, with their accounts."""
        return self._ids(SQL.of_word, word=word)

    def of_words(self, words: Collection[str], starts: Collection[str]) -> Mapping[bool, Mapping[str, dict[str, int]]]:
        """Return what `of_word` says of words (True) and `beginning` of texts (False); nothing of a crowd of names."""
        found: dict[bool, dict[str, dict[str, int]]] = {
            True: {word: {} for word in words},
            False: {start: {} for start in starts},
        }
        given = {"words": json.dumps(found[True]), "starts": json.dumps(found[False])}
        rows = self._db.rows(SQL.of_words, last=LAST, limit=CROWD, **given)
        for row in rows:
            found[bool(row["word"])][row["start"]][row["key"]] = row["account"]
        return found if len(rows) < CROWD else {}

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

    def _ids(self, statement: str, limit: int = CROWD, **values: str) -> Mapping[str, int]:
        return {row["key"]: row["account"] for row in self._db.rows(statement, limit=limit, **values)}


def _tails(key: str) -> list[str]:
    words = key.split(" ")
    return [" ".join(words[at:]) for at in range(1, len(words))]


def _spellings(word: str) -> list[str]:
    """Return the beginning of a word, and the same without each of its letters: one letter wrong, two share one."""
    start = word[:SPELT]
    return sorted({start, *(start[:at] + start[at + 1 :] for at in range(len(start)))})
