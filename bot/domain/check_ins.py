"""The question of a week to whoever owns a touchpoint: what the company values, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.records import record

MOST_VALUES = 12
"""Values of one company: more than that nobody remembers."""


@record(kw_only=True)
class CompanyValue:
    """One value in the company's own words, such as "we help at once"."""

    id: int
    name: str


@record(kw_only=True)
class CheckIn:
    """What a person answered on a day; `subject` is a touchpoint or a value, see the functions below."""

    person: int
    subject: str
    day: date
    choice: str
    words: str = ""


class CheckIns(Protocol):
    """The values and answers of one company."""

    def values(self) -> Sequence[CompanyValue]: ...
    def add_value(self, name: str) -> CompanyValue: ...
    def remove_value(self, value: int) -> None: ...
    def answer(self, check_in: CheckIn) -> None: ...
    def find(self, person: int, subject: str, day: date) -> CheckIn | None: ...
    def forget(self, person: int, subject: str, day: date) -> None: ...
    def since(self, day: date) -> Sequence[CheckIn]: ...


def touchpoint_subject(touchpoint: int) -> str:
    """Return the subject of what is asked about a touchpoint."""
    return f"T{touchpoint}"


def value_subject(value: int) -> str:
    """Return the subject of what is asked about a value."""
    return f"V{value}"
