"""`unfreeze`: a customer who was left alone is taken up again."""

from __future__ import annotations

import pytest

from tests.commands.steps import labels
from tests.dialog import Dialog


@pytest.fixture(name="frozen")
def frozen_fixture(talk: Dialog) -> Dialog:
    """Acme is frozen."""
    assert talk.say("freeze acme they pay too late").ok
    return talk


@pytest.mark.parametrize(
    "line", ["unfreeze acme", "thaw acme", "optø acme", "tin opp acme", "tina upp acme", "odmroź acme"]
)
def test_it_is_spoken_of_again(frozen: Dialog, line: str) -> None:
    """Said in any language; the first thing to do is at hand."""
    reply = frozen.say(line)
    assert (reply.stored, labels(reply)) == (("Z2",), ["Log a call", "Undo"])
    assert "Frozen" not in frozen.text("acme")


def test_undo_freezes_it_again(frozen: Dialog) -> None:
    """With the first reason."""
    before = frozen.text("acme")
    frozen.say("unfreeze acme new buyer")
    assert frozen.text("edit Z2 new owner").startswith("Changed · Z2 · Acme A/S · Unfrozen · new owner")
    frozen.say("undo Z2")
    assert before == frozen.text("acme")


def test_a_reason_is_read_back(frozen: Dialog) -> None:
    """With the other words that were noted."""
    frozen.say("unfreeze acme new buyer")
    assert "new buyer" in frozen.text("notes acme")


@pytest.mark.parametrize("line", ["", "left acme"])
def test_what_is_not_frozen_says_what_to_do(talk: Dialog, line: str) -> None:
    """A call brings back who was lost."""
    if line:
        talk.say(line)
    assert talk.text("unfreeze acme") == "Acme A/S is not frozen: just log a call.\n[Log a call]"
    assert talk.last.stored == ()
