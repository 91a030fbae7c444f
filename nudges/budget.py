"""The day's budget of one person: three moments (messages) and 273 words for all nudges together, but alarms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from bot.domain.outbox import Occurrence, State
from bot.domain.reading_time import MOMENTS_A_DAY, WORDS_A_DAY
from bot.records import record
from nudges.rule import rules
from nudges.salesday import SalesDay

LAST_MOMENT_WORDS = 40
"""Words kept for the last moment of the day, so that the morning cannot eat them."""


@record(kw_only=True)
class Budget:
    """What is left for one message; `later` is when held nudges get their chance, None when there is none."""

    open: bool
    words: int
    later: datetime | None


def budget(picture: SalesDay, sent: Sequence[Occurrence], now: datetime) -> Budget:
    """Return what may be sent now, given the day's occurrences; one moment is kept for the end of a seller's day."""
    # An uncertain one may have been read: it counts, so that nobody gets more than the budget.
    read = [
        occurrence
        for occurrence in sent
        if occurrence.state in (State.SENT, State.UNCERTAIN) and occurrence.rule not in _free_rules()
    ]
    # One message is one moment, however many nudges it carries; one whose answer was lost has no receipt.
    moments = len({occurrence.message or occurrence.receipt or occurrence.key for occurrence in read})
    left = WORDS_A_DAY - sum(occurrence.words for occurrence in read)
    if picture.sells and now < picture.last_moment:
        return Budget(open=moments < MOMENTS_A_DAY - 1, words=left - LAST_MOMENT_WORDS, later=picture.last_moment)
    return Budget(open=moments < MOMENTS_A_DAY, words=left, later=None)


@cache
def _free_rules() -> frozenset[str]:
    """Return the rules whose nudges neither wait for a moment nor use one up, such as alarms."""
    return frozenset(rule.id for rule in rules() if not rule.limited)
