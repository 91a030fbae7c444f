"""Phrases of the word files inside typed words: which stand there, and what each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Generic, TypeVar

from bot.language.names import fold
from bot.language.tokens import Token
from bot.language.word_files import FIRST, WORD_FILES
from bot.records import lazy, record

BEFORE = 3
"""Words of a phrase that is looked for in front of others."""
SHARED: dict[tuple[int, ...], tuple[int, ...]] = {}
"""The few rows of numbers of words that thousands of first words have."""
ValueT = TypeVar("ValueT")


@cache
def typable(table: str, term: str, language: str) -> frozenset[str]:
    """Return the words of a term that people of a language may type, in their normal form."""
    words: set[str] = set()
    for code, file in WORD_FILES.items():
        forms = file.tables[table][term]
        words.update(forms.all if code in (language, FIRST) else forms.long)
    return frozenset(plain_text(word) for word in words)


def plain_texts(words: Sequence[Token]) -> list[str]:
    """Return the normal form of each word without the signs behind it; "" for what is quoted."""
    return [word.plain for word in words]


def plain_text(word: str) -> str:
    """Return a word or phrase in the normal form in which it is looked up."""
    return fold(word).replace("’", "'")


@record(kw_only=True)
class Piece(Generic[ValueT]):
    """A phrase in its normal form, from the word `first` to before `end`, and what it is."""

    role: ValueT
    first: int
    end: int
    words: str


class Phrases(Generic[ValueT]):
    """Phrases in their normal form with what each of them is; of those that begin with a word the longest counts."""

    def __init__(self, roles: Mapping[str, ValueT]) -> None:
        self.roles = roles
        self._counts: dict[str, tuple[int, ...]] = {}
        for first, count in sorted({(words[0], len(words)) for words in map(str.split, roles)}, reverse=True):
            counts = (*self._counts.get(first, ()), count)
            self._counts[first] = SHARED.setdefault(counts, counts)
        self.firsts = self._counts.keys()

    @lazy
    def lasts(self) -> frozenset[str]:
        """The last words of all phrases."""
        return frozenset(words[-1] for words in map(str.split, self.roles))

    def may_stand_in(self, texts: Iterable[str]) -> bool:
        """Whether one of the words begins a phrase: most lines have none of most phrases."""
        return not self._counts.keys().isdisjoint(texts)

    def count_at(self, texts: Sequence[str], at: int) -> int:
        """Return how many words from one on are a phrase; 0 for none."""
        left = len(texts) - at
        for count in self._counts.get(texts[at], ()) if left > 0 else ():
            if count == 1 or (count <= left and " ".join(texts[at : at + count]) in self.roles):
                return count
        return 0

    def first_before(self, texts: Sequence[str], end: int) -> int:
        """Return the first word of the phrases that stand one behind the other right before `end`."""
        while (at := self._right_before(texts, end)) is not None:
            end = at
        return end

    def _right_before(self, texts: Sequence[str], end: int) -> int | None:
        if not end or texts[end - 1] not in self.lasts:
            return None
        starts = range(max(0, end - BEFORE), end)
        return next((at for at in starts if self.count_at(texts, at) == end - at), None)

    def leading(self, words: Sequence[Token]) -> int:
        """Return how many words are a phrase that they begin with; 0 for none."""
        counts = self._counts.get(words[0].leading) if words else None
        return self.count_at([word.leading for word in words[: counts[0]]], 0) if counts else 0

    def skipped(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the words behind all phrases that they begin with."""
        while count := self.leading(words):
            words = words[count:]
        return words

    def places(self, words: Sequence[Token]) -> set[int]:
        """Return which of some words stand in a phrase."""
        return {at for each in self.ranges(words) for at in each}

    def ranges(self, words: Sequence[Token]) -> list[range]:
        """Return where in some words a phrase stands, one from each word on that begins one."""
        texts = plain_texts(words)
        if not self.may_stand_in(texts):
            return []
        counts = ((at, self.count_at(texts, at)) for at in range(len(texts)))
        return [range(at, at + count) for at, count in counts if count]

    def runs(self, texts: Sequence[str]) -> Iterator[list[Piece[ValueT]]]:
        """Yield the longest rows of phrases that stand side by side, in order."""
        if not self.may_stand_in(texts):
            return
        run: list[Piece[ValueT]] = []
        at = 0
        while at < len(texts):
            count = self.count_at(texts, at) if texts[at] in self._counts else 0
            if count:
                words = " ".join(texts[at : at + count])
                run.append(Piece(role=self.roles[words], first=at, end=at + count, words=words))
            elif run:
                yield run
                run = []
            at += count or 1
        if run:
            yield run


def phrases(words: Iterable[str]) -> Phrases[None]:
    """Return phrases that are all of one kind."""
    return Phrases(dict.fromkeys(words))


@cache
def typable_phrases(table: str, term: str, language: str) -> Phrases[None]:
    """Return the words of a term that people of a language may type, as phrases."""
    return phrases(typable(table, term, language))
