"""`me week`: one's own figures."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


def test_only_ones_own_entries_count(talk: Dialog) -> None:
    """A colleague's call is not counted."""
    talk.say("call acme")
    talk.say("call acme vm", "bo")
    talk.say("promise acme quote by fri")
    talk.say("kept 1")
    figures = talk.say("me week").figures
    assert (figures["calls"], figures["target"], figures["promises_kept"]) == (1, 40, 1)


@pytest.mark.parametrize(
    ("typed", "title", "calls"),
    [
        ("", "anna · Week 48", 2), ("week", "anna · Week 48", 2), ("w47", "anna · Week 47", 1),
        ("today", "anna · Tue 24 Nov 2026", 1), ("month", "anna · November 2026", 3), ("uge 47", "anna · Week 47", 1),
    ],
)  # fmt: skip
def test_a_period_may_be_named(talk: Dialog, typed: str, title: str, calls: int) -> None:
    """A late entry counts in the period of its day."""
    for line in ("call acme", "call acme yesterday", "call acme 18/11"):
        assert talk.say(line).ok
    reply = talk.say(f"me week {typed}")
    assert (reply.card.title, reply.figures["calls"]) == (title, calls)


def test_the_chart_says_in_words_what_it_shows(talk: Dialog) -> None:
    """The text names each weekday's calls and the target of a day."""
    talk.say("call acme")
    talk.say("call acme yesterday")
    assert "Calls Mon 1, Tue 1, Wed 0, Thu 0, Fri 0. Target 8 a day." in talk.text("me week")


def test_a_day_off_with_a_call_stands_in_the_chart(talk: Dialog) -> None:
    """A Saturday with a call is shown, and its target is 0."""
    talk.later(days=4)
    talk.say("call acme")
    assert "Sat 1" in talk.text("me week")
    figures = talk.say("me week today").figures
    assert (figures["calls"], figures["target"]) == (1, 0)


def test_days_off_and_holidays_take_calls_from_the_target(talk: Dialog) -> None:
    """Christmas Day takes 8 calls from the week's target, and two days of leave 16."""
    assert talk.say("me week w52").figures["target"] == 32
    talk.say("off 21-22 dec")
    assert talk.say("me week w52").figures["target"] == 16


def test_without_a_sale_nothing_is_asked_for(talk: Dialog) -> None:
    """Somebody without the role seller has a target of 0."""
    figures = talk.say("me week", "chris").figures
    assert (figures["calls"], figures["target"]) == (0, 0)


@pytest.mark.parametrize("typed", ["nonsense", "bo", "w99", "week week"])
def test_anything_else_is_an_error(talk: Dialog, typed: str) -> None:
    """A name or an unknown word is refused without figures."""
    reply = talk.say(f"me week {typed}")
    assert "I do not understand" in (reply.error or "")
    assert not reply.figures


def test_the_time_until_one_went_is_ones_own(talk: Dialog) -> None:
    """A wait counts for the person who went."""
    talk.say("waiting counter")
    talk.later(seconds=40)
    talk.say("go", "bo")
    assert "waiting: median 40 s" in talk.text("me week", "bo")
    assert "waiting" not in talk.text("me week", "anna")


def test_it_says_how_one_listened(talk: Dialog) -> None:
    """Open questions a conversation, and in how many the customer's words were kept; who was not reached is none."""
    talk.say('call acme q5 l "wants Friday deliveries"')
    talk.say("call acme q2 talked prices")
    talk.say("call acme vm")
    talk.say("call acme yesterday")
    assert "open questions: 2.3 a conversation · listened in 1 of 3 conversations" in talk.text("me week")
    assert {"questions_per_call": 2.33, "listened": 1, "conversations": 3}.items() <= talk.last.figures.items()
    talk.say("edit C1 q1")
    assert "open questions: 1 a conversation" in talk.text("me week")


def test_nothing_is_said_of_listening_where_nothing_was_noted(talk: Dialog) -> None:
    """No zeros for who does not count questions."""
    talk.say("call acme")
    assert "questions" not in talk.text("me week")
    assert "listened" not in talk.last.figures


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "my week"), ("da", "min uge"), ("nb", "min uke"), ("sv", "min vecka"), ("pl", "mój tydzień"),
        ("de", "meine Woche"), ("da", "min uge uge 47"),
    ],
)  # fmt: skip
def test_ones_own_week_is_asked_for_as_one_says_it(talk: Dialog, language: str, line: str) -> None:
    """The two words of the command are not what people say."""
    assert talk.say(f"me language {language}").ok
    reply = talk.say(line)
    assert reply.ok
    assert reply.figures["target"] == 40


def test_who_has_neither_targets_nor_touchpoints_reads_so(talk: Dialog) -> None:
    """A card is never its title alone."""
    assert "No targets and no touchpoints: there is nothing to show." in talk.text("me week", "chris")
