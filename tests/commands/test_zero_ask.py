"""[Ask …] at a zero: only between whom the rating concerns."""

from __future__ import annotations

import pytest

from tests.commands.steps import press
from tests.dialog import Dialog
from tests.nudges.outlook import recipients


@pytest.fixture(autouse=True)
def invoice_desk(talk: Dialog) -> None:
    """kari answers for the invoice and sells nothing; bo rated it 0 for anna's customer."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint invoice owner kari"):
        assert talk.say(line, "chris").ok
    assert talk.say("touch acme invoice clarity 0 said too long", "bo").ok


@pytest.mark.parametrize(
    ("who", "to"), [("dora", "bo"), ("kari", "dora"), ("kari", "kari"), ("kari", "nobody"), ("chris", "kari")]
)
def test_a_forged_question_reaches_nobody(talk: Dialog, who: str, to: str) -> None:
    """Neither from somebody whom the rating does not concern, nor to such a one."""
    found = talk.work.people.by_name(to)
    reply = press(talk, "zero ask", who, rating="R1", to=str(found.id) if found else "9" * 30, question="hi")
    assert not reply.ok
    assert recipients(talk, "N23") == []
