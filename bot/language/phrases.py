"""Phrases of the word files inside typed words: which stand there, and what each of them is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from bot.language.names import fold
from bot.language.tokens import Token
from bot.language.word_files import FIRST, WORD_FILES, Terms

ENDS = ".,;:!?"
"""Signs behind a word that are no part of it."""
RoleT = TypeVar("RoleT")


def typable(table: str, term: str, language: str) -> frozenset[str]:
    """Return the words of a term that people of a language may type, in their normal form."""
    words: set[str] = set()
    for code, file in WORD_FILES.items():
        terms: Terms = file.tables[table]
        words.update(terms[term].all if code in (language, FIRST) else terms[term].long)
    return frozenset(_plain(word) for word in words)


def plain_texts(words: Sequence[Token]) -> list[str]:
    """Return the normal form of each word without the signs behind it; "" for what is quoted."""
    return ["" if word.quoted else _plain(word.text).rstrip(ENDS) for word in words]


def _plain(word: str) -> str:
    return fold(word).replace("’", "'")


@dataclass(frozen=True, kw_only=True)
class Piece(Generic[RoleT]):
    """A phrase in its normal form, from the word `first` to before `end`."""

    role: RoleT
    first: int
    end: int
    words: str


@dataclass(frozen=True)
class PhraseIndex(Generic[RoleT]):
    """Phrases with what each of them is."""

    roles: Mapping[str, RoleT]

    @cached_property
    def _reach(self) -> dict[str, int]:
        """How many words the longest phrase has, by its first word."""
        reach: dict[str, int] = {}
        for phrase in self.roles:
            first, count = phrase.split()[0], len(phrase.split())
            reach[first] = max(count, reach.get(first, 0))
        return reach

    def runs(self, texts: Sequence[str]) -> Iterator[list[Piece[RoleT]]]:
        """Yield the longest rows of phrases that stand side by side, in order."""
        run: list[Piece[RoleT]] = []
        at = 0
        while at < len(texts):
            piece = self._piece(texts, at)
            if piece:
                run.append(piece)
            elif run:
                yield run
                run = []
            at = piece.end if piece else at + 1
        if run:
            yield run

    def _piece(self, texts: Sequence[str], at: int) -> Piece[RoleT] | None:
        """Return the longest phrase that begins at a word."""
        for count in range(min(self._reach.get(texts[at], 0), len(texts) - at), 0, -1):
            words = " ".join(texts[at : at + count])
            if words in self.roles:
                return Piece(role=self.roles[words], first=at, end=at + count, words=words)
        return None
