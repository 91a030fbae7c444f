"""What is still to be done, cancelled or said without a day: nothing is stored before a button is pressed."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.dialog import Dialog
from tests.lines.cases import entries, facts_of


def _told(talk: Dialog) -> list[tuple[str, str, str]]:
    """Return the command, the day that it is due on and the note of what was stored."""
    facts = (facts_of(talk, entry) for entry in entries(talk.work))
    return [(fact["verb"], fact.get("due", ""), fact.get("note", "")) for fact in facts]


def _each_reading_is_stored_as_picked(talk: Dialog, line: str, note: str) -> None:
    assert not talk.say(line).stored
    talk.press("Follow up Wed 25 Nov 2026")
    talk.later(minutes=5)
    talk.say(line)
    talk.press("Log a call")
    assert [("follow", "2026-11-25", note), ("call", "", note)] == _told(talk)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("att ringa acme om priser", "om priser"),
        ("zadzwonić do Acme", ""),
        ("ringe til acme", ""),
        ("to call acme about prices", "about prices"),
    ],
)
def test_an_infinitive_is_a_follow_up_or_a_call_as_picked(kim: Dialog, line: str, note: str) -> None:
    """Whoever writes that a call is to be made has not made it."""
    _each_reading_is_stored_as_picked(kim, line, note)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("call acme back when the samples arrive", "back when the samples arrive"),
        ("ring acme once the truck is in", "once the truck is in"),
        ("ring acme når prøverne kommer", "når prøverne kommer"),
        ("ring till acme så fort de är tillbaka", "så fort de är tillbaka"),
        ("zadzwoń do acme jak tylko przyjdą próbki", "jak tylko przyjdą próbki"),
        ("call acme, sobald die Muster da sind", "sobald die Muster da sind"),
    ],
)
def test_a_call_that_waits_for_something_is_asked_about(kim: Dialog, line: str, note: str) -> None:
    """Whoever is to be called when something has happened was not called yet."""
    _each_reading_is_stored_as_picked(kim, line, note)


@pytest.mark.parametrize("line", ["call acme if they don't answer", "ring acme hvis de ikke svarer"])
def test_no_answer_that_may_come_is_none_yet(kim: Dialog, line: str) -> None:
    """The call is still to be made, so that nobody was missed."""
    assert not kim.say(line).stored
    kim.press("Follow up Wed 25 Nov 2026")
    assert [("follow", "2026-11-25", line.removeprefix("call acme ").removeprefix("ring acme "))] == _told(kim)


@pytest.mark.parametrize(
    "line",
    [
        "called acme when the samples arrived",
        "call acme once",
        "call acme once more",
        "call acme note when the samples arrive",
    ],
)
def test_a_call_that_was_made_when_something_happened_is_one(kim: Dialog, line: str) -> None:
    """A verb of the past, a number of times and a note are no condition."""
    assert ("C1",) == kim.say(line).stored


def test_another_day_is_asked_for_in_a_form_that_holds_the_customer(kim: Dialog) -> None:
    """Only the day is missing."""
    kim.say("to call bergen")
    form = kim.press("Another day…").form
    assert form is not None
    assert "Bergen Bygg AS" == form.fields[0].value
    assert ("F1",) == kim.submit({"account": "Bergen Bygg AS", "due": "2026-12-01"}).stored


def test_an_infinitive_of_today_is_offered_for_today(kim: Dialog) -> None:
    """The words of the day are no note."""
    kim.say("ringe nowak i dag")
    kim.press("Follow up Tue 24 Nov 2026")
    assert [("follow", "2026-11-24", "")] == _told(kim)


def test_an_infinitive_behind_a_call_keeps_all_back_until_it_is_answered(kim: Dialog) -> None:
    """And its answer stores both."""
    assert not kim.say("called acme, ringe nowak").stored
    assert ("C1", "F1") == kim.press("Follow up Wed 25 Nov 2026").stored


def test_a_call_that_was_put_off_is_followed_up_on_its_new_day(kim: Dialog) -> None:
    """No call took place."""
    assert not kim.say("call with acme moved to friday").stored
    kim.press("Follow up Fri 27 Nov 2026")
    assert [("follow", "2026-11-27", "")] == _told(kim)


def test_what_was_kept_is_asked_where_no_words_of_the_promise_stand(kim: Dialog) -> None:
    """Short, a secret or one's word may be kept too."""
    kim.say("promise acme quote by fri")
    kim.later(minutes=5)
    kim.say("called acme, kept it short")
    kim.press("Only a note")
    assert [("promise", "2026-11-27", ""), ("call", "", "kept it short")] == _told(kim)


def test_whoever_is_off_without_a_day_picks_one(kim: Dialog) -> None:
    """And is not sent a form to fill in."""
    kim.say("taking the day off")
    assert "Off on Tue 24 Nov 2026" in card_text(kim.press("Today").card)


def test_whoever_is_at_the_dentist_is_asked_whether_the_day_is_off(kim: Dialog) -> None:
    """It may be an hour, so nothing is stored by itself."""
    kim.say("at dentist tomorrow")
    assert not kim.work.people.named("kim")[0].leave
    assert "Off on Wed 25 Nov 2026" in card_text(kim.press("off tomorrow").card)


def test_a_customer_who_waits_is_announced_by_a_button(kim: Dialog) -> None:
    """Others see it, so that it is asked first."""
    assert not kim.say("acme is waiting in reception").stored
    assert ("W1",) == kim.press("A customer waits").stored


def test_a_breach_told_by_a_call_is_none_and_the_call_counts(kim: Dialog) -> None:
    """What says so is no note of the call; a call to somebody else says nothing."""
    kim.say("promise acme quote by fri")
    kim.later(minutes=5)
    assert "told first" in kim.text("broken acme, called and told them").casefold()
    kim.say("undo")
    kim.later(minutes=5)
    assert "told first" not in kim.text("broken acme, called bergen and told them").casefold()
