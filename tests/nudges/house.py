"""A company over a real engine, with a platform that writes messages down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.card import Reply
from bot.messages.events import Event, Line, Pressed, Sender
from bot.messages.press import Press
from bot.ports import Address, Transport
from nudges.answered import answer_parts
from nudges.claim import NudgeResult
from nudges.delivery import tick
from storage.work import SqlStore
from tests.adapters.paper import Paper

SETUP = (
    "admin team Nord channel #nord timezone Europe/Oslo country NO language en",
    "admin person chris manager",
    "admin person anna seller",
    "admin person bo seller",
)
OSLO = timedelta(hours=1)


def at(text: str) -> datetime:
    """Return an instant in Oslo's winter."""
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


@dataclass(kw_only=True, repr=False)
class House:
    """A company with a platform that writes messages down, or fails as it is told."""

    store: SqlStore
    paper: Paper = field(default_factory=Paper)
    owner: str = "one"

    async def give(self, event: Event) -> Reply:
        return await Dispatcher(store=self.store, registry=discover(), around=answer_parts)(event)

    async def say(self, who: str, line: str, when: str) -> Reply:
        sender = Sender(platform="terminal", user=who, name=who)
        bot = Dispatcher(store=self.store, registry=discover(), around=answer_parts)
        return await bot(Line(sender=sender, at=at(when), text=line, limited=False))

    async def press(self, who: str, press: Press, when: str, receipt: str = "") -> Reply:
        sender = Sender(platform="terminal", user=who, name=who)
        bot = Dispatcher(store=self.store, registry=discover(), around=answer_parts)
        return await bot(Pressed(sender=sender, at=at(when), press=press, receipt=receipt))

    async def tick(self, when: str) -> list[NudgeResult]:
        return await self.tick_at(at(when))

    async def tick_at(self, now: datetime) -> list[NudgeResult]:
        return await tick(self.store, self.route, FrozenClock(now), self.owner)

    def route(self, to: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address] | None:
        return self.paper, Address(platform="paper", target=to.removeprefix("#"), channel=to.startswith("#"))

    async def tallies(self) -> list[tuple[int, int]]:
        found = await self.store.read(lambda work: work.outbox.tallies(date.min, date.max))
        return [(t.due, t.sent + t.skipped + t.expired + t.parked + t.uncertain + t.open) for t in found]
