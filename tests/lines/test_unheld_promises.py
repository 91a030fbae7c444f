"""Lines that say that a promise will not hold: it is asked whether the customer knows, and nothing is a call by guess."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.lines.test_leave_without_command import labels

UNHELD = (
    ("en", "can't keep the promise to Acme, told them"),
    ("da", "kan ikke holde løftet til Acme, sagt det til dem"),
    ("nb", "klarer ikke løftet til Acme, har sagt ifra"),
    ("sv", "kan inte hålla löftet till Acme, har sagt det"),
    ("pl", "nie dotrzymam obietnicy dla Acme, już wiedzą"),
    ("de", "kann die Zusage an Acme nicht halten, hab Bescheid gesagt"),
)


@pytest.mark.parametrize(("language", "line"), UNHELD)
def test_it_is_asked_whether_the_customer_knows(kim: Dialog, language: str, line: str) -> None:
    """One button asks for the new day as `told` does, the other says what to do before it is late."""
    assert kim.say("promise acme quote by fri").stored == ("P1",)
    kim.say(f"me language {language}")
    asked = kim.say(line)
    knows, unheld, *_ = labels(asked)
    assert asked.stored == ()
    assert "P1" in str(kim.press(knows).card)
    kim.say(line)
    assert {button.press.verb for button in kim.press(unheld).card.all_buttons()} == {"told", "draft"}


def test_without_an_open_promise_there_is_none_to_offer(kim: Dialog) -> None:
    """A note is what is left."""
    assert {button.press.verb for button in kim.say(UNHELD[0][1]).card.all_buttons()}.isdisjoint({"told", "holds"})
