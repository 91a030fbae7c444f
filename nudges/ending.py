"""Endings: what one message's occurrences came to is stored, and what it was if it stays in a channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.domain.outbox import Occurrence
from bot.domain.work import Work
from bot.messages.card import Card
from bot.ports import Address
from bot.records import record
from nudges.channel_posts import keep_posts

log = structlog.get_logger()


@record(kw_only=True)
class Ending:
    """How the occurrences of one message ended at an instant; with an `address` its card was posted there."""

    occurrences: Sequence[Occurrence]
    card: Card
    address: Address | None
    at: datetime

    def store(self, owner: str, work: Work) -> None:
        """Store it for the process `owner`; what another process took over meanwhile is uncertain."""
        for occurrence in self.occurrences:
            if not work.outbox.finish(occurrence, owner):
                # Another process took it over meanwhile; what it sent is uncertain, as this one sent it too.
                log.warning("nudge.lease_lost", rule=occurrence.rule, nudge=occurrence.id)
                work.outbox.mark_uncertain(occurrence)
        if self.address:
            keep_posts(work, self.occurrences, self.card, self.address, self.at)
