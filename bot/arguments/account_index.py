"""The names of a company's accounts, indexed: which of them words of a line name, begin, are part of or resemble."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.arguments.basic import NAME_WORDS
from bot.domain.accounts import Accounts
from bot.language.name_words import (
    CASES,
    JOINED,
    bare,
    is_marked_genitive,
    phrases_before,
    spellings,
    stems,
    without_genitive,
)
from bot.language.names import account_key
from bot.language.tokens import Token, text_of

BRACKETS = frozenset("()[]{}")
NEAR_ENOUGH = 75
"""Similarity in percent from which a name is offered as the one that was meant."""
NEAR_LETTERS = 3
"""Letters that words have at least to resemble a name."""
SHOWN = 5
"""Accounts that are offered at most."""


@dataclass(frozen=True, kw_only=True)
class NameHit:
    """Words from `start` up to `end` that are a name, or its first words; `keys` are the names that fit.

    `exact` when they are all of a name; `inflected` when they are so in another form, such as a genitive.
    """

    keys: tuple[str, ...]
    start: int
    end: int
    exact: bool = False
    inflected: bool = False


@dataclass(frozen=True, kw_only=True)
class AccountIndex:
    """The accounts of one company by their keys; cases of a language count for who has it, and
    behind its prepositions; for others only those that take more than a letter.

    Made anew for each argument that needs it: an account may be created between two facts of one line.
    """

    accounts: Accounts
    language: str

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """The account of each key."""
        return self.accounts.ids_by_key()

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[str]]:
        """The keys by their first word."""
        found: dict[str, list[str]] = {}
        for key in self.ids:
            found.setdefault(key.partition(" ")[0], []).append(key)
        return found

    def named(self, words: tuple[Token, ...], start: int) -> NameHit | None:
        """Return what the words from `start` on name, the longest name; also in the genitive and in other cases."""
        reach = name_reach(words, start)
        spelt = self._spelt(words, start, reach)
        if spelt and spelt.exact:
            return spelt
        others = (self._genitive(words, start, reach), self._case(words, start))
        # The first of those that are equally long, so that nothing is read as inflected without need.
        return max((hit for hit in (spelt, *others) if hit), key=lambda hit: hit.end, default=None)

    def _spelt(self, words: tuple[Token, ...], start: int, reach: int) -> NameHit | None:
        first = next(iter(account_key(words[start].text).split()), "")
        # Asked first: nearly all words of a line begin no name, and the key of a run is made by regular expressions.
        if not any(key.partition(" ")[0] in self._by_first for key in spellings(words[start].text)) and first:
            return None
        for count in range(reach, 0, -1):
            if ends_name(words[start : start + count]):
                found = self._hit(text_of(words[start : start + count]), start, start + count)
                if found:
                    return found
        return None

    def _hit(self, text: str, start: int, end: int, *, inflected: bool = False) -> NameHit | None:
        for key in spellings(text):
            if key in self.ids and self._may_be_spelt(key, text):
                return NameHit(keys=(key,), start=start, end=end, exact=True, inflected=inflected)
        found = {
            known: None
            for key in spellings(text)
            for known in self._by_first.get(key.partition(" ")[0], ())
            if known.startswith(f"{key} ") and self._may_be_spelt(known, text)
        }
        return NameHit(keys=tuple(sorted(found)), start=start, end=end, inflected=inflected) if found else None

    def _may_be_spelt(self, key: str, text: str) -> bool:
        """Whether a text may stand for a key that it only equals with letters spelt out: one of the two has marks."""
        if key.startswith(account_key(text)) or not text.isascii():
            return True
        return not self.accounts.get(self.ids[key]).name.isascii()

    def _genitive(self, words: tuple[Token, ...], start: int, reach: int) -> NameHit | None:
        for count in range(reach, 0, -1):
            last = words[start + count - 1].text
            # An s alone may be part of another name; a genitive has what is owned behind it.
            if last[-1:] in "sS'’" and (is_marked_genitive(last) or start + count < len(words)):
                before = text_of(words[start : start + count - 1])
                for stem in without_genitive(last):
                    if found := self._hit(f"{before} {stem}".strip(), start, start + count, inflected=True):
                        return found
        return None

    def _case(self, words: tuple[Token, ...], start: int) -> NameHit | None:
        """Return the names whose first word is that of the line in another case, with the words behind that fit too."""
        texts = [bare(word.text) for word in words]
        for language in CASES:
            # A single letter may as well be another name's, as in Hansa and Hans.
            known = language == self.language or phrases_before(texts, start, JOINED[language]) < start
            wanted = stems(texts[start], language, 1 if known else 2)
            firsts = {first for stem in wanted for first in self._first_words(stem, language)}
            keys = tuple(sorted(key for first in firsts for key in self._by_first[first]))
            if keys:
                end = self._end_of_case(keys, texts, start, language) if len(keys) == 1 else start + 1
                return NameHit(keys=keys, start=start, end=end, inflected=True)
        return None

    def _first_words(self, stem: str, language: str) -> Iterator[str]:
        return (f"{stem}{ending}" for ending in ("", *CASES[language]) if f"{stem}{ending}" in self._by_first)

    def _end_of_case(self, keys: Sequence[str], texts: Sequence[str], start: int, language: str) -> int:
        """Return where a name in another case ends: its further words may be inflected as well."""
        end = start + 1
        for known in keys[0].split()[1:]:
            if end == len(texts) or not _same_word(texts[end], known, language):
                break
            end += 1
        return end

    def begun(self, key: str) -> tuple[str, ...]:
        """Return the keys that begin with a text, in the middle of a word."""
        return tuple(sorted(known for known in self.ids if known.startswith(key)))

    def holding(self, key: str) -> tuple[str, ...]:
        """Return the keys in which a word behind the first begins with a text."""
        return tuple(sorted(known for known in self.ids if f" {key}" in known))

    def near(self, words: tuple[Token, ...], start: int, end: int) -> dict[str, int]:
        """Return the keys most like the words between `start` and `end`, the likest first, and how many words that are.

        Likeness is measured against as many words of a name as there are, and against the whole name.
        """
        best: dict[str, tuple[float, int]] = {}
        for count in range(1, end - start + 1):
            typed = account_key(text_of(words[start : start + count]))
            if len(typed) < NEAR_LETTERS:
                continue
            for key, score in self._likest(typed, len(typed.split())):
                if score > best.get(key, (0, 0))[0]:
                    best[key] = (score, count)
        ordered = sorted(best, key=lambda key: (-best[key][0], key))[:SHOWN]
        return {key: best[key][1] for key in ordered}

    def _likest(self, typed: str, count: int) -> Iterator[tuple[str, float]]:
        keys = tuple(self.ids)
        beginnings = [" ".join(key.split(" ", count)[:count]) for key in keys]
        for choices in (keys, beginnings):
            for _, score, at in process.extract(
                typed, choices, scorer=fuzz.ratio, limit=SHOWN, score_cutoff=NEAR_ENOUGH
            ):
                yield keys[at], score


def name_reach(words: Sequence[Token], start: int) -> int:
    """Return how many words a name from `start` on may have; what stands in quotes is one whole name."""
    if words[start].quoted:
        return 1
    quoted = next((at for at in range(start, len(words)) if words[at].quoted), len(words))
    return min(quoted - start, NAME_WORDS)


def ends_name(words: Sequence[Token]) -> bool:
    """Whether a name may end behind these words: in a word, and with no bracket alone among them.

    Why here: account_key drops signs and company forms, so it takes "acme ?" and "acme ( AS" for Acme A/S, while what
    begins with the sign belongs to the note.
    """
    texts = [word.text for word in words]
    return any(map(str.isalnum, texts[-1])) and not any(BRACKETS.issuperset(text) for text in texts)


def _same_word(typed: str, known: str, language: str) -> bool:
    bases = {known, *stems(known, language)}
    return typed in bases or any(stem in bases for stem in stems(typed, language))
