"""What colleagues who sell nothing see: their touchpoints, and no calls anywhere."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import labels, press
from tests.dialog import Dialog


@pytest.fixture(autouse=True)
def invoice_desk(talk: Dialog) -> None:
    """kari answers for the invoice and sells nothing."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint invoice owner kari"):
        assert talk.say(line, "chris").ok


@pytest.mark.parametrize("line", ["today", "me", "me week"])
@pytest.mark.parametrize("rated", [False, True])
def test_no_card_speaks_of_calls(talk: Dialog, line: str, rated: bool) -> None:
    """Neither a count, nor a target, nor the button, in any state."""
    if rated:
        talk.say("touch acme invoice clarity 0 said too long", "bo")
    reply = talk.say(line, "kari")
    assert "Call" not in card_text(reply.card)


def test_home_speaks_of_no_calls(talk: Dialog) -> None:
    """The page that the platform keeps."""
    assert "Call" not in card_text(press(talk, "home", "kari").card).replace("Calls, promises", "")


def test_who_rated_what_with_which_words(talk: Dialog) -> None:
    """The standing score, the zeros, then each rating, the last one first."""
    talk.say("touch acme invoice clarity 0 said too long", "bo")
    talk.say("touch acme invoice p2 s1")
    lines = talk.text("today", "kari").splitlines()
    assert lines[1:4] == [
        "invoice · score 0 (3 of 4 factors known) · 1 zero open",
        "Acme A/S · promises 2, service 1 · anna · Tue 24 Nov",
        'Acme A/S · clarity 0 · "too long" · bo · Tue 24 Nov',
    ]


def test_a_colleague_without_a_touchpoint_reads_who_gives_one(talk: Dialog) -> None:
    """The empty state."""
    talk.say("admin person eva colleague team Nord", "chris")
    assert "You answer for no touchpoint yet" in talk.text("today", "eva")


def test_a_manager_who_does_not_sell_has_no_calls_either(talk: Dialog) -> None:
    """Until they log one."""
    talk.say("admin person chris without seller", "chris")
    assert "Calls" not in talk.text("today", "chris")
    talk.say("call acme", "chris")
    assert "Calls" in talk.text("today", "chris")


def test_sellers_keep_their_calls(talk: Dialog) -> None:
    """Also those who answer for a touchpoint."""
    talk.say("admin touchpoint yard owner anna", "chris")
    reply = talk.say("today")
    assert "Calls: 0 / 8" in card_text(reply.card)
    assert labels(reply)[0] == "Log a call"


@pytest.mark.parametrize(
    ("who", "sees"),
    [("anna", True), ("kari", True), ("bo", True), ("dora", False)],
)
def test_home_shows_a_zero_to_whom_it_concerns(talk: Dialog, who: str, sees: bool) -> None:
    """The owner of the account, of the touchpoint, and who rated it; nobody else."""
    talk.say("touch acme invoice clarity 0 said too long", "bo")
    assert ("Rated 0: Acme A/S · invoice · clarity." in card_text(press(talk, "home", who).card)) is sees


def test_home_shows_a_rater_the_zero_of_a_customer_without_owner(talk: Dialog) -> None:
    """Somebody knows of it."""
    talk.account("Cirkel AS", "nobody")
    talk.say("touch cirkel yard service 0", "bo")
    assert "Rated 0: Cirkel AS" in card_text(press(talk, "home", "bo").card)


def test_home_tells_a_manager_how_many_the_team_has(talk: Dialog) -> None:
    """The count alone; nothing where there is none."""
    assert "zero open" not in card_text(press(talk, "home", "chris").card)
    talk.say("touch acme invoice clarity 0", "bo")
    assert "Your team has 1 zero open." in card_text(press(talk, "home", "chris").card)
    assert "Your team has" not in card_text(press(talk, "home", "anna").card)
