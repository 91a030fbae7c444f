"""The background loop of `serve`: plans and delivers for every company, each in its own task, until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from bot.clock import Clock, seconds_run
from bot.domain.outbox import State
from bot.ports import Address, Route, Store, Transport
from nudges.channel_posts import PostUpdater
from nudges.claim import LEASE, NudgeResult
from nudges.delivery import Delivery
from nudges.failing import Failing, Failure, Recipient, Step
from nudges.seat import SenderSeat

TURN_SECONDS = 5.0
STALLED_SECONDS = 60.0
UNPLANNED_SECONDS = 120.0
"""After which a loop whose companies are all in the middle of something is one that plans nobody."""


@dataclass(kw_only=True)
class Loop:
    """Turns of one process, known by `owner`; a slow company holds up no other."""

    store: Store
    route: Callable[[int], Route]
    """The ways out of one company."""
    tenants: Callable[[], Iterable[int]]
    clock: Clock
    owner: str
    clock_is_wrong: Callable[[], bool] = lambda: False
    """Whether no turn is to begin, because what it planned, sent or ended would be by a wrong time."""
    lease: timedelta = LEASE
    """How long what this process claims belongs to it, should it die."""
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*State, "failed"), 0))
    failing: Failing = field(default_factory=Failing)
    _woken: set[int] = field(default_factory=set)
    _turns: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _seats: dict[int, SenderSeat] = field(default_factory=dict)
    _posts: dict[int, PostUpdater] = field(default_factory=dict)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _last: float = field(default_factory=seconds_run)
    _planned: float = field(default_factory=seconds_run)

    async def run(self, stopping: asyncio.Event) -> None:
        """Take turns until `stopping` is set, then finish the ones under way."""
        self._stopping = stopping
        while not stopping.is_set():
            self._last = seconds_run()
            tenants = [] if self.clock_is_wrong() else list(self.tenants())
            if not tenants:
                self._note_planned()  # nobody is to be planned
            for tenant in tenants:
                # One turn at a time: a second one would only claim what the first is about to claim.
                if tenant not in self._turns:
                    turn = self._turns[tenant] = asyncio.ensure_future(self._turn(tenant))
                    turn.add_done_callback(partial(self._turned, tenant))
            with contextlib.suppress(TimeoutError):
                # Not a sleep, which would hold up a stop for as long.
                await asyncio.wait_for(stopping.wait(), TURN_SECONDS)
        await asyncio.gather(*self._turns.values(), return_exceptions=True)

    def problems(self) -> list[str]:
        """Return why no nudges are sent, nothing when all is well or single recipients fail."""
        still = seconds_run() - self._last
        stalled = [f"nudges: the loop has stood still for {still:.0f} s"] if still > STALLED_SECONDS else []
        unplanned = self.planned_age() if not stalled else 0.0
        if unplanned > UNPLANNED_SECONDS:
            stalled.append(f"nudges: nobody was planned for {unplanned:.0f} s")
        return stalled + self.failing.turns()

    def planned_age(self) -> float:
        """Return the seconds since this process last looked who is to be nudged."""
        return seconds_run() - self._planned

    def _note_planned(self) -> None:
        self._planned = seconds_run()

    def warnings(self) -> list[str]:
        """Return whose nudges fail, each for itself."""
        return self.failing.recipients()

    async def _turn(self, tenant: int) -> None:
        if tenant not in self._woken:  # the rules may be others than those of the process before
            await self.store.write(lambda work: work.wakeups.wake_all(), tenant)
            self._woken.add(tenant)
        delivery = Delivery(
            store=self.store,
            route=self.route(tenant),
            clock=self.clock,
            owner=self.owner,
            tenant=tenant,
            failing=self.failing,
            lease=self.lease,
            seat=self._seat(tenant),
            stopping=self._stopping.is_set,
            planned=self._note_planned,
        )
        await delivery.run(self._count)
        await self.posts(tenant).run()

    def posts(self, tenant: int) -> PostUpdater:
        """Return what draws the channel posts of one company anew, the same one whoever asks."""
        if tenant not in self._posts:
            route = partial(_route_now, self.route, tenant)
            self._posts[tenant] = PostUpdater(store=self.store, route=route, clock=self.clock, tenant=tenant)
        return self._posts[tenant]

    def _seat(self, tenant: int) -> SenderSeat:
        if tenant not in self._seats:
            self._seats[tenant] = SenderSeat(
                store=self.store, tenant=tenant, owner=self.owner, stopping=self._stopping.is_set
            )
        return self._seats[tenant]

    def _turned(self, tenant: int, turn: asyncio.Task[None]) -> None:
        """Account for a turn that is over; a bad one ends nothing, what it left behind is claimed again."""
        del self._turns[tenant]
        error = None if turn.cancelled() else turn.exception()
        if isinstance(error, Exception):
            self.counts["failed"] += 1
            self.failing.note(tenant, Failure(recipient=Recipient(), step=Step.TURN, error=error))
        else:
            self.failing.went_well(tenant, Step.TURN, Recipient())

    def _count(self, result: NudgeResult) -> None:
        state = result.outcome.partition(":")[0]
        self.counts[state] += 1


def _route_now(
    route: Callable[[int], Route], tenant: int, to: str, addresses: tuple[Address, ...]
) -> tuple[Transport, Address] | None:
    """Find the way as it is now: platforms of a company come and go while the process runs."""
    return route(tenant)(to, addresses)
