"""`me language`: the language of replies and nudges."""

from __future__ import annotations

from tests.dialog import Dialog


def test_a_person_chooses_the_language(talk: Dialog) -> None:
    """The answer comes in the new language at once."""
    assert talk.text("me language da") == "Fra nu af skriver jeg dansk til dig."
    assert talk.text("call acme").startswith("Opkald 1 af 8 · Acme A/S · talt · C1")
