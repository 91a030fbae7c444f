"""A platform that writes messages down, or fails as it is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.messages.card import Card
from bot.ports import Address, Handle


@dataclass(frozen=True, kw_only=True)
class Written:
    """One message."""

    to: str
    card: Card
    key: str


@dataclass(kw_only=True)
class Paper:
    """Keeps what was sent, and what it shows now; `errors` are raised one a call until they are used up."""

    name: str = "paper"
    sent: list[Written] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    updates: list[tuple[str, Card]] = field(default_factory=list)

    async def run(self, handle: Handle) -> None:
        """Return at once: no events come from paper."""

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Write a message down."""
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append(Written(to=address.target, card=card, key=key))
        return f"paper:{len(self.sent)}"

    async def update(self, receipt: str, card: Card) -> None:
        """Write over a message."""
        if self.errors:
            raise self.errors.pop(0)
        self.updates.append((receipt, card))

    def shows(self, number: int) -> Card:
        """Return what a message shows now, by its place among those that were sent."""
        found = [card for receipt, card in self.updates if receipt == f"paper:{number}"]
        return found[-1] if found else self.sent[number - 1].card
