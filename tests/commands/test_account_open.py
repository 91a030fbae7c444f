"""`account open`: a customer that was closed is served again."""

from __future__ import annotations

from tests.dialog import Dialog


def test_an_open_customer_is_not_opened(talk: Dialog) -> None:
    """The sentence says what to type to see it."""
    assert "type “account Acme A/S”" in (talk.say("account open acme").error or "")


def test_undo_closes_it_again(talk: Dialog) -> None:
    """With the reason that it had."""
    for line in ("account close acme sold", "account open acme"):
        assert talk.say(line).stored, line
    assert "closed · sold" in talk.text("undo")
    assert "Closed\nsold" in talk.text("acme")


def test_who_may_not_close_it_may_not_open_it(talk: Dialog) -> None:
    """Its owner decided."""
    assert talk.say("account close acme sold").stored
    assert "anna's: ask anna" in (talk.say("account open acme", "bo").error or "")
