"""Claims: somebody came under a name that belongs to a person already, and an admin decides whether it is the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.records import record


class ClaimReason(StrEnum):
    """Whose name it is; the values are stored."""

    SET_UP = "set up"
    """An admin named that person, who was never met on a platform."""
    REMOVED = "removed"
    """An admin removed that person: nobody comes back under the name without an admin."""
    HELD = "held"
    """That person is known at another address, such as on the other platform."""


class ClaimOutcome(StrEnum):
    """How a claim stands; the values are stored."""

    OPEN = ""
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@record(kw_only=True)
class Claim:
    """One claim: the address `platform:target` came as `name`, which is the name of `person`; `at` is aware UTC.

    `newcomer` is the person that the address is meanwhile, None while it is refused.
    """

    id: int
    platform: str
    target: str
    name: str
    person: int
    newcomer: int | None
    reason: ClaimReason
    at: datetime
    outcome: ClaimOutcome = ClaimOutcome.OPEN
    decided_by: int | None = None
    """The admin who decided it last."""

    @property
    def address(self) -> str:
        """The address in one word, such as slack:U12."""
        return f"{self.platform}:{self.target}"


class Claims(Protocol):
    """The claims of one company; one for each address and person."""

    def get(self, claim: int) -> Claim: ...
    def open(self, limit: int = ..., /) -> Sequence[Claim]: ...
    def at_address(self, platform: str, target: str) -> Sequence[Claim]: ...
    def add(
        self,
        platform: str,
        target: str,
        name: str,
        person: int,
        reason: ClaimReason,
        at: datetime,
        *,
        newcomer: int | None,
    ) -> Claim: ...
    def let_in(self, claim: int, newcomer: int) -> Claim: ...
    def decide(self, claim: int, outcome: ClaimOutcome, by: int, at: datetime) -> Claim: ...
