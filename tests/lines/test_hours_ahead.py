"""A log with an hour that has not come yet: each choice stores the day that it shows."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.lines.cases import entries, facts_of


@pytest.mark.parametrize(("choice", "due"), [(0, "2026-11-24"), (1, "2026-12-01")])
@pytest.mark.parametrize("line", ["meeting with acme on tuesday at 12:00", "meeting with acme, on tuesday at 12:00"])
def test_todays_weekday_with_an_hour_ahead_is_today_or_next_week(kim: Dialog, line: str, choice: int, due: str) -> None:
    """A follow-up alone would take the weekday for next week's."""
    kim.press(kim.say(line).card.buttons[choice].label)
    follow = facts_of(kim, entries(kim.work)[0])
    assert ("follow", due, "12:00") == (follow["verb"], follow["due"], follow["hour"])
