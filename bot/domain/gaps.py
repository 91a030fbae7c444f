"""Gaps of the set-up: what nobody has filled in yet, so that nudges and figures lack it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from typing import Protocol

from bot.records import record


class Gap(StrEnum):
    """What is missing, in the order in which it is shown; the values are carried by buttons."""

    PURPOSE = "purpose"
    CHANNEL = "channel"
    TOUCHPOINT_OWNER = "touchpoint owner"
    ACCOUNT_OWNER = "owner"
    SELLER_ACCOUNTS = "accounts"
    VALUE = "value"
    RHYTHM = "rhythm"
    PHONE = "phone"
    NEVER_WROTE = "never wrote"


ACCOUNT_GAPS = (Gap.ACCOUNT_OWNER, Gap.VALUE, Gap.RHYTHM, Gap.PHONE)


@record(kw_only=True)
class Missing:
    """A thing that lacks something: its id and its name."""

    id: int
    name: str


class Gaps(Protocol):
    """What the accounts and people of one company lack; accounts that rest lack nothing."""

    def account_counts(self) -> Mapping[Gap, int]: ...
    def accounts(self, gap: Gap, limit: int, skip: int = 0) -> Sequence[Missing]: ...
    def owners(self) -> Set[int]: ...
    def never_wrote(self) -> Sequence[Missing]: ...
