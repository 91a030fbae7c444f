"""Text is cut between the signs that a reader sees."""

from __future__ import annotations

import pytest

from bot.language.graphemes import shortened


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("Anna", 4, "Anna"),
        ("Annalena", 5, "Anna…"),
        ("Åse".replace("Å", "A\u030a") + "x" * 9, 2, "…"),
        ("A\u030ase" + "x" * 9, 3, "A\u030a…"),
        ("ab👩\u200d👩\u200d👧 x", 5, "ab…"),
        ("ab👩\u200d👩\u200d👧 x", 8, "ab👩\u200d👩\u200d👧…"),
        ("🇩🇰🇳🇴🇸🇪", 4, "🇩🇰…"),
        ("🇩🇰🇳🇴🇸🇪", 5, "🇩🇰🇳🇴…"),
        ("👍🏽 fine", 2, "…"),
        ("👍🏽 fine", 3, "👍🏽…"),
        ("", 1, ""),
        ("ab", 1, "…"),
    ],
)
def test_a_cut_text_ends_with_a_whole_sign(text: str, most: int, cut: str) -> None:
    """Fewer characters where one more would be half a sign."""
    assert cut == shortened(text, most)
