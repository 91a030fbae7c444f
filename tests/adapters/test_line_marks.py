"""Marks around a typed line."""

from __future__ import annotations

import pytest

from adapters.common.line_marks import without_marks


@pytest.mark.parametrize(
    "typed",
    [
        "call acme", ", call acme", ": call acme", " - call acme", "\u2013 call acme", "`call acme`", "`call` acme",
        "```call acme```", "```\ncall acme\n```", "**call acme**", "*call acme*", "_call acme_", "~~call acme~~",
        "> call acme", ">call acme", "> `call acme`", ": **`call acme`**", "> when did you call?\ncall acme",
        "> a\n> b\n\ncall acme",
    ],
)  # fmt: skip
def test_marks_around_a_line_are_no_part_of_it(typed: str) -> None:
    """Separators behind a mention, code, bold, italic, struck out, quoted."""
    assert without_marks(typed) == "call acme"


@pytest.mark.parametrize(
    "typed",
    ["call acme *urgent*", "call acme - vm", "call 2*3 `code`", "call acme\nsaid > 5", "call a > b", "*", "_x", ""],
)
def test_marks_inside_a_line_stay(typed: str) -> None:
    """Only a pair that begins the line is a mark around it."""
    assert without_marks(typed) == typed


def test_a_message_of_nothing_but_marks_is_empty() -> None:
    """It says nothing."""
    assert [without_marks(typed) for typed in (" , ", "> ", "...", "- -")] == [""] * 4
