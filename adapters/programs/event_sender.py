"""Events out: what waits for receivers is sent by this process, each receiver's in a task of its own.

1. Every few seconds one question finds the receivers to which something is to be sent, of all companies.
2. Each gets its events one after another, the oldest first: claimed under a lease, sent outside of any transaction,
   and then marked. A process that dies in between leaves the event to another, which sends it under the same id.
3. A send that fails ends the turn and leaves the receiver alone for a while, which grows with each failure. So a
   receiver that is down costs one send at a time, however much waits for it, and nobody else waits for it.
4. Every minute the days of promises are looked at where there is a receiver, and events planned of what came due.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import structlog

from adapters.programs.webhook_post import PostAnswer, WebhookPost
from bot.clock import Clock, seconds_run
from bot.domain.promise_events import promise_events
from bot.domain.webhooks import DuePromise, EventType, SendFailure, Webhook, WebhookEvent, WebhookState, next_try
from bot.domain.work import Work
from bot.errors import StoreError
from bot.messages.card import Reply
from bot.messages.events import Event, Line, Pressed
from bot.ports import Handle, Store
from bot.records import record
from bot.views.event_body import event_body
from bot.views.webhooks import TESTED

log = structlog.get_logger()
LOOK_SECONDS = 2.0
"""Between two looks at what waits, and so about how late an event is sent."""
PLAN_SECONDS = 60.0
"""Between two looks at the days of promises."""
TURN = 50
"""Events of a receiver in one turn."""
GONE = 410


@record(kw_only=True)
class Claimed:
    """An event with what it is signed with."""

    webhook: Webhook
    event: WebhookEvent
    keys: tuple[bytes, ...]


@dataclass(kw_only=True)
class EventSender:
    """Sends the events of every company from one process, known to others by `owner`."""

    store: Store
    clock: Clock
    owner: str
    post: WebhookPost
    clock_is_wrong: Callable[[], bool] = lambda: False
    """Whether nothing is to be sent or given up, because when it was due cannot be known."""
    told_seconds: float = 1.5
    """For which an admin who sends a test waits for its answer; a platform waits three seconds for ours."""
    counts: Counter[str] = field(default_factory=Counter)
    """What came of the sends of this process: delivered, failed; and how many events it gave up for their age."""
    _turns: dict[tuple[int, int], asyncio.Task[None]] = field(default_factory=dict)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _planned: float = float("-inf")

    async def run(self, stopping: asyncio.Event) -> None:
        """Send until `stopping` is set, then finish what is under way."""
        self._stopping = stopping
        try:
            while not stopping.is_set():
                with contextlib.suppress(StoreError):
                    await self.look()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), LOOK_SECONDS)
            await self.settle()
        finally:
            for turn in self._turns.values():
                turn.cancel()
            await self.settle()
            await self.post.close()

    async def look(self) -> None:
        """Begin the turns of receivers to which something is to be sent; raises StoreError."""
        if self.clock_is_wrong():
            return
        if seconds_run() - self._planned >= PLAN_SECONDS:
            self._planned = seconds_run()
            await self.plan()
        now = self.clock.now()
        for tenant, webhook in await self.store.read(lambda work: work.webhooks.waiting(now)):
            key = (tenant, webhook)
            if key not in self._turns:
                turn = self._turns[key] = asyncio.ensure_future(self._turn(tenant, webhook))
                turn.add_done_callback(partial(self._turned, key))

    def telling(self, handle: Handle) -> Handle:
        """Return what answers an event, and says what came back where it asked a receiver to take a test."""

        async def answer(event: Event) -> Reply:
            reply = await handle(event)
            press = next((each.press for each in reply.card.buttons if TESTED in each.press.values), None)
            if press is None or reply.repeated or not isinstance(event, Line | Pressed):
                return reply
            await self._sent_soon(event.tenant, int(press.values["number"]))
            again = Pressed(
                press=press,
                sender=event.sender,
                at=event.at,
                tenant=event.tenant,
                place=event.place,
                via=event.via,
                limited=False,
            )
            return await handle(again)

        return answer

    async def _sent_soon(self, tenant: int, webhook: int) -> None:
        """Send what waits for a receiver, and wait for its answer as long as the person may wait for theirs."""
        with contextlib.suppress(StoreError):
            await self.look()
        if turn := self._turns.get((tenant, webhook)):
            await asyncio.wait([turn], timeout=self.told_seconds)

    async def plan(self) -> None:
        """Queue events of promises whose day came or is over; raises StoreError."""
        now = self.clock.now()
        for tenant in await self.store.read(lambda work: work.webhooks.companies()):
            # A row of one company that cannot be read must not keep the events of all from being sent.
            (failed,) = await asyncio.gather(self._plan_company(tenant, now), return_exceptions=True)
            if isinstance(failed, StoreError | asyncio.CancelledError):
                raise failed
            if failed is not None:
                log.error("events.plan_failed", tenant=tenant, kind=type(failed).__name__, exc_info=failed)

    async def _plan_company(self, tenant: int, now: datetime) -> None:
        found = await self.store.read(partial(promise_events, now=now), tenant)
        if found:
            await self.store.write(partial(_plan, found=found), tenant, beside="")

    async def settle(self) -> None:
        """Wait for the turns under way, however they end."""
        await asyncio.gather(*self._turns.values(), return_exceptions=True)

    def _turned(self, key: tuple[int, int], turn: asyncio.Task[None]) -> None:
        del self._turns[key]
        error = None if turn.cancelled() else turn.exception()
        if error is not None:  # what was claimed comes again once its lease is over
            log.error("events.turn_failed", tenant=key[0], kind=type(error).__name__, exc_info=error)

    async def _turn(self, tenant: int, webhook: int) -> None:
        for _ in range(TURN):
            if self._stopping.is_set() or self.clock_is_wrong():
                return
            claimed = await self.store.write(partial(self._claim, webhook=webhook), tenant, beside="")
            if claimed is None:
                return
            answer = await self._send(tenant, claimed)
            self._note(tenant, claimed, answer)
            marking = partial(self._mark, claimed=claimed, answer=answer)
            self.counts["given_up"] += await self.store.write(marking, tenant, beside="")
            if answer.failure:
                return

    async def _send(self, tenant: int, claimed: Claimed) -> PostAnswer:
        """Send an event; one that cannot be put into words fails like any other, and lets the others pass."""
        event = claimed.event
        writing = self.store.read(partial(event_body, event=event, at=self.clock.now()), tenant)
        (body,) = await asyncio.gather(writing, return_exceptions=True)
        if isinstance(body, bytes):
            return await self.post.send(claimed.webhook.url, event.event, body, claimed.keys)
        if isinstance(body, StoreError | asyncio.CancelledError):
            raise body
        log.error("events.not_written", tenant=tenant, event_id=event.event, exc_info=body)
        return PostAnswer(failure=SendFailure.UNTOLD)

    def _claim(self, work: Work, webhook: int) -> Claimed | None:
        now = self.clock.now()
        receiver = work.webhooks.get(webhook)
        if receiver is None or receiver.state is not WebhookState.ON:
            return None
        event = work.webhooks.claim(webhook, now, self.owner)
        if event is None:
            return None
        keys = tuple(work.webhooks.secrets(webhook, now))
        return Claimed(webhook=receiver, event=event, keys=keys)

    def _mark(self, work: Work, claimed: Claimed, answer: PostAnswer) -> int:
        """Note what came back, and return how many events were given up for their age."""
        now, event = self.clock.now(), claimed.event
        if answer.failure is None:
            work.webhooks.delivered(event, self.owner, answer.status, now)
        elif answer.status == GONE:
            work.webhooks.refused(event, self.owner, answer.status, now)
        else:
            again = next_try(claimed.webhook, event, now, answer.wish)
            return work.webhooks.failed(event, self.owner, answer.status, answer.failure, now, again)
        return 0

    def _note(self, tenant: int, claimed: Claimed, answer: PostAnswer) -> None:
        outcome = "failed" if answer.failure else "delivered"
        self.counts[outcome] += 1
        log.info(
            "events.sent",
            tenant=tenant,
            webhook=claimed.webhook.id,
            event_id=claimed.event.event,
            outcome=outcome,
            status=answer.status,
            why=answer.failure,
        )


def _plan(work: Work, found: Sequence[tuple[EventType, DuePromise, datetime]]) -> None:
    for kind, promise, at in found:
        work.webhooks.plan_promise(kind, promise, at)
