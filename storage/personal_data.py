"""Personal data in SQL: every row that names one person, and what erasing makes of it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.outbox import Reason
from bot.domain.people import Person
from bot.domain.personal_data import Rows
from bot.language.names import fold
from storage.connection import Connection
from storage.queries import queries

SQL = queries("personal_data")
TABLES = (
    "person",
    "address",
    "conversation",
    "leave",
    "league_member",
    "own_word",
    "account",
    "touchpoint",
    "entry",
    "call",
    "rating",
    "pledge",
    "step",
    "followup",
    "waiting",
    "went",
    "handoff",
    "contact",
    "planned",
    "departure",
    "account_freeze",
    "exclusivity",
    "junk",
    "refill_order",
    "refill",
    "account_change",
    "account_move",
    "noted_word",
    "unread_entry",
    "promise",
    "seller_day",
    "promise_day",
    "inbound",
    "outbox",
    "answer",
    "check_in",
    "colleague_note",
    "audit",
    "claim",
)
"""Every table with rows that name a person; its statement has its name."""
DELETED = (
    SQL.erase_conversations,
    SQL.erase_addresses,
    SQL.erase_leave,
    SQL.erase_league,
    SQL.erase_words,
    SQL.erase_inbound,
    SQL.erase_claims,
    SQL.erase_check_ins,
    SQL.erase_notes,
    SQL.free_accounts,
    SQL.free_touchpoints,
)
"""In this order: conversations are found by the addresses."""


class SqlPersonalData:
    """The rows of one company that name a person."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def counts(self, person: int) -> Mapping[str, int]:
        """Return how many rows of each kind name a person."""
        return {row["name"]: row["count"] for row in self._db.rows(SQL.counts, person=person)}

    def of(self, person: int) -> Mapping[str, Rows]:
        """Return every row that names a person, by table; tables without any are left out."""
        found = {table: [dict(row) for row in self._db.rows(getattr(SQL, table), person=person)] for table in TABLES}
        return {table: rows for table, rows in found.items() if rows}

    def erase(self, person: Person, alias: str, blank_receipt: str) -> None:
        """Put an alias in the place of a person's name and delete what is theirs alone.

        A removed person keeps the address, without which they would be met anew as somebody else.
        """
        who = person.id
        for statement in DELETED:
            if not (person.gone and statement is SQL.erase_addresses):
                self._db.change(statement, person=who)
        self._db.change(SQL.blank_inbound, folded=person.name.casefold(), name=person.name, receipt=blank_receipt)
        self._db.change(SQL.erase_nudges, person=who, reason=Reason.GONE)
        self._db.change(SQL.rename_in_audit, person=who, name=person.name, alias=alias)
        self._db.change(SQL.erase_person, person=who, alias=alias, alias_key=fold(alias))
        self._db.shred()
