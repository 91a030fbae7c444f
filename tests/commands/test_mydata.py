"""`mydata`: how much is held about oneself."""

from __future__ import annotations

from bot.messages.card import Fields
from tests.dialog import Dialog


def test_what_is_held_is_counted(talk: Dialog) -> None:
    """A line more is one more that was logged, and one more that was typed."""

    def held() -> dict[str, str]:
        (fields,) = (each for each in talk.say("mydata").card.body if isinstance(each, Fields))
        return dict(fields.pairs)

    before = held()
    assert (before["Name"], before["Customers and touchpoints of yours"]) == ("anna", "1")
    assert talk.say("call acme wants two prices", limited=True).ok
    assert int(held()["Logged by you"]) == int(before["Logged by you"]) + 1
    assert int(held()["Lines that you typed"]) == int(before["Lines that you typed"]) + 1
