"""`edit`: the rest is read as what stands after the account of the command that logged the entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.domain.details import (
    Call,
    CallOutcome,
    FollowUp,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    Waiting,
)
from bot.messages.plain_text import card_text
from tests.commands.steps import entry, field_errors, filled, press
from tests.dialog import Dialog


def test_an_edit_keeps_the_number_and_what_is_not_named(talk: Dialog) -> None:
    """Only what is named changes."""
    talk.say("call acme q3 vm asked for prices")
    assert talk.say("edit C1 meeting").stored == ("C1",)
    assert entry(talk, "C1").detail == Call(outcome=CallOutcome.MEETING, questions=3, note="asked for prices")
    assert talk.say("call acme").figures["calls"] == 2


@pytest.mark.parametrize(
    "line",
    [
        "edit C1 didn't answer", "edit C1 nobody answered", "ret C1 tog ikke telefonen", "endre C1 svarte ikke",
        "ändra C1 svarade inte", "popraw C1 nie odebrano", "ändern C1 nicht erreicht",
    ],
)  # fmt: skip
def test_an_outcome_that_is_a_verb_elsewhere_is_the_outcome_of_the_entry(talk: Dialog, line: str) -> None:
    """Not a new call to a customer who is called "edit C1"."""
    talk.say("call acme")
    assert talk.say(line).stored == ("C1",)
    assert entry(talk, "C1").detail == Call(outcome=CallOutcome.NONE)


def test_an_edit_can_move_an_entry_to_another_day(talk: Dialog) -> None:
    """The figures of both days follow."""
    talk.say("call acme")
    talk.say("edit C1 yesterday")
    assert talk.say("today").figures["calls"] == 0
    assert talk.say("me week").figures["calls"] == 1


@pytest.mark.parametrize(
    ("made", "rest", "detail"),
    [
        ("kept 1 in time", "a day early", PromiseStep(promise=1, outcome=PromiseOutcome.KEPT, note="a day early")),
        ("told 1 new date thu", "new date fri", PromiseStep(promise=1, outcome=PromiseOutcome.TOLD, told=True, due=date(2026, 11, 27))),
        ("told 1 by phone same day", "by mail new date fri", PromiseStep(promise=1, outcome=PromiseOutcome.TOLD, told=True, due=date(2026, 11, 27), note="by mail")),
        ("broken 1 too late", "told them yesterday", PromiseStep(promise=1, outcome=PromiseOutcome.BROKEN, told=True, note="too late")),
        ("broken 1 too late", "lost in the mail", PromiseStep(promise=1, outcome=PromiseOutcome.BROKEN, note="lost in the mail")),
    ],
)  # fmt: skip
def test_a_step_is_edited_as_the_verb_that_made_it(talk: Dialog, made: str, rest: str, detail: PromiseStep) -> None:
    """Kept, told and broken each read their own words; what is not named stays."""
    talk.say("promise acme quote by fri")
    talk.say(made)
    assert talk.say(f"edit S1 {rest}").stored == ("S1",)
    assert entry(talk, "S1").detail == detail


def test_a_new_day_of_a_told_promise_is_its_day(talk: Dialog) -> None:
    """The ledger follows the edit, and goes back with its undo."""
    talk.say("promise acme quote by wed")
    talk.say("told 1 new date thu")
    assert "now due Fri 27 Nov 2026" in talk.text("edit S1 new date fri")
    assert "Fri 27 Nov 2026" in talk.text("today")
    talk.say("undo")
    assert "Thu 26 Nov 2026" in talk.text("today")


def test_a_broken_promise_that_was_never_recorded_is_edited_as_broken(talk: Dialog) -> None:
    """Saying afterwards that the customer knew takes the breach away."""
    assert talk.say("broken acme price list").figures == {"breaches": 1}
    assert talk.say("edit P1 price list 2027 told them").stored == ("P1",)
    assert entry(talk, "P1").detail == PromiseMade(
        what="price list 2027", due=date(2026, 11, 24), broken=True, told=True
    )
    assert talk.say("account acme").figures["breaches"] == 0
    talk.say("edit P1 yesterday")
    assert entry(talk, "P1").day == date(2026, 11, 23)


@pytest.mark.parametrize("line", ["edit P1 by yesterday", "edit P1 by 14/11", "edit F1 20 nov"])
def test_a_day_that_is_past_is_refused_in_an_edit_too(talk: Dialog, line: str) -> None:
    """A promise's day lies ahead, however it is typed."""
    talk.say("promise acme quote by fri")
    talk.say("follow acme thu")
    assert "is in the past" in (talk.say(line).error or "")
    assert entry(talk, "P1").detail == PromiseMade(what="quote", due=date(2026, 11, 27))


def test_every_kind_of_entry_keeps_what_is_not_named(talk: Dialog) -> None:
    """A late day moves it, a note renames it, nothing else changes."""
    talk.say("follow acme thu ask about the board")
    talk.say("edit F1 fri")
    assert entry(talk, "F1").detail == FollowUp(due=date(2026, 11, 27), note="ask about the board")
    talk.say("edit F1 ask again")
    assert entry(talk, "F1").detail == FollowUp(due=date(2026, 11, 27), note="ask again")
    talk.say("waiting counter")
    talk.say("edit W1 yard")
    assert entry(talk, "W1").detail == Waiting(place="yard")


def test_a_day_alone_moves_an_entry(talk: Dialog) -> None:
    """Its figures move with it."""
    talk.say("call acme")
    assert talk.say("edit C1 yesterday").stored == ("C1",)
    assert talk.say("today").figures["calls"] == 0
    assert talk.say("me week").figures["calls"] == 1


@pytest.mark.parametrize("line", ["edit C9 vm", "edit S1 x", "edit C1 vm"])
def test_only_ones_own_entries_are_there_to_edit(talk: Dialog, line: str) -> None:
    """Another's entry answers like one that does not exist."""
    talk.say("call acme", "bo")
    assert "You have no entry" in (talk.say(line).error or "")


def test_an_undone_entry_and_one_that_has_no_words_cannot_be_edited(talk: Dialog) -> None:
    """One sentence says what to do instead."""
    talk.say("call acme")
    talk.say("undo")
    assert "was undone" in (talk.say("edit C1 vm").error or "")
    talk.say("waiting counter")
    talk.say("go")
    assert "cannot be changed" in (talk.say("edit G1 x").error or "")


def test_an_edit_without_words_asks_for_them(talk: Dialog) -> None:
    """The ref is filled in."""
    talk.say("call acme")
    form = talk.say("edit C1").form
    assert form
    assert [(field.name, field.value) for field in form.fields] == [("ref", "C1"), ("rest", "")]
    assert talk.submit({"ref": "C1", "rest": "meet"}).stored == ("C1",)


@pytest.mark.parametrize(
    ("made", "edit", "shown"),
    [
        ("touch acme invoice c0", "edit R1 c1", "R1 · Acme A/S · invoice · clarity 1"),
        ("touch acme invoice c0", "edit R1 site", "R1 · Acme A/S · site · clarity 0"),
        ("touch acme invoice c0 late", "edit R1 unclear", "R1 · Acme A/S · invoice · clarity 0 · unclear"),
        ("call acme vm", "edit C1 asked for a list", "C1 · Acme A/S · voicemail · asked for a list"),
        ("call acme", "edit #C1 q3 meeting", "C1 · Acme A/S · meeting"),
        ("call acme", "edit 1 vm", "C1 · Acme A/S · voicemail"),
    ],
)
def test_the_receipt_shows_the_entry_as_it_is_now(talk: Dialog, made: str, edit: str, shown: str) -> None:
    """The ref stays, and the receipt shows the changed entry."""
    talk.say(made)
    assert talk.text(edit).startswith(f"Changed · {shown}")


def test_what_a_zero_becomes_is_true_at_once(talk: Dialog) -> None:
    """The account's zeros follow each edit and each undo."""
    talk.say("touch acme invoice c0")
    talk.say("edit R1 c2")
    assert talk.say("account acme").figures["zeros_open"] == 0
    talk.say("edit R1 q0")
    assert talk.say("account acme").figures["zeros_open"] == 1
    talk.say("undo")
    assert talk.say("account acme").figures["zeros_open"] == 0
    talk.say("undo")
    assert talk.say("account acme").figures["zeros_open"] == 1


@pytest.mark.parametrize("typed", ["tomorrow", "24/12"])
def test_a_day_ahead_is_no_day_of_a_call(talk: Dialog, typed: str) -> None:
    """The entry stays on its day, and the words become its note."""
    talk.say("call acme")
    talk.say(f"edit C1 {typed}")
    assert entry(talk, "C1").day == date(2026, 11, 24)


def test_a_ref_that_is_none_opens_a_form_with_the_words(talk: Dialog) -> None:
    """The form keeps the words and refuses a wrong ref."""
    talk.say("call acme")
    assert filled(talk.say("edit zzz")) == {"ref": "", "rest": "zzz"}
    assert list(field_errors(talk.submit({"ref": "zzz", "rest": "vm"}))) == ["ref"]
    assert "You have no entry C9" in (talk.submit({"ref": "C9", "rest": "vm"}).error or "")
    assert talk.submit({"ref": "C1", "rest": "vm"}).stored == ("C1",)


@pytest.mark.parametrize(
    ("made", "edit", "part"),
    [
        ("touch acme invoice c0", "edit R1 c9", "Scores are 0, 1 or 2"),
        ("promise acme quote by fri", "edit P1 " + "x" * 1001, "at most 1000 characters"),
        ("waiting counter", "edit W1 " + "x" * 201, "at most 200 characters"),
    ],
)
def test_what_could_not_be_logged_cannot_be_edited_in(talk: Dialog, made: str, edit: str, part: str) -> None:
    """The refusal is the one of the command, and the entry stays the same."""
    stored = talk.say(made).stored[0]
    before = entry(talk, stored)
    assert part in (talk.say(edit).error or "")
    assert entry(talk, stored) == before


def test_another_persons_customer_card_shows_the_edit(talk: Dialog) -> None:
    """The account's card shows the edited entry to everybody."""
    talk.say("call acme vm", "anna")
    talk.say("edit C1 meeting", "anna")
    assert "anna · meeting" in talk.text("account acme", "bo")


@pytest.mark.parametrize(
    ("rest", "due", "hour"),
    [
        ("15:00", date(2026, 11, 26), time(15)),
        ("fri", date(2026, 11, 27), time(14)),
        ("fri 9:15", date(2026, 11, 27), time(9, 15)),
    ],
)
def test_a_day_keeps_the_hour_and_an_hour_the_day(talk: Dialog, rest: str, due: date, hour: time) -> None:
    """Of follow-ups, promises and promises that were moved; an undo gives back what was before."""
    for line in ("follow acme thu 14:00 ask", "promise acme quote by wed", "told 1 new date thu 14:00"):
        talk.say(line)
    for ref in ("F1", "S1"):
        before = entry(talk, ref)
        assert talk.say(f"edit {ref} {rest}").stored == (ref,)
        assert replace(before.detail, due=due, hour=hour) == entry(talk, ref).detail  # type: ignore[arg-type]
        talk.say("undo")
        assert before == entry(talk, ref)


def test_an_edited_hour_of_a_promise_is_its_hour(talk: Dialog) -> None:
    """The ledger follows, and goes back with the undo."""
    talk.say("promise acme quote by wed 14:00")
    assert "P1 · Acme A/S · quote · due Wed 25 Nov 2026 15:00" in talk.text("edit P1 15:00")
    promise = talk.work.promises.find(1)
    assert promise
    assert (date(2026, 11, 25), time(15)) == (promise.due, promise.hour)
    talk.say("undo")
    assert "due Wed 25 Nov 2026 14:00" in talk.text("today")


def test_an_hour_of_today_that_has_passed_moves_nothing(talk: Dialog) -> None:
    """Neither one that is typed nor one that the new day would keep."""
    talk.say("follow acme thu 08:00")
    assert "Tue 24 Nov 2026 08:00 has passed" in (talk.say("edit F1 today").error or "")
    assert () == talk.say("edit F1 today 8:30").stored
    assert FollowUp(due=date(2026, 11, 26), hour=time(8)) == entry(talk, "F1").detail


@pytest.mark.parametrize(
    ("made", "edit", "label", "shown"),
    [
        ("follow acme thu 14:00", "edit F1 next friday", "Fri 4 Dec 2026", "F1 · Acme A/S · Fri 4 Dec 2026 14:00"),
        ("promise acme quote by wed", "edit P1 next friday", "Fri 27 Nov 2026", "P1 · Acme A/S · quote · due Fri 27 Nov 2026"),
        ("call acme", "edit C1 got the mail yesterday", "Log it for Mon 23 Nov 2026", "C1 · Acme A/S · spoke · got the mail\n"),
        ("call acme", "edit C1 got the mail yesterday", "No day: “got the mail yesterday”", "C1 · Acme A/S · spoke · got the mail yesterday\n"),
        ("call acme", 'edit C1 "read monday" and now got it yesterday', "Log it for Mon 23 Nov 2026", "C1 · Acme A/S · spoke · \"read monday\" and now got it\n"),
    ],
)  # fmt: skip
def test_a_choice_carries_the_whole_edit(talk: Dialog, made: str, edit: str, label: str, shown: str) -> None:
    """The ref and the words stay as they were typed."""
    talk.say(made)
    assert not talk.say(edit).ok
    assert f"Changed · {shown}" in card_text(talk.press(label).card) + "\n"


@pytest.mark.parametrize("decided", ["", "[]", "{", '{"on": 3}', '{"nobody": "x"}'])
def test_a_forged_choice_of_an_edit_decides_nothing(talk: Dialog, decided: str) -> None:
    """What no button of ours carries is passed over."""
    talk.say("call acme")
    values = {"~ref": "C1", "~rest": "meeting", "decided": decided}
    assert ("C1",) == press(talk, "edit", **values).stored


@pytest.mark.parametrize(
    "words",
    ["no hour", "Without an hour.", "uden klokkeslæt", "uten klokkeslett", "utan klockslag", "bez godziny", "ohne Uhrzeit"],
)  # fmt: skip
def test_an_edit_can_take_an_hour_away(talk: Dialog, words: str) -> None:
    """Alone or beside a new day, and an undo gives it back; in other words it is text."""
    for line in ("follow acme thu 14:00 ask", "promise acme quote by wed 14:00", "told 1 new date thu 14:00"):
        talk.say(line)
    for ref in ("F1", "S1"):
        before = entry(talk, ref)
        assert (ref,) == talk.say(f"edit {ref} {words}").stored
        assert replace(before.detail, hour=None) == entry(talk, ref).detail  # type: ignore[arg-type]
        talk.say("undo")
        talk.say(f"edit {ref} fri {words}")
        assert replace(before.detail, due=date(2026, 11, 27), hour=None) == entry(talk, ref).detail  # type: ignore[arg-type]
        talk.say("undo")
        assert before == entry(talk, ref)
    talk.say(f"edit F1 they have {words}")
    assert f"they have {words}" == entry(talk, "F1").detail.note  # type: ignore[union-attr]


def test_the_minutes_of_a_hand_off_are_shown_when_they_are_edited(desks: Dialog) -> None:
    """As its first receipt shows them."""
    desks.say("handoff acme service wrong item")
    assert "30 minutes · wrong item" in desks.text("edit H1 30m")


@pytest.mark.parametrize("undo", ["undo", "button"])
def test_the_undo_of_an_edit_says_what_the_entry_is_again(talk: Dialog, undo: str) -> None:
    """Undone alone sounds as if the entry were gone."""
    talk.say("call acme vm")
    talk.say("edit C1 meeting")
    undone = talk.press("Undo") if undo == "button" else talk.say("undo")
    assert "It stands as before: C1 · Acme A/S · voicemail" in card_text(undone.card)
    assert "It stands" not in talk.text("undo C1")


@pytest.mark.parametrize("what", ["", " x", " 8M"])
def test_what_is_known_of_a_customer_and_a_plan_are_said_anew(talk: Dialog, what: str) -> None:
    """One sentence names the line; no form asks for words that would be refused."""
    talk.say("account acme 7M")
    talk.say("plan acme")
    assert "type “account Acme A/S” and what is new." in (talk.say(f"edit A1{what}").error or "")
    assert "type “plan Acme A/S” and what is new." in (talk.say(f"edit D1{what}").error or "")
