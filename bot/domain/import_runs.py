"""Import runs: what each import of accounts changed, kept so that it can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol


class ImportRuns(Protocol):
    """The imports of one company; a change names an account, and its columns before and after (before None: new)."""

    def add(self, at: datetime, changes: Sequence[Mapping[str, Any]]) -> int: ...
    def changes(self, run: int) -> Sequence[Mapping[str, Any]] | None: ...
    def mark_undone(self, run: int, at: datetime) -> None: ...
