"""A channel that is known by its name alone: each platform is asked, in turn, until one has it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.common.pacing import at_once
from bot.domain.outbox import Reason
from bot.errors import DeliveryError
from bot.messages.card import Card
from bot.ports import Address, Finder, Paced, Transport


@dataclass(frozen=True, kw_only=True)
class NamedChannelTransport:
    """Posts on the first of several platforms that has a channel of the name."""

    transports: Sequence[Transport]

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card and return its receipt; raises DeliveryError."""
        return await self.send_in_turn(address, card, key, at_once)

    async def send_in_turn(self, address: Address, card: Card, key: str, begin: Callable[[], Awaitable[None]]) -> str:
        """Post a card in its turn and return its receipt; raises the last DeliveryError where nobody has the name."""
        *others, last = self.transports
        for transport in others:
            try:
                return await _send_in_turn(transport, address, card, key, begin)
            except DeliveryError as error:
                # Why only these: whatever else was refused is about this platform, which may well have the channel.
                if not error.parks:
                    raise
        return await _send_in_turn(last, address, card, key, begin)

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Return the receipt of the message sent under `key`, None when it is nowhere; raises DeliveryError."""
        finders = [transport for transport in self.transports if isinstance(transport, Finder)]
        for finder in finders:
            try:
                if receipt := await finder.find(address, key, since):
                    return receipt
            except DeliveryError as error:
                if not error.parks:
                    raise
        if len(finders) < len(self.transports):
            raise DeliveryError(Reason.ANSWER_LOST)  # it may be where nobody can look
        return None


async def _send_in_turn(
    transport: Transport, address: Address, card: Card, key: str, begin: Callable[[], Awaitable[None]]
) -> str:
    if isinstance(transport, Paced):
        return await transport.send_in_turn(address, card, key, begin)
    await begin()
    return await transport.send(address, card, key)
