"""The two seams to the outside: a platform with five verbs, a store with two."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar, runtime_checkable

from bot.domain.work import Work
from bot.messages.card import Card, Reply
from bot.messages.events import Event
from bot.messages.form import Form

T = TypeVar("T")
Handle = Callable[[Event], Awaitable[Reply]]


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a message goes: a person's or a channel's own id on one platform."""

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


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a platform has room for, as far as anybody outside it must know."""

    commands: int | None = None
    """How many commands its menu holds, None for all; the rest is under help."""


class Transport(Protocol):
    """Where messages of one company leave on one platform."""

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card and return its receipt; raises DeliveryError. `key` names the message for a later look-up."""

    async def update(self, receipt: str, card: Card) -> None:
        """Put a card in the place of a sent one; raises DeliveryError."""


@runtime_checkable
class Finder(Protocol):
    """An outlet that can be asked whether a message arrived although its answer was lost."""

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Return the receipt of the message sent under `key`, None when it is not there; raises DeliveryError."""


class Platform(Transport, Protocol):
    """One place where people type and read."""

    name: str
    limits: Limits

    async def run(self, handle: Handle) -> None:
        """Feed neutral events to `handle` and show its replies until cancelled."""

    async def open_form(self, trigger: str, form: Form) -> None:
        """Show a form to the person whose event carried `trigger`; raises DeliveryError."""


class Check(NamedTuple):
    """One line of `doctor`: what was looked at, "ok", "warn" or "fail", and a sentence with the next step."""

    name: str
    state: str
    text: str

    def plain(self) -> dict[str, str]:
        """Return the line as an object for scripts."""
        return {"check": self.name, "state": self.state, "text": self.text}


class Store(Protocol):
    """Keeps the log; each call is one transaction of one company."""

    async def write(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        """Run `fn` and return only after its changes are on disk; raises StoreError when nothing was stored."""

    async def read(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        """Run `fn` on a consistent view that it cannot change."""
