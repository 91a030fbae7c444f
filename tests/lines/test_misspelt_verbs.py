"""A slip of a promise in a further clause is asked about; a press stores what was meant."""

from __future__ import annotations

from bot.domain.details import Kind
from tests.dialog import Dialog
from tests.lines.test_leave_without_command import labels


def test_the_slip_of_a_promise_is_one_where_that_is_pressed(kim: Dialog) -> None:
    """With the call before it; else it is the note of that."""
    promise, note, *_ = labels(kim.say("called acme, promsied quote by friday"))
    assert kim.press(promise).stored == ("C1", "P1")
    kim.say("called acme, promsied quote by friday")
    assert kim.press(note).stored == ("C2",)
    kept = kim.work.entries.live(Kind.CALL, 2)
    assert kept is not None
    assert "promsied quote by friday" in str(kept.detail)


def test_it_is_asked_though_nobody_was_reached(kim: Dialog) -> None:
    """A slip is a guess, whoever said it."""
    assert kim.say("called acme, no answer, promsied quote by friday").stored == ()
