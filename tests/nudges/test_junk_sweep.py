"""N15: the week's junk on Friday afternoon: the three largest, and the calls that the minutes would have been."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.nudges.outlook import labels, nudges, only, recipients, shown

FRIDAY = "2026-11-27"
ROWS = ("junk 2h report", "junk 1h parking", "junk 20m coffee", "junk 45m meeting yesterday", "junk 9h old 20/11")
SAID = {
    "en": ["Junk this week", "Minutes: report 120, parking 60, meeting 45.", "245 minutes: time for 4 calls."],
    "da": ["Spild i denne uge", "Minutter: report 120, parking 60, meeting 45.", "245 minutter: tid til 4 opkald."],
    "nb": ["Sløs denne uken", "Minutter: report 120, parking 60, meeting 45.", "245 minutter: tid til 4 anrop."],
    "sv": ["Slöseri den här veckan", "Minuter: report 120, parking 60, meeting 45.", "245 minuter: tid för 4 samtal."],
    "pl": ["Straty w tym tygodniu", "Minuty: report 120, parking 60, meeting 45.", "245 min: czas na 4 telefony."],
    "de": ["Leerlauf diese Woche", "Minuten: report 120, parking 60, meeting 45.", "245 Minuten: Zeit für 4 Anrufe."],
}


@pytest.fixture(name="busy")
def busy_fixture(talk: Dialog) -> Dialog:
    """Anna wasted four hours this week, and nine in the last."""
    for line in ROWS:
        assert talk.say(line).ok
    return talk


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_names_the_three_largest_and_the_calls_they_would_have_been(
    busy: Dialog, language: str, said: list[str]
) -> None:
    """At half past two, in the seller's language; the sum is of all of them."""
    busy.say(f"me language {language}")
    nudge = only(busy, "N15", "anna", FRIDAY)
    assert said == shown(nudge)
    assert nudge.local_time.endswith("14:30+01:00")


def test_its_button_logs_a_call(busy: Dialog) -> None:
    """There are two hours left of the week."""
    assert labels(only(busy, "N15", "anna", FRIDAY))[0] == "Log a call"


def test_nobody_hears_of_it_on_another_day_or_without_any(busy: Dialog) -> None:
    """Bo wasted nothing; Thursday and the next Friday are silent."""
    assert recipients(busy, "N15", FRIDAY) == ["anna"]
    assert recipients(busy, "N15", "2026-11-26") == []
    assert recipients(busy, "N15", "2026-12-04") == []


def test_a_friday_off_is_silent(busy: Dialog) -> None:
    """Junk is nothing to think of on leave."""
    busy.say("off fri")
    assert nudges(busy, "N15", "anna", FRIDAY) == []


def test_whoever_ends_early_hears_before_the_end(busy: Dialog) -> None:
    """A quarter of an hour before."""
    busy.say("me hours mon-fri 07:00-13:00")
    assert only(busy, "N15", "anna", FRIDAY).local_time.endswith("12:45+01:00")


def test_less_than_a_call_says_only_the_minutes(talk: Dialog) -> None:
    """An hour of an eight-call day is one call."""
    talk.say("junk 59m report")
    assert shown(only(talk, "N15", "anna", FRIDAY))[2] == "59 minutes in all."


def test_what_was_taken_back_is_not_named(busy: Dialog) -> None:
    """Nor counted."""
    for ref in ("J1", "J2", "J3", "J4"):
        busy.say(f"undo {ref}")
    assert recipients(busy, "N15", FRIDAY) == []
