"""How a note becomes words, and typed words a search."""

from __future__ import annotations

from bot.domain.noted_words import LONGEST, MOST, SEARCHED, search_words, words_in


def test_words_lose_capitals_signs_and_marks() -> None:
    """Digits stay; what is there twice counts once."""
    assert words_in("Tonér, TONER & ŁÓDŹ-42: øl!") == {"toner", "lodz", "42", "ol"}


def test_nothing_of_any_length_is_kept() -> None:
    """Long words are cut, and very many left out."""
    assert words_in("a" * 500) == {"a" * LONGEST}
    assert len(words_in(" ".join(f"w{number}" for number in range(2 * MOST)))) == MOST


def test_the_longest_words_are_looked_for_first() -> None:
    """Single letters are left out, and so is what is beyond a few words."""
    assert search_words("a Toner of paper") == ("paper", "toner", "of")
    assert len(search_words("one two three four five six")) == SEARCHED
    assert search_words("x y ?") == ()
