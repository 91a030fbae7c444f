"""Scores as people type them: c0, clarity 0, c0 s2, 1102, 0, less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.args import Arg, Choice, Reading, Taken, Unclear
from bot.domain.entries import Mark
from bot.domain.ratings import FOUR, Factor
from bot.tokens import Token
from bot.wordlists import FACTORS, SCORES

SHORT = re.compile(r"([^\W\d]+)([0-9])")


@dataclass(frozen=True, kw_only=True)
class Scores(Arg):
    """One or more scores; each is 0 less than expected, 1 as expected, or 2 more than expected."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        marks: dict[Factor, Mark] = {}
        used = 0
        while found := self._one(words[used:], reading):
            if any(mark.factor in marks for mark in found[0]):
                break
            marks |= {mark.factor: mark for mark in found[0]}
            used += found[1]
        return Taken(tuple(marks.values()), used) if marks else None

    def _one(self, words: tuple[Token, ...], reading: Reading) -> tuple[tuple[Mark, ...], int] | None:
        if not words or words[0].quoted:
            return None
        word = words[0].text
        if re.fullmatch("[0-2]{4}", word):
            return tuple(Mark(factor=f, score=int(s)) for f, s in zip(FOUR, word, strict=True)), 1
        if (overall := _score(word)) is not None:
            return (Mark(factor=Factor.OVERALL, score=overall),), 1
        if re.fullmatch("[0-9]+", word):
            raise self._wrong(reading, "", 1)
        return self._factor(words, reading)

    def _factor(self, words: tuple[Token, ...], reading: Reading) -> tuple[tuple[Mark, ...], int] | None:
        short = SHORT.fullmatch(words[0].text)
        name, digit, used = (short[1], short[2], 1) if short else (words[0].text, "", 2)
        factor = FACTORS.find(name, reading.words.language)
        if factor is None:
            return None
        if not digit:
            digit = words[1].text if len(words) > 1 and not words[1].quoted else ""
            if _score(digit) is None and not re.fullmatch("[0-9]+", digit):
                return None
        score = _score(digit)
        if score is None:
            raise self._wrong(reading, name[:1], used)
        return (Mark(factor=Factor(factor), score=score),), used

    def _wrong(self, reading: Reading, prefix: str, used: int) -> Unclear:
        title = reading.words.t("touch", "Scores are 0, 1 or 2: less than, as, or more than expected.")
        choices = [Choice(label=f"{prefix}{score}", value=f"{prefix}{score}") for score in range(3)]
        return Unclear(self.name, title, choices, used, wrong=True)

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        try:
            return self._one(words, reading) is not None
        except Unclear:
            return True


def _score(word: str) -> int | None:
    if re.fullmatch("[0-2]", word):
        return int(word)
    found = SCORES.find(word) if word.isalpha() else None
    return int(found) if found else None
