"""Hours with minutes that lack their unit, and what only looks like them."""

from __future__ import annotations

import pytest

from bot.arguments.minutes import leading_minutes
from bot.language.tokens import tokens


@pytest.mark.parametrize(
    ("typed", "minutes", "used"),
    [
        ("1h 30", 90, 2),
        ("1t 30 forkert del", 90, 2),
        ("1 Std 45", 105, 3),
        ("1 godz 15 zła część", 75, 3),
        ("1:30 h", 90, 2),
        ("1h 12", 72, 2),
        ("1h 12 pallets", 60, 1),
        ("1h 30m", 90, 2),
        ("90 min 30 boxes", 90, 2),
        ("60m 30 boxes", 60, 1),
    ],
)
def test_minutes_behind_hours_need_no_unit(typed: str, minutes: int, used: int) -> None:
    """A number that may count what follows is none, but for a quarter."""
    found = leading_minutes(tokens(typed), "en")
    assert found and (found.value, found.used) == (minutes, used)
