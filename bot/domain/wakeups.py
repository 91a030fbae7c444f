"""Whose nudges are to be planned anew, and when: nobody is looked at in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class WakeUp:
    """A person or a team to look at now; `stirred` tells whether anything happened to them meanwhile."""

    person: int | None = None
    team: int | None = None
    stirred: int


class WakeUps(Protocol):
    """When to look at whom in one company.

    Whatever may bring a nudge forward wakes whom it concerns, in its own transaction; everybody else sleeps until
    their next nudge comes due, or until their day ends.
    """

    def awake(self, at: datetime, limit: int) -> Sequence[WakeUp]: ...
    def rest(self, waking: WakeUp, until: datetime) -> None: ...
    def wake_everybody(self) -> None: ...
