"""What single texts name among the accounts of a company: each text of a line is looked up once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import starmap

from bot.arguments.basic import NAME_WORDS
from bot.domain.accounts import CROWD, Account, Accounts
from bot.language.name_words import CASES, JOINED, STEM, WITH_CASES, first_words, possible_first_words, spellings, stems
from bot.language.names import ENDS, KEY_LIMIT, ByText, account_key, bare, fold, plain_key, without_more_forms
from bot.language.tokens import Token

FORM_WORDS = 4
"""Words of a legal form, or signs, that a typed name may have beside those of its key."""
CASE_LEADS = frozenset().union(*(JOINED[code].lasts for code in WITH_CASES))
"""The last words of prepositions behind which a single letter may be the ending of a case."""
EXPECTED = range(6, 41)
"""Words of a line whose names are read together: of a shorter one hardly two are asked about."""


class AccountLookup:
    """The accounts of one company by their keys, and what texts of a line were found to name, whatever stands around.

    Made once for each fact: an account may be created between two facts of one line.
    """

    def __init__(self, accounts: Accounts, language: str) -> None:
        self._all = accounts
        self._cases = _cases(language)
        self._accounts: dict[str, Account] = {}
        self.nameless: dict[str, bool] = {}
        """Words that `is_nameless` was asked about."""
        self._may_name: dict[str, bool] = {}
        self._expected: Sequence[str] = ()
        self._most_words: dict[str, int] = {}
        self._meant: dict[str, tuple[tuple[str, ...], bool]] = {}
        self._in_case: dict[tuple[str, str, int], tuple[str, ...]] = {}

    def id_of(self, key: str) -> int | None:
        """Return the account of a key, None when there is none."""
        keys = self._all.ids_of_word(key.partition(" ")[0])
        if len(keys) >= CROWD:
            return self._all.ids_from(key).get(key)  # first of those that begin with it
        return keys.get(key)

    def account(self, key: str) -> Account:
        """Return the account of a key that is there."""
        account = self._accounts.get(key)
        if account is None:
            id = self.id_of(key)
            assert id is not None
            account = self._accounts[key] = self._all.get(id)
        return account

    def expect(self, words: Sequence[str]) -> None:
        """Read together which names begin with some words of a line, as soon as a second one is asked about."""
        self._expected = words[: EXPECTED.stop] if len(words) >= EXPECTED.start else ()

    def _read_ahead(self) -> None:
        """Read what `_begins_no_name` asks about each of the expected words."""
        expected, self._expected = {word.rstrip(ENDS): word for word in self._expected}, ()
        cases = {word: self._cases[bare(word)] for word in expected}
        starts = {start for asked in cases.values() for each in asked for start in _forms_of(*each)}
        begun = self._all.read_ahead(set().union(*map(possible_first_words, expected)), starts)
        for word, typed in expected.items():
            if plain_key(bare(word)) and not cases[word] and begun.isdisjoint(possible_first_words(word)):
                self.nameless[word] = self.nameless[typed] = True

    def is_nameless(self, word: Token) -> bool:
        """Whether no name begins with a word, whatever stands behind it; so are most words of a line.

        Of the cases of another language only those are looked for that count everywhere.
        """
        known = self.nameless.get(word.text)
        if known is None:
            # Of many a line one word alone is asked about: the name behind its verb.
            if self.nameless and self._expected:
                self._read_ahead()
                return self.is_nameless(word)
            known = self.nameless[word.text] = self._begins_no_name(word)
        return known

    def may_name(self, words: Sequence[Token]) -> bool:
        """Whether a name may begin with one of the words, or a single letter behind one be the ending of a case."""
        known = self._may_name
        for word in words:
            text = word.text
            if text not in known:
                known[text] = word.bare in CASE_LEADS or not self.is_nameless(word)
            if known[text]:
                return True
        return False

    def _begins_no_name(self, word: Token) -> bool:
        # Behind a sign or a legal form the name may begin with the next word.
        if not plain_key(word.bare):
            return False
        if any(map(self._all.ids_of_word, possible_first_words(word.text))):
            return False
        cases = self._cases[word.bare]
        return not (cases and any(starmap(self.in_case, cases)))

    def most_words(self, text: str) -> int:
        """Return how many words the longest key has whose name begins with a word; 0 for no name."""
        most = self._most_words.get(text)
        if most is None:
            most = self._most_words[text] = self._count_most_words(text)
        return most

    def _count_most_words(self, text: str) -> int:
        most = 0
        for first in first_words(text):
            keys = self._all.ids_of_word(first)
            if len(keys) >= CROWD:
                return NAME_WORDS
            most = max([most, *[key.count(" ") + 1 for key in keys]])
        return most

    def keys_of(self, text: str) -> tuple[tuple[str, ...], bool]:
        """Return the key of a name, or those that begin with these words, and whether it is all of a name."""
        meant = self._meant.get(text)
        if meant is None:
            meant = self._meant[text] = self._find_keys(text)
        return meant

    def _find_keys(self, text: str) -> tuple[tuple[str, ...], bool]:
        keys = spellings(text)
        for key in keys:
            if self.id_of(key) is not None and self._may_be_spelt(key, text):
                return (key,), True
        found = {known for key in keys for known in self._longer(key) if self._may_be_spelt(known, text)}
        if not found and (short := without_more_forms(text)):
            meant, exact = self.keys_of(short)
            # Another legal form may be that of another company.
            return tuple(key for key in meant if self._shares_form(key, text.removeprefix(short))), exact
        return tuple(sorted(found)), False

    def _shares_form(self, key: str, text: str) -> bool:
        """Whether a word at the end of a name, folded, is one of those at the end of an account's name."""
        form = fold(text).split()[-FORM_WORDS:]
        return not set(form[1:]).isdisjoint(fold(self.account(key).name).split()[1:])

    def _longer(self, key: str) -> list[str]:
        """Return the first CROWD keys that begin with the words of one and go on."""
        keys = self._all.ids_of_word(key.partition(" ")[0])
        if len(keys) >= CROWD:
            keys = self._all.ids_from(f"{key} ")
        return [known for known in keys if known.startswith(f"{key} ")]

    def _may_be_spelt(self, key: str, text: str) -> bool:
        """Whether a text may stand for a key that it only equals with letters spelt out: one of the two has marks."""
        if key.startswith(account_key(text)) or not text.isascii():
            return True
        return not self.account(key).name.isascii()

    def in_case(self, text: str, language: str, least: int) -> tuple[str, ...]:
        """Return the keys whose first word a text is in another case, with an ending of at least so many letters."""
        wanted = _forms_of(text, language, least)
        if not wanted:
            return ()
        asked = (text, language, least)
        if asked not in self._in_case:
            firsts = {first for stem in wanted for first in self._first_words(stem, language)}
            self._in_case[asked] = tuple(sorted(key for first in firsts for key in self._all.ids_of_word(first)))
        return self._in_case[asked]

    def _first_words(self, stem: str, language: str) -> Iterator[str]:
        found = self._all.ids_from(stem)
        firsts = {key.partition(" ")[0] for key in found}
        if not firsts:
            return iter(())
        words = (f"{stem}{ending}" for ending in ("", *CASES[language]))
        return (word for word in words if word in firsts or (len(found) >= CROWD and self._all.ids_of_word(word)))


@cache
def _cases(language: str) -> ByText[tuple[tuple[str, str, int], ...]]:
    """Return what `in_case` is asked of a word wherever it stands, as people of a language type it."""
    least = {code: 1 if code == language else 2 for code in WITH_CASES}
    return ByText(
        lambda text: tuple((text, code, ending) for code, ending in least.items() if _forms_of(text, code, ending))
    )


def _forms_of(text: str, language: str, least: int) -> tuple[str, ...]:
    """Return with what the first word of a name may begin that a text is in a case of a language."""
    if not STEM <= len(text) <= KEY_LIMIT:
        return ()
    return (*((text,) if least == 1 else ()), *stems(text, language, least))
