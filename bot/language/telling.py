"""How words say that a customer was told, or knew, before something happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum, auto
from functools import cache

from bot.language.phrases import Phrases, Piece, plain_text, plain_texts, typable, typable_phrases
from bot.language.reaching import negation_in
from bot.language.tokens import Token, tokens
from bot.language.word_files import WORD_FILES
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
    BESIDE = auto()
    """May stand in a clause that says nothing else: who it was, "was", "luckily"."""
    DENIES = auto()
    UNAWARE = auto()
    """Says by itself that the customer did not know."""


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


@cache
def _clause_index(language: str) -> Phrases[_Part]:
    """Return the phrases of a clause that says of a customer that they were told, and nothing else."""
    terms = {"beside": _Part.BESIDE, "unaware": _Part.UNAWARE, "core": _Part.KNEW}
    roles = {word: role for term, role in terms.items() for word in typable("told", term, language)}
    denying = dict.fromkeys(_denying(), _Part.DENIES)
    return Phrases({**denying, **_index(language).roles, **roles})


@cache
def _denying() -> frozenset[str]:
    """Return what says in any language that nobody told, or that it was not done: who was told is never presumed."""
    forms = (file.tables["reaching"][term] for file in WORD_FILES.values() for term in ("nobody", "without"))
    return frozenset(plain_text(word) for each in forms for word in each.all)


def telling_words(language: str) -> Iterable[str]:
    """Return words of which one stands wherever a customer was told or knew."""
    return _index(language).firsts


def tellings(words: Sequence[Token], language: str) -> tuple[Telling, ...]:
    """Return where words say that a customer was told or knew, in order, unless a negation beside it denies it."""
    found = (_telling(run) for run in _index(language).runs(plain_texts(words)))
    return tuple(each for each in found if each and not _is_denied(each, words, language))


def telling_clause(words: Sequence[Token], language: str) -> tuple[int, bool] | None:
    """Return how many words of a clause say only that the customer was told or knew, and whether they do, or deny it.

    None for a clause that says something else as well, or something else first.
    """
    texts, known, nothing = plain_texts(words), _clause_index(language), typable("told", "nothing", language)
    at, roles = 0, set[_Part | None]()
    while at < len(words):
        count = known.count_at(texts, at)
        role = known.roles[" ".join(texts[at : at + count])] if count else None
        if count == 0 and texts[at] not in nothing and not negation_in((words[at],), language):
            break
        roles.add(role)
        at += count or 1
    denied = not roles.isdisjoint((None, _Part.DENIES, _Part.UNAWARE))
    told = _Part.TOLD in roles and (denied or any(each.sure for each in tellings(words[:at], language)))
    says = _Part.KNEW in roles or _Part.UNAWARE in roles or told
    return (at, not denied) if says else None


def deny_telling(words: Sequence[Token], language: str) -> bool:
    """Whether words say that a customer was not told, and nothing else, as in "hadn't warned them"."""
    return telling_clause(words, language) == (len(words), False)


def unaware_at_end(words: Sequence[Token], language: str) -> int:
    """Return how many words at the end say that the customer was not told, as in "without telling them"."""
    return _at_end(words, "unaware", language)


def without_since(words: tuple[Token, ...], language: str) -> tuple[Token, ...]:
    """Return words without "since" in front, behind which stands the day from which somebody knew."""
    return typable_phrases("told", "since", language).skipped(words)


def purpose_at_end(words: Sequence[Token], language: str) -> int:
    """Return how many words at the end say that telling was what a call was for, as in "called to tell them"."""
    return _at_end(words, "to_tell", language)


def _at_end(words: Sequence[Token], term: str, language: str) -> int:
    """Return how many words at the end are a phrase of a term."""
    known, texts = typable_phrases("told", term, language), plain_texts(words)
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
        or not _denying().isdisjoint(plain_texts(beside))
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
