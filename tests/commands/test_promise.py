"""The promise ledger: made, kept, told first, broken."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.promises import PromiseState
from tests.dialog import Dialog


def test_a_promise_echoes_its_day_in_full(talk: Dialog) -> None:
    """The receipt shows the number, what was promised, and the whole date."""
    assert talk.text("promise acme price list 2027 by fri") == (
        "P1 · Acme A/S · price list 2027 · due Fri 27 Nov 2026\n[Undo]"
    )


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("by fri", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 25)),
        ("24/12", date(2026, 12, 24)),
        ("3d", date(2026, 11, 27)),
        ("w49", date(2026, 12, 4)),
        ("inden fredag", date(2026, 11, 27)),
        ("om 3 dager", date(2026, 11, 27)),
        ("senast 24 december", date(2026, 12, 24)),
        ("do piątku", date(2026, 11, 27)),
        ("mon", date(2026, 11, 30)),
    ],
)
def test_days_are_understood_in_every_language(talk: Dialog, typed: str, due: date) -> None:
    """The day stands at the end, with or without a word before it."""
    assert talk.say(f"promise acme quote {typed}").ok
    promise = talk.work.promises.find(1)
    assert promise is not None
    assert (due, "quote") == (promise.due, promise.what)


def test_a_day_that_is_past_is_refused(talk: Dialog) -> None:
    """A promise needs a day from today on."""
    assert "is past" in (talk.say("promise acme quote 2026-11-20").error or "")


def test_a_promise_without_a_day_asks_in_a_form_that_holds_the_rest(talk: Dialog) -> None:
    """What was typed is filled in already."""
    form = talk.say("promise acme quote for the yard").form
    assert form is not None
    filled = {field.name: field.value for field in form.fields}
    assert filled == {"account": "acme", "what": "quote for the yard", "due": ""}
    assert talk.submit({**filled, "due": "fri"}).stored == ("P1",)


def test_kept_closes_a_promise_and_undo_opens_it_again(talk: Dialog) -> None:
    """A step can be taken back without touching the promise."""
    talk.say("promise acme quote by fri")
    assert talk.text("kept 1").startswith("Kept · Acme A/S · quote · P1")
    assert "P1 is kept already" in (talk.say("broken P1").error or "")
    assert talk.say("undo").undone == ("S1",)
    promise = talk.work.promises.find(1)
    assert promise is not None
    assert promise.state is PromiseState.OPEN


def test_told_first_moves_the_day_and_is_no_breach(talk: Dialog) -> None:
    """The customer knew, so breaking it later counts for nothing."""
    talk.say("promise acme quote by wed")
    assert "now due Fri 4 Dec 2026" in talk.text("told 1 new date 4/12")
    assert "told first, no breach" in talk.text("broken 1")
    assert talk.work.promises.breaches(1, talk.at.date()) == 0


def test_a_promise_that_was_never_recorded_can_be_broken(talk: Dialog) -> None:
    """Its breach counts, and the receipt says what to do next time."""
    assert "breach 1 of 3 · call before, not after" in talk.text("broken acme price list")
    assert "told first, no breach" in talk.text("broken acme samples told them yesterday")
    assert "breach 2 of 3" in talk.text("broken acme delivery plan")


def test_a_quality_zero_is_a_breach_too(talk: Dialog) -> None:
    """Quality below expectation counts like a broken promise."""
    talk.say("touch acme yard quality 0 said")
    assert talk.say("broken acme price list").figures == {"breaches": 2}


def test_a_broken_promise_to_an_account_asks_what_it_was(talk: Dialog) -> None:
    """The account alone is not enough."""
    form = talk.say("broken acme").form
    assert form is not None
    assert talk.submit({"subject": "acme", "what": "price list"}).stored == ("P1",)


def test_an_account_stands_for_its_only_open_promise(talk: Dialog) -> None:
    """With several open ones the person picks."""
    talk.say("promise acme quote by fri")
    assert talk.say("kept acme").stored == ("S1",)
    talk.say("promise acme list by fri")
    talk.say("promise acme plan by fri")
    assert len(talk.say("kept acme").card.all_buttons()) == 2
    assert talk.press("P3 Acme A/S: plan, Fri 27 Nov").stored == ("S2",)


def test_an_unknown_promise_is_one_sentence(talk: Dialog) -> None:
    """The answer says where one's promises are."""
    assert talk.say("kept 99").error == '"kept 99": There is no promise P99: type today to see yours. Not saved.'


def test_undoing_a_promise_takes_its_steps_along(talk: Dialog) -> None:
    """What rests on an entry cannot stand without it."""
    talk.say("promise acme quote by fri")
    talk.say("told 1 new date 4/12")
    talk.say("kept 1")
    assert talk.say("undo P1").undone == ("P1", "S1", "S2")
    assert talk.work.promises.find(1) is None


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong_beside_the_field(talk: Dialog) -> None:
    """A blank text, a day that is none, and a day that is past are errors of their field."""
    talk.say("promise acme")
    for values, field, part in (
        ({"account": "acme", "what": " ", "due": "fri"}, "what", "This is needed."),
        ({"account": "acme", "what": "quote", "due": "someday"}, "due", "no day I know"),
        ({"account": "acme", "what": "quote", "due": "2026-11-01"}, "due", "is past"),
    ):
        form = talk.submit(values).form
        assert form is not None
        assert {field} == {each.name for each in form.fields if each.error}
        assert part in next(each.error or "" for each in form.fields if each.name == field)
        assert [values[each.name].strip() for each in form.fields] == [each.value.strip() for each in form.fields]
    assert talk.submit({"account": "acme", "what": "quote", "due": "fri"}).stored == ("P1",)
