"""The promise ledger: made, kept, told first, broken."""

from __future__ import annotations

from datetime import date

import pytest

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
