"""Accounts from another program's export: what an import changes.

An import is stored in portions, each a transaction of its own, so that nobody waits for the end of a long one:
1. `sift` (bot/domain/import_rows.py) tells which rows of the file may be accounts; it asks nothing of the database.
2. `import_portion` compares the next of them with our accounts and stores what changed, together with how far the file
   is done now: an import that broke off, or that two processes work at, goes on there.
3. `undo_portion` takes it back in the same way, from the last change on.
Reading the file is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.domain.accounts import Account
from bot.domain.import_owners import owners_of
from bot.domain.import_rows import ImportResult, ImportRow, RowChange, lies_ahead
from bot.domain.import_runs import ImportRun, RunState
from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.legal_forms import forms_differ
from bot.language.names import account_key

SHOWN_AS = {"external": "id", "imported_contact": "contact"}
"""How a dry run calls columns whose names only say how they are stored."""


class _Comparison:
    """Compares rows with our accounts, and changes these when it is to be applied.

    1. An owner who is unknown or unclear changes nothing.
    2. The account is the one with the row's id, else the one with its name, else a new one. One that is known under
       another id is another company, whatever its name: such a row is skipped.
    3. What people changed in the chat stays where the file still says what they changed.
    4. What changed is kept, so that the import can be undone.
    """

    def __init__(self, work: Work, at: datetime, *, apply: bool) -> None:
        self._work = work
        self._at = at
        self._apply = apply
        self._known: Set[str] = frozenset()
        self.found = ImportResult()
        self.changes: list[dict[str, Any]] = []

    def compare(self, rows: Sequence[ImportRow | None]) -> ImportResult:
        """Go through sifted rows and return what became of those that may be accounts."""
        owners = owners_of(self._work, rows).found
        named = [row for row in rows if row]
        self._known = self._work.accounts.known_among(
            (account_key(row.name) for row in named), (row.external for row in named)
        )
        for row in named:
            self._compare(row, owners.get(row.owner))
        return self.found

    def _compare(self, row: ImportRow, owner: Person | None) -> None:
        known = self._known_account(row)
        values = _values(row, owner, self._at)
        if known is None:
            self._add(row, owner, values)
            return
        before = self._work.accounts.columns(known.id)
        if other := self._other_company(row, before):
            self.found.skip(row, f"{other}: give one of the two a name that tells them apart")
            return
        changed = {name: value for name, value in values.items() if before[name] != value}
        if before["external"]:  # the id under which it came first stays: a later file must find it again
            changed.pop("external", None)
        # Two accounts under one key could not be told apart in a typed line, so a taken name changes nothing.
        if before["name"] != row.name:
            if _is_free(self._work, known.id, row.name):
                changed["name"] = row.name
            else:
                self.found.leave_out(row, "name", row.name, "another customer has that name")
        self._keep_what_people_changed(row, known.id, changed)
        self._change(row, known.id, before, changed)

    def _keep_what_people_changed(self, row: ImportRow, account: int, changed: dict[str, str | int | None]) -> None:
        replaced = self._work.accounts.replaced(account) if changed else frozenset()
        for name in [name for name, value in changed.items() if (name, str(value)) in replaced]:
            old = changed.pop(name)
            said = row.owner if name == "owner" else str(old)
            self.found.leave_out(row, name, said, "somebody changed it here, and the file says what it was before")

    def _known_account(self, row: ImportRow) -> Account | None:
        key = account_key(row.name)
        # Most rows of a new file are nobody's yet; no two rows of it share a name or an id.
        if not {key, row.external} & self._known:
            return None
        by_id = self._work.accounts.by_external_id(row.external) if row.external else None
        return by_id or self._work.accounts.by_key(key)

    def _other_company(self, row: ImportRow, before: Mapping[str, Any]) -> str:
        """Return why the account that a row found is another company, "" when it is the same."""
        if row.external and before["external"] and not self._is_id_of(row.external, before):
            return f"{before['name']} has this name under the id {before['external']}"
        if not row.external and forms_differ(str(before["name"]), row.name):
            return f"{before['name']} has this name with another legal form"
        return ""

    def _is_id_of(self, external: str, before: Mapping[str, Any]) -> bool:
        """Whether an id is that of an account with the row's name, maybe without the zeros that a spreadsheet drops."""
        if self._work.accounts.by_external_id(external):
            return True
        return bool(bare := external.lstrip("0")) and bare == str(before["external"]).lstrip("0")

    def _add(self, row: ImportRow, owner: Person | None, values: dict[str, str | int | None]) -> None:
        self.found.new += 1
        if self._apply:
            known = {name: value for name, value in values.items() if name != "owner"}
            made = self._work.accounts.add(row.name, owner.id if owner else None, self._at, **known)
            self.changes.append({"account": made.id, "before": None})

    def _change(
        self, row: ImportRow, account: int, before: Mapping[str, Any], changed: Mapping[str, str | int | None]
    ) -> None:
        if not changed:
            self.found.unchanged += 1
            return
        self.found.updated += 1
        if not self._apply:
            shown = {
                SHOWN_AS.get(name, name): (self._shown(name, before[name]), self._shown(name, new))
                for name, new in changed.items()
            }
            self.found.changes.append(RowChange(row.line, row.name, shown))
        else:
            self._work.accounts.change(account, **changed)
            kept = {name: before[name] for name in changed}
            self.changes.append({"account": account, "before": kept, "after": dict(changed)})

    def _shown(self, name: str, value: Any) -> str:
        """Return what a column holds, as people read it."""
        if value is None:
            return ""
        return self._work.people.get(int(value)).name if name == "owner" else str(value)


def compared(work: Work, rows: Sequence[ImportRow | None], at: datetime) -> ImportResult:
    """Return what an import would do with sifted rows."""
    return _Comparison(work, at, apply=False).compare(rows)


def begin_import(work: Work, *, file: str, digest: str, rows: int, at: datetime) -> ImportRun:
    """Return the import of the same file that broke off, else a new one; `digest` tells a file from all others."""
    open_ones = (run for run in work.import_runs.unfinished() if run.state is RunState.OPEN and run.digest == digest)
    return next(open_ones, None) or _existing(work, work.import_runs.begin(at, file, digest, rows))


def import_portion(work: Work, number: int, rows: Sequence[ImportRow | None], count: int) -> ImportRun:
    """Store the next `count` sifted rows of an import and return how far it is now.

    Where it stands is asked in the same transaction: whatever was stored before is not stored twice, by nobody. Nothing
    is stored of one that is at its end or being undone. Raises LookupError when there is no such import.
    """
    run = _existing(work, number)
    if run.state is not RunState.OPEN:
        return run
    done = min(run.done + count, run.rows)
    comparison = _Comparison(work, run.at, apply=True)
    found = comparison.compare(rows[run.done : done])
    work.import_runs.add_portion(run, done, comparison.changes, asdict(found))
    return _existing(work, number)


def _existing(work: Work, number: int) -> ImportRun:
    run = work.import_runs.held(number)
    if run is None:
        raise LookupError(f"no import {number}")
    return run


def _is_free(work: Work, account: int, name: str) -> bool:
    """Whether an account may go by a name: nobody else does."""
    holder = work.accounts.by_key(account_key(name))
    return holder is None or holder.id == account


def _values(row: ImportRow, owner: Person | None, at: datetime) -> dict[str, str | int | None]:
    """Return the columns of an account that a row says something about; a contact that lies ahead was none."""
    contact = row.contact.isoformat() if row.contact and not lies_ahead(row.contact, at) else None
    named: dict[str, str | int | None] = {
        "external": row.external or None, "place": row.place or None, "value": row.value, "imported_contact": contact,
        "phone": row.phone or None, "contact_person": row.contact_person or None,
        "owner": owner.id if owner else None,
    }  # fmt: skip
    return {name: value for name, value in named.items() if value is not None}


def undo_portion(work: Work, number: int, at: datetime, count: int) -> tuple[int, ImportRun]:
    """Take at most the last `count` changes of an import back; return how many accounts that changed, and its state.

    What was logged about, or changed since, stays as it is now. Raises LookupError when there is no such import, or
    nothing of it is left.
    """
    run = _existing(work, number)
    if run.state is RunState.UNDONE:
        raise LookupError(f"import {number} is undone")
    portion = work.import_runs.last_portion(number)
    undone = 0
    if portion is None:
        work.import_runs.end(number, at)
    else:
        # The last change first: an earlier row can have its name back only when the later one has given it up.
        for change in reversed(portion.changes[-count:]):
            undone += _take_back(work, change)
        work.import_runs.take_back(number, portion, portion.changes[:-count], at)
    return undone, _existing(work, number)


def _take_back(work: Work, change: Mapping[str, Any]) -> bool:
    """Take one change back; whether there was anything. An account that the import made goes if nothing was logged."""
    if change["before"] is None:
        return work.accounts.remove_unused(change["account"])
    return bool(work.accounts.find(change["account"])) and _restore(work, change)


def _restore(work: Work, change: Mapping[str, Any]) -> bool:
    """Give an account back what the import changed and nobody changed since; whether there was anything."""
    now, before = work.accounts.columns(change["account"]), change["before"]
    after = change.get("after", {name: now[name] for name in before})
    # What somebody changed by hand since is theirs, and stays.
    back = {name: value for name, value in before.items() if now[name] == after[name]}
    if "name" in back and not _is_free(work, change["account"], back["name"]):
        del back["name"]
    if back:
        work.accounts.change(change["account"], **back)
    return bool(back)
