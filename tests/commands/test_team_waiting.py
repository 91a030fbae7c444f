"""`team waiting`: how long customers waited, by place."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import file_rows
from tests.dialog import Dialog


def wait(talk: Dialog, place: str, seconds: int | None) -> None:
    """Let a customer wait, and bo go after some seconds; nobody for None."""
    talk.say(f"waiting {place}", "anna")
    if seconds is not None:
        talk.later(seconds=seconds)
        talk.say("go", "bo")


def test_where_nobody_waited_it_says_so(talk: Dialog) -> None:
    """The card has a sentence instead of an empty table."""
    reply = talk.say("team waiting", "chris")
    assert card_text(reply.card) == "Waiting customers\nNobody waited."
    assert reply.figures["waits"] == 0


def test_places_stand_with_number_median_and_ninety_per_cent(talk: Dialog) -> None:
    """The place with most waits stands first; a place without a time has dashes."""
    for seconds in (40, 80):
        wait(talk, "counter", seconds)
    wait(talk, "yard", None)
    assert talk.text("team waiting", "chris").splitlines()[1:] == [
        "Place · Customers · Median · 90 % · Not served",
        "counter · 2 · 60 s · 108 s · 0",
        "yard · 1 · – · – · 0",
        "waiting: median 60 s",
        "Customers who waited, by hour: 09:00 3.",
    ]


def test_hours_and_the_week_before_stand_beside(talk: Dialog) -> None:
    """In the manager's zone; whom nobody served is counted from the next day on."""
    wait(talk, "counter", 40)
    talk.later(days=7)
    wait(talk, "counter", 80)
    talk.later(hours=3)
    wait(talk, "yard", None)
    talk.later(days=1)
    lines = talk.text("team waiting", "chris").splitlines()
    assert lines[3] == "yard · 1 · – · – · 1"
    assert lines[4] == "waiting: median 80 s · 1 customer not served, the week before 40 s"
    assert lines[5] == "Customers who waited, by hour: 09:00 1, 12:00 1."
    assert talk.say("team waiting", "chris").figures["not_served"] == 1


def test_nobodys_name_stands_there(talk: Dialog) -> None:
    """The table shows places only."""
    wait(talk, "counter", 40)
    assert "bo" not in talk.text("team waiting", "chris").split()


@pytest.mark.parametrize(("typed", "waits"), [("", 1), ("today", 0), ("week", 1), ("w47", 0), ("month", 1)])
def test_a_period_may_be_named(talk: Dialog, typed: str, waits: int) -> None:
    """Without a period it is this week."""
    wait(talk, "counter", 40)
    talk.later(days=1)
    assert talk.say(f"team waiting {typed}", "chris").figures["waits"] == waits


def test_another_teams_customers_are_theirs(talk: Dialog) -> None:
    """A wait counts for the team of the person who announced it."""
    talk.say("waiting port", "dora")
    assert talk.say("team waiting", "dora").figures["waits"] == 1
    assert talk.say("team waiting", "chris").figures["waits"] == 0


def test_an_undone_wait_was_none(talk: Dialog) -> None:
    """An undone wait is in no figure."""
    wait(talk, "counter", None)
    talk.say("undo", "anna")
    assert "Nobody waited." in talk.text("team waiting", "chris")


def test_the_file_has_seconds(talk: Dialog) -> None:
    """Times in the file are numbers of seconds, empty without one."""
    wait(talk, "counter", 90)
    wait(talk, "yard", None)
    assert file_rows(talk.say("team waiting export", "chris"))[1:] == [
        ["counter", "1", "90.0", "90.0", "0"],
        ["yard", "1", "", "", "0"],
    ]


def test_the_place_with_most_waits_stands_first(talk: Dialog) -> None:
    """Whatever the alphabet or the order of the waits says."""
    for place in ("counter", "yard", "yard"):
        wait(talk, place, 40)
    assert [line.split(" ")[0] for line in talk.text("team waiting", "chris").splitlines()[2:4]] == [
        "yard",
        "counter",
    ]
