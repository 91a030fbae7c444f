"""A customer who is left alone: nothing that anybody is told, asked or offered leads back to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import labels, press
from tests.dialog import Dialog

OPEN = (
    'call acme q2 l "wants Friday deliveries"',
    "promise acme price list by mon",
    "promise acme drawing by tomorrow",
    "promise acme samples by thu 14:00",
    "follow acme tomorrow the board",
    "follow acme thu 13:00 the contract",
    "broken acme manual",
    "broken acme spare part",
    "refill acme toner 1w",
)
"""What makes each rule, and each list, speak of a customer."""
WAYS = ("freeze acme pays late", "left acme unknown", "account close acme", "account merge acme into beta")
LISTS = (("today", "anna"), ("plates", "anna"), ("plan", "anna"), ("admin missing", "chris"))
FRIDAY_BEFORE = timedelta(days=4)
DAYS = 9
TOLD_ANYWAY = (("N6", "kari"),)
"""Whoever answers for a touchpoint hears of a 0 there, whatever becomes of the customer."""


@pytest.fixture(autouse=True)
def everything_is_open_with_acme(talk: Dialog) -> None:
    """Anna owes Acme all there is and planned to call it; kari, who owns the invoice, mended a 0 of bo's."""
    talk.account("Beta AS")
    for line in ("admin person kari colleague team Nord", "admin touchpoint invoice owner kari"):
        assert talk.say(line, "chris").ok
    talk.at -= FRIDAY_BEFORE
    assert [line for line in OPEN if not talk.say(line).ok] == []
    talk.later(days=3)
    assert talk.say("touch acme invoice clarity 0 said too long", "bo").ok
    assert press(talk, "zero fixed", "kari", rating="R1").ok
    assert talk.say("plan acme").ok


def leave_alone(talk: Dialog, line: str) -> None:
    """Let the manager type a line, and say yes where it is asked about."""
    if not talk.say(line, "chris").ok:
        talk.press(labels(talk.last)[0], "chris")
    assert talk.last.ok


def mentions(talk: Dialog) -> Iterator[str]:
    """Yield where Acme comes up within the next days, and in which list."""
    for ahead in range(DAYS):
        for each in talk.holds(talk.at + timedelta(days=ahead)):
            if "Acme" in card_text(each.card) and (each.rule, each.to) not in TOLD_ANYWAY:
                yield each.rule
    for line, who in LISTS:
        if "Acme" in talk.text(line, who):
            yield line


def test_before_everything_speaks_of_it(talk: Dialog) -> None:
    """Else the test below would be green whatever happens."""
    found = set(mentions(talk))
    assert found >= {"N1", "N3", "N4", "N5", "N6", "N7", "N9", "N13", "N19", "N23", *(line for line, _ in LISTS)}


@pytest.mark.parametrize("line", WAYS)
def test_who_is_left_alone_comes_up_nowhere(talk: Dialog, line: str) -> None:
    """Neither in a nudge nor in a list of whom to call, whatever was planned or mended before."""
    leave_alone(talk, line)
    assert sorted(set(mentions(talk))) == []


@pytest.mark.parametrize("line", WAYS[:3])
@pytest.mark.parametrize("owner", ["anna", "kari"])
def test_fixed_asks_nobody_to_ring_who_is_left_alone(talk: Dialog, line: str, owner: str) -> None:
    """Neither the seller nor, at an own customer, whoever says so; and it says why."""
    talk.say(f"account acme owner {owner}", "chris")
    talk.at += timedelta(minutes=1)
    assert talk.say("touch acme invoice service 0", "bo").ok
    leave_alone(talk, line)
    said = card_text(press(talk, "zero fixed", "kari", rating="R2").card)
    assert said.startswith("invoice is mended. Acme A/S is left alone: nobody is asked to ring.")
    assert "N23" not in set(mentions(talk))


def test_what_is_planned_after_that_counts(talk: Dialog) -> None:
    """Winning somebody back begins with a call."""
    leave_alone(talk, "left acme unknown")
    assert talk.say("plan acme").ok
    assert {"N1", "plan"} <= set(mentions(talk))


def test_who_is_back_is_asked_to_be_rung(talk: Dialog) -> None:
    """What was mended meanwhile is said then."""
    leave_alone(talk, "freeze acme pays late")
    assert "N23" not in set(mentions(talk))
    assert talk.say("unfreeze acme").ok
    assert {"N23", "today", "plan"} <= set(mentions(talk))
