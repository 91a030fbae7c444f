"""The names of a company's accounts, indexed: which of them words of a line name, begin, are part of or resemble."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from rapidfuzz import fuzz, process

from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import ParseContext
from bot.domain.accounts import CROWD, Account, Accounts
from bot.language.days.lexicon import speaker_of
from bot.language.name_words import (
    CASES,
    JOINED,
    STEM,
    WITH_CASES,
    is_marked_genitive,
    spellings,
    stems,
    without_genitive,
)
from bot.language.names import KEY_LIMIT, account_key, fold, has_letter, without_more_forms
from bot.language.phrases import BEFORE, Phrases
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import OUTCOMES
from bot.language.word_files import LANGUAGES
from bot.records import record

BRACKETS = frozenset("()[]{}")
NEAR_ENOUGH = 75
"""Similarity in percent from which a name is offered as the one that was meant."""
FORM_WORDS = 4
"""Words of a legal form, or signs, that a typed name may have beside those of its key."""
NEAR_LETTERS = 3
"""Letters that words have at least to resemble a name."""

SHOWN = 5
"""Accounts that are offered at most."""


@record(kw_only=True)
class NameHit:
    """Words from `start` up to `end` that are a name, or its first words; `keys` are the names that fit.

    `exact` when they are all of a name; `inflected` when they are so in another form, such as a genitive.
    """

    keys: tuple[str, ...]
    start: int
    end: int
    exact: bool = False
    inflected: bool = False


@record(kw_only=True)
class AccountIndex:
    """The accounts of one company by their keys; cases of a language count for who has it, and
    behind its prepositions; for others only those that take more than a letter.

    Made once for each fact: an account may be created between two facts of one line.
    """

    accounts: Accounts
    language: str
    verb: tuple[Token, ...] = ()
    """What stands before the words; its last word may be a preposition."""
    _reach: dict[str, int] = field(init=False, default_factory=dict)
    _meant: dict[str, tuple[tuple[str, ...], bool]] = field(init=False, default_factory=dict)
    _cases: dict[tuple[str, str, int], tuple[str, ...]] = field(init=False, default_factory=dict)

    def id_of(self, key: str) -> int | None:
        """Return the account of a key, None when there is none."""
        keys = self.accounts.ids_of_word(key.partition(" ")[0])
        if len(keys) >= CROWD:
            return self.accounts.ids_from(key).get(key)  # first of those that begin with it
        return keys.get(key)

    def account(self, key: str) -> Account:
        """Return the account of a key that is there."""
        id = self.id_of(key)
        assert id is not None
        return self.accounts.get(id)

    def named(
        self, words: tuple[Token, ...], start: int, *, whole: bool = False, alone: bool = False
    ) -> NameHit | None:
        """Return what the words from `start` on name, the longest name; also in the genitive and in other cases.

        Of a name in full and one that only begins with more words, the first counts, unless the words are a `whole`
        name or the next one has a capital. `alone` words are in the place of a name and say nothing else.
        """
        reach = name_reach(words, start)
        spelt = self._spelt(words, start, reach, whole=whole)
        if spelt and spelt.exact:
            return spelt
        others = (self._genitive(words, start, reach, alone=alone), self._case(words, start))
        # The first of those that are equally long, so that nothing is read as inflected without need.
        return max((hit for hit in (spelt, *others) if hit), key=lambda hit: hit.end, default=None)

    def _spelt(self, words: tuple[Token, ...], start: int, reach: int, *, whole: bool) -> NameHit | None:
        """Return what the words name as they are spelt: a name that ends in a word, with no bracket alone in it.

        Why here: account_key drops signs and company forms, so it takes "acme ?" and "acme ( AS" for Acme A/S, while
        what begins with the sign belongs to the note.
        """
        found: NameHit | None = None
        for end in range(start + 1, start + min(reach, self._most_words(words[start].text)) + 1):
            last = words[end - 1]
            if BRACKETS.issuperset(last.text):
                break
            hit = self._hit(text_of(words[start:end]), start, end) if has_letter(last.text) else None
            goes_on = whole or last.has_capital
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
        # In another language it may be short for something: "AB" is German for an answering machine.
        short = any(OUTCOMES.find(last, code) for code in LANGUAGES) or speaker_of(last, self.language)
        if not small and not short:
            return False
        return fold(last) not in fold(self.account(longer.keys[0]).name).split()

    def _most_words(self, text: str) -> int:
        """Return how many words a name may have that begins with a word; 0 for no name."""
        if text not in self._reach:
            self._reach[text] = self._count_most_words(text)
        return self._reach[text]

    def _count_most_words(self, text: str) -> int:
        most = 0
        for first in {key.partition(" ")[0] for key in spellings(text)} - {""}:
            keys = self.accounts.ids_of_word(first)
            if len(keys) >= CROWD:
                return NAME_WORDS
            most = max([most, *(key.count(" ") + 1 + FORM_WORDS for key in keys)])
        return most

    def _hit(self, text: str, start: int, end: int, *, inflected: bool = False) -> NameHit | None:
        if text not in self._meant:
            self._meant[text] = self._keys_of(text)
        keys, exact = self._meant[text]
        return NameHit(keys=keys, start=start, end=end, exact=exact, inflected=inflected) if keys else None

    def _keys_of(self, text: str) -> tuple[tuple[str, ...], bool]:
        """Return the key of a name, or those that begin with these words, and whether it is all of a name."""
        for key in spellings(text):
            if self.id_of(key) is not None and self._may_be_spelt(key, text):
                return (key,), True
        found = {known for key in spellings(text) for known in self._longer(key) if self._may_be_spelt(known, text)}
        if not found and (short := without_more_forms(text)):
            keys, exact = self._keys_of(short)
            # Another legal form may be that of another company.
            return tuple(key for key in keys if self._shares_form(key, text.removeprefix(short))), exact
        return tuple(sorted(found)), False

    def _shares_form(self, key: str, text: str) -> bool:
        """Whether a word at the end of a name, folded, is one of those at the end of an account's name."""
        form = fold(text).split()[-FORM_WORDS:]
        return not set(form[1:]).isdisjoint(fold(self.account(key).name).split()[1:])

    def _longer(self, key: str) -> list[str]:
        """Return the first CROWD keys that begin with the words of one and go on."""
        keys = self.accounts.ids_of_word(key.partition(" ")[0])
        if len(keys) >= CROWD:
            keys = self.accounts.ids_from(f"{key} ")
        return [known for known in keys if known.startswith(f"{key} ")]

    def _may_be_spelt(self, key: str, text: str) -> bool:
        """Whether a text may stand for a key that it only equals with letters spelt out: one of the two has marks."""
        if key.startswith(account_key(text)) or not text.isascii():
            return True
        return not self.account(key).name.isascii()

    def _genitive(self, words: tuple[Token, ...], start: int, reach: int, *, alone: bool) -> NameHit | None:
        in_place = alone or self._in_its_place(words, start)
        for count in range(reach, 0, -1):
            last = words[start + count - 1].text
            if last[-1:] in "sS'’" and (in_place or is_marked_genitive(last) or start + count < len(words)):
                before = text_of(words[start : start + count - 1])
                for stem in without_genitive(last):
                    if found := self._hit(f"{before} {stem}".strip(), start, start + count, inflected=True):
                        return found
        return None

    def _in_its_place(self, words: tuple[Token, ...], start: int) -> bool:
        """Whether a name stands right behind a verb, or a preposition: an s may be a plural anywhere else."""
        return bool(self.verb) and (not start or any(self._joined(words[:start], joined) for joined in JOINED.values()))

    def _case(self, words: tuple[Token, ...], start: int) -> NameHit | None:
        """Return the names whose first word is that of the line in another case, with the words behind that fit too."""
        text = words[start].bare
        if not STEM <= len(text) <= KEY_LIMIT:
            return None
        for language in WITH_CASES:
            # A single letter may as well be another name's, as in Hansa and Hans.
            known = language == self.language or self._joined(words[:start], JOINED[language])
            if keys := self._in_case(text, language, 1 if known else 2):
                end = _end_of_case(keys[0], words, start, language) if len(keys) == 1 else start + 1
                return NameHit(keys=keys, start=start, end=end, inflected=True)
        return None

    def _joined(self, before: tuple[Token, ...], phrases: Phrases[None]) -> bool:
        """Whether one of the phrases stands right behind the verb and these words."""
        texts = [word.bare for word in (*self.verb, *before)[-BEFORE:]]
        return phrases.first_before(texts, len(texts)) < len(texts)

    def _in_case(self, text: str, language: str, least: int) -> tuple[str, ...]:
        """Return the keys whose first word a text is in another case, with an ending of at least so many letters."""
        asked = (text, language, least)
        if asked not in self._cases:
            wanted = (*((text,) if least == 1 else ()), *stems(text, language, least))
            firsts = {first for stem in wanted for first in self._first_words(stem, language)} if wanted else ()
            self._cases[asked] = tuple(sorted(key for first in firsts for key in self.accounts.ids_of_word(first)))
        return self._cases[asked]

    def _first_words(self, stem: str, language: str) -> Iterator[str]:
        found = self.accounts.ids_from(stem)
        firsts = {key.partition(" ")[0] for key in found}
        if not firsts:
            return iter(())
        words = (f"{stem}{ending}" for ending in ("", *CASES[language]))
        return (word for word in words if word in firsts or (len(found) >= CROWD and self.accounts.ids_of_word(word)))

    def begun(self, key: str) -> tuple[str, ...]:
        """Return the keys that begin with a text, in the middle of a word."""
        return tuple(sorted(self.accounts.ids_from(key)))

    def holding(self, key: str) -> tuple[str, ...]:
        """Return the keys in which a word behind the first begins with a text."""
        return tuple(sorted(self.accounts.ids_holding(key)))

    def near(self, words: tuple[Token, ...], start: int, end: int) -> dict[str, int]:
        """Return the keys most like the words between `start` and `end`, the likest first, and how many words that are.

        Likeness is measured against as many words of a name as there are, and against the whole name.
        """
        best: dict[str, tuple[float, int]] = {}
        keys = tuple(self.accounts.ids_alike(account_key(text_of(words[start:end]))))
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


def account_index(context: ParseContext) -> AccountIndex:
    """Return the accounts of whose line is read."""
    return context.once(
        (AccountIndex, context.verb),
        lambda: AccountIndex(accounts=context.work.accounts, language=context.language, verb=context.verb),
    )


def _likest(typed: str, choices: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield the keys whose choice of the same place is likest to what was typed, with their likeness in percent."""
    if len(typed) >= NEAR_LETTERS:
        hits = process.extract(typed, choices, scorer=fuzz.ratio, limit=SHOWN, score_cutoff=NEAR_ENOUGH)
        yield from ((keys[at], score) for _, score, at in hits)


def name_reach(words: Sequence[Token], start: int) -> int:
    """Return how many words a name from `start` on may have; what stands in quotes is one whole name."""
    if words[start].quoted:
        return 1
    reach = words[start : start + NAME_WORDS]
    quoted = [word.quoted for word in reach]
    return quoted.index(True) if True in quoted else len(reach)


def _end_of_case(key: str, words: Sequence[Token], start: int, language: str) -> int:
    """Return where a name in another case ends: its further words may be inflected as well."""
    end = start + 1
    for known in key.split()[1:]:
        if end == len(words) or not _same_word(words[end].bare, known, language):
            break
        end += 1
    return end


def _same_word(typed: str, known: str, language: str) -> bool:
    bases = {known, *stems(known, language)}
    return typed in bases or any(stem in bases for stem in stems(typed, language))
