"""What was refused lately, of which the store keeps nothing, so that refused input counts against the flood limit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.messages.events import Event, bounded_key

WINDOW = timedelta(minutes=1)
"""How far back a line counts as one of too many, and as typed twice."""
PEOPLE_KEPT = 10_000
REFUSALS_KEPT = 100
"""Refusals of one person that are remembered; more than the limit counts."""


@dataclass(kw_only=True)
class RecentRefusals:
    """The refused deliveries of each sender within WINDOW, in this process; a redelivery counts once."""

    _by_sender: dict[tuple[int, str, str], list[tuple[datetime, str]]] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Remember that an event was refused."""
        known = self._by_sender.pop(_sender(event), None) or []
        if not event.key or all(event.key != key for _, key in known):
            known.append((event.at, event.key))
            del known[:-REFUSALS_KEPT]
        self._forget_before(event.at - WINDOW)
        self._by_sender[_sender(event)] = known

    def _forget_before(self, since: datetime) -> None:
        """Drop whoever was refused longest ago: all before an instant, and one more where there are too many."""
        while self._by_sender:
            oldest = next(iter(self._by_sender))
            if len(self._by_sender) < PEOPLE_KEPT and self._by_sender[oldest][-1][0] > since:
                return
            del self._by_sender[oldest]

    def count(self, event: Event) -> int:
        """Return how many events of the sender were refused within WINDOW before this one, which is not one."""
        known = self._by_sender.get(_sender(event), ())
        since = event.at - WINDOW
        return sum(1 for at, key in known if at > since and (not key or key != event.key))

    def __len__(self) -> int:
        return len(self._by_sender)


def _sender(event: Event) -> tuple[int, str, str]:
    return event.tenant, event.sender.platform, bounded_key(event.sender.user)
