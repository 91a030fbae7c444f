"""The names of a company's accounts, indexed: which of them words of a line name, begin, are part of or resemble."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.arguments.account_lookup import CASE_LEADS, FORM_WORDS, AccountLookup
from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import ParseContext
from bot.domain.accounts import Account, Accounts
from bot.language.days.lexicon import speaker_of
from bot.language.name_words import (
    JOINED,
    WITH_CASES,
    is_marked_genitive,
    spellings,
    stems,
    without_genitive,
)
from bot.language.names import account_key, fold, has_letter, likest, plain_key
from bot.language.phrases import BEFORE, Phrases
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import OUTCOMES
from bot.language.word_files import LANGUAGES
from bot.records import record

BRACKETS = frozenset("()[]{}")
NEAR_ENOUGH = 75
"""Similarity in percent from which a name is offered as the one that was meant."""
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
    """

    accounts: Accounts
    language: str
    lookup: AccountLookup
    verb: tuple[Token, ...] = ()
    """What stands before the words; its last word may be a preposition."""

    def id_of(self, key: str) -> int | None:
        """Return the account of a key, None when there is none."""
        return self.lookup.id_of(key)

    def account(self, key: str) -> Account:
        """Return the account of a key that is there."""
        return self.lookup.account(key)

    def starts(self, words: tuple[Token, ...]) -> Iterator[int]:
        """Yield where names may begin in words; at most words none does."""
        known = self.lookup.nameless
        before = self.verb[-1].bare if self.verb else ""
        for at, word in enumerate(words):
            nameless = known[word.text] if word.text in known else self.lookup.is_nameless(word)
            if not nameless or before in CASE_LEADS:
                yield at
            before = word.bare

    def _is_led(self, words: tuple[Token, ...], start: int) -> bool:
        """Whether a preposition of a language with cases may stand right before a word, so that each case counts."""
        before = words[start - 1 : start] if start else self.verb[-1:]
        return bool(before) and before[0].bare in CASE_LEADS

    def names_nobody(self, words: tuple[Token, ...], start: int) -> bool:
        """Whether it was found already that no name begins with a word; the accounts are not asked."""
        return self.lookup.nameless.get(words[start].text, False) and not self._is_led(words, start)

    def named(
        self, words: tuple[Token, ...], start: int, *, whole: bool = False, alone: bool = False
    ) -> NameHit | None:
        """Return what the words from `start` on name, the longest name; also in the genitive and in other cases.

        Of a name in full and one that only begins with more words, the first counts, unless the words are a `whole`
        name or the next one has a capital. `alone` words are in the place of a name and say nothing else.
        """
        if self.lookup.is_nameless(words[start]) and not self._is_led(words, start):
            return None
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
        most = self.lookup.most_words(words[start].text)
        for end in range(start + 1, start + min(reach, most and most + FORM_WORDS) + 1):
            last = words[end - 1]
            plain = bool(plain_key(last.text))
            most -= plain
            # A plain word is one of the key, whatever follows; so what is no name with it is none with more words.
            if most < 0 or BRACKETS.issuperset(last.text):
                break
            text = text_of(words[start:end])
            hit = self._hit(text, start, end) if plain or has_letter(last.text) else None
            if hit is None and plain and len(spellings(text)) == 1:
                break
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
        if not small and not self._is_short_for_something(last):
            return False
        return fold(last) not in fold(self.account(longer.keys[0]).name).split()

    def _is_short_for_something(self, word: str) -> bool:
        """Whether a word means something in another language: "AB" is German for an answering machine."""
        return any(OUTCOMES.find(word, code) for code in LANGUAGES) or bool(speaker_of(word, self.language))

    def _hit(self, text: str, start: int, end: int, *, inflected: bool = False) -> NameHit | None:
        keys, exact = self.lookup.keys_of(text)
        return NameHit(keys=keys, start=start, end=end, exact=exact, inflected=inflected) if keys else None

    def _genitive(self, words: tuple[Token, ...], start: int, reach: int, *, alone: bool) -> NameHit | None:
        for count in range(reach, 0, -1):
            last = words[start + count - 1].text
            if last[-1:] in "sS'’" and (
                alone or is_marked_genitive(last) or start + count < len(words) or self._in_its_place(words, start)
            ):
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
        text, led = words[start].bare, self._is_led(words, start)
        for language in WITH_CASES:
            # A single letter may as well be another name's, as in Hansa and Hans.
            known = language == self.language or (led and self._joined(words[:start], JOINED[language]))
            if keys := self.lookup.in_case(text, language, 1 if known else 2):
                end = _end_of_case(keys[0], words, start, language) if len(keys) == 1 else start + 1
                return NameHit(keys=keys, start=start, end=end, inflected=True)
        return None

    def _joined(self, before: tuple[Token, ...], phrases: Phrases[None]) -> bool:
        """Whether one of the phrases stands right behind the verb and these words."""
        texts = [word.bare for word in (*self.verb, *before)[-BEFORE:]]
        return phrases.first_before(texts, len(texts)) < len(texts)

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
    # Why by the verb itself: an index keeps its own, so that no other word has its id.
    key = (AccountIndex, *map(id, context.verb)) if context.verb else AccountIndex
    known: AccountIndex | None = context.made.get(key)
    if known is None:
        known = context.made[key] = AccountIndex(
            accounts=context.work.accounts,
            language=context.language,
            lookup=account_lookup(context),
            verb=context.verb,
        )
    return known


def account_lookup(context: ParseContext) -> AccountLookup:
    """Return what the texts of a line name."""
    known: AccountLookup | None = context.made.get(AccountLookup)
    if known is None:
        known = context.made[AccountLookup] = AccountLookup(context.work.accounts, context.language)
    return known


def _likest(typed: str, choices: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield the keys whose choice of the same place is likest to what was typed, with their likeness in percent."""
    if len(typed) >= NEAR_LETTERS:
        hits = likest(typed, choices, limit=SHOWN, least=NEAR_ENOUGH)
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
