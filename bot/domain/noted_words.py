"""The words that people noted: how a note becomes words, how typed words find notes, and who may find which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, assert_never

from bot.domain.account_fields import AccountField
from bot.domain.details import (
    AccountChange,
    Call,
    Departure,
    Detail,
    Exclusivity,
    FollowUp,
    Freeze,
    HandOff,
    Junk,
    OtherContact,
    Planned,
    PromiseMade,
    PromiseStep,
    RefillOrder,
    RefillRhythm,
    Touch,
    Waiting,
    WaitTaken,
)
from bot.language.names import fold
from bot.records import record

WORD = re.compile(r"\w+")
LONGEST = 40
"""Letters of a word that are kept; what is typed is cut alike."""
MOST = 300
"""Different words of a note that are kept."""
SEARCHED = 4
"""Words that a search looks for at most."""
SHORTEST = 2
"""Letters of a word that a search looks for at least."""


@record(kw_only=True)
class WordReader:
    """Who looks for words: their own, and those about accounts that they may read.

    These are their own accounts and those that nobody owns; with `everything` all accounts, with a `team` those of its
    people.
    """

    person: int
    everything: bool = False
    team: int | None = None


class NotedWords(Protocol):
    """The noted words of one company."""

    def found(self, words: Sequence[str], reader: WordReader, limit: int) -> Sequence[int]: ...
    def has_unread(self) -> bool: ...
    def read_old(self, limit: int) -> int: ...


def words_in(text: str) -> frozenset[str]:
    """Return the different words of a note without capitals and marks, the first MOST of them."""
    found = dict.fromkeys(word[:LONGEST] for word in WORD.findall(fold(text)))
    return frozenset(list(found)[:MOST])


def search_words(text: str) -> tuple[str, ...]:
    """Return the words that a search looks for, the longest first: few notes have it; empty where all are too short."""
    words = sorted((word for word in words_in(text) if len(word) >= SHORTEST), key=lambda word: (-len(word), word))
    return tuple(words[:SEARCHED])


def words_of(detail: Detail) -> str:
    """Return the words that a person typed with an entry, "" for none."""
    match detail:
        case Call(note=words) | PromiseStep(note=words) | FollowUp(note=words) | OtherContact(note=words):
            return words
        case Touch(why=words) | PromiseMade(what=words) | Waiting(what=words) | HandOff(cause=words):
            return words
        case RefillRhythm(item=words) | Junk(what=words) | Exclusivity(item=words):
            return words
        case Freeze(why=words) | Departure(why=words):
            return words
        case AccountChange(fields=fields):
            return next((str(each.value) for each in fields if each.field is AccountField.CLOSED and each.value), "")
        case WaitTaken() | Planned() | RefillOrder():
            return ""
        case _:
            assert_never(detail)
