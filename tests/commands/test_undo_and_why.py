"""Taking the last entry back with a word of why: "oops, delete that", "undo, wrong customer"."""

from __future__ import annotations

import pytest

from storage.work import SqlWork
from tests.lines.cases import Case, conversation


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "oops, delete that"), ("en", "delete last, wrong customer"), ("en", "sorry, undo please"),
        ("en", "ta bort senaste, fel kund"), ("da", "ups slet det"), ("pl", "cofnij, zły klient"), ("de", "Hoppla, lösch das"),
    ],
)  # fmt: skip
def test_a_slip_beside_the_verb_is_no_more_than_its_reason(work: SqlWork, language: str, line: str) -> None:
    """The entry is taken back at once."""
    kim = conversation(work, Case(line="", me=language, world="plain", before=("call acme",), expected={}))
    assert kim.say(line).ok
    assert work.entries.latest(work.people.named("kim")[0].id) is None


def test_what_else_it_was_is_asked_about(work: SqlWork) -> None:
    """Nobody can say whether the entry is to go or to be changed."""
    kim = conversation(work, Case(line="", me="en", world="plain", before=("call acme",), expected={}))
    reply = kim.say("undo, it was nowak")
    assert [button.label for button in reply.card.all_buttons()] == ["Undo C1", "Change C1"]
    assert work.entries.latest(work.people.named("kim")[0].id) is not None
