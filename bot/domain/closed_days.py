"""Days on which the whole company is closed, or works until noon, beside the public holidays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from bot.records import record


@record(kw_only=True)
class ClosedDay:
    """One day; on a `half` one work ends early. `name` says why, as typed, and may be empty."""

    id: int
    day: date
    name: str = ""
    half: bool = False


class ClosedDays(Protocol):
    """The closed days of one company, at most one of a day; those that were removed can be put back."""

    def all(self) -> Sequence[ClosedDay]: ...
    def of_ids(self, ids: Iterable[int]) -> Sequence[ClosedDay]: ...
    def add(self, day: date, name: str, *, half: bool) -> ClosedDay: ...
    def remove(self, ids: Iterable[int]) -> None: ...
    def restore(self, ids: Iterable[int]) -> None: ...
