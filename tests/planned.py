"""Everybody as the planner leaves them: asleep until a day has passed, so that what is due to them can be claimed."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.work import Work

MANY = 1000


def all_planned(work: Work, at: datetime) -> None:
    """Let everybody who is awake sleep for a day."""
    for awake in work.wakeups.due(at, MANY):
        work.wakeups.sleep_until(awake, at + timedelta(days=1))
