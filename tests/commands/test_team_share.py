"""The button that shows a team's sums to its channel."""

from __future__ import annotations

import pytest

from bot.messages.card import Bars
from bot.messages.plain_text import card_text
from tests.commands.steps import press
from tests.dialog import Dialog


@pytest.fixture(name="three")
def three_fixture(talk: Dialog) -> Dialog:
    """A team of three sellers, each with a call."""
    talk.say("admin person eva seller team Nord", "chris")
    for who in ("anna", "bo", "eva"):
        talk.say("call acme", who)
        talk.say("promise acme quote by fri", who)
    return talk


def test_everybody_reads_what_the_manager_asked_for(three: Dialog) -> None:
    """The public reply has the lines and figures of the private one, and no chart, whose bars are sums of a day."""
    asked = three.say("team week", "chris", channel=True)
    shared = three.press("Share here", "chris")
    assert shared.public
    assert not asked.public
    assert (shared.card.body, shared.figures) == (asked.card.body[:-1], asked.figures)
    assert isinstance(asked.card.body[-1], Bars)


def test_it_speaks_the_language_of_the_team(three: Dialog) -> None:
    """The team's language counts, not the manager's."""
    three.say("me language da", "chris")
    three.say("team week", "chris", channel=True)
    assert "3 of 120 calls" in card_text(three.press("Del her", "chris").card)


@pytest.mark.parametrize(
    ("who", "part"),
    [("anna", "needs another role"), ("dora", "That is another team: ask its manager.")],
)
def test_only_who_may_ask_may_share(three: Dialog, who: str, part: str) -> None:
    """Role and team are checked again at the press."""
    three.say("team week", "chris", channel=True)
    reply = three.press("Share here", who)
    assert part in (reply.error or "")
    assert not reply.public


def test_a_team_that_became_small_is_not_shown(three: Dialog) -> None:
    """Who was active is counted again at the press."""
    asked = three.say("team week", "chris", channel=True)
    for _ in range(2):
        assert three.say("undo", "eva").ok
    three.last = asked
    assert "fewer than three people" in (three.press("Share here", "chris").error or "")


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"team": "99", "period": "week", "day": "2026-11-23"}, "That team is no longer there."),
        ({"team": "x", "period": "week", "day": "2026-11-23"}, "That team is no longer there."),
        ({"team": "1", "period": "week", "day": "x"}, "I do not know that period: type “team week”."),
        ({"team": "1", "period": "week", "day": ""}, "I do not know that period"),
    ],
)
def test_a_made_up_button_shows_nothing(three: Dialog, values: dict[str, str], part: str) -> None:
    """A forged team or day is refused in private."""
    reply = press(three, "team share", "chris", **values)
    assert part in (reply.error or "")
    assert not reply.public
