"""`team switchboard`: minutes that went into hand-offs, by cause."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import file_rows
from tests.dialog import Dialog


def test_the_manager_sees_causes_and_no_names(desks: Dialog) -> None:
    """Sums by cause, the costliest first."""
    desks.say("handoff acme service 25m wrong item")
    desks.say("handoff acme service 10m", "bo")
    text = desks.text("team switchboard", "chris")
    assert "wrong item · 1 · 25" in text
    assert "no cause named · 1 · 10" in text
    assert "anna" not in text
    assert desks.say("team switchboard", "anna").error


def test_an_empty_switchboard_says_so(desks: Dialog) -> None:
    """No table of nothing."""
    assert "Nothing was handed over." in desks.text("team switchboard month", "chris")


def test_causes_are_summed_the_costliest_first(desks: Dialog) -> None:
    """Times and minutes of a cause are summed over sellers and desks."""
    desks.say("handoff acme service 5m wrong item", "anna")
    desks.say("handoff acme accounting 10m wrong item", "bo")
    desks.say("handoff acme service 20m late invoice", "bo")
    reply = desks.say("team switchboard", "chris")
    assert card_text(reply.card).splitlines()[1:] == [
        "35 minutes",
        "Cause · Times · Minutes",
        "late invoice · 1 · 20",
        "wrong item · 2 · 15",
        "Account · Times · Minutes",
        "Acme A/S · 3 · 35",
        "Minutes by cause: late invoice 20, wrong item 15.",
    ]
    assert (reply.figures["minutes"], reply.figures["handoffs"]) == (35, 3)


@pytest.mark.parametrize(
    ("typed", "title", "minutes"),
    [
        ("", "Switchboard · Week 48", 5),
        ("w47", "Switchboard · Week 47", 20),
        ("month", "Switchboard · November 2026", 25),
    ],
)
def test_a_period_may_be_named(desks: Dialog, typed: str, title: str, minutes: int) -> None:
    """Without a period it is this week; a late hand-off counts in the period of its day."""
    desks.say("handoff acme service 5m wrong item")
    desks.say("handoff acme service 20m wrong item 18/11")
    reply = desks.say(f"team switchboard {typed}", "chris")
    assert (reply.card.title, reply.figures["minutes"]) == (title, minutes)


def test_another_teams_minutes_are_theirs(desks: Dialog) -> None:
    """Minutes count for the team of the person who handed over."""
    desks.say("handoff acme service 5m wrong item", "dora")
    assert desks.say("team switchboard", "dora").figures["minutes"] == 5
    assert desks.say("team switchboard", "chris").figures["minutes"] == 0


def test_a_look_is_shown_to_everybody_in_it(desks: Dialog) -> None:
    """With its view and its period."""
    desks.say("team switchboard", "chris")
    assert "chris looked at your figures: hand-offs · Week 48, 2026, on Tue 24 Nov 2026." in desks.text("me", "anna")


def test_more_than_twenty_causes_stand_in_the_file(desks: Dialog) -> None:
    """The card has the 20 costliest causes."""
    for number in range(1, 23):
        desks.say(f"handoff acme service {number}m cause{number}")
    reply = desks.say("team switchboard export csv", "chris")
    text = card_text(reply.card)
    assert "cause22 · 1 · 22" in text
    assert "cause2 ·" not in text
    assert len(file_rows(reply)) == 23


def test_hours_have_a_price_and_are_calls_that_were_not_made(desks: Dialog) -> None:
    """Of each seller's own working hours; beside the week before, and customers beside causes."""
    desks.say("admin cost 440", "chris")
    desks.say("admin quota bo 16", "chris")
    desks.account("Beta AS")
    for who, line in (
        ("anna", "acme service 90m invoice"),
        ("bo", "beta service 60m invoice"),
        ("bo", "beta service 30m invoice 18/11"),
    ):
        assert desks.say(f"handoff {line}", who).ok
    reply = desks.say("team switchboard", "chris")
    lines = card_text(reply.card).splitlines()
    assert lines[1] == "2.5 h · NOK 1.1k · 3 calls lost, the week before 30 minutes"
    assert lines[4:7] == ["Account · Times · Minutes", "Acme A/S · 1 · 90", "Beta AS · 1 · 60"]
    assert [reply.figures[name] for name in ("minutes", "cost", "calls_lost")] == [150, 1100, 3]
