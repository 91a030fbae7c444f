"""What entries change about accounts, in SQL: each field as it was before and as it is from then on.

The changes of a field form a list, in the order in which they were logged: what one found before is what the one in
front of it made. Taking one back lets the next one find what it had found itself, or else gives the account that back;
so it is as if it had never been, whatever was changed since.
"""

from __future__ import annotations

from bot.domain.account_fields import AccountField, FieldChange, kept_text, stored_value
from bot.domain.details import AccountChange
from bot.domain.entries import Entry
from storage import handovers
from storage.account_names import AccountNames
from storage.accounts import SqlAccounts
from storage.connection import Connection, Row, Value
from storage.queries import queries
from storage.wakeups import wake_concerned

SQL = queries("account_changes")
CONTACT = queries("projections").set_last_contact


def store(db: Connection, entry: Entry, change: AccountChange) -> None:
    """Keep what an entry changes, with what each field is before."""
    for each in change.fields:
        before = kept_text(SqlAccounts(db).columns(each.account)[each.field])
        values: dict[str, Value] = {"entry": entry.id, "field": each.field, "account": each.account}
        db.change(SQL.add, before=before, after=kept_text(each.value), **values)
    if change.handover:
        handovers.store(db, entry.id, change.handover)


def load(db: Connection, entry: int) -> AccountChange:
    """Read what an entry changed."""
    return AccountChange(
        fields=tuple(
            FieldChange(account=row["account"], field=AccountField(row["field"]), value=_value(row, "after"))
            for row in db.rows(SQL.of_entry, entry=entry)
        ),
        handover=handovers.load(db, entry),
    )


def apply(db: Connection, entry: Entry, sign: int) -> None:
    """Give the fields that an entry changes their new values, or with -1 those of before.

    1. Each field by itself: where a later live entry changed it, only what that one found before is another one.
    2. With a merger goes what was logged about the account, and with its names whoever types them.
    """
    for row in db.rows(SQL.of_entry, entry=entry.id):
        field = AccountField(row["field"])
        _set_field(db, entry, row, field, sign)
        if field is AccountField.NAME:
            AccountNames(db).sync(row["account"])
        if field is AccountField.MERGED_INTO:
            _move(db, entry, row["account"], sign)
    if isinstance(entry.detail, AccountChange) and entry.detail.handover:
        handovers.apply(db, entry, entry.detail.handover, sign)


def _set_field(db: Connection, entry: Entry, row: Row, field: AccountField, sign: int) -> None:
    old, new = ("before", "after") if sign > 0 else ("after", "before")
    account = row["account"]
    later = db.row(SQL.next_live, entry=entry.id, account=account, field=field)
    if later is None:
        if kept_text(SqlAccounts(db).columns(account)[field]) == row[old]:
            SqlAccounts(db).change(account, **{field: _value(row, new)})
    elif later["before"] == row[old]:
        db.change(SQL.set_before, entry=later["entry"], account=account, field=field, before=row[new])


def _value(row: Row, column: str) -> int | str | None:
    return stored_value(AccountField(row["field"]), row[column])


def _move(db: Connection, merger: Entry, account: int, sign: int) -> None:
    """Take what was logged about an account to the one that it turned out to be, or back.

    Back goes, too, what replaced it since. From where a later merger took it, it goes straight to the account.
    """
    names = AccountNames(db)
    if sign > 0:
        before, into = account, SqlAccounts(db).get(account).id
        db.change(SQL.move_entries, change=merger.id, account=before)
        names.lead(before, into)
    else:
        before, into = names.leads_to(account), account
        while db.change_rows(SQL.move_later_versions, change=merger.id, account=before):
            pass
        names.lead_back(into)
    db.change(SQL.set_accounts, change=merger.id, account=into, before=before)
    db.change(SQL.set_rated, change=merger.id, account=into)
    db.change(SQL.set_noted, change=merger.id, account=into)
    db.change(SQL.set_promised, change=merger.id, account=into)
    if sign < 0:
        db.change(SQL.drop_moves, change=merger.id)
    for each in (before, into):
        _compute_anew(db, each)


def _compute_anew(db: Connection, account: int) -> None:
    """Compute what follows from the log about an account, after entries came to it or left it."""
    db.change(SQL.drop_standings, account=account)
    db.change(SQL.set_standings, account=account)
    db.change(CONTACT, account=account)
    db.change(SQL.set_answered, account=account)
    wake_concerned(db, account)
