"""Reading time: what counts as a word, and how long words take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reading_time import MOMENTS_A_DAY, WORDS_A_DAY, WORDS_A_MINUTE, reading_seconds, word_count


@pytest.mark.parametrize(("words", "seconds"), [(0, 0), (1, 1), (16, 6), (188, 60), (189, 61), (273, 88)])
def test_reading_time_is_rounded_up(words: int, seconds: int) -> None:
    """At 188 words a minute."""
    assert seconds == reading_seconds(words)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("Call 1 of 8 · –",), 4),
        (("Två ord", "och två till"), 5),
        (("", " \n\t"), 0),
        (("— · ● ✓",), 0),
        (("łódź", "€5", "(7)"), 3),
        ((), 0),
    ],
)
def test_a_sign_that_stands_alone_is_no_word(texts: tuple[str, ...], words: int) -> None:
    """Letters of any language and digits make a word."""
    assert words == word_count(texts)


@given(st.lists(st.text(alphabet="ab ·\n", max_size=20)))
def test_texts_are_counted_one_by_one(texts: list[str]) -> None:
    """Where a text ends, a word ends."""
    assert sum(word_count((text,)) for text in texts) == word_count(tuple(texts))


@given(st.integers(0, 5000))
def test_more_words_never_take_less_time(words: int) -> None:
    """And never less than the speed allows."""
    assert reading_seconds(words) <= reading_seconds(words + 1)
    assert 60 * words <= WORDS_A_MINUTE * reading_seconds(words) < 60 * words + WORDS_A_MINUTE


def test_a_day_of_nudges_is_read_in_a_minute_and_a_half() -> None:
    """Three messages and 273 words at most."""
    assert (3, 88) == (MOMENTS_A_DAY, reading_seconds(WORDS_A_DAY))
