"""`sick`: off at once because of illness; how people say it is tested with small talk."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import labels, outcomes, press
from tests.dialog import Dialog


def test_until_friday_takes_the_place_of_the_day(talk: Dialog) -> None:
    """Its Undo gives back all of it."""
    talk.say("sick")
    assert "Off from Tue 24 Nov 2026 to Fri 27 Nov 2026. Get well." == next(talk.press("Until Friday").card.texts())
    talk.press("Undo")
    assert "would send" in outcomes(talk, "anna")


@pytest.mark.parametrize(
    "line", ["sick until next week", "syg til næste uge", "syk til neste uke", "sjuk till nästa vecka"]
)
def test_until_a_week_is_up_to_the_day_before_it(talk: Dialog, line: str) -> None:
    """Whoever is back next week is off this one only; until a day includes that day."""
    assert "Off from Tue 24 Nov 2026 to Sun 29 Nov 2026. Get well." in talk.text(line)
    assert "Off from Tue 24 Nov 2026 to Thu 26 Nov 2026. Get well." in talk.text("sick until thu")


def test_undo_gives_the_day_back(talk: Dialog) -> None:
    """As for any day off."""
    talk.say("sick")
    assert "Those days are working days again." == card_text(talk.press("Undo").card)
    assert "would send" in outcomes(talk, "anna")


def test_said_twice_it_is_one_leave(talk: Dialog) -> None:
    """One Undo is enough."""
    talk.say("sick")
    talk.say("sick")
    talk.press("Undo")
    assert "would send" in outcomes(talk, "anna")


def test_a_second_press_on_until_friday_adds_no_second_leave(talk: Dialog) -> None:
    """One Undo gives back all of it."""
    first = talk.say("sick")
    longer = {button.label: button.press for button in first.card.all_buttons()}["Until Friday"]
    talk.press("Until Friday")
    press(talk, longer.verb, **longer.values)
    talk.press("Undo")
    assert "would send" in outcomes(talk, "anna")


def test_until_friday_after_undo_changes_nothing(talk: Dialog) -> None:
    """The day that it would replace is a working day again."""
    first = talk.say("sick")
    longer = {button.label: button.press for button in first.card.all_buttons()}["Until Friday"]
    talk.press("Undo")
    assert "Those days were not off." == card_text(press(talk, longer.verb, **longer.values).card)


def test_on_friday_no_friday_is_offered(talk: Dialog) -> None:
    """Today is all that is left of the week."""
    talk.later(days=3)
    assert ["Undo"] == labels(talk.say("sick"))


def test_days_are_counted_from_today_also_by_who_is_off_already(talk: Dialog) -> None:
    """It lasts longer than was said in the morning."""
    talk.say("sick")
    assert "Off from Tue 24 Nov 2026 to Thu 26 Nov 2026. Get well." == next(talk.say("sick 3 days").card.texts())


def test_days_that_are_past_are_refused(talk: Dialog) -> None:
    """Leave lies ahead."""
    assert "is in the past" in (press(talk, "sick", days="2026-11-20").error or "")
