"""Which deliveries were answered: kept, so that one that is repeated after a restart is not answered again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import NamedTuple

import structlog

from adapters.teams.inbound import NAME
from bot.domain.work import Work
from bot.errors import StoreError
from bot.ports import Store

log = structlog.get_logger()
ANSWERED = "answered"
"""What is kept in place of a receipt under the key of a delivery whose answer was posted."""
# Far below the 15 seconds behind which Teams delivers again.
GATHER_SECONDS = 0.05
"""For which a mark waits for others."""


class Mark(NamedTuple):
    """The answer to a delivery was posted to a person."""

    key: str
    user: str
    at: datetime


@dataclass(kw_only=True)
class AnswerMarks:
    """The marks of the company `tenant`; those of one moment share a transaction, as none is in a hurry."""

    store: Store
    tenant: int
    _waiting: list[Mark] = field(default_factory=list)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def has(self, key: str) -> bool:
        """Whether the answer to a delivery was posted; False while the database cannot be read."""
        try:
            return await self.store.read(lambda work: work.inbound.receipt(_posted_key(key)), self.tenant) is not None
        except StoreError:
            return False

    async def add(self, mark: Mark) -> None:
        """Store a mark, if its person is known; returns once it is on disk."""
        self._waiting.append(mark)
        async with self._writing:
            if not self._waiting:
                return  # whoever was first in the queue has written them all
            await asyncio.sleep(GATHER_SECONDS)
            marks, self._waiting = self._waiting, []
            try:
                # Why beside others: a mark is a row of its own, and no line has to wait for it.
                await self.store.write(partial(_keep, marks), self.tenant, beside="")
            except StoreError:
                log.warning("teams.answer_not_marked", answers=len(marks))


def _keep(marks: Sequence[Mark], work: Work) -> None:
    for mark in marks:
        if person := work.people.at_address(NAME, mark.user):
            work.inbound.keep(_posted_key(mark.key), person.id, "", ANSWERED, mark.at)


def _posted_key(key: str) -> str:
    # Below "once:", whose keys are no deliveries of their own for the flood limit.
    return f"once:posted:{key}"
