"""`me lunch`: one's own lunch, and who is first after it."""

from __future__ import annotations

from datetime import time

import pytest

from bot.language.word_files import LANGUAGES
from tests.commands.steps import filled, person
from tests.dialog import Dialog

TYPED = {
    "en": ("me lunch 11:30-12:15", "me lunch off"),
    "da": ("mig frokost 11:30-12:15", "mig frokost fra"),
    "nb": ("meg lunsj 11:30-12:15", "meg lunsj av"),
    "sv": ("mig lunch 11.30-12.15", "mig lunch av"),
    "pl": ("ja lunch 11:30-12:15", "ja lunch wyłącz"),
    "de": ("mich mittag 11:30-12:15", "mich mittag aus"),
}
HALF_AN_HOUR = ((time(11, 30), time(12)),)


def lunch(talk: Dialog, who: str = "anna") -> tuple[tuple[time, time], ...]:
    """Return somebody's lunch."""
    return person(talk, who).lunch


def test_a_lunch_without_an_end_takes_half_an_hour(talk: Dialog) -> None:
    """The receipt says when the plan comes, and how to end it."""
    assert talk.text("me lunch 11:30").splitlines()[0] == (
        "Lunch 11:30-12:00: alarms wait until it is over. On workdays at 11:00 I ask who is first afterwards. "
        "Type “me lunch off” to end that."
    )
    assert lunch(talk) == HALF_AN_HOUR


def test_who_is_asked_for_no_calls_is_promised_no_plan(talk: Dialog) -> None:
    """Only the quiet."""
    assert "who is first" not in talk.text("me lunch 11:30", "chris")


def test_it_is_shown_among_the_own_settings(talk: Dialog) -> None:
    """As it can be typed."""
    assert "Lunch: none" in talk.text("me")
    talk.say("me lunch 11-11:45")
    assert "Lunch: 11:00-11:45" in talk.text("me")


def test_undo_puts_back_what_was_set(talk: Dialog) -> None:
    """Another lunch, or none."""
    talk.say("me lunch 11:30")
    talk.press("Undo")
    assert lunch(talk) == ()
    talk.say("me lunch 11:30")
    talk.say("me lunch 13:00-14:00")
    talk.press("Undo")
    assert lunch(talk) == HALF_AN_HOUR
    talk.say("me lunch off")
    talk.press("Undo")
    assert lunch(talk) == HALF_AN_HOUR


def test_off_without_a_lunch_says_so(talk: Dialog) -> None:
    """There is nothing to undo."""
    assert talk.text("me lunch off") == "There is no lunch plan."


def test_without_a_time_a_form_asks_for_it(talk: Dialog) -> None:
    """One field."""
    assert filled(talk.say("me lunch")) == {"hours": ""}
    assert talk.submit({"hours": "11:30"}).ok
    assert lunch(talk) == HALF_AN_HOUR


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("me lunch 07:00", "type a time between 08:00 and 16:00."),
        ("me lunch 15:45", "type a time between 08:00 and 16:00."),
        ("me lunch noonish", '"noonish" is not a time: type “14:00”.'),
        ("me lunch 12:00-11:00", '"12:00-11:00" is not a time'),
        ("me lunch 25:00", '"25:00" is not a time'),
        ("me lunch 11-12-13", '"11-12-13" is not a time'),
    ],
)
def test_what_is_no_lunch_within_work_says_what_to_type(talk: Dialog, line: str, part: str) -> None:
    """Nothing is stored."""
    assert part in (talk.say(line).error or "")
    assert lunch(talk) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_set_and_ended_in_every_language(talk: Dialog, language: str) -> None:
    """The printed way back is the one that is typed."""
    talk.say(f"me language {language}")
    set_it, end_it = TYPED[language]
    assert end_it in talk.text(set_it)
    assert lunch(talk) == ((time(11, 30), time(12, 15)),)
    assert talk.say(end_it).ok
    assert lunch(talk) == ()
