"""Delivery: plan, claim, send, account; each nudge that came due ends as sent, skipped, expired, parked or uncertain.

A send:
1. In one transaction what is due is claimed under a lease, every condition is read again, and the card is made.
2. The message waits for its turn on its platform. Then, in a second one, held by the lease, the send is marked as
   begun, under a fresh lease; not while another process has the seat.
3. At once the message is sent, outside any transaction, so that no platform holds the database up. A process that stood
   still since 2 finds that out before it sends.
4. In a third one, held by the lease, the outcome is stored.

An answer that is lost (the process dies between 2 and 4, or the platform does not answer) leaves the stage "sending".
Whoever claims it next, which after a death is once the lease has ended, looks the message up and never sends first:
5. Found: it was sent. The platform cannot be asked: it is uncertain, and never sent again.
6. Not found: stage "absent", and a second look-up `LOOK_AGAIN` later, as platforms show messages with a delay.
7. Not found again: it is sent again, under a key of its own, so that no look-up takes a late first copy for the second.
8. The fifth send that is lost ends as uncertain.
Two copies are possible only where a process stands still within 3, between its last look at the time and the socket,
for longer than its lease, which it finds out at 4 (what the other process sent then counts as uncertain), or where a
message shows up later than both look-ups.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from datetime import timedelta
from functools import partial
from itertools import count
from typing import TypeVar

import structlog

from bot.clock import Clock, seconds_run
from bot.domain.outbox import Occurrence, Reason, Stage, State
from bot.domain.work import Work
from bot.errors import DeliveryError, StoreError
from bot.messages.card import Card
from bot.ports import Address, Finder, Paced, Route, Store, Transport
from bot.records import record
from nudges.channel_posts import PostUpdater
from nudges.claim import (
    LEASE,
    NudgeResult,
    OutgoingMessage,
    Unconfirmed,
    claim_due,
    failed_result,
    outcome_text,
    recipient_of,
)
from nudges.conditions import park_address
from nudges.ending import Ending, store_patiently
from nudges.failing import Failing, Failure, Recipient, Step
from nudges.patience import HELD_RETRY, TRIES, back_off
from nudges.schedule import LOOK_SECONDS, DuePlan, find_due, store_plan
from nudges.seat import SenderSeat
from nudges.underway import PATIENCE_SECONDS, Ended, Underway

log = structlog.get_logger()
LANES = 8
"""Messages on their way at once; the platform paces them, a slow answer holds up one lane only."""
LOOK_AGAIN = timedelta(seconds=30)
"""Between the two look-ups that must both miss a message before it is sent again."""
NOT_NOW = "not now"
"""Why a message is put off whose process may not send at this moment."""
T = TypeVar("T")


class _LeaseLost(Exception):
    """Another process holds an occurrence of a message by now."""


async def tick(
    store: Store, route: Route, clock: Clock, owner: str, tenant: int = 1, failing: Failing | None = None
) -> list[NudgeResult]:
    """Deliver what is due by now and draw channel posts anew; return what became of each occurrence, and who failed."""
    results: list[NudgeResult] = []
    known = failing or Failing()
    await Delivery(store=store, route=route, clock=clock, owner=owner, tenant=tenant, failing=known).run(results.append)
    await PostUpdater(store=store, route=route, clock=clock, tenant=tenant).run()
    return results


@record(kw_only=True)
class Delivery:
    """One turn of one process, known by `owner`, for one company; or one claim of it, by an owner of its own."""

    store: Store
    route: Route
    clock: Clock
    owner: str
    tenant: int
    failing: Failing = field(default_factory=Failing)
    lanes: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LANES))
    claims: Iterator[int] = field(default_factory=count)
    met: set[Recipient] = field(default_factory=set)
    """Whom this turn has planned: who is woken again and again is planned by the next one."""
    lease: timedelta = LEASE
    seat: SenderSeat | None = None
    """None where no other process sends for the company."""
    stopping: Callable[[], bool] = lambda: False
    """Whether nothing more is to be claimed."""
    planned: Callable[[], object] = lambda: None
    """Called whenever it is known who is to be nudged."""

    async def run(self, report: Callable[[NudgeResult], object]) -> None:
        """Plan whoever is to be planned, then claim and send, until nobody is left and nothing is due or on its way.

        A batch is claimed while any lane is free: whoever answers slowly, or never, delays nobody behind them.
        What becomes of each is reported at once and not kept: ten thousand cards would be looked through for garbage.
        """
        try:
            async with Underway[list[NudgeResult]](lanes=LANES) as underway:
                while await self._take_round(underway, report):
                    while not underway.has_room:
                        _each(report, self._ended(await underway.next_ends()))
        finally:
            if self.seat:
                await self.seat.give_back()

    async def _take_round(self, underway: Underway[list[NudgeResult]], report: Callable[[NudgeResult], object]) -> bool:
        """Plan, claim and begin a batch, or wait for what is on its way; False when nothing is left to do."""
        plan = await self._plan()
        _each(report, self._note_plan(plan))
        claims = bool(plan.due or plan.claimable) and await self._may_claim()
        idle = self.stopping() or not (claims or plan.goes_on(self.met))
        if claims:
            _each(report, await self._begin_batch(underway))
        goes_on = not idle or bool(underway)
        if idle and underway:
            _each(report, self._ended(await underway.next_ends(PATIENCE_SECONDS)))
        return goes_on

    async def _may_claim(self) -> bool:
        return not self.stopping() and (self.seat is None or await self.seat.take())

    async def _plan(self) -> DuePlan:
        """Look who is to be planned, and store what came due."""
        now = self.clock.now()
        plan = await self.store.read(partial(find_due, now=now, seconds=LOOK_SECONDS), self.tenant)
        # Why before the claim: what came due this moment goes out in this round, folded with what was due.
        if not plan.is_empty:
            await self._write(partial(store_plan, plan=plan, now=now))
        self.planned()
        return plan

    async def _begin_batch(self, underway: Underway[list[NudgeResult]]) -> list[NudgeResult]:
        """Claim a batch of what is due and begin to send it; return what ended already."""
        # An owner a claim: what waits here for longer than its lease may be claimed anew, as by another process.
        holder = replace(self, owner=f"{self.owner}/{next(self.claims)}")
        batch = await self._write(lambda work: claim_due(work, self.clock.now(), holder.owner, self.lease))
        for recipient in batch.claimed:
            self.failing.went_well(self.tenant, Step.CLAIM, recipient)
        for message in batch.messages:
            underway.begin(recipient_of(message.nudges[0].occurrence), holder._send(message))
        for lost in batch.unconfirmed:
            underway.begin(recipient_of(lost.occurrences[0]), holder._look_up(lost))
        return [*batch.results, *self._note(batch.failures)]

    def _ended(self, ends: Sequence[Ended[list[NudgeResult]]]) -> Iterator[NudgeResult]:
        """Yield how sends ended; what raised is held by its lease, and looked up or tried again after it."""
        for recipient, end in ends:
            if not isinstance(end, BaseException):
                self.failing.went_well(self.tenant, Step.SEND, recipient)
                yield from end
            elif isinstance(end, StoreError) or not isinstance(end, Exception):
                raise end
            else:
                yield from self._note([Failure(recipient=recipient, step=Step.SEND, error=end)])

    def _note_plan(self, plan: DuePlan) -> list[NudgeResult]:
        """Note who could not be planned, and forget the failures of who could."""
        failed = {failure.recipient for failure in plan.failures}
        for wakeup, _ in plan.wakeups:
            recipient = Recipient(person=wakeup.person, team=wakeup.team)
            if recipient not in failed:
                self.failing.went_well(self.tenant, Step.PLAN, recipient)
        return self._note(plan.failures)

    def _note(self, failures: Sequence[Failure]) -> list[NudgeResult]:
        for failure in failures:
            self.failing.note(self.tenant, failure)
        return [failed_result(failure, self.clock.now()) for failure in failures]

    async def _write(self, fn: Callable[[Work], T]) -> T:
        # Why beside others: rows of the outbox are claimed one by one, and no line has to wait for a card to be made.
        return await self.store.write(fn, self.tenant, beside="")

    async def _send(self, message: OutgoingMessage) -> list[NudgeResult]:
        """Send one message and store how each occurrence that it carries ended; nothing when it is tried again."""
        address: Address | None = None
        async with self.lanes:
            try:
                way = self.route(message.to, message.addresses)
                if way is None:
                    return await self._end_message(message, State.PARKED, Reason.NO_ADDRESS)
                transport, address = way
                receipt = await self._post(message, transport, address)
            except _LeaseLost:
                return []
            except DeliveryError as error:
                return await self._handle_error(message, address, error)
        return await self._end_message(message, State.SENT, receipt=receipt, address=address)

    async def _post(self, message: OutgoingMessage, transport: Transport, address: Address) -> str:
        """Post a message in its turn and return its receipt; raises DeliveryError, _LeaseLost."""
        try:
            # Why timed from the mark on: a process that stood still must not go on where it was, as with connecting.
            async with asyncio.timeout(None) as limit:
                begin = partial(self._begin, message, limit)
                if isinstance(transport, Paced):
                    return await transport.send_in_turn(address, message.card, message.key, begin)
                await begin()
                return await transport.send(address, message.card, message.key)
        except TimeoutError:
            raise DeliveryError("timeout") from None

    async def _begin(self, message: OutgoingMessage, limit: asyncio.Timeout) -> None:
        """Mark the send as begun; raises DeliveryError or _LeaseLost when the message is not to be posted now."""
        if self.seat and not await self.seat.take():
            raise DeliveryError(NOT_NOW, retry_after=HELD_RETRY, held=True)
        # Why read before the mark: the mark is the last moment at which the lease is known to be ours.
        began = seconds_run()
        # Why marked before it is sent: a process that dies right after the send has left a trace of it.
        await self._write(partial(self._mark_sending, message))
        # Half a lease, because the send itself needs the other half.
        left = self.lease.total_seconds() / 2 - (seconds_run() - began)
        limit.reschedule(asyncio.get_running_loop().time() + left)
        # Nothing is awaited from here to the socket, so that no pause of the process can hide in between.
        if left <= 0 or (self.seat and not self.seat.is_ours()):
            raise DeliveryError(NOT_NOW, retry_after=HELD_RETRY, held=True)

    def _mark_sending(self, message: OutgoingMessage, work: Work) -> None:
        """Mark the send as begun, every occurrence of it or none; raises _LeaseLost."""
        now = self.clock.now()
        for nudge in message.nudges:
            begun = replace(
                nudge.occurrence, words=nudge.words, message=message.key, message_send=message.send, sent_at=now
            )
            if not work.outbox.mark_sending(begun, self.owner, now + self.lease):
                raise _LeaseLost

    async def _handle_error(
        self, message: OutgoingMessage, address: Address | None, error: DeliveryError
    ) -> list[NudgeResult]:
        """End a message that was refused for good, or too often; let any other one come due again.

        What waits because another message was asked to wait was not refused; only the end of its window ends it.
        """
        if not error.held:
            log.warning("nudge.failed", code=error.code)
        if error.parks and address:
            await self._write(partial(park_address, message.nudges[0].occurrence.team, address, error.code))
        if error.permanent:
            return await self._end_message(message, State.PARKED, error.code)
        if error.retry_after is None:  # it may have arrived: looked up at once, under the key that it was sent with
            begun = (
                replace(nudge.occurrence, message=message.key, message_send=message.send) for nudge in message.nudges
            )
            await self._come_due_again(begun, Stage.SENDING, timedelta(0))
            return []
        refusals = max(nudge.occurrence.attempt for nudge in message.nudges) + (not error.held)
        if refusals >= TRIES:
            return await self._end_message(message, State.PARKED, error.code)
        # Why the occurrences as they were claimed: a send that was refused uses up no key of the message.
        waiting = (replace(nudge.occurrence, attempt=refusals) for nudge in message.nudges)
        await self._come_due_again(
            waiting, Stage.REFUSED, max(error.retry_after, back_off(error, refusals)), error.code
        )
        return []

    async def _come_due_again(
        self, occurrences: Iterable[Occurrence], stage: Stage | None, wait: timedelta, reason: str = ""
    ) -> None:
        at = self.clock.now() + wait
        waiting = [replace(occurrence, stage=stage, reason=reason) for occurrence in occurrences]

        def release(work: Work) -> None:
            for occurrence in waiting:
                work.outbox.retry(occurrence, self.owner, at)

        await store_patiently(self._write, release)

    async def _end_message(
        self,
        message: OutgoingMessage,
        state: State,
        reason: str = "",
        receipt: str = "",
        address: Address | None = None,
    ) -> list[NudgeResult]:
        """Store how a message ended that this process sent or did not send; what its rules note is kept if it was."""
        sent = state is State.SENT
        ended = [
            replace(nudge.occurrence, words=nudge.words, note=nudge.planned.nudge.note if sent else "")
            for nudge in message.nudges
        ]
        await self._end(ended, (state, reason, receipt), message.card, address)
        return message.results(outcome_text(state, reason))

    async def _end(
        self, occurrences: Sequence[Occurrence], end: tuple[State, str, str], card: Card, to: Address | None
    ) -> None:
        """Store how occurrences of a message ended: state, reason and receipt; its card was posted `to` an address."""
        (state, reason, receipt), at = end, self.clock.now()
        ended = [replace(item.ended(state, reason), receipt=receipt, sent_at=at) for item in occurrences]
        await Ending(occurrences=ended, card=card, address=to, at=at).store_patiently(self._write, self.owner)
        for occurrence in ended:
            log.info("nudge.ended", rule=occurrence.rule, nudge=occurrence.id, state=state)

    async def _look_up(self, lost: Unconfirmed) -> list[NudgeResult]:
        """Look for a message whose answer was lost: it is there, or two look-ups miss it, or nobody can tell."""
        try:
            way = self.route(lost.to, lost.addresses)
            if way is None or not isinstance(way[0], Finder):
                return await self._end_unconfirmed(lost, State.UNCERTAIN, Reason.ANSWER_LOST)
            finder, address = way[0], way[1]
            receipt = await finder.find(address, lost.key, lost.since)
        except DeliveryError as error:
            # Nobody can tell whether it is there, so another send might be a second copy.
            if error.retry_after is None:
                return await self._end_unconfirmed(lost, State.UNCERTAIN, error.code)
            await self._come_due_again(lost.occurrences, lost.stage, error.retry_after)
            return []
        if receipt:
            return await self._end_unconfirmed(lost, State.SENT, receipt=receipt, address=address)
        return await self._handle_miss(lost)

    async def _handle_miss(self, lost: Unconfirmed) -> list[NudgeResult]:
        """Look again after the first miss; after the second one send again, or give up."""
        if lost.stage is Stage.SENDING:
            await self._come_due_again(lost.occurrences, Stage.ABSENT, LOOK_AGAIN)
            return []
        if lost.send >= TRIES:
            return await self._end_unconfirmed(lost, State.UNCERTAIN, Reason.LOST_REPEATEDLY)
        # Why fresh with the message's key kept: the next send counts on from it and gets a key of its own.
        await self._come_due_again(lost.occurrences, Stage.FRESH, timedelta(0))
        return []

    async def _end_unconfirmed(
        self, lost: Unconfirmed, state: State, reason: str = "", receipt: str = "", address: Address | None = None
    ) -> list[NudgeResult]:
        await self._end(lost.occurrences, (state, reason, receipt), lost.nudges[0][1].card, address)
        return [replace(result, outcome=outcome_text(state, reason)) for _, result in lost.nudges]


def _each(report: Callable[[NudgeResult], object], results: Iterable[NudgeResult]) -> None:
    for result in results:
        report(result)
