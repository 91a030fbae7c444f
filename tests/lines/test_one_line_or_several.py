"""The same facts in one line or in several come to the same state, and undo of the one line leaves nothing of it."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.hostile.fuzz import undone
from tests.lines.cases import entries, facts_of

WAYS = (
    ("call acme", "promise acme quote by thu", "follow acme mon"),
    ("called bergen no answer", "follow bergen thursday at 14:00"),
    ("call acme vm", "promise bergen price list by fri"),
)


def _state(talk: Dialog) -> tuple[object, ...]:
    """Return every fact, and the day's card."""
    return [facts_of(talk, entry) for entry in entries(talk.work)], talk.text("today")


@pytest.mark.parametrize("lines", WAYS)
def test_one_line_comes_to_the_state_of_several(kim: Dialog, lines: tuple[str, ...]) -> None:
    """Facts, figures, promises and follow-ups of the day's card."""
    with undone(kim):
        assert kim.say(", ".join(lines)).ok
        together = _state(kim)
    for line in lines:
        assert kim.say(line).ok
    assert together == _state(kim)


@pytest.mark.parametrize("lines", WAYS)
def test_undo_of_a_line_leaves_nothing_of_it(kim: Dialog, lines: tuple[str, ...]) -> None:
    """No fact is left, and the day's card is as before."""
    before = kim.text("today")
    assert kim.say(", ".join(lines)).ok
    assert kim.say("undo").ok
    assert ([], before) == (entries(kim.work), kim.text("today"))
