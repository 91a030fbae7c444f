"""`ordered`: the customer ordered again, so the day on which they run out moves."""

from __future__ import annotations

import pytest

from tests.commands.steps import labels
from tests.dialog import Dialog


@pytest.fixture(name="stocked")
def stocked_fixture(talk: Dialog) -> Dialog:
    """Acme uses up two things since 1 November."""
    for line in ("refill acme black toner 4w 1/11", "refill acme paper 6w 1/11"):
        assert talk.say(line).ok
    return talk


def test_the_day_moves_from_today_on(stocked: Dialog) -> None:
    """The receipt says until when it lasts now."""
    assert stocked.text("ordered acme paper") == (
        "Ordered · Acme A/S · paper · every 6 weeks · K1\n"
        "Lasts until Tue 5 Jan 2027. I remind you 5 workdays before: Mon 28 Dec 2026.\n[Undo]"
    )


@pytest.mark.parametrize("line", ["ordered acme toner", "ordered acme toners", "bestilt acme black toner"])
def test_a_word_of_the_item_is_enough(stocked: Dialog, line: str) -> None:
    """In any form."""
    assert "black toner" in stocked.text(line)


@pytest.mark.parametrize("line", ["ordered acme", "ordered acme zebra", "ordered acme zebra yesterday"])
def test_what_is_not_clear_is_asked_and_not_stored(stocked: Dialog, line: str) -> None:
    """A button for each, and the day of the line stays with it."""
    asked = stocked.say(line)
    assert (asked.ok, asked.stored, labels(asked)) == (False, (), ["black toner", "paper"])
    assert stocked.press("paper").stored == ("K1",)
    entry = stocked.work.entries.latest(stocked.work.people.named("anna")[0].id)
    assert entry
    assert entry.day.isoformat() == ("2026-11-23" if "yesterday" in line else "2026-11-24")


def test_the_only_one_needs_no_name(talk: Dialog) -> None:
    """There is nothing else that it can be."""
    talk.say("refill acme toner 6w")
    assert talk.say("ordered acme yesterday").stored == ("K1",)
    assert "lasts until Mon 4 Jan 2027" in talk.text("acme")


def test_a_customer_without_any_says_what_to_type(talk: Dialog) -> None:
    """In one sentence."""
    error = talk.say("ordered acme toner").error or ""
    assert "Nothing of Acme A/S runs out yet: type “refill Acme A/S toner 6w”." in error


def test_only_its_day_can_be_edited(stocked: Dialog) -> None:
    """Another item would be another order."""
    stocked.say("ordered acme paper")
    assert stocked.say("edit K1 yesterday").stored == ("K1",)
    assert "paper · every 6 weeks · lasts until Mon 4 Jan 2027" in stocked.text("acme")
    assert "Only the day of an order can be changed" in (stocked.say("edit K1 toner").error or "")


def test_undo_moves_the_day_back(stocked: Dialog) -> None:
    """Exactly."""
    before = stocked.text("acme")
    stocked.say("ordered acme paper")
    assert stocked.say("undo").undone == ("K1",)
    assert before == stocked.text("acme")
