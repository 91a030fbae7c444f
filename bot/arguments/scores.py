"""The argument for scores of a touchpoint: c0, clarity 0, c0 s2, 1102, 0, less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.arguments.said_scores import DIGITS, SaidScore, alternatives_at, said_at
from bot.domain.details import FactorScore
from bot.domain.own_words import FACTOR, known_meaning
from bot.domain.ratings import SINGLE_FACTORS, Factor
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.names import ENDS, fold
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import FACTORS
from bot.records import record

NUMBER = re.compile(r"[-+]?\d(?:[\d.,/_]*\d)?")
"""What somebody means as a number, whether it is a score or not; anything but a score is asked about, not ignored."""
SHORT = re.compile(rf"([^\W\d_]+)({NUMBER.pattern})")
FOUR = re.compile("[0-2]{4}")
LEADS = frozenset("-–=:")
"""Signs that may stand before scores."""


@record(kw_only=True)
class ScoresArg(Arg):
    """One or more scores; each is 0 less than expected, 1 as expected, or 2 more than expected.

    A phrase such as "less than expected" is used whole. A word that does not say which of the three is asked about,
    and so are two scores of which one is meant, and a score that ends the line behind others and has no factor.
    A bare score is of the factor that the whole reason behind it is the person's own word for.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        lead = int(bool(words) and words[0].text in LEADS)
        found = self._scores(tuple(map(_without_end, words[lead:])), context)
        return Match(found.value, lead + found.used) if found and lead else found

    def _scores(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Match the scores that words begin with."""
        if bare := self._bare(words, context):
            return bare
        marks: dict[Factor, FactorScore] = {}
        used = 0
        while found := self._joined(words, used, context):
            mark, count = found
            # The same score twice is harmless; of two different ones nobody can say which is meant.
            if marks.get(mark.factor, mark) != mark:
                name = FACTORS.label(mark.factor, context.language)
                raise UserMistake("touch", "{factor} has two scores: give it one.", factor=name)
            marks[mark.factor] = mark
            used += count
        if marks:
            self._ask_for_factor(words, used, marks, context)
        return Match(tuple(marks.values()), used) if marks else None

    def _bare(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Match scores without factors: one for overall, or four for the four factors in their order."""
        if words and not words[0].quoted and FOUR.fullmatch(words[0].text):
            return Match(_four(int(digit) for digit in words[0].text), 1)
        if four := _four_in_a_row(words, context.language):
            return four
        self._ask_between((), "", words, context)
        said = said_at(words, context.language)
        if said and not (words[0].text.isalpha() and self._named(words, 0, context)):
            if said.score is None:
                # With more behind it the word belongs to the reason, such as "bad print".
                raise self._unclear((), "", said.used if said.used == len(words) else 0, context)
            self._ask_of_what(words, said, context)
            factor = _own_factor(words[said.used :], context)
            return Match((FactorScore(factor=factor, score=said.score),), said.used)
        if words and not words[0].quoted and _is_number(words[0].text):
            raise self._wrong((), "", 1, context)
        return None

    def _joined(self, words: tuple[Token, ...], at: int, context: ParseContext) -> tuple[FactorScore, int] | None:
        """Match one more factor with its score, behind the first also one that a word such as "and" leads to."""
        joins = clause_words(context.language).only_joins.leading(words[at:]) if at else 0
        found = self._named(words, at + joins, context)
        return (found[0], found[1] + joins) if found else None

    def _named(self, words: tuple[Token, ...], at: int, context: ParseContext) -> tuple[FactorScore, int] | None:
        """Match one factor with its score behind the first `at` words, and return how many words that uses.

        A single letter apart from its digit is a factor only at the start: later it may begin the reason.
        """
        word = "" if len(words) <= at or words[at].quoted else words[at].text
        short = SHORT.fullmatch(word)
        name = short[1] if short else word
        said = said_at((Token(short[2]),) if short else words[at + 1 :], context.language)
        behind = words[at + 1 : at + 1 + (said.used if said else 1)]
        digit = short[2] if short else text_of(behind)
        if word.isalpha() and _factors(word, context.language):
            self._ask_between(words[:at], f"{word} ", words[at + 1 :], context)
        if said is None and (not _is_number(digit) or any(each.quoted for each in behind)):
            return None
        used = 1 if short else 1 + len(behind)
        factors = _factors(name, context.language)
        if not factors or (not short and at and len(name) == 1):
            return None
        if len(factors) > 1:
            raise self._which(words[:at], factors, digit, at + used, context)
        if said is None:
            raise self._wrong(words[:at], name[:1] if short else f"{name} ", at + used, context)
        if said.score is None:
            raise self._unclear(words[:at], f"{name} ", at + used, context)
        return FactorScore(factor=Factor(factors[0]), score=said.score), used

    def _ask_between(
        self, before: tuple[Token, ...], prefix: str, words: tuple[Token, ...], context: ParseContext
    ) -> None:
        """Raise Ambiguous when words begin with two scores of which one is meant, such as 0 or 1."""
        scores, used = alternatives_at(words, context.language)
        if not scores:
            return
        count = len(before) + used + bool(prefix)
        question = self._unclear(before, prefix, count, context)
        choices = _choices(before, [f"{prefix}{score}" for score in scores])
        raise Ambiguous(self.name, question.title, choices, count)

    def _ask_for_factor(
        self, words: tuple[Token, ...], used: int, marks: Mapping[Factor, FactorScore], context: ParseContext
    ) -> None:
        """Raise Ambiguous when a score without a known factor ends the words behind others: service 2 friendly 1."""
        rest = words[used:]
        if not 1 <= len(rest) <= 2 or any(word.quoted for word in rest) or rest[-1].text not in DIGITS:
            return
        factors = [str(factor) for factor in SINGLE_FACTORS if factor not in marks]
        question = self._which(words[:used], factors, rest[-1].text, len(words), context)
        reason = Candidate(
            label=context.translator.t("touch", "Reason: {words}", words=text_of(rest)),
            value=text_of(words[:used]),
            used=used,
        )
        raise Ambiguous(self.name, question.title, (*question.choices, reason), question.used)

    def _ask_of_what(self, words: tuple[Token, ...], bare: SaidScore, context: ParseContext) -> None:
        """Raise Ambiguous when a factor with its score follows a score that has no factor, as in "0, service 1"."""
        following = self._joined(words, bare.used, context)
        if following is None:
            return
        mark, used = following
        more = f" {mark.factor} {mark.score}"
        factors = [factor for factor in SINGLE_FACTORS if factor != mark.factor]
        names = [(FACTORS.label(factor, context.language), factor) for factor in factors]
        choices = [
            Candidate(label=f"{name} {bare.score}{more}", value=f"{factor} {bare.score}{more}", used=bare.used + used)
            for name, factor in names
        ]
        reason = Candidate(
            label=context.translator.t("touch", "Reason: {words}", words=text_of(words[bare.used :])),
            value=str(bare.score),
            used=bare.used,
        )
        title = context.translator.t("touch", "Which factor do you mean?")
        raise Ambiguous(self.name, title, (*choices, reason), bare.used + used)

    def _wrong(self, before: tuple[Token, ...], prefix: str, used: int, context: ParseContext) -> Ambiguous:
        question = self._unclear(before, prefix, used, context)
        return Ambiguous(self.name, question.title, question.choices, used, wrong=True)

    def _unclear(self, before: tuple[Token, ...], prefix: str, used: int, context: ParseContext) -> Ambiguous:
        title = context.translator.t("touch", "Scores are 0, 1 or 2: less than, as, or more than expected.")
        shown = [f"{prefix}{score}" for score in range(3)]
        return Ambiguous(self.name, title, _choices(before, shown), used)

    def _which(
        self, before: tuple[Token, ...], factors: Sequence[str], digit: str, used: int, context: ParseContext
    ) -> Ambiguous:
        title = context.translator.t("touch", "Which factor do you mean?")
        shown = [f"{FACTORS.label(factor, context.language)} {digit}" for factor in factors]
        return Ambiguous(self.name, title, _choices(before, shown), used)

    @property
    def own_kind(self) -> str:
        return FACTOR

    def own_meaning(self, value: object) -> str | None:
        match value:
            case (FactorScore(factor=factor),) if factor in SINGLE_FACTORS:
                return factor
            case _:
                return None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        try:
            return self.match(words, context, ()) is not None
        except (Ambiguous, UserMistake):
            return True


def _without_end(word: Token) -> Token:
    """Return a number without the signs behind it, as in "clarity 1: no reason"."""
    ends = not word.quoted and word.text[-1:] in ENDS and word.text.rstrip(ENDS)[-1:].isdecimal()
    return replace(word, text=word.text.rstrip(ENDS)) if ends else word


@lru_cache(256)
def _factors(name: str, language: str) -> Sequence[str]:
    """Return the factors that a name or its beginning may mean."""
    known = FACTORS.find(name, language)
    return (known,) if known else FACTORS.begun(name, SINGLE_FACTORS, language)


def _own_factor(reason: tuple[Token, ...], context: ParseContext) -> Factor:
    """Return the factor that the reason behind a bare score stands for, if it is the person's own word for one."""
    if not reason or any(word.quoted for word in reason):
        return Factor.OVERALL
    own = known_meaning(context.work.own_words, context.who.id, FACTOR, fold(text_of(reason)))
    return Factor(own) if own in SINGLE_FACTORS else Factor.OVERALL


def _choices(before: tuple[Token, ...], shown: Iterable[str]) -> list[Candidate]:
    """Return a choice for each score shown; its value repeats the scores before it, which it replaces."""
    return [Candidate(label=score, value=f"{text_of(before)} {score}".strip()) for score in shown]


def _four(scores: Iterable[int]) -> tuple[FactorScore, ...]:
    return tuple(FactorScore(factor=factor, score=score) for factor, score in zip(SINGLE_FACTORS, scores, strict=True))


def _is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text)) or text.isnumeric()


def _four_in_a_row(words: tuple[Token, ...], language: str) -> Match | None:
    scores: list[int] = []
    used = 0
    while len(scores) < len(SINGLE_FACTORS):
        said = said_at(words[used:], language)
        if said is None or said.score is None:
            return None
        scores.append(said.score)
        used += said.used
    return Match(_four(scores), used)
