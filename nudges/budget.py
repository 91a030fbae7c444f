"""A person's day has three moments and 273 words for all nudges together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.outbox import Occurrence, State
from bot.domain.reading_time import MOMENTS_A_DAY, WORDS_A_DAY
from nudges.salesday import SalesDay

LAST_MOMENT_WORDS = 40
"""Words kept for the last moment of the day, so that the morning cannot eat them."""


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What is left for one message; `later` is when held nudges get their chance, None when there is none."""

    open: bool
    words: int
    later: datetime | None


def budget(picture: SalesDay, sent: Sequence[Occurrence], now: datetime) -> Budget:
    """Return what may still be said now; one moment is kept for the end of a seller's day."""
    told = [each for each in sent if each.state in (State.SENT, State.UNCERTAIN)]
    moments = len({each.receipt or each.key for each in told})
    left = WORDS_A_DAY - sum(each.words for each in told)
    if picture.sells and now < picture.last_moment:
        return Budget(open=moments < MOMENTS_A_DAY - 1, words=left - LAST_MOMENT_WORDS, later=picture.last_moment)
    return Budget(open=moments < MOMENTS_A_DAY, words=left, later=None)
