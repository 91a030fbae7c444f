"""`today`: one's own day."""

from __future__ import annotations

from tests.dialog import Dialog


def test_today_lists_what_is_due(talk: Dialog) -> None:
    """Calls against the target, promises, follow-ups, and a way to undo."""
    assert "No promise and no follow-up is due." in talk.text("today")
    for line in ("call acme", "promise acme quote by fri", "follow acme today ask about the board"):
        talk.say(line)
    text = talk.text("today")
    for part in ("Calls: 1 / 8", "P1 · Acme A/S · quote · due Fri 27 Nov 2026", "ask about the board", "[Undo F1]"):
        assert part in text
