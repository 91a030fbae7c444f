"""`team league`: named, of whoever asked to take part, as a share of the own target."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import file_rows, labels
from tests.dialog import Dialog


@pytest.fixture(name="four")
def four_fixture(talk: Dialog) -> Dialog:
    """A team of four sellers of whom anna and bo take part."""
    for who in ("eva", "fia"):
        talk.say(f"admin person {who} seller team Nord", "chris")
    for who in ("anna", "bo"):
        assert talk.say("me league", who).ok
    return talk


def test_two_who_take_part_are_not_named(four: Dialog) -> None:
    """Not to the manager, not to each other, and not in a file; it says how to join."""
    for who in ("chris", "anna"):
        reply = four.say("team league export csv", who)
        assert "The league begins when three take part." in card_text(reply.card)
        assert "bo" not in card_text(reply.card).split()
        assert file_rows(reply)[1:] == []
        assert labels(reply) == ["Join or leave"]


def test_three_stand_with_the_share_of_their_own_target(four: Dialog) -> None:
    """Whoever does not take part is not named; the week before stands beside."""
    four.say("me league", "eva")
    four.say("admin quota eva 2", "chris")
    for who, line in (("anna", "call acme"), ("eva", "call acme"), ("anna", "call acme 17/11"), ("fia", "call acme")):
        four.say(line, who)
    reply = four.say("team league", "bo")
    assert card_text(reply.card).splitlines()[:5] == [
        "Share of own target, Week 48",
        "3 of 4 take part",
        "eva 10 %, the week before 0 %",
        "anna 2 %, the week before 2 %",
        "bo 0 %, the week before 0 %",
    ]
    assert reply.figures["taking_part"] == 3
    assert "the league" in four.text("me", "anna")


def test_whoever_leaves_is_named_no_more(four: Dialog) -> None:
    """By the button of the league; one press more and they are back."""
    four.say("me league", "eva")
    four.say("team league", "anna")
    assert "no longer take part" in card_text(four.press("Join or leave", "anna").card)
    assert "anna" not in four.text("team league", "chris")
    four.say("team league", "anna")
    assert "You take part" in card_text(four.press("Join or leave", "anna").card)


def test_another_teams_league_is_theirs(four: Dialog) -> None:
    """Whoever takes part elsewhere is not in it."""
    four.say("me league", "dora")
    assert four.say("team league", "chris").figures["taking_part"] == 2
