"""`account`: what is known of a customer, and changing it."""

from __future__ import annotations

from tests.dialog import Dialog


def test_the_account_card_shows_all_that_is_known(talk: Dialog) -> None:
    """Score, owner, zeros, promises, contacts, value, coverage and rhythm."""
    for line in ("call acme vm", "touch acme invoice c0 said", "promise acme quote by fri"):
        talk.say(line)
    reply = talk.say("account acme 7M contacts 250 every 3w owner @bo")
    expected = {"score": 0.0, "zeros_open": 1, "factors_known": 1, "value": 7_000_000, "contacts": 250, "breaches": 0}
    assert expected == reply.figures
    text = talk.text("account acme")
    for part in ("owner bo", "Zero: invoice, clarity", "P1 · quote", "anna · voicemail", "7 m a year", "every 21 days"):
        assert part in text


def test_an_unrated_account_has_no_score(talk: Dialog) -> None:
    """Unknown is neither zero nor one."""
    assert talk.say("account acme").figures == {"zeros_open": 0, "factors_known": 0, "breaches": 0}
