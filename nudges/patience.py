"""How often a message is tried, and how long it waits before the next try."""

from __future__ import annotations

from datetime import timedelta

from bot.errors import DeliveryError

TRIES = 5
"""Sends that a platform refuses for now, or as many whose answer is lost, before the message ends."""
HELD_RETRY = timedelta(seconds=1)
LIMITED = "ratelimited"


def back_off(error: DeliveryError, refusals: int) -> timedelta:
    """Return how long a message waits at least that was refused so often, or that waits for its turn."""
    if error.held:
        return HELD_RETRY
    # Why longer for a limit: it is often the company's, and lasts for minutes; five tries should outlast it.
    return timedelta(seconds=(4 if error.code == LIMITED else 2) ** refusals)
