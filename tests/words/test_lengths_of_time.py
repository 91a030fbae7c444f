"""Lengths of time with parts of an hour, and counts of none, wherever a line has them."""

from __future__ import annotations

import pytest

from bot.arguments.minutes import parse_minutes
from tests.dialog import Dialog

LENGTHS = {
    "1h 30m": 90, "1h30m": 90, "1h30": 90, "1 h 30 m": 90, "1 h 30 min": 90, "1 hour 30 minutes": 90, "1 time 30 min": 90, "1t30": 90,
    "2 timmar 15 minuter": 135, "1 Std. 30 Min.": 90, "1 godz. 45 minut": 105, "1.5h": 90, "1,5 timer": 90, "0.5h": 30, "1.25 hours": 75,
    "2 h": 120, "1h": 60, "90 min": 90, "25m": 25, "24h": 1440,
}  # fmt: skip
NONE = ("0m", "0h", "0.0h", "25h", "24h 1m", "99999 min")


@pytest.fixture(name="desk")
def desk_fixture(talk: Dialog) -> Dialog:
    """A conversation in which service can be handed to."""
    assert talk.say("admin desk service phone 55", "chris").ok
    return talk


@pytest.mark.parametrize(("typed", "minutes"), LENGTHS.items())
def test_a_length_has_hours_and_minutes(desk: Dialog, typed: str, minutes: int) -> None:
    """In front of what they went into, behind it, and in an edit."""
    assert desk.say(f"junk {typed} report").figures["minutes"] == minutes
    assert "Junk · report ·" in desk.text(f"junk report {typed}")
    assert desk.say("undo").undone
    reply = desk.say(f"handoff acme service {typed} wrong item")
    assert reply.figures["minutes"] == minutes
    assert "wrong item" in str(reply.card)
    assert desk.say(f"edit H1 {typed}").ok


@pytest.mark.parametrize("typed", NONE)
@pytest.mark.parametrize("line", ["junk {} report", "handoff acme service {} wrong item"])
def test_no_time_and_more_than_a_day_are_refused(desk: Dialog, line: str, typed: str) -> None:
    """With what to type."""
    reply = desk.say(line.format(typed))
    assert f'"{typed}" is not a length of time: type “1m” to “24h”.' in (reply.error or "")
    assert not reply.stored


@pytest.mark.parametrize("typed", ["3 machines", "3 m", "1.5 m", "30 h7", "7 g", "1h 30", "timer"])
def test_what_is_no_length_stays_words(typed: str) -> None:
    """A metre, a gram and a machine are no minutes."""
    assert parse_minutes(typed) is None


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("every 0 weeks", "0 weeks"),
        ("0w", "0w"),
        ("0 days", "0 days"),
        ("every 0 months", "0 months"),
        ("every 1.5 weeks", "1.5 weeks"),
        ("every 1,5 weeks", "1,5 weeks"),
    ],
)
def test_a_rhythm_of_no_days_is_refused(talk: Dialog, typed: str, named: str) -> None:
    """It is no week."""
    counted = [f"me token new laptop {named}"] if named[0] == "0" else []
    for line in (f"refill acme toner {typed}", *counted):
        reply = talk.say(line)
        assert f'"{named}" is not a rhythm: type “3w” or “10d”.' in (reply.error or ""), line
    assert not talk.say("today").figures.get("refills")


@pytest.mark.parametrize("typed", ["every week", "6w", "two weeks", "every third week", "30 days"])
def test_rhythms_stay_what_they_were(talk: Dialog, typed: str) -> None:
    """Also behind an item that ends in a number."""
    assert talk.say(f"refill acme toner A4 {typed}").stored == ("B1",)
    if typed.startswith("every"):
        assert talk.say(f"refill acme pipe 12.5 {typed}").stored == ("B2",)
