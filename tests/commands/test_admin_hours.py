"""`admin hours`: a person's working hours."""

from __future__ import annotations

import pytest

from tests.commands.steps import field_errors, filled, labels, outcomes
from tests.dialog import Dialog


@pytest.mark.parametrize(
    ("typed", "shown", "target"),
    [
        ("mon-fri 08:00-16:00", "Mon–Fri 08:00-16:00", 40),
        ("mon-fri 9-17", "Mon–Fri 09:00-17:00", 40),
        ("mon-wed 08:00-16:00", "Mon–Wed 08:00-16:00", 24),
        ("man-tors 08:00-16:00 fre 08:00-12:00", "Mon–Thu 08:00-16:00; Fri 08:00-12:00", 40),
        ("pon-śr 08:00-16:00 sob 10:00-12:00", "Mon–Wed 08:00-16:00; Sat 10:00-12:00", 32),
    ],
)
def test_days_with_hours_ask_for_calls_and_the_others_for_none(
    talk: Dialog, typed: str, shown: str, target: int
) -> None:
    """Hours are typed in any language; a day that is not named is free."""
    assert talk.text(f"admin hours anna {typed}", "chris") == f"Saved · anna · {shown}"
    assert talk.say("me week").figures["target"] == target


def test_no_nudge_comes_on_a_day_without_hours(talk: Dialog) -> None:
    """A weekday without hours is skipped as no workday."""
    talk.say("admin hours anna wed-fri 08:00-16:00", "chris")
    assert outcomes(talk, "anna") == {"skipped: not a workday"}


@pytest.mark.parametrize("typed", ["", "always", "mon-fri", "mon-fri 25:00-26:00", "someday 08:00-16:00"])
def test_hours_that_are_none_open_a_form_and_change_nothing(talk: Dialog, typed: str) -> None:
    """The form has the person filled in and shows the error beside the field."""
    assert filled(talk.say(f"admin hours anna {typed}", "chris"))["person"] == "anna"
    assert field_errors(talk.submit({"person": "anna", "hours": "always"}, "chris")) == {
        "hours": '"always" does not fit here.'
    }
    assert talk.say("me week").figures["target"] == 40


def test_the_form_saves_what_a_line_would(talk: Dialog) -> None:
    """Hours in the form change the target as hours in a line do."""
    talk.say("admin hours anna", "chris")
    assert talk.submit({"person": "anna", "hours": "mon 08:00-16:00"}, "chris").ok
    assert talk.say("me week").figures["target"] == 8


def test_a_name_that_is_nearly_known_is_offered(talk: Dialog) -> None:
    """The nearest name is a button, and the hours are stored only after the press."""
    assert labels(talk.say("admin hours ana mon-wed 08:00-16:00", "chris")) == ["anna"]
    assert talk.press("anna", "chris").ok
    assert talk.say("me week").figures["target"] == 24


def test_a_name_that_nobody_has_is_an_error(talk: Dialog) -> None:
    """Nobody is added by setting hours."""
    reply = talk.say("admin hours zenith mon-wed 08:00-16:00", "chris")
    assert 'Nobody is called "zenith"' in (reply.error or "")
    assert labels(reply) == []
