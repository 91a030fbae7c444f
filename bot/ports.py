"""What the program asks of the outside: a platform runs, a transport sends, a store keeps the log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar, runtime_checkable

from bot.domain.work import Work
from bot.messages.card import Card, Reply
from bot.messages.events import Event
from bot.records import record

T = TypeVar("T")
Handle = Callable[[Event], Awaitable[Reply]]


@record(kw_only=True)
class Address:
    """Where a message goes: `target` is the platform's own id of a person, or of a channel."""

    platform: str
    target: str
    channel: bool = False

    def __str__(self) -> str:
        return f"{self.platform}:{'#' if self.channel else ''}{self.target}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read back what `str` wrote; raises ValueError on anything else."""
        platform, _, target = text.partition(":")
        if not platform or not target.removeprefix("#"):
            raise ValueError(f"not an address: {text[:80]!r}")
        return cls(platform=platform, target=target.removeprefix("#"), channel=target.startswith("#"))


class Transport(Protocol):
    """Sends the messages of one company on one platform."""

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card and return its receipt, the platform's own address of the message; raises DeliveryError.

        `key` names the message for a later `find`; a transport that cannot search ignores it.
        """


@runtime_checkable
class Paced(Transport, Protocol):
    """A transport whose platform limits how much is posted, so that messages wait for their turn."""

    async def send_in_turn(self, address: Address, card: Card, key: str, begin: Callable[[], Awaitable[None]]) -> str:
        """As `send`; `begin` is awaited once it is the message's turn, and nothing but the post comes after it.

        What `begin` raises is raised, and nothing is posted. It may be awaited again, after the platform refused a post
        for a moment.
        """


@runtime_checkable
class Finder(Transport, Protocol):
    """A transport that can also search for a message whose answer was lost."""

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Return the receipt of the message sent under `key` at `since` or later, None when there is none.

        Raises DeliveryError; without `retry_after` the platform cannot tell at all.
        """


@runtime_checkable
class Changer(Transport, Protocol):
    """A transport that can put another card in the place of one that it sent."""

    async def update(self, receipt: str, card: Card) -> None:
        """Put a card in the place of the message of a receipt; raises DeliveryError."""


Route = Callable[[str, tuple[Address, ...]], tuple[Transport, Address] | None]
"""Finds the way to a recipient, by name and addresses, None when there is none; DeliveryError while it opens."""


class Platform(Protocol):
    """One place where people type and read; its name is that of its module in `adapters`."""

    name: str

    async def run(self, handle: Handle) -> None:
        """Give every event to `handle` and show its reply, until cancelled or until the input ends."""


class Check(NamedTuple):
    """One line of `doctor`: what was checked, "ok", "warn" or "fail", and a sentence with the next step."""

    name: str
    state: str
    text: str

    def plain(self) -> dict[str, str]:
        """Return the check as an object for scripts."""
        return {"check": self.name, "state": self.state, "text": self.text}


class Store(Protocol):
    """Keeps the log of every company; each call is one transaction of the company `tenant`."""

    async def write(self, fn: Callable[[Work], T], tenant: int = 1, beside: str | None = None) -> T:
        """Run `fn` and return only after its changes are on disk; raises StoreError when nothing was stored.

        `beside` names the sender of a line, beside whom others may write; empty is for what changes the outbox alone,
        None for what nobody may write beside. `fn` may be run again from the start.
        """

    async def read(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        """Run `fn` on a consistent view that it cannot change."""

    async def check_writable(self) -> None:
        """Write about as much as a line does and take it back in the same transaction; raises StoreError."""
