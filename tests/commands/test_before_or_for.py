"""`for` before a day: English for, or Danish and Norwegian before without its mark."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from tests.dialog import Dialog

HOME = ("da", "nb")
"""Languages in which it is before."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_for_is_asked_where_the_day_is_of_another_language(talk: Dialog, language: str) -> None:
    """A day of one's own language is sure."""
    talk.say(f"me language {language}")
    foreign = "friday" if language in HOME else "i overmorgen"
    assert not talk.say(f"promise acme quote for {foreign}").stored
    own = "fredag" if language in HOME else "friday"
    assert talk.say(f"promise acme list for {own}").stored
    assert talk.work.promises.find(1).due.day == (26 if language in HOME else 27)  # type: ignore[union-attr]
