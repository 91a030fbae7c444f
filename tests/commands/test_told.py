"""`told`: the customer was told first."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import field_errors, filled, labels, line_of
from tests.dialog import Dialog


def test_told_first_moves_the_day_and_is_no_breach(talk: Dialog) -> None:
    """The customer knew; who is told once more before the new day has heard it too."""
    talk.say("promise acme quote by wed")
    assert "now due Fri 4 Dec 2026" in talk.text("told 1 new date 4/12")
    assert talk.work.promises.breaches(1, talk.at.date()) == 0
    talk.say("told 1 same day")
    assert "told first, no breach" in talk.text("broken 1")


def test_a_promise_that_was_moved_is_a_new_one(talk: Dialog) -> None:
    """Broken in silence on its new day it is a breach, though the customer had been told of the old one."""
    talk.say("promise acme quote by wed")
    talk.say("told 1 new date 4/12")
    assert "breach 1 of 3" in talk.text("broken 1")
    assert talk.work.promises.breaches(1, talk.at.date()) == 1


@pytest.mark.parametrize(
    ("lines", "run"),
    [
        (["told 1 same day", "told 2 same day"], 0),
        (["told 1 same day", "told 2 same day", "told 3 same day"], 3),
        (["told 1 same day", "told 1 same day", "told 1 same day"], 0),
        (["told 1 same day", "told 2 same day", "broken acme plan told them"], 3),
        (["told 1 same day", "broken 1", "told 2 same day", "kept 2", "told 3 same day"], 3),
        (["told 1 same day", "told 2 same day", "kept 4", "told 3 same day"], 0),
        (["told 1 same day", "told 2 same day", "broken 4", "told 3 same day"], 0),
        (["kept 4", "told 1 same day", "told 2 same day", "told 3 same day"], 3),
        (["told 1 same day", "told 2 same day", "told 3 same day", "undo"], 0),
    ],
)
def test_three_told_first_in_a_row_are_shown_as_such(talk: Dialog, lines: list[str], run: int) -> None:
    """Told first is no breach, but a run of three is no accident; a promise counts once, and one kept as promised ends the run."""
    for n in range(4):
        talk.say(f"promise acme thing{n} by fri")
    for line in lines:
        assert talk.say(line).ok, line
    shown = [line for line in talk.text("account acme").splitlines() if "running" in line]
    assert shown == ([f"told first {run} times running"] if run else [])
    assert talk.say("account acme").figures["breaches"] == sum(line == "broken 4" for line in lines)


def test_the_third_telling_says_so_in_its_receipt(talk: Dialog) -> None:
    """Whoever tells the customer reads it at once."""
    for n in (1, 2, 3):
        talk.say(f"promise acme thing{n} by fri")
    assert "running" not in talk.text("told 1 same day") + talk.text("told 2 same day")
    assert "told first 3 times running" in talk.text("told 3 new date mon")
    talk.later(days=366)
    assert "running" not in talk.text("account acme")


def test_what_was_told_and_what_was_broken_are_counted_apart(talk: Dialog) -> None:
    """A promise that was moved counts as told, its new day as a promise of its own; broken where they knew is told."""
    talk.say("promise acme list by fri")
    talk.say("told 1 new date mon")
    talk.say("broken 1")
    talk.say("broken acme plan told them")
    figures = talk.say("team week", "chris").figures
    assert (figures["promises_kept"], figures["promises_broken"], figures["told_first"]) == (0, 1, 2)


def test_a_receipt_of_a_step_shows_its_note_as_typed(talk: Dialog) -> None:
    """What was said about it stands beside it."""
    talk.say("promise acme list by fri")
    talk.say("promise acme plan by fri")
    assert "· P1 · <b>they agreed</b>" in talk.text("told 1 <b>they agreed</b> same day")
    assert "· P1 · a day  early" in talk.text("kept 1 a day  early")
    assert "· P2 · lost it · breach 1" in talk.text("broken 2 lost it")


def test_on_the_same_day_the_promise_stays_on_its_day(talk: Dialog) -> None:
    """The promise stays open and due on its day."""
    talk.say("promise acme quote by fri")
    assert "now due" not in talk.text("told 1 they know same day")
    assert "P1 · Acme A/S · quote · due Fri 27 Nov 2026" in talk.text("today")


@pytest.mark.parametrize("typed", ["new date mon", "mon", "by mon", "ny dato mandag", "nowy termin poniedziałek"])
def test_a_new_day_may_be_led_by_words_or_stand_alone(talk: Dialog, typed: str) -> None:
    """The receipt echoes the day in full."""
    talk.say("promise acme quote by fri")
    assert "now due Mon 30 Nov 2026" in talk.text(f"told 1 {typed}")
    assert "due Mon 30 Nov 2026" in talk.text("today")


def test_undo_puts_the_promise_back_on_its_old_day(talk: Dialog) -> None:
    """Each undo takes back one telling."""
    talk.say("promise acme quote by wed")
    talk.say("told 1 new date thu")
    talk.say("told 1 new date fri")
    talk.say("undo")
    assert "due Thu 26 Nov 2026" in talk.text("today")
    talk.say("undo")
    assert "due Wed 25 Nov 2026" in talk.text("today")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("told 1 new date yesterday", "Mon 23 Nov 2026 is in the past: type a day from today on."),
        ("told 9", "There is no promise P9: type “today” to see yours."),
        ("told zzz", '"zzz" is not a promise'),
    ],
)
def test_what_cannot_be_told_says_what_to_type(talk: Dialog, line: str, part: str) -> None:
    """The refusal leaves the promise on its day."""
    talk.say("promise acme quote by fri")
    assert part in (talk.say(line).error or "")
    assert "due Fri 27 Nov 2026" in talk.text("today")


def test_the_form_offers_ones_promises_and_takes_a_day(talk: Dialog) -> None:
    """A past day is an error of its field, and the note is kept."""
    talk.say("promise acme quote by fri")
    talk.say("told")
    reply = talk.submit({"promise": "P1", "note": "by phone", "due": "2026-11-20"})
    assert list(field_errors(reply)) == ["due"]
    assert filled(reply)["note"] == "by phone"
    assert talk.submit({"promise": "P1", "note": "by phone", "due": "mon"}).stored == ("S1",)
    assert "due Mon 30 Nov 2026" in talk.text("today")


def test_the_manager_reads_that_the_customer_knows(talk: Dialog) -> None:
    """The view marks it told first, and the week counts it."""
    talk.say("promise acme quote by wed")
    talk.say("told 1 new date mon")
    assert line_of(talk.say("team promises", "chris"), "P1").endswith("Mon 30 Nov 2026 · told first")
    assert talk.say("team week", "chris").figures["told_first"] == 1


@pytest.mark.parametrize(
    "ends", ["new date 30/2", "by 31 nov", "by 2026-13-01", "new date fri 31/4", "by w60", "by 0/0", "date 29 feb 2027"]
)
def test_a_day_that_does_not_exist_is_asked_about_and_not_kept_as_a_note(talk: Dialog, ends: str) -> None:
    """The promise keeps its day, nothing is stored, and the question says why it is asked."""
    talk.say("promise acme quote by wed")
    reply = talk.say(f"told 1 mailed them {ends}")
    assert (True, ()) == ("which day?" in card_text(reply.card), reply.stored)


@pytest.mark.parametrize(
    "note", ["by mail", "called by 3 people", "send by 10 am", "asked for a new date", "room 30/2"]
)
def test_a_keyword_without_a_date_belongs_to_the_note(talk: Dialog, note: str) -> None:
    """Only what is written like a date must be one."""
    talk.say("promise acme quote by wed")
    talk.say(f"told 1 {note}")
    assert note in card_text(talk.press("Same day: Wed 25 Nov 2026").card)


def test_a_new_day_and_hour_move_both_and_undo_puts_them_back(talk: Dialog) -> None:
    """The hour that counts is that of the last new day, or none."""
    talk.say("promise acme quote by wed 14:00")
    assert "now due Thu 26 Nov 2026 10:00" in talk.text("told 1 new date thu 10:00")
    assert "now due Fri 27 Nov 2026\n" in talk.text("told 1 new date fri")
    for due in ("due Fri 27 Nov 2026", "due Thu 26 Nov 2026 10:00", "due Wed 25 Nov 2026 14:00"):
        assert f"P1 · Acme A/S · quote · {due}\n" in talk.text("today")
        talk.say("undo")


def test_an_hour_in_the_note_moves_nothing(talk: Dialog) -> None:
    """Without a day it is what was said."""
    talk.say("promise acme quote by wed 14:00")
    assert "· called at 10:00" in talk.text("told 1 called at 10:00, same day")
    assert "due Wed 25 Nov 2026 14:00" in talk.text("today")


def test_the_forms_time_alone_is_one_of_the_promises_day(talk: Dialog) -> None:
    """A new hour of the same day."""
    talk.say("promise acme quote by wed")
    talk.say("told")
    talk.submit({"promise": "P1", "hour": "16:00"})
    assert "due Wed 25 Nov 2026 16:00" in talk.text("today")


def test_a_telling_without_a_day_asks_for_one(talk: Dialog) -> None:
    """The day that it has is the first choice, working days behind it follow; the note comes along."""
    talk.say("promise acme quote by thu")
    reply = talk.say("told 1 they agreed")
    assert (False, (), None) == (reply.ok, reply.stored, reply.error)
    assert ["Same day: Thu 26 Nov 2026", "Fri 27 Nov 2026", "Mon 30 Nov 2026", "Thu 3 Dec 2026"] == labels(reply)
    assert "they agreed" in card_text(talk.press("Same day: Thu 26 Nov 2026").card)
    assert "due Thu 26 Nov 2026" in talk.text("today")
    talk.say("told 1")
    assert "now due Mon 30 Nov 2026" in card_text(talk.press("Mon 30 Nov 2026").card)


@pytest.mark.parametrize("typed", ["same day", "samme dag", "samma dag", "ten sam dzień", "by phone, Same Day."])
def test_the_same_day_is_said_in_every_language(talk: Dialog, typed: str) -> None:
    """A receipt names no new day."""
    talk.say("promise acme quote by thu")
    assert ("S1",) == talk.say(f"told 1 {typed}").stored
    assert "now due" not in card_text(talk.last.card)


def test_an_edit_takes_a_new_day_back(talk: Dialog) -> None:
    """The promise is due as it was."""
    talk.say("promise acme quote by thu")
    talk.say("told 1 new date fri")
    talk.say("edit S1 same day")
    assert "due Thu 26 Nov 2026" in talk.text("today")


def test_the_same_day_is_offered_with_its_hour_and_keeps_it(talk: Dialog) -> None:
    """A telling without a new day moves neither."""
    talk.say("promise acme quote by wed 14:00")
    talk.say("told 1")
    assert talk.press("Same day: Wed 25 Nov 2026 14:00").stored == ("S1",)
    assert "due Wed 25 Nov 2026 14:00" in talk.text("today")
