"""Accounts in SQL."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date, datetime
from functools import partial
from typing import Any

from bot.domain.accounts import Account
from bot.domain.entries import Entry
from bot.language.names import account_key
from storage.account_names import AccountNames
from storage.columns import day_of, instant_of, keys_of, name_of, text_of
from storage.connection import Connection, Row, Value
from storage.queries import queries
from storage.wakeups import wake_owners

SQL = queries("accounts")
WAKING = frozenset({"owner", "closed"})
"""Columns that say whom nudges about an account go to."""
UNKNOWN: Mapping[str, Value] = {
    "place": "", "value": None, "external": "", "imported_contact": None, "phone": "", "contact_person": "",
}  # fmt: skip
"""What an account that somebody named for the first time has in these columns."""
EMPTY: Mapping[str, Value] = dict.fromkeys(("contacts", "rhythm", "last_contact", "closed"))
"""And in these, whatever is known of it."""

OF_WORD, BEGINNING = "account names", "account names from"
"""Under which the names of a word, and those that begin with a text, are kept for later transactions."""


class SqlAccounts:
    """The accounts of one company; the last contact is the later of the logged and the imported one."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._names = AccountNames(db)
        # One line asks for the same words again and again; forgotten whenever a name may have changed.
        self._of_word: dict[str, Mapping[str, int]] = {}
        self._from: dict[str, Mapping[str, int]] = {}
        self._name_changes = db.name_changes

    def _forget_old_names(self) -> None:
        self._name_changes = self._db.name_changes
        self._of_word.clear()
        self._from.clear()

    def find(self, account: int) -> Account | None:
        """Return an account, if there is one; of one that was merged into another, that other."""
        row = self._db.row(SQL.find, account=account)
        while row and row["merged_into"] is not None:
            row = self._db.row(SQL.find, account=row["merged_into"])
        if row is None:
            return None
        return _account(row)

    def get(self, account: int) -> Account:
        """Return an account; raises LookupError."""
        found = self.find(account)
        if found is None:
            raise LookupError(f"no account {account}")
        return found

    def by_key(self, key: str) -> Account | None:
        """Return the account that goes or went by a normal form, None when there is none or the form is empty."""
        found = self._names.of_key(key) if key else None
        return self.get(found) if found else None

    def external_id(self, account: int) -> str:
        """Return the id that another system gave an account, "" for none."""
        row = self._db.row(SQL.external_id, account=account)
        return str(row["external"]) if row else ""

    def by_external_id(self, external: str) -> Account | None:
        """Return the account that another system knows under an id, None when there is none."""
        row = self._db.row(SQL.by_external_id, external=external)
        return self.get(row["id"]) if row else None

    def known_among(self, keys: Iterable[str], externals: Iterable[str]) -> Set[str]:
        """Return those of some normal forms, and of some ids in another system, that lead to an account."""
        asked = {"keys": json.dumps(dict.fromkeys(keys)), "externals": json.dumps(dict.fromkeys(externals))}
        return {row["known"] for row in self._db.rows(SQL.known_among, **asked)}

    def ids_by_key(self) -> Mapping[str, int]:
        """Return every normal form with its account."""
        return self._names.all()

    def ids_from(self, start: str) -> Mapping[str, int]:
        """Return the first CROWD normal forms that begin with a text, with their accounts."""
        if self._name_changes != self._db.name_changes:
            self._forget_old_names()
        if start not in self._from:
            self._from[start] = self._db.kept((BEGINNING, start), partial(self._names.beginning, start))
        return self._from[start]

    def ids_of_word(self, word: str) -> Mapping[str, int]:
        """Return the first CROWD normal forms whose first word this is, with their accounts."""
        if self._name_changes != self._db.name_changes:
            self._forget_old_names()
        if word not in self._of_word:
            self._of_word[word] = self._db.kept((OF_WORD, word), partial(self._names.of_word, word))
        return self._of_word[word]

    def read_ahead(self, words: Collection[str], starts: Collection[str]) -> Set[str]:
        """Read by one statement what `ids_of_word` and `ids_from` will be asked; return the words that begin a name."""
        if self._name_changes != self._db.name_changes:
            self._forget_old_names()
        unread = [word for word in words if word not in self._of_word and not self._db.keeps((OF_WORD, word))]
        begun = [start for start in starts if start not in self._from and not self._db.keeps((BEGINNING, start))]
        found = self._names.of_words(unread, begun) if len(unread) + len(begun) > 1 else {}
        for word, ids in found.get(True, {}).items():
            self._of_word[word] = self._db.kept((OF_WORD, word), ids.copy)
        for start, ids in found.get(False, {}).items():
            self._from[start] = self._db.kept((BEGINNING, start), ids.copy)
        known = self._of_word
        return {word for word in words if (known[word] if word in known else self.ids_of_word(word))}

    def ids_holding(self, start: str) -> Mapping[str, int]:
        """Return CROWD normal forms at most in which a word behind the first begins with a text."""
        return self._names.holding(start)

    def ids_alike(self, typed: str) -> Mapping[str, int]:
        """Return normal forms among which the likest to a text are, with their accounts."""
        return self._names.alike(typed)

    def add(self, name: str, owner: int | None, at: datetime, **known: Value) -> Account:
        """Add an account, with what is known of it; raises the driver's IntegrityError when its normal form is taken.

        A column that is none of UNKNOWN raises KeyError.
        """
        if strange := known.keys() - UNKNOWN.keys():
            raise KeyError(min(strange))
        name = name_of(name)
        number = self._db.rows(SQL.next_account)[0]["number"]
        key = account_key(name)
        values: dict[str, Value] = {**UNKNOWN, **known, "name": name, "key": key, "owner": owner}
        account = self._db.insert(SQL.add, number=number, at=text_of(at), **values)
        self._names.add(key, account, into=account)
        if known and owner:  # a customer who was silent for long may be due at once
            wake_owners(self._db, account)
        return _account({**EMPTY, **values, "id": account, "created_at": text_of(at)})

    def change(self, account: int, **values: Value) -> Account:
        """Change columns by name and return the account; an unknown column raises KeyError."""
        self._db.hold_log()
        stored: dict[str, Value] = dict(self._db.rows(SQL.columns, account=account)[0])
        if unknown := values.keys() - stored.keys():
            raise KeyError(min(unknown))
        key = str(stored["key"])
        stored |= values
        stored["name"] = name_of(str(stored["name"]))
        stored["key"] = account_key(str(stored["name"]))  # follows the name, or the account could not be found by it
        self._db.change(SQL.change, account=account, **stored)
        if stored["key"] != key:
            self._names.sync(account)
        if values.keys() & WAKING:
            wake_owners(self._db, account)
        return self.get(account)

    def columns(self, account: int) -> Mapping[str, Value]:
        """Return the stored columns of an account."""
        return dict(self._db.rows(SQL.columns, account=account)[0])

    def replaced(self, account: int) -> Set[tuple[str, str]]:
        """Return each column of an account that people changed, with what it was before, as texts."""
        return {(row["field"], row["before"]) for row in self._db.rows(SQL.replaced, account=account)}

    def remove_unused(self, account: int) -> bool:
        """Remove an account that nothing was logged about; False when there was."""
        if not self._db.change_rows(SQL.remove_unused, account=account):
            return False
        self._names.remove_all(account)
        return True

    def made_in_vain(self, account: int, but: Entry | None = None) -> bool:
        """Whether a line made an account and nothing is logged about it but under the ref of one entry.

        It was not where somebody added anything to it since, such as its value or another owner.
        """
        kind, number = (but.kind, but.number) if but else ("", 0)
        return bool(self._db.rows(SQL.made_in_vain, account=account, kind=kind, number=number))

    def remove_made_in_vain(self, account: int) -> bool:
        """Remove an account that a line made if all that was logged about it was taken back; False when it stays."""
        if not self.made_in_vain(account):
            return False
        self._db.change(SQL.forget_account, account=account)
        return self.remove_unused(account)

    def owned_by(self, person: int, limit: int = 1000) -> Sequence[Account]:
        """Return a person's accounts: the longest silent first, and of one day the most valuable."""
        return [self.get(row["id"]) for row in self._db.rows(SQL.owned_by, person=person, limit=limit)]

    def in_team(self, team: int | None) -> Sequence[Account]:
        """Return the accounts that a team's people or nobody owns, of the whole company for None."""
        rows = self._db.rows(SQL.of_all) if team is None else self._db.rows(SQL.of_team, team=team)
        return [_account(row) for row in rows]

    def heard_by(self, accounts: Collection[int], day: date) -> dict[int, date | None]:
        """Return when some customers were last contacted until the end of a day, None for whom nobody had by then."""
        rows = self._db.rows(SQL.heard_by, accounts=keys_of(accounts), day=day.isoformat())
        heard = {row["id"]: max(row["imported"] or "", row["logged"] or "") for row in rows}
        return {account: day_of(last) if last else None for account, last in heard.items()}

    def last_logged_by(self, person: int) -> Account | None:
        """Return the account of the newest live entry that a person logged about one, None when there is none."""
        row = self._db.row(SQL.last_logged_by, person=person)
        return self.get(row["account"]) if row else None


def _account(row: Row | Mapping[str, Any]) -> Account:
    # Compared as texts, which sort like the days that they hold.
    last = max(row["last_contact"] or "", row["imported_contact"] or "")
    return Account(
        id=row["id"],
        name=row["name"],
        owner=row["owner"],
        place=row["place"],
        value=row["value"],
        contacts=row["contacts"],
        rhythm=row["rhythm"],
        phone=row["phone"],
        contact_person=row["contact_person"],
        closed=row["closed"],
        last_contact=day_of(last) if last else None,
        created_at=instant_of(row["created_at"]),
    )
