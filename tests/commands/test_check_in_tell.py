"""What was answered to the question of a week is told in words, for the manager to read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.messages.plain_text import card_text
from tests.dialog import Dialog
from tests.nudges.outlook import answer, labels, only, pressed

MONDAY = "2027-01-11"
"""A Monday more than 30 days after everybody came."""


@pytest.fixture(autouse=True)
def yard(talk: Dialog) -> None:
    """kari answers for the reception and sells nothing."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint reception owner kari"):
        assert talk.say(line, "chris").ok


def test_an_answer_is_noted_and_may_be_told(talk: Dialog) -> None:
    """The manager reads it; pressing another one changes it."""
    nudge = only(talk, "N16", "kari", MONDAY)
    talk.at = datetime(2027, 1, 11, 9, tzinfo=UTC)
    assert labels(nudge)[:3] == ["Yes, better", "Yes, worse", "No, as before"]
    assert answer(pressed(talk, nudge, "Yes, worse", "kari")) == 'Noted: "Yes, worse". Thank you.'
    pressed(talk, nudge, "Yes, better", "kari")
    assert talk.press("Tell it", "kari").form
    assert "new chairs" in card_text(talk.submit({"words": "new chairs"}, "kari").card)
    shows = card_text(talk.say("team values", "chris").card)
    assert "reception: Yes, better 1" in shows
    assert '"new chairs"' in shows
    assert "worse" not in shows
