"""Refused input counts against the flood limit too."""

from __future__ import annotations

from datetime import timedelta

from bot.dispatch.flood import PEOPLE_KEPT, RecentRefusals
from bot.messages.events import Line, Sender
from tests.dialog import TUESDAY


def _line(key: str = "", user: str = "anna", seconds: int = 0) -> Line:
    at = TUESDAY + timedelta(seconds=seconds)
    return Line(sender=Sender(platform="terminal", user=user), at=at, text="nonsense", key=key)


def test_refusals_of_the_last_minute_are_counted_for_each_sender() -> None:
    """A minute later, and for somebody else, there are none."""
    refusals = RecentRefusals()
    for _ in range(3):
        refusals.add(_line())
    counts = [refusals.count(line) for line in (_line(), _line(seconds=60), _line(user="bo"))]
    assert [3, 0, 0] == counts


def test_a_redelivery_of_a_refused_line_is_not_counted_again() -> None:
    """Nor does it count against itself."""
    refusals = RecentRefusals()
    for _ in range(5):
        refusals.add(_line(key="k"))
    assert (0, 1) == (refusals.count(_line(key="k")), refusals.count(_line(key="other")))


def test_refusals_of_before_are_forgotten() -> None:
    """Whoever was refused once does not stay in memory."""
    refusals = RecentRefusals()
    for number in range(50):
        refusals.add(_line(user=f"u{number}"))
    refusals.add(_line(user="bo", seconds=61))
    assert 1 == len(refusals)


def test_the_memory_of_refusals_is_bounded() -> None:
    """Ever new senders push out the ones before them."""
    refusals = RecentRefusals()
    for number in range(PEOPLE_KEPT + 10):
        refusals.add(_line(user=f"u{number}"))
    assert (0, 1) == (refusals.count(_line(user="u0")), refusals.count(_line(user=f"u{PEOPLE_KEPT + 9}")))
