"""Personal data: what the log holds about one person, table by table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from bot.domain.people import Person

Rows = Sequence[Mapping[str, object]]
"""Rows of one table, by the names of its columns."""


class PersonalData(Protocol):
    """The rows of one company that name a person."""

    def counts(self, person: int) -> Mapping[str, int]: ...
    def of(self, person: int) -> Mapping[str, Rows]: ...
    def erase_contact(self, account: int, emptied: Callable[[str], str]) -> None: ...
    def erase(self, person: Person, alias: str, emptied: Callable[[str], str]) -> None: ...
