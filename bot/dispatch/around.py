"""What may be done around an event, in its transaction: a place for what dispatch does not know, such as nudges."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.work import Work
from bot.messages.card import Reply
from bot.messages.events import Event

Around = Callable[[Event, bool, Callable[[Work], Reply], Work], Reply]
"""Runs what an event does, given whether it only reads, and returns the reply; raises what that raises."""


def run_alone(event: Event, reads: bool, run: Callable[[Work], Reply], work: Work) -> Reply:
    """Run what an event does, and nothing else."""
    return run(work)
