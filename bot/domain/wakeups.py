"""Per-recipient wake-up times of the planner: when each person's and team's nudges are planned next.

1. A recipient whose wake-up time has passed is `due`: the planner plans their day.
2. It then lets them `sleep_until` their next nudge, or until their local day ends.
3. Whatever may bring a nudge forward (a line logged, leave taken, a zone changed) sets the time to "now" and counts the
   recipient's `version` up, in its own transaction.
So a turn with nothing due reads two index entries, however many people there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.records import record


@record(kw_only=True)
class WakeUp:
    """A person or a team whose nudges are to be planned now.

    `version` is how often they were woken when this was read; a later one means that something happened meanwhile.
    """

    person: int | None = None
    team: int | None = None
    version: int


class WakeUps(Protocol):
    """The wake-up times of one company; instants are aware UTC."""

    def due(self, at: datetime, limit: int) -> Sequence[WakeUp]: ...
    def sleep_until(self, wakeup: WakeUp, until: datetime) -> None: ...
    def wake_all(self) -> None: ...
