"""Notes between colleagues about a zero."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.colleague_notes import ColleagueNote, NoteKind, is_said

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def test_each_note_is_written_once_by_one_person() -> None:
    """Another kind, and another author, may still write."""
    note = ColleagueNote(kind=NoteKind.ASKED, rating=1, touchpoint=1, account=1, author=2, recipient=3, at=AT)
    assert is_said([note], NoteKind.ASKED, 2)
    assert not is_said([note], NoteKind.ASKED, 3)
    assert not is_said([note], NoteKind.FIXED, 2)
    assert not is_said([], NoteKind.ASKED, 2)
