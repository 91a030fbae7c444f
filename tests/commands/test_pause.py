"""`pause`: no nudges until a day."""

from __future__ import annotations

from datetime import date

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import field_errors, filled, outcomes
from tests.dialog import Dialog


def test_a_pause_ends_and_can_be_ended(talk: Dialog) -> None:
    """Stop always has an end date and prints the way back."""
    assert "No nudges until Thu 24 Dec 2026; type “pause off” to have them back." in talk.text("pause until 24/12")
    assert talk.text("pause off") == "Your nudges are back."


@pytest.mark.parametrize("line", ["pause until sometime", "pause until", "pause 32/13"])
def test_a_day_that_is_none_says_how_days_are_typed(talk: Dialog, line: str) -> None:
    """One sentence that says what to type instead."""
    assert "type “fri”, “tomorrow”, “24/12” or “3d”." in (talk.say(line).error or "")


def test_no_nudge_comes_until_the_day_and_then_all_do(talk: Dialog) -> None:
    """Nudges are skipped as paused until the named day; a colleague's are not."""
    talk.say("pause until thu")
    assert outcomes(talk, "anna") == {"skipped: paused"}
    assert "would send" in outcomes(talk, "bo")
    talk.later(days=1)
    assert outcomes(talk, "anna") == {"skipped: paused"}
    talk.later(days=1)
    assert "would send" in outcomes(talk, "anna")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "pause until next week"),
        ("en", "stop until next week"),
        ("en", "pause until week 49"),
        ("da", "pause til næste uge"),
        ("nb", "pause til neste uke"),
        ("sv", "paus till nästa vecka"),
        ("pl", "pauza do przyszłego tygodnia"),
        ("de", "pause bis nächste Woche"),
    ],
)
def test_a_pause_until_a_week_ends_on_its_monday(talk: Dialog, language: str, line: str) -> None:
    """Whoever is back next week is nudged on its first day."""
    talk.say(f"me language {language}")
    assert talk.say(line).ok
    anna = talk.work.people.by_name("anna")
    assert anna
    assert anna.paused_until == date(2026, 11, 30)


def test_undo_on_the_receipt_ends_it(talk: Dialog) -> None:
    """The button does what `pause off` does."""
    talk.say("pause fri")
    assert card_text(talk.press("Undo").card) == "Your nudges are back."
    assert "would send" in outcomes(talk, "anna")


def test_another_persons_press_ends_only_their_own_pause(talk: Dialog) -> None:
    """The author of the pause stays paused."""
    talk.say("pause fri")
    talk.press("Undo", "bo")
    assert outcomes(talk, "anna") == {"skipped: paused"}


@pytest.mark.parametrize("line", ["pause today", "pause until yesterday", "pause until 20/11"])
def test_a_pause_ends_on_a_later_day(talk: Dialog, line: str) -> None:
    """Today and earlier days are refused."""
    assert "is not ahead: choose a later day." in (talk.say(line).error or "")
    assert "would send" in outcomes(talk, "anna")


def test_without_a_day_a_form_asks_until_when(talk: Dialog) -> None:
    """A missing day and an unknown day are errors of the field."""
    assert filled(talk.say("pause")) == {"until": ""}
    assert list(field_errors(talk.submit({"until": "sometime"}))) == ["until"]
    assert list(field_errors(talk.submit({"until": ""}))) == ["until"]
    assert talk.submit({"until": "fri"}).ok
    assert "paused until Fri 27 Nov 2026" in talk.text("me")


def test_a_later_line_replaces_the_day(talk: Dialog) -> None:
    """The last line counts, also when its day is earlier."""
    talk.say("pause until 24/12")
    talk.say("pause fri")
    assert "paused until Fri 27 Nov 2026" in talk.text("me")


def test_ending_a_pause_that_is_none_is_no_error(talk: Dialog) -> None:
    """`pause off` answers the same without a pause."""
    assert talk.text("pause off") == "Your nudges are back."


def test_a_paused_person_can_log_and_read(talk: Dialog) -> None:
    """Commands work as before."""
    talk.say("pause fri")
    assert talk.say("call acme").stored == ("C1",)
    assert talk.say("today").figures["calls"] == 1
