"""Variety: of several ways to say the same, which one a person reads on a day; never one twice in a row."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.i18n import Message
from nudges.salesday import SalesDay

LEAST = 5
"""Ways to say what is said every day: with so many, no two days less than a working week apart sound alike."""


def way_of(day: SalesDay, ways: Sequence[Message]) -> Message:
    """Return one of several ways to say something, by the day and the person, the same whenever it is asked."""
    return ways[(day.day.toordinal() + day.person.id) % len(ways)]
