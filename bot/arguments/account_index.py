"""The names of a company's accounts, indexed: which of them words of a line name, begin, are part of or resemble."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.arguments.basic import NAME_WORDS
from bot.domain.accounts import Account, Accounts
from bot.language.name_words import (
    CASES,
    JOINED,
    STEM,
    PhrasesByWord,
    is_marked_genitive,
    phrases_before,
    spellings,
    stems,
    without_genitive,
)
from bot.language.names import account_key, fold
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import OUTCOMES

BRACKETS = frozenset("()[]{}")
NEAR_ENOUGH = 75
"""Similarity in percent from which a name is offered as the one that was meant."""
FORM_WORDS = 3
"""Words of a legal form, or signs, that a typed name may have beside those of its key."""
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
    verb: tuple[Token, ...] = ()
    """What stands before the words; its last word may be a preposition."""

    @cached_property
    def all(self) -> Mapping[str, int]:
        """The accounts of all keys; read only where a name is not known, for it costs more the more there are."""
        return self.accounts.ids_by_key()

    @cached_property
    def _read(self) -> dict[str, Mapping[str, int]]:
        """The accounts of the keys with a first word, of each word that was asked for."""
        return {}

    def _beginning(self, first: str) -> Mapping[str, int]:
        """Return the accounts of the keys whose first word this is."""
        if first not in self._read:
            self._read[first] = self.accounts.ids_of_word(first)
        return self._read[first]

    def id_of(self, key: str) -> int | None:
        """Return the account of a key, None when there is none."""
        return self._beginning(key.partition(" ")[0]).get(key)

    def account(self, key: str) -> Account:
        """Return the account of a key that is there."""
        return self.accounts.get(self._beginning(key.partition(" ")[0])[key])

    def named(self, words: tuple[Token, ...], start: int, *, whole: bool = False) -> NameHit | None:
        """Return what the words from `start` on name, the longest name; also in the genitive and in other cases.

        Of a name in full and one that only begins with more words, the first counts, unless the words are a `whole`
        name or the next one has a capital.
        """
        reach = name_reach(words, start)
        spelt = self._spelt(words, start, reach, whole=whole)
        if spelt and spelt.exact:
            return spelt
        others = (self._genitive(words, start, reach), self._case(words, start))
        # The first of those that are equally long, so that nothing is read as inflected without need.
        return max((hit for hit in (spelt, *others) if hit), key=lambda hit: hit.end, default=None)

    def _spelt(self, words: tuple[Token, ...], start: int, reach: int, *, whole: bool) -> NameHit | None:
        found: NameHit | None = None
        for count in range(1, min(reach, self._most_words(words[start].text)) + 1):
            run = words[start : start + count]
            hit = self._hit(text_of(run), start, start + count) if ends_name(run) else None
            goes_on = whole or run[-1].has_capital
            if hit and (hit.exact or goes_on or not (found and found.exact)) and not self._adds_note(found, hit, words):
                found = hit
        return found

    def _adds_note(self, found: NameHit | None, longer: NameHit, words: tuple[Token, ...]) -> bool:
        """Whether a longer run adds to the same name what may as well begin the note: "as", which is not its form."""
        word = words[longer.end - 1]
        last = word.text
        if found is None or found.keys != longer.keys:
            return False
        small = last.isalpha() and (last.islower() or word.shouted) and longer.end < len(words)
        if not small and OUTCOMES.find(last, self.language) is None:
            return False
        return fold(last) not in fold(self.account(longer.keys[0]).name).split()

    def _most_words(self, text: str) -> int:
        """Return how many words a name may have that begins with a word; 0 for no name."""
        firsts = {key.partition(" ")[0] for key in spellings(text)} - {""}
        keys = [key for first in firsts for key in self._beginning(first)]
        return max((key.count(" ") + 1 + FORM_WORDS for key in keys), default=0)

    def _hit(self, text: str, start: int, end: int, *, inflected: bool = False) -> NameHit | None:
        for key in spellings(text):
            if self.id_of(key) is not None and self._may_be_spelt(key, text):
                return NameHit(keys=(key,), start=start, end=end, exact=True, inflected=inflected)
        found = {
            known: None
            for key in spellings(text)
            for known in self._beginning(key.partition(" ")[0])
            if known.startswith(f"{key} ") and self._may_be_spelt(known, text)
        }
        return NameHit(keys=tuple(sorted(found)), start=start, end=end, inflected=inflected) if found else None

    def _may_be_spelt(self, key: str, text: str) -> bool:
        """Whether a text may stand for a key that it only equals with letters spelt out: one of the two has marks."""
        if key.startswith(account_key(text)) or not text.isascii():
            return True
        return not self.account(key).name.isascii()

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
        texts = [word.bare for word in words]
        if len(texts[start]) < STEM:
            return None
        for language in filter(CASES.get, CASES):
            # A single letter may as well be another name's, as in Hansa and Hans.
            known = language == self.language or self._joined(texts[:start], JOINED[language])
            wanted = (texts[start], *stems(texts[start], language)) if known else stems(texts[start], language, 2)
            firsts = {first for stem in wanted for first in self._first_words(stem, language)}
            keys = tuple(sorted(key for first in firsts for key in self._beginning(first)))
            if keys:
                end = self._end_of_case(keys, texts, start, language) if len(keys) == 1 else start + 1
                return NameHit(keys=keys, start=start, end=end, inflected=True)
        return None

    def _joined(self, before: Sequence[str], phrases: PhrasesByWord) -> bool:
        """Whether one of the phrases stands right behind the verb and these words."""
        texts = (*(word.bare for word in self.verb), *before)
        return phrases_before(texts, len(texts), phrases) < len(texts)

    def _first_words(self, stem: str, language: str) -> Iterator[str]:
        firsts = {key.partition(" ")[0] for key in self.accounts.ids_from(stem)}
        return (f"{stem}{ending}" for ending in ("", *CASES[language]) if f"{stem}{ending}" in firsts)

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
        return tuple(sorted(self.accounts.ids_from(key)))

    def holding(self, key: str) -> tuple[str, ...]:
        """Return the keys in which a word behind the first begins with a text."""
        return tuple(sorted(known for known in self.all if f" {key}" in known))

    def near(self, words: tuple[Token, ...], start: int, end: int) -> dict[str, int]:
        """Return the keys most like the words between `start` and `end`, the likest first, and how many words that are.

        Likeness is measured against as many words of a name as there are, and against the whole name.
        """
        best: dict[str, tuple[float, int]] = {}
        keys = tuple(self.all)
        split = [key.split(" ") for key in keys]
        for count in range(1, end - start + 1):
            typed = account_key(text_of(words[start : start + count]))
            shown = len(typed.split())
            beginnings = [" ".join(parts[:shown]) for parts in split]
            for choices in (beginnings, keys) if start + count == end else (beginnings,):
                for key, score in _likest(typed, choices, keys):
                    best[key] = max((score, count), best.get(key, (0, 0)))
        ordered = sorted(best, key=lambda key: (-best[key][0], key))[:SHOWN]
        return {key: best[key][1] for key in ordered}


def _likest(typed: str, choices: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield the keys whose choice of the same place is likest to what was typed, with their likeness in percent."""
    if len(typed) >= NEAR_LETTERS:
        hits = process.extract(typed, choices, scorer=fuzz.ratio, limit=SHOWN, score_cutoff=NEAR_ENOUGH)
        yield from ((keys[at], score) for _, score, at in hits)


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
