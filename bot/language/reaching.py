"""How words say how a call went: phrases such as "no answer", and negations of answering or being there.

Words that have to do with reaching somebody form a run; what a run says as a whole is a `Finding`. Whether it decides
depends on where it stands, and on its `Weight`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import field, replace
from enum import IntEnum, auto
from functools import cache, lru_cache

from bot.language.left_messages import telling_words
from bot.language.meetings import is_off
from bot.language.phrases import Phrases, Piece, plain_texts, typable
from bot.language.short_outcomes import is_typed_small
from bot.language.tokens import ENDS_OF_PHRASE, Token
from bot.language.word_files import FIRST, WORD_FILES
from bot.records import record

NONE, VOICEMAIL, MEETING, MAIL = "none", "vm", "meet", "mail"
SAID = (VOICEMAIL, NONE, MEETING, MAIL, "spoke")
"""Outcomes by what counts where a run says several: a voicemail that was left says more than no answer."""
SIGNS = ("-", "–", "+")
"""Signs that join what stands behind them, as "and" does."""
LONG = 6
"""Letters from which a word of an outcome is recognised with a slip."""
SLIP_LETTERS = 3
"""Letters from which a negation is recognised with a slip of the keyboard."""


class Weight(IntEnum):
    """Where a finding decides."""

    CLEAR = auto()
    """At the beginning or the end of a clause, whatever follows."""
    SURE = auto()
    """At the beginning or the end of a clause, unless the words behind it carry it on to something else."""
    FIRST = auto()
    """At the beginning of a clause."""
    WHOLE = auto()
    """Only where nothing else is said; anywhere else it may be meant."""
    BARE = auto()
    """Only where nothing else is said; anywhere else it is an ordinary word."""
    DOUBTFUL = auto()
    """Nowhere: a word that may deny it stands beside it."""


DECIDING = frozenset({Weight.CLEAR, Weight.SURE})


@record(kw_only=True)
class Finding:
    """The outcome that the words from `first` to before `end` say."""

    outcome: str
    first: int
    end: int
    weight: Weight
    booked: bool = False
    """Whether a meeting that lies ahead was agreed."""


class _Role(IntEnum):
    OUTCOME = auto()
    NOT = auto()
    NOBODY = auto()
    ANSWERS = auto()
    REACHED = auto()
    THERE = auto()
    BEHIND = auto()
    AROUND = auto()
    JOINS = auto()


ROLES = {
    "around": _Role.AROUND,
    "behind": _Role.BEHIND,
    "joins": _Role.JOINS,
    "there": _Role.THERE,
    "reached": _Role.REACHED,
    "answers": _Role.ANSWERS,
    "nobody": _Role.NOBODY,
    "without": _Role.NOBODY,
    "negated": _Role.NOT,
    "not": _Role.NOT,
}
"""The roles by term; of a word with several roles the last one counts."""
FILLING = frozenset({_Role.AROUND, _Role.BEHIND})
DENYING = frozenset({_Role.NOT, _Role.NOBODY})


@record(kw_only=True)
class _Lexicon:
    """The words of reaching that people of one language may type, in their normal form."""

    index: Phrases[_Role]
    outcomes: dict[str, str]
    goes_on: frozenset[str]
    left: frozenset[str]
    busy: frozenset[str]
    alone: frozenset[str]
    booked: frozenset[str]
    negations: frozenset[str]
    slips: frozenset[str]
    """Words of an outcome with a slip."""
    messages: frozenset[str]
    others: frozenset[str]
    reached_slips: frozenset[str]
    """Words of answering with a slip."""
    weights: dict[str, Weight] = field(default_factory=dict)
    """The weights of phrases that stood alone."""


@cache
def reaching_lexicon(language: str) -> _Lexicon:
    """Return the words of reaching that people of a language may type."""
    words = {word: role for term, role in ROLES.items() for word in typable("reaching", term, language)}
    roles = dict.fromkeys(SIGNS, _Role.JOINS) | words
    terms = WORD_FILES[FIRST].tables["outcomes"]
    outcomes = {word: term for term in terms for word in (*typable("outcomes", term, language), term)}
    alone = typable("reaching", "alone", language)
    # Why not for a word that is one only where it is all: "nobody" may begin "nobody answered".
    phrases = {word: _Role.OUTCOME for word in outcomes if word not in alone or word not in roles}
    negations = typable("reaching", "not", language)
    known = (
        roles.keys() | outcomes.keys() | typable("answers", "no", language) | typable("clauses", "objects", language)
    )
    slips = {slip for word in negations for slip in _slips(word)} - known
    said = {
        word for word, term in outcomes.items() if term in (NONE, VOICEMAIL) and len(word) >= LONG and " " not in word
    }
    return _Lexicon(
        index=Phrases(roles | phrases),
        outcomes=outcomes,
        goes_on=typable("reaching", "goes_on", language),
        left=typable("reaching", "left", language),
        busy=typable("reaching", "busy", language),
        alone=alone,
        booked=typable("reaching", "booked", language),
        negations=negations | typable("reaching", "negated", language) | slips,
        slips=frozenset(slip for word in said for slip in _slips(word) if slip[-1] == word[-1]) - known,
        messages=typable("reaching", "message", language),
        others=typable("clauses", "others", language),
        reached_slips=frozenset(slip for word in typable("reaching", "reached", language) for slip in _slips(word))
        - known,
    )


def _slips(word: str) -> Iterator[str]:
    """Yield a word with two neighbours swapped, a letter typed twice, or, of four letters, one left out."""
    if len(word) < SLIP_LETTERS:
        return
    for at in range(len(word)):
        yield word[:at] + word[at] + word[at:]
        if at:
            yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        if len(word) > SLIP_LETTERS:
            yield word[:at] + word[at + 1 :]


def negation_in(words: Sequence[Token], language: str) -> str:
    """Return the first negation among words, one with a slip included, as typed; "" for none."""
    negations = reaching_lexicon(language).negations
    found = (word.text for word, text in zip(words, plain_texts(words), strict=True) if text in negations)
    return next(found, "").rstrip(ENDS_OF_PHRASE)


def goes_on(word: Token, language: str) -> bool:
    """Whether a word carries a phrase before it on to something else, as in "no answer on the price"."""
    return plain_texts((word,))[0] in reaching_lexicon(language).goes_on


def findings(words: Sequence[Token], language: str) -> tuple[Finding, ...]:
    """Return what words say about how a call went, in order."""
    lexicon, texts = reaching_lexicon(language), plain_texts(words)
    if not lexicon.index.may_stand_in(texts):
        return ()
    _drop_small(texts, words, lexicon, language)
    telling = telling_words(texts, language)
    if len(telling) == len(texts):
        return findings_in(tuple(texts), language)
    found = findings_in(tuple(texts[at] for at in telling), language)
    return tuple(replace(said, first=telling[said.first], end=telling[said.end - 1] + 1) for said in found)


@lru_cache(64)
def findings_in(texts: tuple[str, ...], language: str) -> tuple[Finding, ...]:
    """Return what words in their normal form say; the arguments of one line ask for the same words by turns."""
    lexicon = reaching_lexicon(language)
    found: list[Finding] = []
    runs = lexicon.index.runs(texts)
    for part in (part for run in runs for part in _parts(run)):
        said = _said(part, lexicon)
        if said and found and found[-1].end == said.first and {found[-1].weight, said.weight} <= DECIDING:
            found[-1] = _both(found[-1], said)
        elif said:
            found.append(said)
    return tuple(filter(None, (_unless_off(said, texts, language) for said in found)))


def _unless_off(said: Finding, texts: tuple[str, ...], language: str) -> Finding | None:
    """Return a finding; None for a meeting that was cancelled or moved, a doubtful one where that may be so."""
    off = is_off(texts, said.first, said.end, language) if said.outcome == MEETING and not said.booked else False
    if off:
        return None
    return replace(said, weight=Weight.DOUBTFUL) if off is None else said


def _drop_small(texts: list[str], words: Sequence[Token], lexicon: _Lexicon, language: str) -> None:
    """Make "" of the text of each short form of capitals that is in small letters beside other words."""
    at = 0
    while at < len(words):
        # Inside a longer phrase it is that other word: "na" of "na sekretarce".
        count = lexicon.index.count_at(texts, at) or 1
        if count == 1 and is_typed_small(words[at], texts[at], language, alone=len(words) == 1):
            texts[at] = ""
        at += count


def _both(one: Finding, other: Finding) -> Finding:
    """Return what two findings say together, of the weight of the first."""
    outcome = min(one.outcome, other.outcome, key=SAID.index)
    return replace(one, outcome=outcome, first=min(one.first, other.first), end=max(one.end, other.end))


def _parts(run: Sequence[Piece[_Role]]) -> Iterator[list[Piece[_Role]]]:
    """Yield the parts of a run, each of which a joining word may begin; what stands before one may only fill."""
    if len(run) == 1:
        yield list(run)
        return
    starts = [0]
    for at, piece in enumerate(run):
        if piece.role is _Role.JOINS and any(before.role not in FILLING for before in run[starts[-1] : at]):
            starts.append(at)
    for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
        yield list(run[start:end])


def _said(run: list[Piece[_Role]], lexicon: _Lexicon) -> Finding | None:
    """Return what a run says: its phrases of outcomes, or else a negation of answering or of being there."""
    while run and run[-1].role in (_Role.AROUND, _Role.JOINS):
        run = run[:-1]
    if len(run) == 1:
        return _said_alone(run[0], lexicon)
    composed = _composed(run)
    phrases = [piece for piece in run if piece.role is _Role.OUTCOME]
    if not phrases:
        return composed
    finding = Finding(
        outcome=min((lexicon.outcomes[piece.words] for piece in phrases), key=SAID.index),
        first=run[0].first,
        end=run[-1].end,
        weight=_weight({piece.words for piece in phrases}, lexicon),
        booked=all(piece.words in lexicon.booked for piece in phrases),
    )
    if composed:
        return _both(composed, finding)
    denied = any(piece.role in DENYING for piece in run) or _left_by_others(run, lexicon)
    # "Answers by mail" and "got the mail" say what they do, not what was done.
    of_others = finding.outcome == MAIL and any(p.role is _Role.ANSWERS or p is run[0] is not phrases[0] for p in run)
    denied = denied or of_others
    return replace(finding, weight=Weight.DOUBTFUL) if denied else finding


def _said_alone(piece: Piece[_Role], lexicon: _Lexicon) -> Finding | None:
    """Return what one phrase says."""
    words = piece.words
    if piece.role is not _Role.OUTCOME and words not in lexicon.alone:
        return None
    weight = lexicon.weights.get(words)
    if weight is None:
        weight = lexicon.weights[words] = _weight({words}, lexicon)
    return Finding(
        outcome=lexicon.outcomes[words],
        first=piece.first,
        end=piece.end,
        weight=weight,
        booked=words in lexicon.booked,
    )


def _left_by_others(run: Sequence[Piece[_Role]], lexicon: _Lexicon) -> bool:
    """Whether somebody else than the writer left a message, as in "they left a message"."""
    said = [piece for piece in run if piece.role is _Role.OUTCOME]
    is_message = any(not lexicon.messages.isdisjoint(piece.words.split()) for piece in said)
    return is_message and any(piece.words in lexicon.others and piece.first < said[0].first for piece in run)


def _weight(words: Set[str], lexicon: _Lexicon) -> Weight:
    if words <= lexicon.alone:
        return Weight.BARE
    if words <= lexicon.busy | lexicon.alone:
        return Weight.WHOLE
    if all(lexicon.outcomes[word] == VOICEMAIL or word in lexicon.left for word in words):
        return Weight.CLEAR
    spoken = all(lexicon.outcomes[word] not in (NONE, VOICEMAIL) and word not in lexicon.booked for word in words)
    return Weight.FIRST if spoken else Weight.SURE


def _composed(run: Sequence[Piece[_Role]]) -> Finding | None:
    """Return a negation with a word of answering, or with one of being there, which decides only where it is all."""
    roles = [piece.role for piece in run]
    if DENYING.isdisjoint(roles):
        return None
    for at, role in enumerate(roles):
        if role not in DENYING:
            continue
        beside = {_next(roles[at + 1 :]), _Role.ANSWERS if _next(roles[:at][::-1]) is _Role.ANSWERS else None}
        if beside & {_Role.REACHED, _Role.ANSWERS}:
            return Finding(outcome=NONE, first=run[0].first, end=run[-1].end, weight=Weight.SURE)
        if _Role.THERE in beside:
            return Finding(outcome=NONE, first=run[0].first, end=run[-1].end, weight=Weight.WHOLE)
    return None


def _next(roles: Sequence[_Role]) -> _Role | None:
    """Return the first role that is no filling; a second negation, as in Polish, is passed over too."""
    passed = FILLING | {_Role.NOT}
    return next((role for role in roles if role not in passed), None)
