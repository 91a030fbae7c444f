"""`pause`: no nudges until a day."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


def test_a_pause_ends_and_can_be_ended(talk: Dialog) -> None:
    """Stop always has an end date and prints the way back."""
    assert "No nudges until Thu 24 Dec 2026; type pause off to have them back." in talk.text("pause until 24/12")
    assert talk.text("pause off") == "Your nudges are back."


@pytest.mark.parametrize("line", ["pause until sometime", "pause until", "pause next fri", "pause 32/13"])
def test_a_day_that_is_none_says_how_days_are_typed(talk: Dialog, line: str) -> None:
    """One sentence that says what to type instead."""
    assert "is no day I know: type fri, tomorrow, 24/12 or 3d." in (talk.say(line).error or "")
