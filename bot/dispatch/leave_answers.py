"""Days off that are said without a command: "tomorrow off", "I have friday off"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.dispatch.command_call import CommandCall
from bot.dispatch.plain_line import PlainLine
from bot.language.clause_words import clause_words
from bot.language.small_talk import SmallTalk, first_words_of, heard
from bot.language.tokens import Token, line_of, text_of
from bot.language.vocabulary import VERBS

LEAVE = "off"
"""The command of days off."""
VERB_WORDS = 2
"""Words of a verb that is looked for."""


@cache
def leave_words(language: str) -> frozenset[str]:
    """Return the words as they are heard of which one stands wherever days off or an illness are said."""
    verbs = (heard(phrase.split()[0]) for phrase in VERBS.all_words(LEAVE, language))
    return first_words_of(SmallTalk.SICK, language).union(verbs)


def leave_answer(line: PlainLine) -> CommandCall | None:
    """Return the call of a line that is a verb of leave and days, in either order, fillers aside; None for others."""
    words = clause_words(line.context.language).before.skipped(line.words)
    rests = (line_of(rest) for rest in _without_verb(words, line.context.language) if rest)
    return next((line.call(LEAVE, rest) for rest in rests if line.values(LEAVE, rest) is not None), None)


def _without_verb(words: tuple[Token, ...], language: str) -> Iterator[tuple[Token, ...]]:
    """Yield the words without a verb of leave that stands first or last."""
    for count in range(min(VERB_WORDS, len(words)), 0, -1):
        if _is_leave(words[:count], language):
            yield words[count:]
        if _is_leave(words[-count:], language):
            yield words[:-count]


def _is_leave(words: tuple[Token, ...], language: str) -> bool:
    return VERBS.find(text_of(words).rstrip(".!"), language) == LEAVE
