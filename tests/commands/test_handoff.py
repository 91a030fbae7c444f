"""Hand-offs: straight to the desk, so that the seller is no switchboard."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import field_errors, filled, press
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


@pytest.mark.parametrize("typed", ["do serwisu", "serwisu", "do działu serwisu", "do serwis"])
def test_a_desk_is_known_in_its_polish_case(desks: Dialog, typed: str) -> None:
    """With or without the word for a desk before it."""
    desks.work.desks.save("serwis", "")
    desks.say("me language pl")
    assert "serwis ·" in desks.text(f"przekaż acme {typed} 10 min")


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
    """All at once, and the short letter."""
    assert desks.say(line).stored == ("H1",)


@pytest.mark.parametrize(
    ("typed", "minutes", "cause"),
    [
        ("1440m slow", 1440, "slow"), ("24h slow", 1440, "slow"), ("30 minutes slow", 30, "slow"), ("3 machines", 0, "3 machines"), ("3 m cable", 0, "3 m cable"),
        ("2 timer slow", 120, "slow"), ("2 tons", 0, "2 tons"), ("5 min. slow", 5, "slow"),
        ("slow 30m", 0, "slow 30m"), ("2000 meter cable", 0, "2000 meter cable"),
    ],
)  # fmt: skip
def test_minutes_are_one_to_a_day_right_behind_the_desk(desks: Dialog, typed: str, minutes: int, cause: str) -> None:
    """Words that are no time belong to the cause."""
    assert desks.say(f"handoff acme service {typed}").figures["minutes"] == minutes
    assert f"· {cause} · H1" in card_text(desks.last.card)


@pytest.mark.parametrize(
    "typed", ["0m", "1441m", "25h", "99999999m", "0 min", "5000 minutes", "9" * 300 + "h", "99 timer"]
)
def test_a_time_that_nobody_spends_is_refused_and_no_cause(desks: Dialog, typed: str) -> None:
    """Nothing is stored, and the sentence says what may be typed."""
    reply = desks.say(f"handoff acme service {typed} slow")
    assert ("is not a length of time: type “1m” to “24h”." in (reply.error or ""), ()) == (True, reply.stored)


def test_the_months_sum_is_ones_own_and_ends_with_the_month(desks: Dialog) -> None:
    """Only the person's own minutes of the present month are summed."""
    desks.say("handoff acme service 25m wrong item")
    desks.say("handoff acme service 10m", "bo")
    assert desks.say("handoff acme service 5m").figures == {"minutes": 30, "handoffs": 2}
    desks.later(days=7)
    assert desks.say("handoff acme service 5m").figures == {"minutes": 5, "handoffs": 1}


def test_a_late_one_counts_for_its_own_day(desks: Dialog) -> None:
    """The receipt echoes the day, and the figures of that day count it."""
    assert "Counts for Mon 23 Nov 2026." in desks.text("handoff acme service 25m wrong item yesterday")
    assert desks.say("team switchboard today", "chris").figures["minutes"] == 0
    assert desks.say("team switchboard", "chris").figures["minutes"] == 25


@pytest.mark.parametrize(("length", "stored"), [(200, ("H1",)), (201, ())])
def test_a_cause_has_a_limit(desks: Dialog, length: int, stored: tuple[str, ...]) -> None:
    """200 characters are stored, 201 are refused."""
    assert desks.say("handoff acme service " + "x" * length).stored == stored


def test_a_form_asks_for_what_is_missing(desks: Dialog) -> None:
    """Wrong minutes have an error beside their field, and the cause is kept."""
    assert filled(desks.say("handoff acme"))["account"] == "acme"
    reply = desks.submit({"account": "acme", "desk": "service", "minutes": "soon", "cause": "slow"})
    assert list(field_errors(reply)) == ["minutes"]
    assert filled(reply)["cause"] == "slow"
    assert desks.submit({"account": "acme", "desk": "service", "minutes": "25 min"}).figures["minutes"] == 25


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"account": "=1", "desk": "=99"}, "That desk is no longer there."),
        ({"account": "=99", "desk": "=1"}, "That account is no longer there."),
        ({"account": "=1", "desk": "=1", "minutes": "abc"}, "does not fit here"),
    ],
)
def test_a_made_up_button_stores_nothing(desks: Dialog, values: dict[str, str], part: str) -> None:
    """Each forged value is refused in one sentence."""
    reply = press(desks, "handoff", **values)
    assert part in (reply.error or "")
    assert desks.say("team switchboard", "chris").figures["handoffs"] == 0


def test_an_edit_changes_desk_minutes_or_cause(desks: Dialog) -> None:
    """What the edit does not name stays."""
    desks.say("handoff acme service 25m wrong item")
    assert "H1 · Acme A/S · accounting · 25 minutes · wrong item" in desks.text("edit H1 accounting")
    assert "accounting · 25 minutes · late invoice" in desks.text("edit H1 late invoice")
    assert desks.say("team switchboard", "chris").figures["minutes"] == 25
