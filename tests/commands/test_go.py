"""`go`: whoever goes to a customer who waits."""

from __future__ import annotations

from tests.dialog import Dialog


def test_a_waiting_customer_is_public_and_taken_once(talk: Dialog) -> None:
    """The first who goes is named with the time it took."""
    reply = talk.say("waiting counter", channel=True)
    assert (reply.public, reply.stored) == (True, ("W1",))
    talk.later(seconds=40)
    taken = talk.press("I go", "bo")
    assert "bo went after 40 s." in taken.card.body[0].text  # type: ignore[union-attr]
    assert taken.replaces
    talk.last = reply
    assert talk.press("I go", "anna").stored == ()
    assert "No customer is waiting." in (talk.say("waiting done").error or "")
