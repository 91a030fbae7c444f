"""What leaves it open whether somebody was reached: a thing that was not, a call that came back, one that broke off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.name_words import name_words
from bot.language.phrases import Phrases, Piece, plain_texts, typable, typable_phrases
from bot.language.tokens import Token
from bot.language.word_files import WORD_FILES


def are_somebody(words: Sequence[Token], language: str) -> bool:
    """Whether words that were not reached are people: a name, or a word such as boss; else they may be a thing."""
    texts, names = plain_texts(words), name_words(language).common
    taken = {at for piece in _pieces(texts, "people", language) for at in range(piece.first, piece.end)}
    # Where every noun has a capital, one says nothing of a name.
    named = not WORD_FILES[language].about.capital_nouns
    return all(at in taken or text in names or (named and words[at].has_capital) for at, text in enumerate(texts))


def reached_later(words: Sequence[Token], language: str) -> str:
    """Return the first words that say that somebody was reached after all, as typed; "" for none."""
    said = (_first(words, term, language) for term in ("called_back", "reached_later", "took"))
    return next(filter(None, said), "")


def unsure_in(words: Sequence[Token], language: str) -> str:
    """Return the first words that leave it open whether anybody was reached, such as "got cut off"; "" for none."""
    return _first(words, "unsure", language)


def asks_for(verb: Sequence[Token], language: str) -> bool:
    """Whether a verb ends in where an answer was to come from, as in "no answer from"; what it was about may follow."""
    return bool(verb) and plain_texts(verb[-1:])[0] in typable("names", "at", language)


def _first(words: Sequence[Token], term: str, language: str) -> str:
    found = next(iter(_pieces(plain_texts(words), term, language)), None)
    return " ".join(word.text for word in words[found.first : found.end]) if found else ""


def _pieces(texts: Sequence[str], term: str, language: str) -> list[Piece[None]]:
    return [piece for run in _index(term, language).runs(texts) for piece in run]


@cache
def _index(term: str, language: str) -> Phrases[None]:
    return typable_phrases("reaching", term, language)
