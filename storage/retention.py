"""Retention in SQL: which table ends with which kind of data, and the statements that delete it in steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.details import Kind
from bot.domain.retention import Deleted, Kept
from storage.columns import keys_of, text_of
from storage.connection import Connection, Row, Value
from storage.queries import queries

SQL = queries("retention")
STEP = 500
"""Rows, or numbers of entries, that one step goes through, so that it holds up nobody else who writes."""
ENTRY_TABLES: Mapping[Kind, tuple[str, str]] = {
    Kind.DEPARTURE: ("departure", SQL.drop_departure),
    Kind.FREEZE: ("account_freeze", SQL.drop_account_freeze),
    Kind.PROMISE: ("pledge", SQL.drop_pledge),
    Kind.STEP: ("step", SQL.drop_step),
    Kind.REFILL: ("refill", SQL.drop_refill),
    Kind.REFILL_ORDER: ("refill_order", SQL.drop_refill_order),
    Kind.CALL: ("call", SQL.drop_call),
    Kind.VISIT: ("contact", SQL.drop_contact),
    Kind.MEETING: ("contact", SQL.drop_contact),
    Kind.MAIL: ("contact", SQL.drop_contact),
    Kind.OFFER: ("contact", SQL.drop_contact),
    Kind.RATING: ("rating", SQL.drop_rating),
    Kind.FOLLOWUP: ("followup", SQL.drop_followup),
    Kind.WAITING: ("waiting", SQL.drop_waiting),
    Kind.WENT: ("went", SQL.drop_went),
    Kind.HANDOFF: ("handoff", SQL.drop_handoff),
    Kind.PLANNED: ("planned", SQL.drop_planned),
    Kind.JUNK: ("junk", SQL.drop_junk),
    Kind.EXCLUSIVITY: ("exclusivity", SQL.drop_exclusivity),
    Kind.ACCOUNT: ("account_change", SQL.drop_account_change),
}
"""The table with what the entries of a kind say, and how it is deleted, in the order in which kinds are gone through.

A departure comes before the contacts that say that the customer is back, a promise before its steps,
a rhythm before its orders.
"""
OF_ENTRIES: Mapping[str, str] = {
    "noted_word": SQL.drop_noted_word,
    "unread_entry": SQL.drop_unread_entry,
    "account_move": SQL.drop_account_move,
    "handover_item": SQL.drop_handover_item,
    "handover": SQL.drop_handover,
}
"""What rests on entries of any kind."""
CONTACTS = (Kind.CALL, Kind.VISIT, Kind.MEETING, Kind.MAIL, Kind.OFFER)
BY_AGE: Mapping[Kept, Mapping[str, str]] = {
    Kept.LINES: {"inbound": SQL.drop_inbound, "webhook_event": SQL.drop_webhook_event},
    Kept.AUDIT: {"audit": SQL.drop_audit, "claim": SQL.drop_claim, "access_token": SQL.drop_access_token},
    Kept.NUDGES: {"outbox": SQL.drop_outbox, "channel_post": SQL.drop_channel_post},
    Kept.ANSWERS: {
        "answer": SQL.drop_answer,
        "check_in": SQL.drop_check_in,
        "colleague_note": SQL.drop_colleague_note,
        "own_word": SQL.drop_own_word,
    },
}
"""Tables of which rows go by their age alone."""
SET_UP = "what the company set up, until an admin changes it or the workspace is gone"
ENDS: Mapping[str, Kept | str] = {
    **{table: Kept.LOG for table, _ in ENTRY_TABLES.values()},
    **{table: kind for kind, tables in BY_AGE.items() for table in tables},
    **dict.fromkeys(("entry", *OF_ENTRIES, "promise", "standing", "import_portion", "import_run", "leave"), Kept.LOG),
    **dict.fromkeys(("seller_day", "promise_day", "promise_change"), Kept.SUMS),
    **dict.fromkeys(("person", "address", "conversation", "league_member", "purpose_read"), Kept.LEAVERS),
    "installation": "tokens go when the workspace takes Snurr away",
    "touch_day": "sums of a team that name nobody",
    "account": "the customer, until an admin closes or erases; whose it is changes with the owner",
    "account_name": "names of customers",
    "account_spelling": "names of customers",
    "name_tail": "names of customers",
    "touchpoint": SET_UP,
    "team": SET_UP,
    "desk": SET_UP,
    "closed_day": SET_UP,
    "company_value": SET_UP,
    "purpose": SET_UP,
    "retention": SET_UP,
    "_webhook": SET_UP,
    "tenant": "the name of the workspace, so that it finds its numbers when it comes back",
    "used_number": "numbers that are never given again",
    "mark": "how far the program has come",
    "_sender": "about processes",
    "_pause": "about processes",
    "_seal_key": "the key of the installation",
    "_used_value": "forgotten when it is no longer valid",
    "_sqlite_migrations": "about the schema",
}
"""With which kind the rows of a table end, or why they have no end of their own; a test asks it of every table."""
WIPED: Mapping[str, str] = {
    "webhook_event": SQL.wipe_webhook_event,
    "_webhook": SQL.wipe_webhook,
    "access_token": SQL.wipe_access_token,
    "_pause": SQL.wipe_pause,
    "_sender": SQL.wipe_sender,
    "account_change": SQL.wipe_account_change,
    "handover_item": SQL.wipe_handover_item,
    "handover": SQL.wipe_handover,
    "account_freeze": SQL.wipe_account_freeze,
    "account_move": SQL.wipe_account_move,
    "account_name": SQL.wipe_account_name,
    "account_spelling": SQL.wipe_account_spelling,
    "address": SQL.wipe_address,
    "answer": SQL.wipe_answer,
    "audit": SQL.wipe_audit,
    "call": SQL.wipe_call,
    "channel_post": SQL.wipe_channel_post,
    "check_in": SQL.wipe_check_in,
    "claim": SQL.wipe_claim,
    "closed_day": SQL.wipe_closed_day,
    "colleague_note": SQL.wipe_colleague_note,
    "company_value": SQL.wipe_company_value,
    "contact": SQL.wipe_contact,
    "conversation": SQL.wipe_conversation,
    "departure": SQL.wipe_departure,
    "exclusivity": SQL.wipe_exclusivity,
    "followup": SQL.wipe_followup,
    "handoff": SQL.wipe_handoff,
    "import_portion": SQL.wipe_import_portion,
    "import_run": SQL.wipe_import_run,
    "inbound": SQL.wipe_inbound,
    "installation": SQL.wipe_installation,
    "junk": SQL.wipe_junk,
    "league_member": SQL.wipe_league_member,
    "leave": SQL.wipe_leave,
    "mark": SQL.wipe_mark,
    "name_tail": SQL.wipe_name_tail,
    "noted_word": SQL.wipe_noted_word,
    "outbox": SQL.wipe_outbox,
    "own_word": SQL.wipe_own_word,
    "planned": SQL.wipe_planned,
    "pledge": SQL.wipe_pledge,
    "promise": SQL.wipe_promise,
    "promise_day": SQL.wipe_promise_day,
    "promise_change": SQL.wipe_promise_change,
    "purpose_read": SQL.wipe_purpose_read,
    "purpose": SQL.wipe_purpose,
    "rating": SQL.wipe_rating,
    "refill": SQL.wipe_refill,
    "refill_order": SQL.wipe_refill_order,
    "retention": SQL.wipe_retention,
    "seller_day": SQL.wipe_seller_day,
    "standing": SQL.wipe_standing,
    "step": SQL.wipe_step,
    "touch_day": SQL.wipe_touch_day,
    "unread_entry": SQL.wipe_unread_entry,
    "used_number": SQL.wipe_used_number,
    "waiting": SQL.wipe_waiting,
    "went": SQL.wipe_went,
    "desk": SQL.wipe_desk,
    "entry": SQL.wipe_entry,
    "touchpoint": SQL.wipe_touchpoint,
    "account": SQL.wipe_account,
    "person": SQL.wipe_person,
    "team": SQL.wipe_team,
}
"""In this order: what refers to others comes before them."""


class SqlRetention:
    """What one company keeps, and for how long."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def months(self) -> Mapping[Kept, int]:
        """Return what the company set, by kind."""
        return {Kept(row["kind"]): int(row["months"]) for row in self._db.rows(SQL.months)}

    def set_months(self, kind: Kept, months: int | None) -> None:
        """Keep a kind for so many months, None for the usual time."""
        if months is None:
            self._db.change(SQL.unset_months, kind=kind)
        else:
            self._db.change(SQL.set_months, kind=kind, months=months)

    def note_leavers(self, at: datetime) -> None:
        """Note since when those are gone who are found so for the first time."""
        self._db.change(SQL.note_leavers, at=text_of(at))

    def leavers(self, before: datetime) -> Sequence[int]:
        """Return people who have been gone since before an instant and still have their name, some at a time."""
        return [row["id"] for row in self._db.rows(SQL.leavers, at=text_of(before), limit=STEP)]

    def delete(self, kind: Kept, before: datetime, after: str) -> Deleted:
        """Delete some of what is of before an instant, going on `after` an earlier step."""
        if kind is Kept.LOG:
            return self._delete_log(before, after)
        if kind is Kept.SUMS:
            return self._fold_sums(before, int(after or 0))
        values: dict[str, Value] = {**_before(before), "limit": STEP}
        rows = sum(self._db.change_rows(drop, **values) for drop in BY_AGE[kind].values())
        return Deleted(rows=rows, after="" if rows else None)

    def wipe(self) -> int:
        """Delete what is left of the company, but for its name and its touchpoints; return how many rows that were."""
        return sum(self._db.change_rows(wipe) for wipe in WIPED.values())

    def _delete_log(self, before: datetime, after: str) -> Deleted:
        """Go through the numbers of a kind until they are young; the numbers of a kind are given in order."""
        letter, _, number = after.partition(" ")
        kinds = list(ENTRY_TABLES)
        kind = Kind(letter) if letter else kinds[0]
        first = self._db.rows(SQL.first_number, kind=kind, after=int(number or 0))[0]["number"]
        span = {"kind": kind, "first": first, "last": (first or 0) + STEP - 1}
        if first is not None and self._db.row(SQL.any_old, at=text_of(before), **span):
            found = self._db.rows(SQL.old_entries, **_before(before), **span)
            return Deleted(rows=self._drop(kind, found, before), after=f"{kind} {span['last']}")
        following = kinds[kinds.index(kind) + 1 :]
        if following:
            return Deleted(rows=0, after=f"{following[0]} 0")
        last = (SQL.drop_import_portions, SQL.end_imports, SQL.drop_leave)
        rows = sum(self._db.change_rows(each, **_before(before)) for each in last)
        return Deleted(rows=rows, after=None)

    def _drop(self, kind: Kind, found: Sequence[Row], before: datetime) -> int:
        if not found:
            return 0
        entries = keys_of(row["id"] for row in found)
        accounts = keys_of({row["account"] for row in found if row["account"]})
        if kind in CONTACTS:
            self._db.change(SQL.keep_last_contact, accounts=accounts, day=_before(before)["day"])
        if kind is Kind.PROMISE:
            self._db.change(SQL.drop_promises, entries=entries)
        if kind is Kind.RATING:
            self._db.change(SQL.drop_standings, entries=entries, accounts=accounts)
        if kind is Kind.ACCOUNT:
            self._db.change(SQL.drop_mergers, entries=entries)
        for drop in (ENTRY_TABLES[kind][1], *OF_ENTRIES.values()):
            self._db.change(drop, entries=entries)
        self._db.change(SQL.use_number, kind=kind, number=max(row["number"] for row in found))
        if made := [row["made"] for row in found if row["made"]]:
            self._db.change(SQL.use_number, kind="account", number=max(made))
        return self._db.change_rows(SQL.drop_entries, entries=entries)

    def _fold_sums(self, before: datetime, after: int) -> Deleted:
        """Let the old sums of one person be those of the team alone."""
        person = self._db.rows(SQL.next_person, after=after)[0]["person"]
        if person is None:
            return Deleted(rows=0, after=None)
        values = {"person": person, "day": _before(before)["day"]}
        rows = 0
        for fold, drop in (
            (SQL.fold_seller_days, SQL.drop_seller_days),
            (SQL.fold_promise_days, SQL.drop_promise_days),
        ):
            self._db.change(fold, **values)
            rows += self._db.change_rows(drop, **values)
        rows += self._db.change_rows(SQL.drop_promise_changes, **values)
        return Deleted(rows=rows, after=str(person))


def _before(at: datetime) -> dict[str, str]:
    """Return an instant as statements compare it with instants, and with local days, which may be a day behind."""
    return {"at": text_of(at), "day": (at - timedelta(days=1)).date().isoformat()}
