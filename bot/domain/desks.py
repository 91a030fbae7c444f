"""Desks: departments that a customer can call directly, and what sellers hand over to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.domain.named_lists import LineNamedItems
from bot.records import record


@record(kw_only=True)
class Desk:
    """One desk; `phone` is empty until an admin sets it; `gone` says that it is off the list."""

    id: int
    name: str
    phone: str = ""
    gone: bool = False


@record(kw_only=True)
class HandOffSum:
    """The hand-offs of a period for one cause, or one customer: how many, and how many minutes of the sellers' time."""

    cause: str
    times: int
    minutes: int


@record(kw_only=True)
class HandedOver:
    """One hand-off of an account; `number` is that of its ref, `day` local, `minutes` 0 when not said."""

    number: int
    day: date
    person: int
    desk: int
    minutes: int
    cause: str


class Desks(LineNamedItems, Protocol):
    """The desks of one company."""

    def get(self, desk: int) -> Desk: ...
    def by_name(self, name: str) -> Desk | None: ...
    def all(self) -> Sequence[Desk]: ...
    def save(self, name: str, phone: str = "") -> Desk: ...
    def make(self, name: str) -> Desk: ...
    def handoff_minutes(self, first: date, last: date, *, team: int | None = None) -> Mapping[int, int]: ...
    def handoffs_by_account(self, first: date, last: date, *, team: int | None = None) -> Sequence[HandOffSum]: ...
    def handoff_sums(
        self, first: date, last: date, *, person: int | None = None, team: int | None = None
    ) -> Sequence[HandOffSum]: ...
    def handed_of(self, account: int, since: date) -> Sequence[HandedOver]: ...
