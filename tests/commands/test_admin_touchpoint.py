"""`admin touchpoint`: touchpoints are added, renamed and given an owner."""

from __future__ import annotations

from tests.dialog import Dialog


def test_a_removed_standard_touchpoint_comes_back_in_any_language(talk: Dialog) -> None:
    """Adding it by its Danish name finds the one that was removed."""
    talk.say("admin remove touchpoint invoice", "chris")
    talk.say("admin touchpoint faktura owner anna", "chris")
    names = [touchpoint.name for touchpoint in talk.work.touchpoints.all()]
    assert ("invoice" in names, "faktura" in names) == (True, False)
