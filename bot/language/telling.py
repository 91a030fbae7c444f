"""How words say that a customer was told, or knew, before something happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum, auto
from functools import cache

from bot.language.phrases import Phrases, Piece, plain_texts, typable, typable_phrases
from bot.language.reaching import negation_in
from bot.language.tokens import Token, tokens
from bot.records import record

NEAR = 2
"""Words beside a phrase in which a negation denies it."""


class _Part(IntEnum):
    KNEW = auto()
    """Says it by itself, such as "they knew"."""
    TOLD = auto()
    """Says it of an object, such as "told" of "them"."""
    WHOM = auto()
    AROUND = auto()
    JOINS = auto()


@record(kw_only=True)
class Telling:
    """The words from `first` to before `end` that speak of telling; `sure` when they name who was told or knew."""

    first: int
    end: int
    sure: bool


@cache
def _index(language: str) -> Phrases[_Part]:
    terms = {"around": _Part.AROUND, "whom": _Part.WHOM, "told": _Part.TOLD, "knew": _Part.KNEW}
    roles = {word: role for term, role in terms.items() for word in typable("told", term, language)}
    return Phrases(dict.fromkeys(typable("reaching", "joins", language), _Part.JOINS) | roles)


def telling_words(language: str) -> Iterable[str]:
    """Return words of which one stands wherever a customer was told or knew."""
    return _index(language).firsts


def tellings(words: Sequence[Token], language: str) -> tuple[Telling, ...]:
    """Return where words say that a customer was told or knew, in order, unless a negation beside it denies it."""
    found = (_telling(run) for run in _index(language).runs(plain_texts(words)))
    return tuple(each for each in found if each and not _is_denied(each, words, language))


def deny_telling(words: Sequence[Token], language: str) -> bool:
    """Whether words say that a customer was not told, and nothing else, as in "hadn't warned them"."""
    if " ".join(plain_texts(words)) in typable("told", "unaware", language):
        return True
    found = next((told for run in _index(language).runs(plain_texts(words)) if (told := _telling(run))), None)
    if found is None or not _is_denied(found, words, language):
        return False
    beside = (*words[: found.first], *words[found.end :])
    around = typable("told", "around", language) | typable("told", "nothing", language)
    return all(
        text in around or negation_in((word,), language) for word, text in zip(beside, plain_texts(beside), strict=True)
    )


def without_since(words: tuple[Token, ...], language: str) -> tuple[Token, ...]:
    """Return words without "since" in front, behind which stands the day from which somebody knew."""
    return typable_phrases("told", "since", language).skipped(words)


def purpose_at_end(words: Sequence[Token], language: str) -> int:
    """Return how many words at the end say that telling was what a call was for, as in "called to tell them"."""
    known, texts = typable_phrases("told", "to_tell", language), plain_texts(words)
    return next((len(texts) - at for at in range(len(texts)) if known.count_at(texts, at) == len(texts) - at), 0)


def is_moved(text: str, language: str) -> bool:
    """Whether a text says of something that was promised that its day moves, and nothing else."""
    words = tokens(text)
    return bool(words) and typable_phrases("told", "moved", language).leading(words) == len(words)


def _is_denied(telling: Telling, words: Sequence[Token], language: str) -> bool:
    """Whether a negation stands before a telling or in it, or "nothing" right behind it."""
    nothing = typable("told", "nothing", language)
    behind = plain_texts(words[telling.end : telling.end + NEAR])
    beside = words[max(0, telling.first - NEAR) : telling.end]
    return bool(
        negation_in(beside, language)
        or not typable("reaching", "nobody", language).isdisjoint(plain_texts(beside))
        or nothing & {*behind[:1], " ".join(behind)}
    )


def _telling(run: list[Piece[_Part]]) -> Telling | None:
    # The word that joins may as well begin a day in another language.
    while run and run[-1].role is _Part.JOINS:
        run = run[:-1]
    roles = [piece.role for piece in run]
    if not {_Part.KNEW, _Part.TOLD} & set(roles):
        return None
    return Telling(first=run[0].first, end=run[-1].end, sure=_Part.KNEW in roles or _Part.WHOM in roles)
