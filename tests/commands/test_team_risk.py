"""`team risk`: customers nobody contacted for too long."""

from __future__ import annotations

from bot.messages.plain_text import card_text
from tests.commands.steps import file_rows, line_of
from tests.dialog import Dialog


def test_where_nobody_is_silent_it_says_so(talk: Dialog) -> None:
    """A customer who was made today is not silent."""
    assert "No customer is silent for too long." in talk.text("team risk", "chris")


def test_days_times_value_decide_the_order(talk: Dialog) -> None:
    """Those of unknown value come last, and the sums are of all."""
    talk.account("Beta AS", "bo")
    talk.account("Gamma AS", "bo")
    talk.say("account beta 7M contacts 250", "bo")
    talk.say("account acme 2M")
    talk.say("call acme", "anna")
    talk.say("call beta spoke", "bo")
    talk.later(days=41)
    reply = talk.say("team risk", "chris")
    assert card_text(reply.card).splitlines()[2:6] == [
        "Beta AS · 41 · NOK 7M · 250 · 1 · bo · ",
        "Acme A/S · 41 · NOK 2M ·  ·  · anna · ",
        "Gamma AS · 41 ·  ·  ·  · bo · ",
        "Value a year by days silent: ≤ 60: NOK 9M.",
    ]
    assert line_of(reply, "3 customers") == "3 customers silent, the week before 3"
    assert (reply.figures["accounts_silent"], reply.figures["value_silent"]) == (3, 9_000_000)
    assert file_rows(talk.say("team risk export csv", "chris"))[1] == ["Beta AS", "41", "7000000", "250", "1", "bo", ""]


def test_a_rhythm_decides_who_is_silent(talk: Dialog) -> None:
    """Three weeks are too long for a customer of two, and not for one without a rhythm; a call ends it."""
    talk.account("Beta AS")
    talk.say("account acme every 2w")
    talk.later(days=15)
    assert line_of(talk.say("team risk", "chris"), "Acme").startswith("Acme A/S · 15")
    assert line_of(talk.say("team risk", "chris"), "Beta") == ""
    talk.say("call acme")
    assert talk.say("team risk", "chris").figures["accounts_silent"] == 0


def test_the_week_before_is_as_it_was_then(talk: Dialog) -> None:
    """Whoever was called since was silent then, and one that the import knew of, or that was met then, was not."""
    talk.account("Beta AS", "bo")
    talk.account("Gamma AS", "bo")
    gamma = talk.work.accounts.by_key("gamma")
    assert gamma
    talk.work.accounts.change(gamma.id, imported_contact="2026-12-31")
    talk.later(days=41)
    assert "silent" in talk.text("team risk", "chris")
    assert talk.say("call acme").ok
    assert talk.say("call beta 28/12", "bo").ok
    assert line_of(talk.say("team risk", "chris"), "0 customers") == "0 customers silent, the week before 1"


def test_another_teams_customers_are_theirs(talk: Dialog) -> None:
    """Those that nobody owns are everybody's."""
    talk.account("Syd AS", "dora")
    talk.account("Nobodys AS", "nobody")
    talk.later(days=41)
    text = talk.text("team risk", "chris")
    assert ("Syd AS" in text, "Nobodys AS" in text) == (False, True)


def test_the_owner_sees_who_looked(talk: Dialog) -> None:
    """A silent customer tells of its owner."""
    talk.later(days=41)
    talk.say("team risk", "chris")
    assert "silent customers" in talk.text("me", "anna")


def test_who_is_left_alone_on_purpose_is_flagged_and_who_left_is_gone(talk: Dialog) -> None:
    """Nobody calls either; of the one it was decided, and the other is no customer any more."""
    talk.account("Beta AS")
    assert talk.say("freeze acme too small").ok
    assert talk.say("left beta").ok
    talk.later(days=41)
    assert line_of(talk.say("team risk", "chris"), "Acme").endswith("frozen on purpose")
    assert talk.say("team risk", "chris").figures["accounts_silent"] == 1
