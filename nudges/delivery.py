"""Plan, claim, send, account: each nudge that came due ends as sent, skipped, expired, parked or uncertain.

1. In one transaction what is due is claimed under a lease, every condition is read again, and the card is made.
2. In a second one, held by the lease, the send is marked as begun.
3. The message is sent outside any transaction.
4. In a third one, held by the lease, the outcome is stored.
A process that dies between 2 and 4 leaves the mark "sending": whoever claims it next looks the message up where the
platform can be asked, and calls it uncertain where it cannot. Nothing is ever sent again blindly.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot.clock import Clock, seconds_run
from bot.domain.outbox import Occurrence, State
from bot.domain.work import Work
from bot.errors import DeliveryError
from bot.logs import chain
from bot.ports import Address, Finder, Store, Transport
from nudges.claim import ABSENT, LEASE, SENDING, NudgeResult, OutgoingMessage, Unconfirmed, claim_due, handled, sends
from nudges.planner import Picture, PlannedNudge, unsent_nudges, why_not
from nudges.schedule import find_due, store_plan

log = structlog.get_logger()
TRIES = 5
LANES = 8
"""Messages on their way at once; the platform paces them, a slow answer holds up one lane only."""
LOOK_AGAIN = timedelta(seconds=30)
"""Between the two looks that must both miss a message before it is sent again."""
LIMITED = "ratelimited"

T = TypeVar("T")
Route = Callable[[str, tuple[Address, ...]], tuple[Transport, Address] | None]
"""Finds the way to a recipient, by name and addresses; None when there is none."""


async def tick(store: Store, route: Route, clock: Clock, owner: str, tenant: int = 1) -> list[NudgeResult]:
    """Plan and deliver what is due by now, and return what became of each occurrence."""
    return await Delivery(store=store, route=route, clock=clock, owner=owner, tenant=tenant).run()


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One turn of one process, known by `owner`, for one company."""

    store: Store
    route: Route
    clock: Clock
    owner: str
    tenant: int
    lanes: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LANES))

    async def run(self) -> list[NudgeResult]:
        """Look at whoever is awake, then claim and send, until nobody is awake and nothing is due."""
        found: list[NudgeResult] = []
        while True:
            now = self.clock.now()
            drawn = await self.store.read(partial(find_due, now=now), self.tenant)
            if not drawn.nothing:
                await self._write(partial(store_plan, drawn=drawn, now=now))
            if drawn.due or drawn.claimable:
                found += await self._deliver()
            elif not drawn.rests and not drawn.turned_back:
                return found

    async def _deliver(self) -> list[NudgeResult]:
        """Claim a batch of what is due and send it, all at once."""
        done, envelopes, mislaid = await self._write(lambda work: claim_due(work, self.clock.now(), self.owner))
        async with asyncio.TaskGroup() as tasks:
            turns = [tasks.create_task(_chained(self._post(envelope))) for envelope in envelopes]
            turns += [tasks.create_task(_chained(self._look_up(each))) for each in mislaid]
        return [*done, *(each for turn in turns for each in turn.result())]

    async def _write(self, fn: Callable[[Work], T]) -> T:
        return await self.store.write(fn, self.tenant)

    async def _post(self, envelope: OutgoingMessage) -> list[NudgeResult]:
        """Send one message and store how each occurrence that it carries ended."""
        reached = self.route(envelope.to, envelope.addresses)
        if reached is None:
            return await self._sent(envelope, State.PARKED, "no address")
        outlet, address = reached
        async with self.lanes:
            asked = seconds_run()
            if not await self._write(lambda work: self._begin(envelope, work)) or _slept(asked):
                return []
            try:
                receipt = await outlet.send(address, envelope.card, envelope.message)
            except DeliveryError as error:
                return await self._failed(envelope, address, error)
        return await self._sent(envelope, State.SENT, receipt=receipt)

    def _begin(self, envelope: OutgoingMessage, work: Work) -> bool:
        """Mark the send as begun; False when another process holds the lease by now."""
        now = self.clock.now()
        marked = [
            replace(each.occurrence, words=each.words, message=envelope.message, sent_at=now)
            for each in envelope.chosen
        ]
        return sum(work.outbox.mark_sending(each, self.owner, now + LEASE) for each in marked) == len(marked)

    async def _failed(self, envelope: OutgoingMessage, address: Address, error: DeliveryError) -> list[NudgeResult]:
        log.warning("nudge.failed", code=error.code)
        if error.parks:
            await self._write(lambda work: _park(work, envelope, address, error.code))
        if error.permanent:
            return await self._sent(envelope, State.PARKED, error.code)
        tries = max(each.occurrence.attempt for each in envelope.chosen) + 1
        if error.retry_after is None:
            begun = [replace(each.occurrence, message=envelope.message) for each in envelope.chosen]
            await self._again(begun, SENDING, timedelta(0))
            return []
        patient = error.held or error.code == LIMITED
        if not patient and tries >= TRIES:
            return await self._sent(envelope, State.EXPIRED, error.code)
        wait = max(error.retry_after, timedelta(seconds=1 if patient else 2**tries))
        await self._again([each.occurrence for each in envelope.chosen], error.code, wait)
        return []

    async def _again(self, occurrences: Sequence[Occurrence], why: str, wait: timedelta) -> None:
        at = self.clock.now() + wait

        def later(work: Work) -> None:
            for occurrence in occurrences:
                work.outbox.retry(replace(occurrence, why=why), self.owner, at)

        await self._write(later)

    async def _sent(
        self, envelope: OutgoingMessage, state: State, why: str = "", receipt: str = ""
    ) -> list[NudgeResult]:
        ended = [
            replace(each.occurrence, words=each.words, why=why or each.planned.nudge.note) for each in envelope.chosen
        ]
        await self._end(ended, state, receipt)
        outcome = "sent" if state is State.SENT else f"{state}: {why}"
        return [handled(each.planned, each.occurrence, outcome) for each in envelope.chosen]

    async def _end(self, occurrences: Sequence[Occurrence], state: State, receipt: str = "") -> None:
        at = self.clock.now()

        def end(work: Work) -> None:
            for occurrence in occurrences:
                if not work.outbox.finish(replace(occurrence, state=state, receipt=receipt, sent_at=at), self.owner):
                    log.warning("nudge.lease_lost", rule=occurrence.rule, nudge=occurrence.id)
                    work.outbox.doubt(replace(occurrence, receipt=receipt))

        await self._write(end)
        for occurrence in occurrences:
            log.info("nudge.ended", rule=occurrence.rule, nudge=occurrence.id, state=state)

    async def _look_up(self, mislaid: Unconfirmed) -> list[NudgeResult]:
        """Look for a message whose answer was lost: it is there, or two looks miss it, or nobody can tell."""
        reached = self.route(mislaid.to, mislaid.addresses)
        if reached is None or not isinstance(reached[0], Finder):
            return await self._found(mislaid, State.UNCERTAIN, "the answer was lost")
        finder, address = reached[0], reached[1]
        try:
            receipt = await finder.find(address, mislaid.message, mislaid.since)
        except DeliveryError as error:
            if error.retry_after is None:
                return await self._found(mislaid, State.UNCERTAIN, error.code)
            await self._again([each for each, _ in mislaid.lost], mislaid.lost[0][0].why, error.retry_after)
            return []
        if receipt:
            return await self._found(mislaid, State.SENT, receipt=receipt)
        return await self._missed(mislaid)

    async def _missed(self, mislaid: Unconfirmed) -> list[NudgeResult]:
        lost = [each for each, _ in mislaid.lost]
        if lost[0].why == SENDING:
            await self._again(lost, ABSENT, LOOK_AGAIN)
            return []
        if sends(mislaid.message) >= TRIES:
            return await self._found(mislaid, State.UNCERTAIN, "lost again and again")
        await self._again(lost, "", timedelta(0))
        return []

    async def _found(self, mislaid: Unconfirmed, state: State, why: str = "", receipt: str = "") -> list[NudgeResult]:
        await self._end([replace(each, why=why) for each, _ in mislaid.lost], state, receipt)
        outcome = "sent" if state is State.SENT else f"{state}: {why}"
        return [replace(each, outcome=outcome) for _, each in mislaid.lost]


async def _chained(turn: Coroutine[None, None, list[NudgeResult]]) -> list[NudgeResult]:
    """Everything that is logged about one message carries one id."""
    with chain():
        return await turn


def _slept(since: float) -> bool:
    """Whether the process stood still for so long that another one may have taken its messages over by now."""
    return seconds_run() - since > LEASE.total_seconds() / 2


def _park(work: Work, envelope: OutgoingMessage, address: Address, why: str) -> None:
    """Keep an address from being tried again until something shows that it works."""
    team = envelope.chosen[0].occurrence.team
    if team:
        work.teams.park(team, why)
    else:
        work.people.park(address.platform, address.target, why)


def preview(work: Work, days: Sequence[Picture]) -> list[NudgeResult]:
    """Return what would be said on the days of these recipients, and why not."""
    found = [
        handled(planned, planned.occurrence(), outcome)
        for picture in days
        for planned in unsent_nudges(picture)
        if (outcome := _outlook(work, picture, planned))
    ]
    return sorted(found, key=lambda each: (each.local_time, each.to, each.rule))


def _outlook(work: Work, picture: Picture, planned: PlannedNudge) -> str:
    """Return what would become of a nudge or what became of it, empty when it belongs to another day."""
    before = work.outbox.known(planned.key)
    if before and before.local_day != picture.day:
        return ""
    if before and before.state not in (State.DUE, State.CLAIMED):
        return f"already {before.state}" if before.state is State.SENT else f"{before.state}: {before.why}"
    why = why_not(picture, planned.rule) or planned.nudge.why_not
    return f"skipped: {why}" if why else "would send"
