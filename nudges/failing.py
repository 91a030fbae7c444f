"""Recipients whose nudges fail because of a bug or a row that no rule can read: noted, so that nobody else waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

import structlog

from bot.records import record

log = structlog.get_logger()
RETRY = timedelta(hours=1)
"""After which a recipient who failed is tried again; whatever happens to them meanwhile wakes them at once."""
SHOWN = 5
"""Failures that `/readyz` names; it counts the rest."""


class Step(StrEnum):
    """Where it failed."""

    PLAN = "planned"
    CLAIM = "claimed"
    SEND = "sent"
    TURN = "looked at"


@record(kw_only=True)
class Recipient:
    """A person or a team by id; neither stands for the whole company."""

    person: int | None = None
    team: int | None = None

    def __str__(self) -> str:
        """Return it as operators read it, without a name."""
        if self.person is None and self.team is None:
            return "everybody"
        return f"team {self.team}" if self.person is None else f"person {self.person}"


@record(kw_only=True)
class Failure:
    """What one recipient's part raised."""

    recipient: Recipient
    step: Step
    error: Exception

    @property
    def outcome(self) -> str:
        """The outcome as scripts read it."""
        return f"failed: {type(self.error).__name__}"


@dataclass(kw_only=True)
class Failing:
    """Who fails now in this process, by company and step; each is logged once until it goes well again."""

    _now: dict[tuple[int, Step, Recipient], str] = field(default_factory=dict)

    def note(self, tenant: int, failure: Failure) -> None:
        """Keep a failure, and log it unless the same recipient failed at the same step in the same way before."""
        key, kind = (tenant, failure.step, failure.recipient), type(failure.error).__name__
        if self._now.get(key) != kind:
            log.error(
                "nudges.turn_failed" if failure.step is Step.TURN else "nudges.recipient_failed",
                tenant=tenant,
                step=failure.step.name.lower(),
                recipient=str(failure.recipient),
                exc_info=failure.error,
            )
        self._now[key] = kind

    def went_well(self, tenant: int, step: Step, recipient: Recipient) -> None:
        """Forget a failure."""
        self._now.pop((tenant, step, recipient), None)

    def turns(self) -> list[str]:
        """Return the companies whose turns fail as a whole, for /readyz; nothing when none does."""
        return self._told(lambda step: step is Step.TURN)

    def recipients(self) -> list[str]:
        """Return the recipients who fail, each for itself, for /readyz; nothing when nobody does."""
        return self._told(lambda step: step is not Step.TURN)

    def _told(self, chosen: Callable[[Step], bool]) -> list[str]:
        found = [
            f"nudges: {recipient} of company {tenant} could not be {step}: {error}"
            for (tenant, step, recipient), error in self._now.items()
            if chosen(step)
        ]
        more = len(found) - SHOWN
        return [*found[:SHOWN], f"nudges: {more} more failures"] if more > 0 else found
