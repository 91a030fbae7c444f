"""`account close`: silent from then on and in no list, still to be read, and back with a word."""

from __future__ import annotations

from datetime import timedelta

from bot.dispatch.account_suggestions import accounts as suggested
from tests.commands.steps import labels
from tests.dialog import Dialog


def busy(talk: Dialog) -> Dialog:
    """Have something open about Acme of each kind, for tomorrow at the latest."""
    for line in ("promise acme quote by tomorrow", "follow acme tomorrow", "touch acme invoice c0 said unclear"):
        assert talk.say(line).stored, line
    return talk


def test_a_closed_customer_brings_no_nudge(talk: Dialog) -> None:
    """Neither for its promise nor its follow-up, its zero, its silence."""
    busy(talk)
    tomorrow = talk.at + timedelta(days=1)
    assert any("Acme" in str(nudge) for nudge in talk.holds(tomorrow))
    talk.say("account close acme moved abroad")
    assert talk.press("Close").stored
    assert not any("Acme" in str(nudge) for nudge in [*talk.holds(), *talk.holds(tomorrow)])


def test_it_is_in_no_list_and_no_field_offers_it(talk: Dialog) -> None:
    """Not today's, not the team's; its own card says why."""
    busy(talk)
    assert "Acme" in talk.text("today")
    assert "Acme" in talk.text("team zeros", "chris")
    talk.say("account close acme moved abroad")
    assert talk.press("Close").stored
    for line, who in (("today", "anna"), ("team zeros", "chris"), ("team promises", "chris")):
        assert "Acme" not in talk.text(line, who), line
    assert talk.say("team", "chris").figures["zeros_open"] == 0
    assert [] == [option.label for option in suggested(talk.sender(), "ac", talk.work) if "Acme" in option.label]
    assert "Closed\nmoved abroad" in talk.text("acme")


def test_what_falls_silent_is_said_before_it_does(talk: Dialog) -> None:
    """Where much is open a press is asked for; nothing is stored until then."""
    reply = busy(talk).say("account close acme moved abroad")
    assert (reply.ok, reply.stored, labels(reply)) == (False, (), ["Close"])
    assert "1 open promise, 1 follow-up, 1 open zero" in talk.text("account close acme moved abroad")
    assert talk.press("Close").stored == ("A1",)


def test_little_is_closed_at_once(talk: Dialog) -> None:
    """One promise is said in the receipt."""
    talk.say("promise acme quote by fri")
    assert "Silent from now on: 1 open promise." in talk.text("account close acme")
    assert talk.last.stored == ("A1",)


def test_nothing_is_logged_about_it_until_it_is_open(talk: Dialog) -> None:
    """It would never be nudged; what was promised before may be answered for."""
    for line in ("promise acme quote by fri", "account close acme"):
        assert talk.say(line).stored, line
    for line in ("call acme vm", "promise acme list by fri", "follow acme thu", "touch acme invoice 0"):
        assert "account open Acme A/S" in (talk.say(line).error or ""), line
    assert talk.say("kept 1").stored
    assert talk.say("account open acme").stored
    assert talk.say("call acme vm").stored


def test_undo_and_open_bring_everything_back(talk: Dialog) -> None:
    """The same lists, the same card."""
    shown = busy(talk).say("today").card.body
    for back in ("undo", "account open acme"):
        talk.say("account close acme")
        assert talk.press("Close").stored
        assert talk.say(back).ok
        assert shown == talk.say("today").card.body


def test_its_card_offers_nothing_but_to_open_it(talk: Dialog) -> None:
    """And its notes, which stay."""
    for line in ("call acme wants toner", "account close acme sold"):
        assert talk.say(line).stored, line
    assert labels(talk.say("acme")) == ["Open again", "Notes"]
    assert "wants toner" in talk.text("notes acme")
    talk.say("acme")
    assert talk.press("Open again").stored == ("A2",)


def test_twice_is_refused_and_so_is_a_stranger(talk: Dialog) -> None:
    """In one sentence each."""
    assert "anna's: ask anna" in (talk.say("account close acme", "bo").error or "")
    assert talk.say("account close acme", "chris").stored
    assert "closed already" in (talk.say("account close acme").error or "")
    assert "closed or opened · Acme A/S" in talk.text("me")
