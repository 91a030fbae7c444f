"""Accounts: the customers, looked up by id, by normalised name or by another system's id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date, datetime
from typing import Protocol

from bot.domain.entries import Entry
from bot.records import record

SILENT_AFTER = 30
"""Days without contact after which a customer without a rhythm is silent."""
CROWD = 100
"""Names that are read at most of those that begin alike; behind so many, more may follow."""


@record(kw_only=True)
class Account:
    """One customer.

    `owner` is a person's id. `value` is yearly revenue in whole units of the team's currency. `rhythm` is the
    wanted number of days between two contacts. `contact_person` is whom to ask for under `phone`, both as typed.
    `last_contact` is a local day, `created_at` aware UTC. `new` is set while the line that made it is carried out.
    """

    id: int
    name: str
    owner: int | None = None
    place: str = ""
    value: int | None = None
    contacts: int | None = None
    rhythm: int | None = None
    phone: str = ""
    contact_person: str = ""
    last_contact: date | None = None
    created_at: datetime | None = None
    closed: str | None = None
    """Why it is served no more, None while it is."""
    new: bool = False


def silent_days(account: Account, today: date) -> int:
    """Return for how many days nothing was heard; of a customer whom nobody contacted yet, since it is known."""
    since = account.last_contact or (account.created_at.date() if account.created_at else today)
    return max(0, (today - since).days)


def is_silent(account: Account, today: date) -> bool:
    """Whether nothing was heard for longer than the rhythm of a customer, or SILENT_AFTER days without one."""
    return silent_days(account, today) > (account.rhythm or SILENT_AFTER)


class Accounts(Protocol):
    """The accounts of one company; a key is the normal form that `account_key` makes of a name, unique among them."""

    def get(self, account: int) -> Account: ...
    def find(self, account: int) -> Account | None: ...
    def ids_by_key(self) -> Mapping[str, int]: ...
    def ids_of_word(self, word: str) -> Mapping[str, int]: ...
    def ids_from(self, start: str) -> Mapping[str, int]: ...
    def read_ahead(self, words: Collection[str], starts: Collection[str]) -> Set[str]: ...
    def ids_holding(self, start: str) -> Mapping[str, int]: ...
    def ids_alike(self, typed: str) -> Mapping[str, int]: ...
    def known_among(self, keys: Iterable[str], externals: Iterable[str]) -> Set[str]: ...
    def by_key(self, key: str) -> Account | None: ...
    def add(self, name: str, owner: int | None, at: datetime, **known: str | int | None) -> Account: ...
    def external_id(self, account: int) -> str: ...
    def by_external_id(self, external: str) -> Account | None: ...
    def change(self, account: int, **values: str | int | None) -> Account: ...
    def columns(self, account: int) -> Mapping[str, str | int | float | None]: ...
    def replaced(self, account: int) -> Set[tuple[str, str]]: ...
    def remove_unused(self, account: int) -> bool: ...
    def made_in_vain(self, account: int, but: Entry | None = None) -> bool: ...
    def remove_made_in_vain(self, account: int) -> bool: ...
    def owned_by(self, person: int, limit: int = 1000) -> Sequence[Account]: ...
    def in_team(self, team: int | None) -> Sequence[Account]: ...
    def heard_by(self, accounts: Collection[int], day: date) -> dict[int, date | None]: ...
    def last_logged_by(self, person: int) -> Account | None: ...
