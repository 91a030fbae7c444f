"""Import runs: what each import of accounts changed, kept so that it can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

Change = Mapping[str, Any]
"""An account, and its columns before and after; before is None for a new account."""


class ImportRuns(Protocol):
    """The imports of one company; what is taken back, from the last change on, is no longer among its changes."""

    def add(self, at: datetime, changes: Sequence[Change]) -> int: ...
    def changes(self, run: int) -> Sequence[Change] | None: ...
    def take_back(self, run: int, left: int, count: int, at: datetime) -> bool: ...
