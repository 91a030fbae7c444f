"""Two companies whose events go out over real HTTP, and the process that sends them."""

from __future__ import annotations

from datetime import timedelta

from adapters.programs.event_sender import EventSender
from adapters.programs.webhook_post import WebhookPost
from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.webhooks import EventCounts, Webhook
from bot.domain.work import Work
from bot.messages.events import Line, Sender
from bot.settings import Settings
from storage.configured import open_store
from storage.work import SqlStore
from tests.dialog import SETUP, TUESDAY

HERE = frozenset({"127.0.0.1"})
SECOND = 2
"""The other company."""


class Company:
    """Two companies in one store, and one process that sends their events; time stands still until it is moved."""

    def __init__(self, store: SqlStore) -> None:
        self.store, self.clock = store, FrozenClock(TUESDAY)
        self.bot = Dispatcher(store=store, registry=discover())
        self.sender = self.process("one")

    def process(self, owner: str) -> EventSender:
        """Return what another process would send with."""
        return EventSender(store=self.store, clock=self.clock, owner=owner, post=WebhookPost(hosts=HERE))

    async def set_up(self, tenant: int = 1) -> None:
        """Let a company have people and a customer."""
        for line in SETUP[:3]:
            await self.say(line, "chris", tenant)

        def add(work: Work) -> None:
            work.accounts.add("Acme A/S", work.people.named("anna")[0].id, TUESDAY)

        await self.store.write(add, tenant)

    async def say(self, line: str, who: str = "anna", tenant: int = 1) -> None:
        """Type a line that is carried out."""
        sender = Sender(platform="terminal", user=who, name=who)
        reply = await self.bot(Line(sender=sender, at=self.clock.now(), text=line, limited=False, tenant=tenant))
        assert reply.ok, (line, reply.error)

    async def receive(self, url: str, tenant: int = 1) -> Webhook:
        """Let a receiver have events from now on."""
        at = self.clock.now()
        return await self.store.write(lambda work: work.webhooks.add(url, at), tenant)

    async def turn(self, sender: EventSender | None = None) -> None:
        """Send what is due, and wait until it is sent."""
        sender = sender or self.sender
        await sender.look()
        await sender.settle()

    def later(self, span: timedelta) -> None:
        """Let time pass."""
        self.clock.move_to(self.clock.now() + span)

    async def counts(self, webhook: Webhook, tenant: int = 1) -> EventCounts:
        """Return how many events are in which state."""
        return await self.store.read(lambda work: work.webhooks.counts(webhook.id), tenant)

    async def state(self, webhook: Webhook) -> Webhook:
        """Return a receiver as it stands."""
        found = await self.store.read(lambda work: work.webhooks.get(webhook.id))
        assert found
        return found


def waits(queued: int = 0, delivered: int = 0, given_up: int = 0) -> EventCounts:
    """Return counts."""
    return EventCounts(queued=queued, delivered=delivered, given_up=given_up)


def open_store_at(url: str) -> SqlStore:
    """Return the store of an address."""
    return open_store(Settings(snurr_throwaway_disk=True), url)
