"""What the operator reads where a command has nothing to show: the reason, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.calendar import WhyOff
from nudges.planner import Picture

WEEKEND = 6
"""The first day of a weekend, as ISO counts."""


def nobody_nudged(pictures: Sequence[Picture], day: date, who: str = "") -> str:
    """Return why nothing is sent on a day to those who are asked about."""
    if not pictures:
        return (
            f"Nobody is called {who[:40]!r}." if who else 'Nobody is known yet: snurr say "call -" makes the first one.'
        )
    whom = who[:40] or "Nobody"
    off = Counter(_why_off(picture, day) for picture in pictures)
    reasons = ", ".join(reason if len(off) == 1 else f"{reason} for {count}" for reason, count in off.items())
    return f"{whom} is {'not ' if who else ''}nudged on {day_text(day)}: {reasons}."


def _why_off(picture: Picture, day: date) -> str:
    reason = picture.calendar.why_off(day)
    if reason is WhyOff.WEEKEND and day.isoweekday() >= WEEKEND:
        return "weekend"
    return str(reason) if reason else "no rule has anything to say"


def nothing_due(next_one: datetime | None) -> str:
    """Return that nothing is due now, and when something will be."""
    if next_one is None:
        return "Nothing is due now, and nothing within eight days."
    return f"Nothing is due now; the next nudge is due on {moment_text(next_one)}."


def moment_text(at: datetime) -> str:
    """Return an instant of UTC as an operator reads it."""
    return f"{day_text(at.date())} at {at:%H:%M} UTC"


def day_text(day: date) -> str:
    """Return a day as an operator reads it, such as Sat 28 Nov 2026."""
    return f"{day:%a} {day.day} {day:%b %Y}"
