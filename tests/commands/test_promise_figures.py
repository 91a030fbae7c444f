"""What figures say about promises: each is in one number, on one day, whenever it is answered and whoever looks."""

from __future__ import annotations

import pytest

from bot.messages.card import Reply
from tests.commands.steps import line_of
from tests.dialog import Dialog

NAMES = ("promises_kept", "told_first", "promises_broken", "promises_late", "promises_due")


def sums(reply: Reply) -> tuple[float, ...]:
    """Return kept, told, broken, late and due."""
    return tuple(reply.figures[name] for name in NAMES)


def line(talk: Dialog, typed: str, who: str = "chris") -> str:
    """Return the line about promises."""
    reply = talk.say(typed, who)
    return line_of(reply, "promise")


def test_a_promise_that_nobody_answers_for_is_late(talk: Dialog) -> None:
    """Not yet on its day, and from the day after on for its own week, whoever looks and however long after."""
    talk.say("promise acme quote by wed")
    talk.later(days=1)
    assert line(talk, "team week") == "1 promise not due yet"
    talk.later(days=1)
    for typed, who in (
        ("team week", "chris"),
        ("team anna week", "chris"),
        ("me week", "anna"),
        ("team month", "chris"),
    ):
        assert sums(talk.say(typed, who)) == (0, 0, 0, 1, 0)
        assert line(talk, typed, who) == "0 of 1 promises kept · 1 late"
    assert line(talk, "team today") == "no promise was due, the working day before 0 of 1 kept"
    talk.later(days=7)
    assert sums(talk.say("team w48", "chris")) == (0, 0, 0, 1, 0)
    assert sums(talk.say("team week", "chris")) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("kept 1", (1, 0, 0, 0, 0)),
        ("broken 1", (0, 0, 1, 0, 0)),
        ("broken 1 told them", (0, 1, 0, 0, 0)),
        ("told 1 same day", (0, 1, 0, 0, 0)),
    ],
)
def test_a_late_answer_counts_for_the_day_that_it_was_due(talk: Dialog, answer: str, said: tuple[int, ...]) -> None:
    """In the week of that day, and in no other."""
    talk.say("promise acme quote by wed")
    talk.later(days=9)
    assert talk.say(answer).ok
    assert sums(talk.say("team w48", "chris")) == said
    assert sums(talk.say("team week", "chris")) == (0, 0, 0, 0, 0)
    talk.say("undo")
    assert sums(talk.say("team w48", "chris")) == (0, 0, 0, 1, 0)


def test_an_answer_in_time_counts_for_its_own_day(talk: Dialog) -> None:
    """What is kept early is kept then."""
    talk.say("promise acme quote by 3 dec")
    talk.say("kept 1")
    assert sums(talk.say("team today", "chris")) == (1, 0, 0, 0, 0)
    assert sums(talk.say("team w49", "chris")) == (0, 0, 0, 0, 0)


def test_kept_told_broken_and_late_add_up(talk: Dialog) -> None:
    """A promise that was moved is one that was told, and a new one of its new day; broken where they knew is told."""
    for n, last in enumerate(
        ("kept 1", "told 2 new date mon", "told 3 new date 25/11", "broken 4", "broken 5 told them"), 1
    ):
        talk.say(f"promise acme thing{n} by fri")
        assert talk.say(last).ok
    talk.say("promise acme sample by wed")
    talk.say("broken acme list")
    talk.later(days=2)
    assert line(talk, "team week") == "1 of 8 promises kept · 3 told first · 2 broken · 2 late"
    assert line(talk, "team w49") == "1 promise not due yet, the week before 1 of 8 kept"


def test_whoever_answers_it_stays_the_promise_of_who_made_it(talk: Dialog) -> None:
    """A colleague who rings the customer takes no figure along."""
    talk.say("promise acme quote by wed", "anna")
    talk.say("kept 1", "bo")
    assert [sums(talk.say("me week", who))[0] for who in ("anna", "bo")] == [1, 0]


def test_an_edited_day_is_the_newest_word_on_it(talk: Dialog) -> None:
    """Also after a telling; the receipt, the day and the card of the customer agree, and undo goes back."""
    talk.say("promise acme quote by fri")
    talk.say("told 1 new date mon")
    assert "due Wed 2 Dec 2026" in talk.text("edit P1 2 dec")
    assert "due Wed 2 Dec 2026" in line_of(talk.say("today"), "P1")
    assert "due Wed 2 Dec 2026" in line_of(talk.say("account acme"), "P1")
    talk.say("told 1 new date 3 dec")
    assert "due Thu 3 Dec 2026" in line_of(talk.say("today"), "P1")
    for day in ("Wed 2 Dec", "Mon 30 Nov", "Fri 27 Nov"):
        talk.say("undo")
        assert f"due {day} 2026" in line_of(talk.say("today"), "P1")


def test_an_edited_text_leaves_the_day_that_was_told(talk: Dialog) -> None:
    """What is not named stays, and the receipt says the day that counts."""
    talk.say("promise acme quote by fri")
    talk.say("told 1 new date mon")
    assert "price list · due Mon 30 Nov 2026" in talk.text("edit P1 price list")
    assert "due Mon 30 Nov 2026 14:00" in talk.text("edit P1 14:00")


def test_an_edited_telling_takes_the_place_of_its_own_day_only(talk: Dialog) -> None:
    """A later telling stays the last one, and the receipt does not say otherwise."""
    talk.say("promise acme quote by fri")
    talk.say("told 1 new date mon")
    talk.say("told 1 new date thu")
    assert "now due" not in talk.text("edit S1 new date tue")
    assert "due Thu 26 Nov 2026" in line_of(talk.say("today"), "P1")


def test_two_zeros_on_quality_at_one_touchpoint_on_one_day_are_one_breach(talk: Dialog) -> None:
    """The warning at two comes before the alarm at three; another touchpoint or day is another breach."""
    for typed in ("touch acme invoice q0", "touch acme invoice q0 said again"):
        talk.say(typed)
    assert talk.work.promises.breaches(1, talk.at.date()) == 1
    assert "breach 2 of 3" in talk.text("broken acme list")
    talk.say("touch acme site q0")
    talk.say("touch acme invoice q0 yesterday")
    assert talk.work.promises.breaches(1, talk.at.date()) == 4
