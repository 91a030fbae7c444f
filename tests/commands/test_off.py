"""`off`: days without nudges and target."""

from __future__ import annotations

from datetime import date

import pytest

from tests.commands.steps import field_errors, filled, outcomes
from tests.dialog import Dialog


def test_leave_takes_its_days_out_of_the_target_and_can_be_undone(talk: Dialog) -> None:
    """Days off ask for no calls."""
    talk.say("off 26-27 nov")
    assert talk.say("me week").figures["target"] == 24
    talk.say("off mon")
    talk.press("Undo")
    anna = talk.work.people.by_name("anna")
    assert anna is not None
    assert [(date(2026, 11, 26), date(2026, 11, 27))] == [(each.first, each.last) for each in anna.leave]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("16-22 dec", "Wed 16 Dec 2026", "Tue 22 Dec 2026"),
        ("24/12-2/1", "Thu 24 Dec 2026", "Sat 2 Jan 2027"),
        ("20-26 nov", "Fri 20 Nov 2026", "Thu 26 Nov 2026"),
    ],
)
def test_both_ends_are_echoed_in_full(talk: Dialog, typed: str, first: str, last: str) -> None:
    """First and last day are shown with weekday and year, also for leave that has begun."""
    assert talk.text(f"off {typed}") == f"Off from {first} to {last}: no nudges.\n[Undo]"


@pytest.mark.parametrize(("typed", "day"), [("fri", "Fri 27 Nov 2026"), ("today", "Tue 24 Nov 2026")])
def test_a_single_day_is_said_once(talk: Dialog, typed: str, day: str) -> None:
    """Its first and last day are the same."""
    assert talk.text(f"off {typed}") == f"Off on {day}: no nudges.\n[Undo]"


def test_no_nudge_comes_on_a_day_off(talk: Dialog) -> None:
    """The person's nudges are skipped as on leave, a colleague's are not."""
    talk.say("off today")
    assert outcomes(talk, "anna") == {"skipped: on leave"}
    assert "would send" in outcomes(talk, "bo")


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("sometime", '"sometime" is not time off: type “16-22 dec”, “fri” or “24/12-2/1”.'),
        ("5-1 dec", '"5-1 dec" is not time off'),
        ("16-22 dec please", "is not time off"),
        ("32 dec", "is not time off"),
        ("yesterday", "Mon 23 Nov 2026 is in the past: choose a later day."),
        ("9-13 nov", "Fri 13 Nov 2026 is in the past"),
    ],
)
def test_what_is_no_time_ahead_says_what_to_type(talk: Dialog, typed: str, part: str) -> None:
    """Each refusal is one sentence, and no leave is stored."""
    assert part in (talk.say(f"off {typed}").error or "")
    assert "Days off: none" in talk.text("me")


def test_without_days_a_form_asks_for_them(talk: Dialog) -> None:
    """The field keeps the text and shows its error."""
    assert filled(talk.say("off")) == {"days": ""}
    reply = talk.submit({"days": "sometime"})
    assert list(field_errors(reply)) == ["days"]
    assert filled(reply) == {"days": "sometime"}
    assert talk.submit({"days": "fri"}).ok
    assert talk.say("me week").figures["target"] == 32


def test_a_call_on_a_day_off_still_counts(talk: Dialog) -> None:
    """The receipt counts the call without a target."""
    talk.say("off today")
    assert talk.text("call acme").startswith("1 call · Acme A/S")


def test_a_promise_can_still_be_due_then(talk: Dialog) -> None:
    """Leave changes nothing about promises."""
    talk.say("off fri")
    assert talk.say("promise acme quote by fri").ok
    assert "due Fri 27 Nov 2026" in talk.text("today")


def test_days_off_that_are_typed_twice_are_off_once(talk: Dialog) -> None:
    """One undo gives them back; what overlaps stands as one leave."""
    for _ in range(2):
        assert talk.say("off 16-22 dec").ok
    assert "Days off: Wed 16 Dec – Tue 22 Dec 2026\n" in talk.text("me")
    talk.say("off 20-24 dec")
    assert "Days off: Wed 16 Dec – Thu 24 Dec 2026\n" in talk.text("me")
    talk.say("off 16-22 dec")
    talk.press("Undo")
    assert "Days off: Sun 20 Dec – Thu 24 Dec 2026\n" in talk.text("me")
