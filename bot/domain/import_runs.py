"""Import runs: each import of accounts, how far it came, and portion by portion what it changed, for its undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.records import record

Change = Mapping[str, Any]
"""An account, and its columns before and after; before is None for a new account."""


class RunState(StrEnum):
    """Where an import is on its way."""

    OPEN = "open"
    """Rows are still to come."""
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


@record(kw_only=True)
class ImportRun:
    """One import: of `rows` rows of its file, those before `done` are stored; `digest` tells the file from others."""

    number: int
    at: datetime
    file: str = ""
    digest: str = ""
    rows: int
    done: int
    state: RunState


@record(kw_only=True)
class Portion:
    """What the rows of a file before `done` and behind `before` changed, as far as it is not taken back."""

    done: int
    before: int
    changes: Sequence[Change]


class ImportRuns(Protocol):
    """The imports of one company."""

    def begin(self, at: datetime, file: str, digest: str, rows: int) -> int: ...
    def find(self, run: int) -> ImportRun | None: ...
    def held(self, run: int) -> ImportRun | None: ...
    def unfinished(self) -> Sequence[ImportRun]: ...
    def newest(self, limit: int) -> Sequence[ImportRun]: ...
    def add_portion(self, run: ImportRun, done: int, changes: Sequence[Change], found: Mapping[str, Any]) -> None: ...
    def found(self, run: int) -> Sequence[Mapping[str, Any]]: ...
    def last_portion(self, run: int) -> Portion | None: ...
    def take_back(self, run: int, portion: Portion, left: Sequence[Change], at: datetime) -> None: ...
    def end(self, run: int, at: datetime) -> None: ...
