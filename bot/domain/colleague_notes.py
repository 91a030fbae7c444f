"""Notes between whoever owns a touchpoint and whoever sells: that a zero is mended, one question, one answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.records import record


class NoteKind(StrEnum):
    """What a note says."""

    FIXED = "fixed"
    """What the customer was unhappy with is mended: ring them."""
    ASKED = "asked"
    ANSWERED = "answered"


@record(kw_only=True)
class ColleagueNote:
    """One note about the rating with number `rating`, from its author to its recipient; `at` is aware UTC."""

    id: int = 0
    kind: NoteKind
    rating: int
    touchpoint: int
    account: int
    author: int
    recipient: int
    at: datetime
    words: str = ""


class ColleagueNotes(Protocol):
    """The notes of one company."""

    def add(self, note: ColleagueNote) -> ColleagueNote: ...
    def get(self, note: int) -> ColleagueNote | None: ...
    def about(self, rating: int) -> Sequence[ColleagueNote]: ...
    def to(self, recipient: int, since: datetime) -> Sequence[ColleagueNote]: ...
    def remove(self, note: ColleagueNote) -> None: ...


def is_said(notes: Sequence[ColleagueNote], kind: NoteKind, author: int) -> bool:
    """Whether somebody wrote a note of a kind already: each is written once, as this is not a chat."""
    return any(note.kind is kind and note.author == author for note in notes)
