"""The answer to a question about a zero: only from whom was asked."""

from __future__ import annotations

import pytest

from tests.commands.steps import press
from tests.dialog import Dialog


@pytest.fixture(autouse=True)
def invoice_desk(talk: Dialog) -> None:
    """kari answers for the invoice and sells nothing; bo rated it 0 for anna's customer."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint invoice owner kari"):
        assert talk.say(line, "chris").ok
    assert talk.say("touch acme invoice clarity 0 said too long", "bo").ok


@pytest.mark.parametrize("note", ["1", "0", "x", "9" * 40])
def test_somebody_elses_question_is_not_answered(talk: Dialog, note: str) -> None:
    """Nor one that was never asked."""
    press(talk, "zero ask", "kari", rating="R1", to=str(_id(talk, "bo")), question="which?")
    assert "for somebody else" in (press(talk, "zero answer", "dora", note=note, answer="me").error or "")


def _id(talk: Dialog, name: str) -> int:
    found = talk.work.people.by_name(name)
    assert found
    return found.id
