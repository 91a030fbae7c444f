"""Plans: the customers that a person means to call first on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.records import record

LONGEST = 3
"""Calls of a plan."""


@record(kw_only=True)
class PlannedCall:
    """One call of a plan: the id of its account, and the number of the ref of its entry."""

    account: int
    number: int


class Plans(Protocol):
    """The plans of one company. A plan is what the newest line about its day says; without it the one before counts.

    A customer who was frozen or lost after that is in no plan; one who is planned after it is.
    """

    def of(self, person: int, day: date) -> Sequence[PlannedCall]: ...
