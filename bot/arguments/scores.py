"""The argument for scores of a touchpoint: c0, clarity 0, c0 s2, 1102, 0, less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.domain.entries import FactorScore
from bot.domain.ratings import SINGLE_FACTORS, Factor
from bot.errors import UserMistake
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import FACTORS, SCORES

NUMBER = r"[-+]?\d(?:[\d.,/_]*\d)?"
"""What somebody means as a number, whether it is a score or not; anything but a score is asked about, not ignored."""
SHORT = re.compile(rf"([^\W\d_]+)({NUMBER})")


@dataclass(frozen=True, kw_only=True)
class ScoresArg(Arg):
    """One or more scores; each is 0 less than expected, 1 as expected, or 2 more than expected."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if bare := self._bare(words, context):
            return bare
        marks: dict[Factor, FactorScore] = {}
        used = 0
        while found := self._named(words, used, context):
            mark, count = found
            # The same score twice is harmless; of two different ones nobody can say which is meant.
            if marks.get(mark.factor, mark) != mark:
                name = FACTORS.label(mark.factor, context.translator.language)
                raise UserMistake("touch", "{factor} has two scores: give it one.", factor=name)
            marks[mark.factor] = mark
            used += count
        return Match(tuple(marks.values()), used) if marks else None

    def _bare(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Match scores without factors: one for overall, or four for the four factors in their order."""
        texts = ["" if word.quoted else word.text for word in words[:4]]
        scores = [_score(text, context) for text in texts]
        if texts and re.fullmatch("[0-2]{4}", texts[0]):
            return Match(_four(int(digit) for digit in texts[0]), 1)
        if len(scores) == len(SINGLE_FACTORS) and None not in scores:
            return Match(_four(score for score in scores if score is not None), len(SINGLE_FACTORS))
        if scores and scores[0] is not None and not (texts[0].isalpha() and self._named(words, 0, context)):
            return Match((FactorScore(factor=Factor.OVERALL, score=scores[0]),), 1)
        if texts and _is_number(texts[0]):
            raise self._wrong((), "", 1, context)
        return None

    def _named(self, words: tuple[Token, ...], at: int, context: ParseContext) -> tuple[FactorScore, int] | None:
        """Match one factor with its score behind the first `at` words, and return how many words that uses.

        A single letter apart from its digit is a factor only at the start: later it may begin the reason.
        """
        word, following = ("" if w.quoted else w.text for w in (*words[at : at + 2], *[Token("")] * 2)[:2])
        short = SHORT.fullmatch(word)
        name, digit, used = (short[1], short[2], 1) if short else (word, following, 2)
        if _score(digit, context) is None and not _is_number(digit):
            return None
        known = FACTORS.find(name, context.language)
        factors = (known,) if known else FACTORS.begun(name, SINGLE_FACTORS, context.translator.language)
        if not factors or (not short and at and len(name) == 1):
            return None
        if len(factors) > 1:
            raise self._which(words[:at], factors, digit, at + used, context)
        score = _score(digit, context)
        if score is None:
            raise self._wrong(words[:at], name[:1] if short else f"{name} ", at + used, context)
        return FactorScore(factor=Factor(factors[0]), score=score), used

    def _wrong(self, before: tuple[Token, ...], prefix: str, used: int, context: ParseContext) -> Ambiguous:
        title = context.translator.t("touch", "Scores are 0, 1 or 2: less than, as, or more than expected.")
        shown = [f"{prefix}{score}" for score in range(3)]
        return Ambiguous(self.name, title, _choices(before, shown), used, wrong=True)

    def _which(
        self, before: tuple[Token, ...], factors: Sequence[str], digit: str, used: int, context: ParseContext
    ) -> Ambiguous:
        title = context.translator.t("touch", "Which factor do you mean?")
        shown = [f"{FACTORS.label(factor, context.translator.language)} {digit}" for factor in factors]
        return Ambiguous(self.name, title, _choices(before, shown), used)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        try:
            return self.match(words, context, ()) is not None
        except (Ambiguous, UserMistake):
            return True


def _choices(before: tuple[Token, ...], shown: Iterable[str]) -> list[Candidate]:
    """Return a choice for each score shown; its value repeats the scores before it, which it replaces."""
    return [Candidate(label=score, value=f"{text_of(before)} {score}".strip()) for score in shown]


def _four(scores: Iterable[int]) -> tuple[FactorScore, ...]:
    return tuple(FactorScore(factor=factor, score=score) for factor, score in zip(SINGLE_FACTORS, scores, strict=True))


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(NUMBER, text)) or text.isnumeric()


def _score(word: str, context: ParseContext) -> int | None:
    if re.fullmatch("[0-2]", word):
        return int(word)
    found = SCORES.find(word, context.language) if word.isalpha() else None
    return int(found) if found else None
