"""`team switchboard`: minutes that went into hand-offs, by cause."""

from __future__ import annotations

from tests.dialog import Dialog


def test_the_manager_sees_causes_and_no_names(desks: Dialog) -> None:
    """Sums by cause, the costliest first."""
    desks.say("handoff acme service 25m wrong item")
    desks.say("handoff acme service 10m", "bo")
    text = desks.text("team switchboard", "chris")
    assert "wrong item · 1 · 25" in text
    assert "no cause named · 1 · 10" in text
    assert "anna" not in text
    assert desks.say("team switchboard", "anna").error


def test_an_empty_switchboard_says_so(desks: Dialog) -> None:
    """No table of nothing."""
    assert "Nothing was handed over." in desks.text("team switchboard month", "chris")
