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
    """Keeps what was sent; `errors` are raised one a send until they are used up."""

    name: str = "paper"
    sent: list[Written] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)

    async def run(self, handle: Handle) -> None:
        """Nobody types on paper."""

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Write a message down."""
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append(Written(to=address.target, card=card, key=key))
        return f"paper:{len(self.sent)}"
