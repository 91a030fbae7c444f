"""A name and what it is about in one word are two words of a line; what was typed stays as it was."""

from __future__ import annotations

import pytest

from bot.language.tokens import as_typed, line_of, text_of, tokens


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Acme-tilbuddet", "Acme tilbuddet"),
        ("Nilsson-offerten", "Nilsson offerten"),
        ("Vogel-Angebot", "Vogel Angebot"),
        ("acme-tegningerne", "acme tegningerne"),
        ("e-faktura", "e-faktura"),
        ("Bergen-Nord", "Bergen-Nord"),
        ("follow-up", "follow-up"),
        ("16-22", "16-22"),
        ("Mazur-Okna", "Mazur-Okna"),
    ],
)
def test_they_are_parted_before_goods_alone(line: str, words: str) -> None:
    """A name with a hyphen of its own is one word, and so are verbs and days."""
    assert text_of(tokens(f"call {line} today")) == f"call {words} today"


def test_what_was_typed_is_put_together_again() -> None:
    """To the letter, in a note too."""
    line = "told them  the Acme-Angebot, is late"
    assert line_of(tokens(line)) == line
    assert as_typed(tokens(line)[3:]) == "Acme-Angebot, is late"
