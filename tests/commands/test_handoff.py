"""Hand-offs: straight to the desk, so that the seller is no switchboard."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


def test_a_hand_off_gives_the_words_for_the_customer(desks: Dialog) -> None:
    """The desk's number, a text ready to send, the minutes of the month."""
    assert desks.text("handoff acme service 25m wrong item") == (
        "Handed off · Acme A/S · service · 25 minutes · wrong item · H1\n"
        'Tell the customer: "For this, service helps you fastest: 55 12 34 56."\n'
        "This month: 25 minutes.\n[Undo]"
    )


def test_a_desk_without_a_number_says_how_to_name_it(desks: Dialog) -> None:
    """Nothing is asked for that is not needed now."""
    assert "admin desk accounting phone" in desks.text("handoff acme accounting")


def test_an_unknown_desk_is_made_after_a_button_only(desks: Dialog) -> None:
    """No guess is ever run."""
    asked = desks.say("handoff acme yard 5m")
    assert (asked.ok, asked.stored) == (False, ())
    assert [button.label for button in asked.card.all_buttons()] == ["service", "accounting", 'Create "yard"']
    assert desks.press('Create "yard"').stored == ("H1",)
    assert desks.say("handoff acme yard").ok


@pytest.mark.parametrize(
    ("typed", "spent"), [("25m", 25), ("1h", 60), ("90 min", 90), ("2 timer", 120), ("2 godz", 120), ("", 0)]
)
def test_minutes_are_read_in_every_language(desks: Dialog, typed: str, spent: int) -> None:
    """And left out when nobody counted."""
    assert desks.say(f"handoff acme service {typed} slow").figures["minutes"] == spent


def test_undo_and_edit_restore_the_month_exactly(desks: Dialog) -> None:
    """As if it never was, or as it is now."""
    desks.say("handoff acme service 25m wrong item")
    assert desks.say("edit H1 10m").stored == ("H1",)
    assert desks.say("handoff acme service 5m").figures["minutes"] == 15
    desks.say("undo H2")
    assert desks.say("handoff acme accounting 1m").figures == {"minutes": 11, "handoffs": 2}


@pytest.mark.parametrize(
    "line", ["videre acme service 5 min", "vidare acme service", "przekaż acme service 5m", "h acme service"]
)
def test_it_is_said_in_every_language(desks: Dialog, line: str) -> None:
    """All five at once, and the short letter."""
    assert desks.say(line).stored == ("H1",)
