"""N19: before a planned call, what the customer said last and two open questions; twice a week at most."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from nudges.rules.listening_tip import QUESTIONS
from nudges.variety import LEAST
from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, only, pressed, recipients, shown

HEARD = 'call acme l "wants Friday deliveries"'


def test_it_repeats_what_was_heard_and_asks_two_open_questions(talk: Dialog) -> None:
    """With the morning of the planned day, and a button that logs the call."""
    for line in (HEARD, "plan acme"):
        assert talk.say(line).ok
    tip = only(talk, "N19", "anna", "2026-11-25")
    assert tip.local_time == "2026-11-25T08:30+01:00"
    assert shown(tip) == [
        "Before Acme A/S",
        "Last time: “wants Friday deliveries”.",
        "Ask: how does that work today? What would be better?",
    ]
    assert labels(tip)[0] == "Log call: Acme A/S"
    talk.later(days=1)
    assert answer(pressed(talk, tip, "Log call: Acme A/S")).startswith("Call 1 of 8 · Acme A/S")
    assert nudges(talk, "N19", "anna", "2026-11-25") == []


@pytest.mark.parametrize(
    "lines",
    [
        (HEARD,),
        ("call acme vm", "plan acme"),
        ("promise acme quote by fri", "plan acme"),
        (HEARD, "plan acme", "undo"),
        (HEARD, "plan acme thu"),
        (HEARD, "plan acme", "off wed"),
    ],
)
def test_without_a_planned_call_to_somebody_who_said_something_it_keeps_quiet(
    talk: Dialog, lines: tuple[str, ...]
) -> None:
    """No plan for that day, nothing that was said, or a day off."""
    for line in lines:
        assert talk.say(line).ok, line
    assert recipients(talk, "N19", "2026-11-25") == []


def test_what_was_promised_and_noted_since_hides_no_words(talk: Dialog) -> None:
    """However much was logged about the customer after the conversation."""
    assert talk.say(HEARD).ok
    for number in range(6):
        assert talk.say(f"promise acme list {number} by fri").ok
    assert talk.say("plan acme").ok
    assert recipients(talk, "N19", "2026-11-25") == ["anna"]


def test_what_a_colleague_noted_is_not_repeated(talk: Dialog) -> None:
    """Words are read back to who wrote them down."""
    assert talk.say(HEARD, "bo").ok
    assert talk.say("plan acme").ok
    assert recipients(talk, "N19", "2026-11-25") == []


def test_the_newest_words_count(talk: Dialog) -> None:
    """A visit tells as much as a call."""
    for line in (HEARD, "visit acme asked for drawings", "call acme vm", "plan acme"):
        assert talk.say(line).ok, line
    assert "asked for drawings" in shown(only(talk, "N19", "anna", "2026-11-25"))[1]


async def test_it_comes_twice_a_week_at_most_in_one_message_with_the_morning(house: House) -> None:
    """The third planned day of a week has none; the next week has its own."""
    await house.say("anna", HEARD, "2026-11-23T09:00")
    found = []
    for day, planned in (("23", "24"), ("24", "25"), ("25", "26"), ("27", "30")):
        assert (await house.say("anna", f"plan acme {planned}/11", f"2026-11-{day}T15:00")).ok
        found += await ended(house, "N19", "anna", [f"2026-11-{planned}T08:30"])
    assert [when for when, outcome in found if outcome == "sent"] == [
        "2026-11-24T08:30",
        "2026-11-25T08:30",
        "2026-11-30T08:30",
    ]
    (monday,) = [each.card for each in house.paper.sent[-3:] if each.to == "anna"]
    assert {"Good morning", "Before Acme A/S"} <= set(monday.texts())
    assert [button.label for button in monday.all_buttons()].count("Log call: Acme A/S") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_short_in_every_language_and_shows_words_as_typed(talk: Dialog, language: str) -> None:
    """A title of five words, three lines, 25 words; marks in what was heard act on nothing."""
    name = "The Very Long Named International Trading Company AS"
    talk.account(name)
    for line in (f'call "{name}" l "{TYPED} {"very " * 20}long"', f'plan "{name}"', f"me language {language}"):
        assert talk.say(line).ok, line
    tip = only(talk, "N19", "anna", "2026-11-25")
    assert tip.words <= 25, card_text(tip.card)
    assert len(shown(tip)) == 3
    assert len(shown(tip)[0].split()) <= 5
    assert TYPED in shown(tip)[1]


def test_the_questions_change_from_day_to_day() -> None:
    """There are enough of them."""
    assert len(QUESTIONS) == LEAST
