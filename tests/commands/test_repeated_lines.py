"""Lines and presses that come twice: redelivered, typed again, or too many."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


def test_a_delivery_counts_once(talk: Dialog) -> None:
    """The same key gets the same receipt and one row."""
    first = talk.say("call acme", key="k1")
    assert [first] * 3 == [talk.say("call acme", key="k1") for _ in range(3)]
    assert talk.say("today").figures["calls"] == 1


def test_a_line_typed_again_within_a_minute_counts_once(talk: Dialog) -> None:
    """After 5 and 59 seconds it is the same line, after 61 a new one."""
    talk.say("call acme", limited=True)
    talk.later(seconds=5)
    assert talk.say("Call  ACME", limited=True).stored == ()
    talk.later(seconds=54)
    assert "already logged" in talk.last.card.body[0].text  # type: ignore[union-attr]
    assert talk.say("call acme", limited=True).stored == ()
    talk.later(seconds=62)
    assert talk.say("call acme", limited=True).stored == ("C2",)


def test_count_it_again_adds_exactly_one(talk: Dialog) -> None:
    """Pressing five times adds one."""
    talk.say("call acme", limited=True, key="k1")
    again = talk.say("call acme", limited=True, key="k2")
    presses = []
    for _ in range(5):
        talk.last = again
        presses.append(talk.press("Log it again").stored)
    assert presses == [("C2",)] * 5
    assert talk.say("today").figures["calls"] == 2


def test_a_line_undone_and_typed_again_counts(talk: Dialog) -> None:
    """Taking back and typing anew is no mistake."""
    talk.say("call acme", limited=True)
    talk.say("undo", limited=True)
    assert talk.say("call acme", limited=True).stored == ("C2",)


def test_a_flood_is_slowed_down(talk: Dialog) -> None:
    """After twenty lines in a minute the next one is asked to wait."""
    for number in range(20):
        assert talk.say(f"call acme note {number}", limited=True).ok
    assert "wait a little" in (talk.say("call acme one more", limited=True).error or "")
    talk.later(seconds=61)
    assert talk.say("call acme one more", limited=True).ok


@pytest.mark.parametrize(("seconds", "counted"), [(5, 1), (59, 1), (60, 1), (61, 2)])
def test_how_long_a_line_typed_again_is_the_same_line(talk: Dialog, seconds: int, counted: int) -> None:
    """Within sixty seconds, case and white space folded; another person's line is another's."""
    talk.say("call acme vm", limited=True, key="first")
    talk.later(seconds=seconds)
    again = talk.say("  CALL acme   VM ", limited=True, key="second")
    assert again.ok
    assert ("already logged" in str(again.card)) == (counted == 1)
    assert talk.say("today").figures["calls"] == counted
    talk.say("call acme vm", "bo", limited=True, key="third")
    assert talk.say("today", "bo").figures["calls"] == 1
