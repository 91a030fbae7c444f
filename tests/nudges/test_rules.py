"""What holds for all rules: each is found, each is short, none speaks when nobody is there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.reading_time import reading_seconds
from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from nudges.rule import rules
from tests.dialog import Dialog


def test_every_rule_of_the_first_release_is_found() -> None:
    """Discovery finds the rules by their files."""
    assert {"N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N13", "N18"} <= {rule.id for rule in rules()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nudges_are_short_in_every_language(talk: Dialog, language: str) -> None:
    """A title of at most five words besides names, 25 words in all, with its own reading time."""
    for line in (f"me language {language}", "promise acme quote by wed", "promise acme list by today", "touch acme invoice c0",
                 "broken acme x", "broken acme y", "follow acme today ask"):  # fmt: skip
        talk.say(line)
    for hold in talk.holds():
        if hold.to == "anna":
            assert hold.words <= 25, card_text(hold.card)
            assert len(hold.card.body) <= 3
            assert hold.card.seconds == reading_seconds(hold.words)


def test_nobody_is_asked_after_work_on_a_half_day(talk: Dialog) -> None:
    """On Christmas Eve in Norway nothing comes after noon; the question comes on the morning of the due day."""
    talk.say("promise acme quote by 28/12")
    talk.say("promise acme list by 24/12")
    eve = datetime(2026, 12, 24, 7, tzinfo=UTC)
    assert {
        hold.rule for hold in talk.holds(eve) if hold.to == "anna" and hold.local_time > "2026-12-24T12:00"
    } == set()
    monday = datetime(2026, 12, 28, 7, tzinfo=UTC)
    assert {("N4", "08:30"), ("N5", "08:30")} <= {
        (hold.rule, hold.local_time[11:16]) for hold in talk.holds(monday) if hold.to == "anna"
    }
