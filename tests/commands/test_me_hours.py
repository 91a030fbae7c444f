"""`me hours`: one's own working hours."""

from __future__ import annotations

import pytest

from tests.commands.steps import field_errors, filled, outcomes
from tests.dialog import Dialog


@pytest.mark.parametrize(
    ("typed", "shown", "target"),
    [
        ("mon-fri 08:00-16:00", "Mon–Fri 08:00-16:00", 40),
        ("mon-thu 9-15", "Mon–Thu 09:00-15:00", 32),
        ("man-ons 08:00-16:00 fre 8-12", "Mon–Wed 08:00-16:00; Fri 08:00-12:00", 32),
        ("tors 08:00-16:00", "Thu 08:00-16:00", 8),
        ("mon 8-16 wed 8-16 fri 8-16", "Mon, Wed, Fri 08:00-16:00", 24),
        ("mon,tue,thu 8-16", "Mon–Tue, Thu 08:00-16:00", 24),
        ("pon, śr, pt 8-16", "Mon, Wed, Fri 08:00-16:00", 24),
        ("Mon–Tue, Thu 08:00-16:00; Fri 08:00-12:00", "Mon–Tue, Thu 08:00-16:00; Fri 08:00-12:00", 32),
    ],
)
def test_the_answer_shows_what_counts_and_the_target_follows(talk: Dialog, typed: str, shown: str, target: int) -> None:
    """Only the person's own target changes."""
    assert talk.text(f"me hours {typed}") == f"Your hours: {shown}."
    assert talk.say("me week").figures["target"] == target
    assert talk.say("me week", "bo").figures["target"] == 40


def test_no_nudge_comes_on_a_day_that_is_not_worked(talk: Dialog) -> None:
    """A weekday without hours is skipped as no workday."""
    assert "would send" in outcomes(talk, "anna")
    talk.say("me hours wed-fri 08:00-16:00")
    assert outcomes(talk, "anna") == {"skipped: not a workday"}


@pytest.mark.parametrize("typed", ["", "whenever", "mon-fri", "08:00-16:00", "mon 25:00-26:00"])
def test_hours_that_are_none_open_a_form_and_change_nothing(talk: Dialog, typed: str) -> None:
    """The form has one field, and the stored hours stay."""
    assert list(filled(talk.say(f"me hours {typed}"))) == ["hours"]
    assert "Hours: Mon–Fri 08:00-16:00" in talk.text("me")


def test_the_form_says_what_does_not_fit_and_saves_what_does(talk: Dialog) -> None:
    """The error stands beside the field, which keeps the text."""
    talk.say("me hours")
    reply = talk.submit({"hours": "whenever"})
    assert field_errors(reply) == {"hours": '"whenever" does not fit here.'}
    assert filled(reply) == {"hours": "whenever"}
    assert talk.submit({"hours": "mon-thu 9-15"}).ok
    assert "Hours: Mon–Thu 09:00-15:00" in talk.text("me")


def test_hours_of_one_day_said_twice_are_the_later_ones(talk: Dialog) -> None:
    """The later hours of a weekday replace the earlier ones in the line."""
    assert talk.text("me hours mon-fri 08:00-16:00 fri 08:00-12:00") == (
        "Your hours: Mon–Thu 08:00-16:00; Fri 08:00-12:00."
    )
