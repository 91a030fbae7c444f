"""Whether a typed line asks something, rather than says what happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.language.names import fold
from bot.language.small_talk import heard
from bot.language.vocabulary import QUESTIONS

PART_ENDS = (",", ";", ".", "!", "?", ":")
"""What ends a part of a line when a word ends in it."""
ASKED = re.compile(r"\?[\s\"”»)*_~]*$")


def is_question(line: str) -> bool:
    """Whether a line ends in a question mark or begins with a question word, and tells of nothing that was done.

    A past verb of a log tells of it. In a line that begins with a question word and ends in a question mark it is part
    of the question ("who called them?"), unless it begins a part of the line: "what now? called them, ok?".
    """
    words = [heard(word) for word in line.split()]
    asked, begun = ASKED.search(line) is not None, begins_with(words, "words")
    if asked and begun:
        return not _tells_behind(line.split())
    return (asked or begun) and not any(word in _words("past") for word in words)


def _tells_behind(words: Sequence[str]) -> bool:
    ends = (place for place, word in enumerate(words) if word.endswith(PART_ENDS))
    return any(heard(word) in _words("past") for place in ends for word in words[place + 1 : place + 2])


def begins_with(words: Sequence[str], term: str) -> bool:
    """Whether heard words begin with a word or phrase of a term of questions, in any language."""
    return any(" ".join(words[:count]) in _words(term) for count in range(1, QUESTIONS.longest + 1))


def asks_who_waits(line: str) -> bool:
    """Whether a question names waiting customers."""
    return any(heard(word) in _words("waiting") for word in line.split())


@cache
def _words(term: str) -> frozenset[str]:
    """Return the words of a term in every language, as they are heard."""
    return frozenset(fold(word) for word in QUESTIONS.all_words(term))
