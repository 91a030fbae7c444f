"""Scores in words: which one a phrase says, and what it says of which factor."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from bot.language.phrases import plain_texts, typable
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import FACTORS, SCORES
from bot.records import record

DIGITS = frozenset("012")
GLUED = re.compile(r"([0-2])\s?[-–/]\s?([0-2])")
"""Two scores of which one is meant, in one word or with a sign between them."""
GLUED_WORDS = 3
UNSURE, THAN, BETWEEN = "unsure", "than", "one_of"
"""The terms of words that say no score by themselves, of what scores are compared with, and of what leads to two."""
SAYING = frozenset(SCORES.words.keys() - {THAN, BETWEEN})


@record
class SaidScore:
    """What words say as a score: None where that is unclear, such as bad; and how many words say it."""

    score: int | None
    used: int


@record(kw_only=True)
class Judgement:
    """A score that words compare with what was expected, its factor if one stands before it, and where that is."""

    first: int
    end: int
    score: int
    factor: str = ""


def said_score(words: tuple[Token, ...], language: str) -> int:
    """Return how many words say a score at their beginning, the comparison behind it included; 0 for none."""
    first = (replace(words[0], text=words[0].bare), *words[1:]) if words else ()
    said = said_at(first, language)
    return said.used if said and said.score is not None else 0


def judged_in(words: tuple[Token, ...], language: str) -> tuple[bool, int | None]:
    """Return whether words judge something anywhere, as "worse than expected" does, and the score that they say."""
    for at in range(len(words)):
        said = said_at(words[at:], language) if words[at].text not in DIGITS else None
        # A word alone, such as "more", may be one of any sentence.
        if said and (said.used > 1 or said.score is None or at == len(words) - 1):
            return True, said.score
    return False, None


def judgement_in(words: tuple[Token, ...], language: str) -> Judgement | None:
    """Return the one comparison with what was expected in words; None where there is none, or more than one."""
    found: list[Judgement] = []
    at = 0
    while at < len(words):
        said = said_at(words[at:], language) if words[at].text not in DIGITS else None
        if said and said.score is not None and said.used > 1:
            before = words[at - 1].bare if at and not words[at - 1].quoted else ""
            factor = FACTORS.find(before, language) or ""
            found.append(Judgement(first=at - bool(factor), end=at + said.used, score=said.score, factor=factor))
        at += said.used if said else 1
    return found[0] if len(found) == 1 else None


def said_at(words: tuple[Token, ...], language: str) -> SaidScore | None:
    """Return what words say at their beginning, the comparison behind it included; None for no score."""
    if not _may_begin(words, language):
        return None
    if not words[0].quoted and words[0].text in DIGITS:
        return SaidScore(int(words[0].text), 1)
    texts = plain_texts(words[: 2 * SCORES.longest])
    term, used = _phrase(texts, SAYING, language)
    if not term:
        return None
    _, compared = _phrase(texts[used:], frozenset({THAN}), language)
    if term != UNSURE:
        return SaidScore(int(term), used + compared)
    # Bad, and less than expected: that is a 0.
    return SaidScore(0 if compared else None, used + compared)


def alternatives_at(words: tuple[Token, ...], language: str) -> tuple[Sequence[int], int]:
    """Return the two scores that words begin with where one of both is meant, and how many words say so."""
    glued = GLUED.match(text_of(words[:GLUED_WORDS])) if words and words[0].text[:1] in DIGITS else None
    for count in range(1, min(len(words), GLUED_WORDS) + 1) if glued else ():
        quoted = any(word.quoted for word in words[:count])
        if not quoted and (glued := GLUED.fullmatch(text_of(words[:count]))):
            return sorted({int(glued[1]), int(glued[2])}), count
    if not _may_begin(words, language):
        return (), 0
    texts = plain_texts(words[: 4 * SCORES.longest])
    _, lead = _phrase(texts, frozenset({BETWEEN}), language)
    one = said_at(words[lead:], language)
    joined = lead + (one.used if one else 0)
    joins = typable("clauses", "joins", language) if lead else typable("days", "either", language)
    if one is None or joined >= len(texts) or texts[joined] not in joins:
        return (), 0
    other = said_at(words[joined + 1 :], language)
    scores = {said.score for said in (one, other) if said and said.score is not None}
    return (sorted(scores), joined + 1 + other.used) if other and len(scores) > 1 else ((), 0)


def _may_begin(words: tuple[Token, ...], language: str) -> bool:
    """Whether the first of some words is a digit or begins a phrase of a score; most words of a line do not."""
    return bool(words) and (words[0].text in DIGITS or SCORES.reach(words[0].plain, language) > 0)


def _phrase(texts: Sequence[str], terms: Set[str], language: str) -> tuple[str, int]:
    """Return which of some terms the longest phrase is that texts begin with, and its words."""
    reach = SCORES.reach(texts[0], language) if texts else 0
    for count in range(min(len(texts), reach), 0, -1):
        words = " ".join(texts[:count])
        term = SCORES.find(words, language)
        # Names of terms are no words.
        if term and term in terms and words not in SCORES.words and all(texts[:count]):
            return term, count
    return "", 0
