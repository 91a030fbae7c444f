"""What `/metrics` shows: how fast answers are, how nudges ended, how old the oldest due one is; nothing personal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.clock import seconds_run
from bot.domain.outbox import State
from bot.errors import StoreBusy, StoreFull, StoreInDoubt, StoreUnusable
from bot.logs import chain
from bot.messages.card import Reply
from bot.messages.events import ChannelChanged, Event, Posted, ProfileChanged
from bot.ports import Handle

log = structlog.get_logger()
SENT_ENDS = ("delivered", "failed", "given_up")
"""What comes of sending an event; one that failed is sent again, until it is given up."""
ENDS = (State.SENT, State.SKIPPED, State.EXPIRED, State.PARKED, State.UNCERTAIN)


@dataclass(kw_only=True)
class Metrics:
    """The figures of one process."""

    # Its own: in the library's global one a second server in the same process would collide by name.
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        self.answers = Counter("snurr_answers", "Events answered.", ("platform", "outcome"), registry=self.registry)
        self.seconds = Histogram(
            "snurr_answer_seconds", "From an event to its committed answer.", ("platform",), registry=self.registry
        )
        self.repeats = Counter(
            "snurr_duplicates_refused", "Deliveries that counted before.", ("platform",), registry=self.registry
        )
        # Looked up once: each look-up takes a lock and makes texts of the labels.
        self._seconds_on, self._answers_on = cache(self.seconds.labels), cache(self.answers.labels)
        self.nudges = Gauge(
            "snurr_nudges", "Nudges of this process by how they ended.", ("state",), registry=self.registry
        )
        self.oldest = Gauge("snurr_outbox_age_seconds", "Age of the oldest nudge still due.", registry=self.registry)
        self.refusals = Gauge(
            "snurr_db_refusals", "Times that the log could not be written or read.", ("reason",), registry=self.registry
        )
        self.writes = Gauge("snurr_db_writes", "Times that this process tried to write.", registry=self.registry)
        self.planned = Gauge(
            "snurr_planned_age_seconds", "Since this process last looked who is to be nudged.", registry=self.registry
        )
        self.jump = Gauge(
            "snurr_clock_jump_seconds", "How far the machine's clock was set since the start.", registry=self.registry
        )
        self.events = Gauge(
            "snurr_events",
            "Events sent to receivers by this process, by what came of it.",
            ("outcome",),
            registry=self.registry,
        )
        self.waiting = Gauge("snurr_events_queued", "Events that wait for a receiver.", registry=self.registry)
        self.skew = Gauge("snurr_clock_skew_seconds", "The machine's clock minus a platform's.", registry=self.registry)

    def timed(self, handle: Handle) -> Handle:
        """Return the handler with its answers counted and timed."""

        async def counted(event: Event) -> Reply:
            began = seconds_run()
            with chain():
                reply = await handle(event)
                if not isinstance(event, ProfileChanged | ChannelChanged | Posted):
                    self._answered(event, reply, seconds_run() - began)
            return reply

        return counted

    def _answered(self, event: Event, reply: Reply, seconds: float) -> None:
        platform, outcome = event.sender.platform, "ok" if reply.ok else "refused" if reply.error else "asked"
        self._seconds_on(platform).observe(seconds)
        self._answers_on(platform, outcome).inc()
        if reply.repeated:
            self.repeats.labels(platform).inc()
        log.info(
            "event.answered", platform=platform, kind=type(event).__name__, outcome=outcome, ms=round(seconds * 1000, 1)
        )

    def text(
        self,
        counts: Mapping[str, int],
        refusals: Mapping[str, int],
        *,
        writes: int,
        oldest: float,
        planned: float,
        skew: float,
        jump: float,
        events: Mapping[str, int],
        waiting: float,
    ) -> bytes:
        """Return all figures as Prometheus reads them, ages in seconds; the five ends of nudges add up to `due`."""
        for state in (*ENDS, "failed"):
            self.nudges.labels(state).set(counts[state])
        self.nudges.labels("due").set(sum(counts[state] for state in ENDS))
        for reason in (StoreBusy, StoreFull, StoreInDoubt, StoreUnusable):
            self.refusals.labels(reason.__name__.removeprefix("Store").lower()).set(refusals.get(reason.__name__, 0))
        self.writes.set(writes)
        self.oldest.set(oldest)
        self.planned.set(planned)
        self.jump.set(jump)
        self.skew.set(skew)
        for outcome in SENT_ENDS:
            self.events.labels(outcome).set(events.get(outcome, 0))
        self.waiting.set(waiting)
        return generate_latest(self.registry)
