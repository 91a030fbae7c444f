"""Merging in SQL: two records turn out to be one human, and whatever names the one names the other from then on."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.outbox import Reason
from bot.domain.people import Role
from storage.connection import Connection, Value
from storage.queries import queries
from storage.wakeups import wake_person

SQL = queries("person_merge")
MOVES = (
    SQL.move_addresses,
    SQL.drop_same_leave,
    SQL.move_leave,
    SQL.move_accounts,
    SQL.move_touchpoints,
    SQL.move_entries,
    SQL.move_promises,
    SQL.add_seller_days,
    SQL.drop_seller_days,
    SQL.add_promise_days,
    SQL.drop_promise_days,
    SQL.move_promise_changes,
    SQL.drop_same_league,
    SQL.move_league,
    SQL.drop_same_reading,
    SQL.move_reading,
    SQL.move_inbound,
    SQL.drop_same_answers,
    SQL.move_answers,
    SQL.drop_same_check_ins,
    SQL.move_check_ins,
    SQL.move_notes_written,
    SQL.move_notes_received,
    SQL.move_authorship,
    SQL.move_audit,
    SQL.drop_same_claims,
    SQL.move_claims,
    SQL.move_newcomers,
    SQL.move_decisions,
    SQL.move_merged,
    SQL.drop_same_words,
    SQL.move_words,
    SQL.move_tokens,
    SQL.move_webhook_events,
    SQL.move_plans,
    SQL.move_noted,
    SQL.move_former_ownership,
    SQL.move_later_ownership,
    SQL.move_leavers,
    SQL.move_heirs,
)
"""In this order: what both have is dropped or added before the rest is moved."""
PLATFORM_HINTS = ("hint_zone", "hint_language")


def merge(db: Connection, person: int, into: int) -> None:
    """Make everything of `person` that of `into`, and close the record of `person`.

    Sums of days are added, so figures and later undos are exact; no nudge is planned or sent a second time.
    """
    for move in MOVES:
        db.change(move, person=person, into=into)
    db.change(SQL.rename_presses, old=f":{person}", new=f":{into}")
    _merge_nudges(db, person, into)
    db.change(SQL.close, person=person, into=into)
    wake_person(db, into)


def _merge_nudges(db: Connection, person: int, into: int) -> None:
    old, new = f":p{person}:", f":p{into}:"
    db.change(SQL.end_read_nudges, person=person, into=into, reason=Reason.ALREADY_DONE)
    db.change(SQL.rename_nudges, person=person, old=old, new=new)
    db.change(SQL.end_double_nudges, person=person, old=old, reason=Reason.ALREADY_DONE)
    db.change(SQL.move_nudges, person=person, into=into)


def merged_settings(kept: Mapping[str, Value], merged: Mapping[str, Value]) -> dict[str, Value]:
    """Return the settings, by column, of a person into whom another one is merged.

    The kept one's own settings count, the other's where there are none. Roles add up. What a platform says of zone and
    language is taken from the other, who wrote last.
    """
    settings = {column: value or merged[column] for column, value in kept.items()}
    settings |= {column: merged[column] or kept[column] for column in PLATFORM_HINTS}
    roles = {Role(role) for row in (kept, merged) for role in str(row["roles"]).split()}
    return settings | {"roles": " ".join(sorted(roles))}
