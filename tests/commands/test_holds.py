"""The buttons that say whether a promise holds."""

from __future__ import annotations

from tests.dialog import Dialog


def test_what_only_buttons_say_cannot_be_typed(talk: Dialog) -> None:
    """Hidden commands are unknown words."""
    assert "is no command" in (talk.say("holds P1 yes").error or "")
