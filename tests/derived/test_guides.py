"""The guides' own lines are typed, in order, in a company that has just been set up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dialog import Dialog

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = ("admin.md", "faq.md")


def typed_lines(guide: str) -> list[str]:
    """Return the lines of a guide's chat blocks."""
    blocks = re.findall(r"```chat\n(.*?)```", (DOCS / guide).read_text(encoding="utf-8"), re.DOTALL)
    return "".join(blocks).splitlines()


@pytest.mark.parametrize("guide", GUIDES)
def test_each_line_of_a_guide_does_what_it_is_shown_for(talk: Dialog, guide: str) -> None:
    """Nothing is refused, and a question is answered by its first button."""
    talk.who = "chris"
    lines = typed_lines(guide)
    assert lines
    for line in lines:
        reply = talk.say(line)
        assert reply.error is None and reply.form is None, f"{line}: {reply.error}"
        if not reply.ok:
            talk.press(reply.card.all_buttons()[0].label)
