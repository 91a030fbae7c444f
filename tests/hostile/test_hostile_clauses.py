"""Lines that are made of clauses without end: one sound reply each, and never more facts than a line may tell."""

from __future__ import annotations

import pytest

from bot.dispatch.facts import MOST_FACTS
from tests.dialog import Dialog
from tests.hostile.spoken import CLAUSES
from tests.hostile.test_hostile import sound


@pytest.mark.parametrize("number", range(len(CLAUSES)))
def test_a_line_of_endless_clauses_is_answered(talk: Dialog, number: int) -> None:
    """Nothing breaks, and what is stored stays within the limit."""
    reply = talk.say(CLAUSES[number], "chris")
    sound(reply, CLAUSES[number])
    assert len(reply.stored) <= MOST_FACTS
