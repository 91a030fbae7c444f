"""Words as people inflect them: whether two are forms of one, such as offert and offerten."""

from __future__ import annotations

from bot.language.names import bare

ALIKE = 4
"""Letters in which two words begin alike at least to be two forms of one."""


def are_forms_of_one(typed: str, word: str) -> bool:
    """Whether two bare words are one, or two forms of one, such as offert and offerten."""
    length = max(ALIKE, min(len(typed), len(word)) - 1)
    return bool(word) and (typed == word or (min(len(typed), len(word)) >= ALIKE and typed[:length] == word[:length]))


def share_word(text: str, other: str) -> bool:
    """Whether a word of one text is, in any form, one of the other."""
    words = [bare(word) for word in other.split()]
    return any(are_forms_of_one(bare(word), each) for word in text.split() for each in words)
