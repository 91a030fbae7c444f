"""Personal data in SQL: every row that names one person, and what erasing makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping

from bot.domain.outbox import Reason
from bot.domain.people import Person
from bot.domain.personal_data import Rows
from bot.language.names import fold
from storage.connection import Connection
from storage.queries import queries

SQL = queries("personal_data")
TABLES = {
    "person": SQL.person,
    "address": SQL.address,
    "conversation": SQL.conversation,
    "leave": SQL.leave,
    "league_member": SQL.league_member,
    "own_word": SQL.own_word,
    "access_token": SQL.access_token,
    "purpose_read": SQL.purpose_read,
    "account": SQL.account,
    "touchpoint": SQL.touchpoint,
    "entry": SQL.entry,
    "call": SQL.call,
    "rating": SQL.rating,
    "pledge": SQL.pledge,
    "step": SQL.step,
    "followup": SQL.followup,
    "waiting": SQL.waiting,
    "went": SQL.went,
    "handoff": SQL.handoff,
    "contact": SQL.contact,
    "planned": SQL.planned,
    "departure": SQL.departure,
    "account_freeze": SQL.account_freeze,
    "exclusivity": SQL.exclusivity,
    "junk": SQL.junk,
    "refill_order": SQL.refill_order,
    "refill": SQL.refill,
    "account_change": SQL.account_change,
    "account_move": SQL.account_move,
    "handover": SQL.handover,
    "handover_item": SQL.handover_item,
    "noted_word": SQL.noted_word,
    "unread_entry": SQL.unread_entry,
    "promise": SQL.promise,
    "seller_day": SQL.seller_day,
    "promise_day": SQL.promise_day,
    "promise_change": SQL.promise_change,
    "inbound": SQL.inbound,
    "outbox": SQL.outbox,
    "webhook_event": SQL.webhook_event,
    "answer": SQL.answer,
    "check_in": SQL.check_in,
    "colleague_note": SQL.colleague_note,
    "audit": SQL.audit,
    "claim": SQL.claim,
}
"""Every table with rows that name a person; its statement has its name."""
HANDED = "handover"
"""What a record of what somebody handed over begins with, in front of their name."""
CONTACT = ("contact_person", "phone")
"""What is kept of a customer's contact person."""
DELETED = (
    SQL.erase_conversations,
    SQL.erase_addresses,
    SQL.erase_leave,
    SQL.erase_league,
    SQL.erase_words,
    SQL.erase_tokens,
    SQL.erase_reading,
    SQL.erase_inbound,
    SQL.erase_webhook_events,
    SQL.empty_audit,
    SQL.erase_claims,
    SQL.erase_check_ins,
    SQL.erase_notes,
    SQL.free_accounts,
    SQL.free_touchpoints,
)
"""In this order: conversations are found by the addresses, and records by the claims."""


class SqlPersonalData:
    """The rows of one company that name a person."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def counts(self, person: int) -> Mapping[str, int]:
        """Return how many rows of each kind name a person."""
        return {row["name"]: row["count"] for row in self._db.rows(SQL.counts, person=person)}

    def of(self, person: int) -> Mapping[str, Rows]:
        """Return every row that names a person, by table; tables without any are left out."""
        found = {table: self._db.rows(statement, person=person) for table, statement in TABLES.items()}
        return {table: [dict(row) for row in rows] for table, rows in found.items() if rows}

    def erase(self, person: Person, alias: str, emptied: Callable[[str], str]) -> None:
        """Put an alias in the place of a person's name and delete what is theirs alone.

        A removed person keeps the address, without which they would be met anew as somebody else.
        """
        who = person.id
        names = self._names_ever(person)  # before the addresses go
        for statement in DELETED:
            if not (person.gone and statement is SQL.erase_addresses):
                self._db.change(statement, person=who)
        for name in names:
            self._empty_naming(name, emptied)
            self._db.change(SQL.rename_in_audit, person=who, former=f"{HANDED} {name}", alias=f"{HANDED} {alias}")
        self._db.change(SQL.erase_nudges, person=who, reason=Reason.GONE)
        self._db.change(SQL.erase_person, person=who, alias=alias, alias_key=fold(alias))
        self._db.shred()

    def _names_ever(self, person: Person) -> list[str]:
        """Return what a person is called and was called, also as somebody else, and where they wrote from."""
        called = self._db.rows(SQL.person, person=person.id)
        names = {row[field] for row in called for field in ("name", "renamed_from")}
        return sorted((names | {row["target"] for row in self._db.rows(SQL.address, person=person.id)}) - {""})

    def erase_contact(self, account: int, emptied: Callable[[str], str]) -> None:
        """Forget a customer's contact person and phone number: as they are, as they were, and where lines name them."""
        said = {row["said"] for row in self._db.rows(SQL.contacts_ever, account=account)}
        self._db.change(SQL.erase_contact, account=account)
        self._db.change(SQL.erase_former_contacts, account=account)
        for row in self._db.rows(SQL.customers_that_it_was, account=account):
            said |= self._erase_imported_contact(row["id"])
        for words in sorted(said):
            self._empty_naming(words, emptied)
        self._db.shred()

    def _erase_imported_contact(self, account: int) -> set[str]:
        """Empty a customer's contact in what imports keep, and return what stood there."""
        said: set[str] = set()
        for row in self._db.rows(SQL.imports_of, account=str(account)):
            changes = json.loads(row["changes"])
            for kept in (kept for change in changes if change["account"] == account for kept in _kept(change)):
                said |= {str(kept[field]) for field in CONTACT if kept.get(field)}
                kept.update({field: "" for field in CONTACT if kept.get(field)})
            self._db.change(SQL.set_import, run=row["run"], done=row["done"], changes=json.dumps(changes))
        return said

    def _empty_naming(self, name: str, emptied: Callable[[str], str]) -> None:
        """Empty the lines and receipts in which a name stands as words of its own."""
        word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        written = json.dumps(name, ensure_ascii=False)[1:-1]
        for row in self._db.rows(SQL.naming_inbound, folded=name.casefold(), name=written):
            line = "" if word.search(row["line"]) else row["line"]
            receipt = emptied(row["receipt"]) if _says(row["receipt"], word) else row["receipt"]
            self._db.change(SQL.blank_inbound, id=row["id"], line=line, receipt=receipt)


def _kept(change: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the columns that an import keeps of one account, as they were and as it made them."""
    return [kept for kept in change.values() if isinstance(kept, dict)]


def _says(receipt: str, word: re.Pattern[str]) -> bool:
    """Whether a text of a receipt holds a word; the receipt of another key is none."""
    try:
        return any(word.search(text) for text in _texts(json.loads(receipt)))
    except ValueError:
        return False


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of decoded JSON, but for what says of which class a part is."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, each in value.items() if key != "_" for text in _texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _texts(each))
