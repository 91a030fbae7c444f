"""The language in which each sender was spoken to last, for answers while the database cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.people import Person
from bot.messages.events import Event

SENDERS_KEPT = 5_000


@dataclass(kw_only=True)
class LastLanguages:
    """Languages by sender, in this process; whoever was spoken to longest ago is forgotten first."""

    _by_sender: dict[tuple[int, str, str], str] = field(default_factory=dict)

    def note(self, event: Event, who: Person) -> None:
        """Remember the language of who sent an event."""
        self._by_sender.pop(_sender(event), None)
        self._by_sender[_sender(event)] = who.language
        while len(self._by_sender) > SENDERS_KEPT:
            self._by_sender.pop(next(iter(self._by_sender)), None)

    def last(self, event: Event) -> str:
        """Return the language of an event's sender, empty when it is not known."""
        return self._by_sender.get(_sender(event), "")


def _sender(event: Event) -> tuple[int, str, str]:
    return event.tenant, event.sender.platform, event.sender.user
