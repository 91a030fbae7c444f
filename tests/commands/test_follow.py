"""`follow`: a follow-up with a customer on a day."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import field_errors, filled, labels
from tests.dialog import Dialog


def reminders(talk: Dialog, note: str) -> int:
    """Return how many nudges of a day repeat a note to anna."""
    return sum(note in card_text(nudge.card) for nudge in talk.holds() if nudge.to == "anna")


@pytest.mark.parametrize(
    ("typed", "reminder"),
    [
        ("fri", "Fri 27 Nov 2026"), ("today", "Tue 24 Nov 2026"), ("sat", "Mon 30 Nov 2026"),
        ("24/12", "Thu 24 Dec 2026"), ("25/12", "Mon 28 Dec 2026"), ("1/1", "Mon 4 Jan 2027"),
    ],
)  # fmt: skip
def test_the_reminder_comes_on_the_day_or_the_next_working_day(talk: Dialog, typed: str, reminder: str) -> None:
    """A reminder on a weekend or public holiday moves to the next working day."""
    assert f"F1 · Acme A/S · ask · reminder on {reminder}" in talk.text(f"follow acme {typed} ask")


def test_own_leave_and_hours_are_left_out_too(talk: Dialog) -> None:
    """Leave and days without hours are no working days."""
    talk.say("off fri")
    talk.say("me hours tue-fri 08:00-16:00")
    assert "reminder on Tue 1 Dec 2026" in talk.text("follow acme fri ask")


def test_the_reminder_is_a_nudge_of_that_day(talk: Dialog) -> None:
    """The nudge comes once on the day, and not after a call to the account."""
    talk.say("follow acme thu ask about the board")
    assert reminders(talk, "ask about the board") == 0
    talk.later(days=2)
    assert reminders(talk, "ask about the board") == 1
    talk.say("call acme")
    assert reminders(talk, "ask about the board") == 0


@pytest.mark.parametrize("line", ["follow acme yesterday ask", "follow acme 20/11 ask"])
def test_a_day_that_is_past_is_refused(talk: Dialog, line: str) -> None:
    """A follow-up is due today or later."""
    assert "is in the past: type a day from today on." in (talk.say(line).error or "")


def test_without_a_day_a_form_keeps_the_words(talk: Dialog) -> None:
    """A word behind the account that is no day belongs to the note."""
    assert filled(talk.say("follow acme sometime ask")) == {
        "account": "acme",
        "due": "",
        "hour": "",
        "note": "sometime ask",
    }
    reply = talk.submit({"account": "acme", "due": "someday", "note": "ask"})
    assert list(field_errors(reply)) == ["due"]
    assert talk.submit({"account": "acme", "due": "fri", "note": "ask"}).stored == ("F1",)


def test_a_note_is_optional(talk: Dialog) -> None:
    """Account and day are enough."""
    assert talk.text("follow acme fri").startswith("F1 · Acme A/S · reminder on Fri 27 Nov 2026")


def test_undo_takes_the_reminder_away(talk: Dialog) -> None:
    """Another person's press is refused, the author's removes the follow-up."""
    receipt = talk.say("follow acme today ask")
    assert "You have no entry F1" in (talk.press("Undo", "bo").error or "")
    assert "F1" in talk.text("today")
    talk.last = receipt
    talk.press("Undo")
    assert "F1" not in talk.text("today")


def test_an_unknown_customer_is_asked_about(talk: Dialog) -> None:
    """The button carries day and note along."""
    assert labels(talk.say("follow nowhere fri ask")) == ['Create "nowhere"']
    assert "nowhere · ask · reminder on Fri 27 Nov 2026" in card_text(talk.press('Create "nowhere"').card)
