"""N14: on Friday, what handing over took, and the calls that it would have been."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.outlook import labels, nudges, only, shown

FRIDAY = "2026-11-27"


@pytest.fixture(name="handed")
def handed_fixture(talk: Dialog) -> Dialog:
    """anna handed over twice, 140 minutes in all: two calls of an hour each, and a bit."""
    talk.say("admin desk service", "chris")
    for minutes in (60, 80):
        assert talk.say(f"handoff acme service {minutes}m wrong item").ok
    return talk


def test_it_comes_on_friday_at_half_past_two(handed: Dialog) -> None:
    """With the hours and the calls, to whoever handed over alone."""
    found = only(handed, "N14", "anna", FRIDAY)
    assert found.local_time == "2026-11-27T14:30+01:00"
    assert shown(found) == ["Switchboard this week", "Handing over took 2.3 h. That is 2 calls."]
    assert labels(found) == ["My week", "Later"]
    assert nudges(handed, "N14", "bo", FRIDAY) == []


def test_an_hour_with_a_price_is_named_with_its_cost(handed: Dialog) -> None:
    """As the admin set it, in the team's currency."""
    handed.say("admin cost 450", "chris")
    assert shown(only(handed, "N14", "anna", FRIDAY))[1] == "Handing over took 2.3 h, NOK 1.05k. That is 2 calls."


@pytest.mark.parametrize("day", ["2026-11-24", "2026-11-26", "2026-11-28", "2026-12-04"])
def test_it_comes_on_no_other_day_and_not_for_another_week(handed: Dialog, day: str) -> None:
    """Not on Thursday, not on Saturday, not a week later."""
    assert nudges(handed, "N14", "anna", day) == []


@pytest.mark.parametrize("line", ["off 27 nov", "undo H1", "admin person anna without seller"])
def test_it_does_not_come_without_a_reason(handed: Dialog, line: str) -> None:
    """To nobody on leave, who sells no more, or whose hand-offs were taken back."""
    handed.say("undo H2")
    assert handed.say(line, "chris" if line.startswith("admin") else "anna").ok
    assert nudges(handed, "N14", "anna", FRIDAY) == []


def test_where_friday_ends_earlier_it_comes_before_the_end(handed: Dialog) -> None:
    """A quarter of an hour before."""
    handed.say("me hours mon-fri 07:00-14:00")
    assert only(handed, "N14", "anna", FRIDAY).local_time == "2026-11-27T13:45+01:00"


def test_what_took_no_minutes_is_not_spoken_of(talk: Dialog) -> None:
    """A hand-off without minutes cost nothing that is known."""
    talk.say("admin desk service", "chris")
    talk.say("handoff acme service wrong item")
    assert nudges(talk, "N14", "anna", FRIDAY) == []
