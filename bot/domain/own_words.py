"""A person's own words: what they picked for a word that was unclear, and whether it is read so from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.records import record

VERB = "verb"
"""The kind of a word that stands for a verb; every other kind but the next ones is the name of an argument."""
ACCOUNT = "account"
"""The kind of a word that stands for an account, whichever argument it was typed for."""
FACTOR = "factor"
"""The kind of a reason behind a bare score that stands for the factor that the score is of."""
PICKS = 2
"""Picks of the same meaning, one after the other, from which a word is known."""
MOST_WORDS = 200
"""Words that are kept for one person."""
LONGEST = 40
"""Characters of a word."""


@record(kw_only=True)
class OwnWord:
    """A folded word and its meaning, a machine value, in one place.

    `kind` is an argument's name, VERB, ACCOUNT or FACTOR.
    """

    kind: str
    word: str
    meaning: str
    picks: int
    picked_at: datetime

    @property
    def known(self) -> bool:
        """Whether it is read without a question."""
        return self.picks >= PICKS


class OwnWords(Protocol):
    """The own words of people."""

    def all(self, person: int) -> Sequence[OwnWord]: ...
    def find(self, person: int, kind: str, word: str) -> OwnWord | None: ...
    def known(self, person: int, kind: str) -> Mapping[str, str]: ...
    def save(self, person: int, own: OwnWord) -> None: ...
    def forget(self, person: int, kind: str, word: str) -> None: ...


def pick(words: OwnWords, person: int, kind: str, word: str, meaning: str, at: datetime) -> bool:
    """Count that a person picked a meaning of a folded word; return whether the word is known since this pick.

    Another meaning begins anew. Beyond MOST_WORDS the ones that were picked the longest ago are forgotten.
    """
    if not word or len(word) > LONGEST:
        return False
    before = words.find(person, kind, word)
    picks = before.picks + 1 if before and before.meaning == meaning else 1
    words.save(person, OwnWord(kind=kind, word=word, meaning=meaning, picks=picks, picked_at=at))
    for old in words.all(person)[MOST_WORDS:]:
        words.forget(person, old.kind, old.word)
    return picks == PICKS


def known_meaning(words: OwnWords, person: int, kind: str, word: str) -> str | None:
    """Return what a folded word means to a person in a place; None for one that they have not picked often enough."""
    own = words.find(person, kind, word) if 0 < len(word) <= LONGEST else None
    return own.meaning if own and own.known else None
