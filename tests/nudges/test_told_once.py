"""[I told them] counts once, whoever presses which button of a promise: the next press reads what is so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.card import Reply
from nudges.claim import NudgeResult
from tests.dialog import Dialog
from tests.nudges.outlook import answer, labels, nudges, only, pressed

SAME, MOVED = 0, 1
Press = Callable[[], Reply]


def tellings(talk: Dialog) -> int:
    """Return how many tellings are in the log."""
    rows = talk.work._db._raw.execute(
        "SELECT COUNT(*) AS n FROM step s JOIN entry e ON e.id = s.entry WHERE e.live = 1 AND s.fate = 'told'"
    ).fetchall()
    return int(rows[0]["n"])


def told(talk: Dialog, nudge: NudgeResult, who: str = "", day: int = SAME) -> Reply:
    """Press [I told them], and answer which day it is by now."""
    button = nudge.card.all_buttons()[0 if nudge.rule == "N5" else 1].label
    asked = pressed(talk, nudge, button, who)
    return talk.press(asked.card.all_buttons()[day].label, who) if not asked.ok else asked


@pytest.fixture(name="due")
def due_fixture(talk: Dialog) -> Dialog:
    """A promise of anna's that is due today."""
    talk.say("promise acme quote by today")
    return talk


@pytest.mark.parametrize("day", [SAME, MOVED])
@pytest.mark.parametrize("who", ["anna", "bo"])
def test_pressed_again_it_says_what_is_so(due: Dialog, who: str, day: int) -> None:
    """By the same person or by a colleague who sees the post too."""
    nudge = only(due, "N5", "anna")
    assert told(due, nudge, day=day).stored == ("S1",)
    again = told(due, nudge, who)
    assert (again.ok, again.stored, again.error) == (True, (), None)
    until = " · now due Wed 25 Nov 2026" if day == MOVED else ""
    assert answer(again) == f"Told already · Acme A/S · quote · P1{until} · anna · S1"
    assert tellings(due) == 1


@pytest.mark.parametrize("day", [SAME, MOVED])
def test_two_questions_that_are_open_at_once_count_once(due: Dialog, day: int) -> None:
    """The second answer is about what the first one said; another day is typed."""
    nudge = only(due, "N5", "anna")
    asked = [pressed(due, nudge, "I told them") for _ in range(2)]
    choice = asked[0].card.all_buttons()[day].label
    for question in asked:
        due.last = question
        reply = due.press(choice)
    assert reply.stored == ()
    assert "Told already" in answer(reply)
    assert tellings(due) == 1


def test_another_day_in_the_second_answer_says_what_to_type(due: Dialog) -> None:
    """It would be a second telling, which somebody has to mean."""
    nudge = only(due, "N5", "anna")
    first, second = (pressed(due, nudge, "I told them") for _ in range(2))
    due.last = first
    due.press(first.card.all_buttons()[1].label)
    due.last = second
    reply = due.press(second.card.all_buttons()[2].label)
    assert "To move it again: “told 1 new date fri”." in "\n".join(reply.card.texts())
    assert due.say("told 1 new date fri").stored == ("S2",)


@pytest.mark.parametrize("line", ["told 1 same day", "told 1 new date fri", "told acme quote new date fri"])
def test_pressed_after_it_was_typed_it_says_what_is_so(due: Dialog, line: str) -> None:
    """The post still stands there with its button."""
    nudge = only(due, "N5", "anna")
    assert due.say(line, "bo").stored == ("S1",)
    again = told(due, nudge)
    assert (again.ok, again.stored) == (True, ())
    assert "bo" in answer(again)
    assert tellings(due) == 1


def test_two_posts_of_one_promise_count_once(talk: Dialog) -> None:
    """That of the day before, which asks whether it holds, and that of the day."""
    talk.say("promise acme quote by wed")
    before, after = only(talk, "N4", "anna"), only(talk, "N5", "anna", "2026-11-25")
    assert labels(before)[1] == "No, they know"
    assert told(talk, before).stored == ("S1",)
    assert told(talk, after).stored == ()
    assert tellings(talk) == 1


def test_the_buttons_of_what_a_press_showed_count_once_too(due: Dialog) -> None:
    """Those of a draft, and of the answer that it does not hold."""
    nudge = only(due, "N5", "anna")
    draft = pressed(due, nudge, "Draft a message")
    assert told(due, nudge).stored == ("S1",)
    due.last = draft
    assert due.press("I told them").stored == ()
    assert tellings(due) == 1


def test_taken_back_it_counts_anew(due: Dialog) -> None:
    """What was not so is no answer."""
    nudge = only(due, "N5", "anna")
    told(due, nudge)
    due.say("undo")
    assert told(due, nudge).stored == ("S2",)


def test_a_later_post_of_the_new_day_counts(due: Dialog) -> None:
    """It was offered when the customer knew of the new day alone."""
    told(due, only(due, "N5", "anna"), day=MOVED)
    due.later(days=1)
    assert told(due, only(due, "N5", "anna")).stored == ("S2",)
    assert tellings(due) == 2
    assert nudges(due, "N5", "anna") == []


def test_what_was_kept_meanwhile_is_not_told(due: Dialog) -> None:
    """As before."""
    nudge = only(due, "N5", "anna")
    due.say("kept 1")
    assert "kept already" in (pressed(due, nudge, "I told them").error or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_so_in_every_language(due: Dialog, language: str) -> None:
    """With the number of the telling."""
    due.say(f"me language {language}")
    nudge = only(due, "N5", "anna")
    told(due, nudge)
    again = told(due, nudge)
    assert (again.ok, again.stored) == (True, ())
    assert answer(again).endswith("· Acme A/S · quote · P1 · anna · S1")
