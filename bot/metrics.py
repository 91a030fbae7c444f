"""What `/metrics` shows: how fast answers are, how nudges ended, how old the oldest due one is; nothing personal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.clock import seconds_run
from bot.event import Channel, Event, Profile
from bot.message import Reply
from bot.ports import Handle


@dataclass(kw_only=True)
class Metrics:
    """The figures of one process."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        self.answers = Counter("snurr_answers", "Events answered.", ("platform", "outcome"), registry=self.registry)
        self.seconds = Histogram(
            "snurr_answer_seconds", "From an event to its committed answer.", ("platform",), registry=self.registry
        )
        self.repeats = Counter(
            "snurr_duplicates_refused", "Deliveries that counted before.", ("platform",), registry=self.registry
        )
        self.nudges = Gauge(
            "snurr_nudges", "Nudges of this process by how they ended.", ("state",), registry=self.registry
        )
        self.oldest = Gauge("snurr_outbox_age_seconds", "Age of the oldest nudge still due.", registry=self.registry)
        self.skew = Gauge("snurr_clock_skew_seconds", "The machine's clock minus a platform's.", registry=self.registry)

    def timed(self, handle: Handle) -> Handle:
        """Return the handler with its answers counted and timed."""

        async def counted(event: Event) -> Reply:
            began = seconds_run()
            reply = await handle(event)
            if isinstance(event, Profile | Channel):
                return reply
            platform = event.sender.platform
            self.seconds.labels(platform).observe(seconds_run() - began)
            self.answers.labels(platform, "ok" if reply.ok else "refused" if reply.error else "asked").inc()
            if reply.repeated:
                self.repeats.labels(platform).inc()
            return reply

        return counted

    def text(self, counts: Mapping[str, int], oldest_seconds: float, skew_seconds: float) -> bytes:
        """Return all figures as Prometheus reads them."""
        for state, count in counts.items():
            self.nudges.labels(state).set(count)
        self.oldest.set(oldest_seconds)
        self.skew.set(skew_seconds)
        return generate_latest(self.registry)
