"""Whether a typed line asks something, rather than says what happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import dropwhile

from bot.language.names import fold
from bot.language.small_talk import SmallTalk, heard
from bot.language.tokens import Token
from bot.language.vocabulary import QUESTIONS, SMALL_TALK

PART_ENDS = (",", ";", ".", "!", "?", ":")
"""What ends a part of a line when a word ends in it."""
ASKED = re.compile(r"\?[\s\"”»)*_~]*$")


def is_question(line: str, language: str) -> bool:
    """Whether a line ends in a question mark or begins with a question word, and tells of nothing that was done.

    A past verb of a log tells of it. In a line that begins with a question word and ends in a question mark it is part
    of the question ("who called them?"), unless it begins a part of the line: "what now? called them, ok?".
    """
    words = [heard(word) for word in line.split()]
    asked = is_asked(line)
    begun = _begins(list(dropwhile(_courtesies(language).__contains__, words)), language)
    if asked and begun:
        return not _tells_behind(line.split(), language)
    told = any(word in _words("past", language) for word in words)
    return (asked or begun) and (not told or _is_inverted(words, language))


def _is_inverted(words: Sequence[str], language: str) -> bool:
    """Whether the writer stands behind a question word and a verb, as in "hvornår talte vi sidst med Acme"."""
    begun = (count for count in range(QUESTIONS.longest, 0, -1) if " ".join(words[:count]) in _words("words", language))
    subject = words[next(begun, len(words)) + 1 :][:1]
    return any(word in _words("self", language) for word in subject)


def _tells_behind(words: Sequence[str], language: str) -> bool:
    ends = (place for place, word in enumerate(words) if word.endswith(PART_ENDS))
    return any(heard(word) in _words("past", language) for place in ends for word in words[place + 1 : place + 2])


def asks(words: Sequence[Token], language: str) -> bool:
    """Whether words begin with a question word or phrase."""
    return _begins([heard(word.text) for word in words], language)


def _begins(words: Sequence[str], language: str) -> bool:
    """Whether words begin with a question word or phrase."""
    return any(" ".join(words[:count]) in _words("words", language) for count in range(1, QUESTIONS.longest + 1))


def names_waiting(line: str, language: str) -> bool:
    """Whether a question names waiting customers."""
    return any(heard(word) in _words("waiting", language) for word in line.split())


def asks_of_own_doing(line: str, language: str) -> bool:
    """Whether a line asks what the writer did or is to do, by its order of words: "have I called them?"."""
    words = line.split()
    return is_asked(line) and len(words) > 1 and heard(words[1]) in _words("self", language)


def is_asked(line: str) -> bool:
    """Whether a line ends in a question mark."""
    return ASKED.search(line) is not None


def without_request(line: str, language: str) -> str:
    """Return a line without its question mark and without words such as can you before what is to be done."""
    words = ASKED.sub("", line).split()
    keys = [heard(word) for word in words[: QUESTIONS.longest]]
    lead = (count for count in range(len(keys), 0, -1) if " ".join(keys[:count]) in _words("requests", language))
    return " ".join(words[next(lead, 0) :])


def is_about(word: str, language: str) -> bool:
    """Whether a word behind a customer's name only says what is to be shown of them."""
    return heard(word) in _words("about", language)


def asks_who_waits(line: str, language: str) -> bool:
    """Whether a line asks if anybody waits, though it begins with the verb that would log it: "venter nogen?"."""
    if not is_asked(line):
        return False
    words = [heard(word) for word in line.split()]
    verbs = (end for end in range(len(words), 0, -1) if " ".join(words[:end]) in _words("waiting", language))
    rest = words[next(verbs, 0) :]
    return len(rest) < len(words) and all(word in _words("anyone", language) for word in rest)


@cache
def _courtesies(language: str) -> frozenset[str]:
    """Return the single words that may stand before a question, such as hello and ok."""
    talks = (talk for talk in SmallTalk if talk not in (SmallTalk.STOP, SmallTalk.SICK))
    return frozenset(heard(word) for talk in talks for word in SMALL_TALK.all_words(talk, language))


@cache
def _words(term: str, language: str) -> frozenset[str]:
    """Return the words of a term that people of a language may type, as they are heard."""
    return frozenset(fold(word) for word in QUESTIONS.all_words(term, language))
