"""The customer whom a line names although it names no command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.domain.accounts import Account
from bot.domain.work import Work
from bot.language.names import account_key, fold
from bot.language.tokens import Token, text_of
from bot.language.word_files import WORD_FILES

LONGEST = 8
"""Words of a name."""
SEARCHED = 40
"""Words of a line that are searched."""
SHORTEST = 3
"""Letters of the first word of a name that stands for the whole."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """The accounts that some words of a line may mean: more than one where several names begin so."""

    accounts: tuple[Account, ...]
    at: int
    used: int


def find_named(words: Sequence[Token], work: Work) -> Named | None:
    """Return the first accounts that words of a line name: by the whole name, or by the first words of it."""
    keys, words = work.accounts.ids_by_key(), words[:SEARCHED]
    for count in range(min(len(words), LONGEST), 0, -1):
        for at in range(len(words) - count + 1):
            name = account_key(text_of(tuple(words[at : at + count])).strip(".,;:!?"))
            found = _hits(name, keys)
            if found:
                return Named(accounts=tuple(map(work.accounts.get, found)), at=at, used=count)
    return None


@cache
def _fillers() -> frozenset[str]:
    """Return the words of any language that stand around names and so never begin one."""
    terms = (("clauses", "before"), ("clauses", "between"), ("questions", "words"))
    return frozenset(
        fold(word) for words in WORD_FILES.values() for table, term in terms for word in words.tables[table][term].all
    )


def _hits(name: str, keys: Mapping[str, int]) -> list[int]:
    if name in keys:
        return [keys[name]]
    if len(name) < SHORTEST or name in _fillers():
        return []
    return [id for key, id in keys.items() if key.startswith(f"{name} ")]
