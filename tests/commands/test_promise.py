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
        ("senest fredag", date(2026, 11, 27)),
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
    assert "is in the past" in (talk.say("promise acme quote 2026-11-20").error or "")


def test_a_promise_without_a_day_asks_in_a_form_that_holds_the_rest(talk: Dialog) -> None:
    """What was typed is filled in already."""
    form = talk.say("promise acme quote for the yard").form
    assert form is not None
    filled = {field.name: field.value for field in form.fields}
    assert filled == {"account": "acme", "what": "quote for the yard", "due": "", "hour": ""}
    assert talk.submit({**filled, "due": "fri"}).stored == ("P1",)


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong_beside_the_field(talk: Dialog) -> None:
    """A blank text, a day or time that is none, and one that is past are errors of their field."""
    talk.say("promise acme")
    for values, field, part in (
        ({"account": "acme", "what": " ", "due": "fri", "hour": "14:00"}, "what", "Required."),
        ({"account": "acme", "what": "quote", "due": "someday", "hour": ""}, "due", "I do not know the day"),
        ({"account": "acme", "what": "quote", "due": "2026-11-01", "hour": ""}, "due", "is in the past"),
        ({"account": "acme", "what": "quote", "due": "fri", "hour": "soon"}, "hour", "is not a time"),
        ({"account": "acme", "what": "quote", "due": "2026-11-24", "hour": "08:00"}, "hour", "has passed"),
    ):
        form = talk.submit(values).form
        assert form is not None
        assert {field} == {each.name for each in form.fields if each.error}
        assert part in next(each.error or "" for each in form.fields if each.name == field)
        assert [values[each.name].strip() for each in form.fields] == [each.value.strip() for each in form.fields]
    assert talk.submit({"account": "acme", "what": "quote", "due": "fri"}).stored == ("P1",)


def test_a_promise_may_be_due_today_and_no_earlier(talk: Dialog) -> None:
    """The refusal names the past day."""
    assert "due Tue 24 Nov 2026" in talk.text("promise acme quote by today")
    assert "Mon 23 Nov 2026 is in the past: type a day from today on." in (
        talk.say("promise acme quote by yesterday").error or ""
    )


def test_today_is_the_day_of_whoever_promises(talk: Dialog) -> None:
    """At 23:30 UTC the next day has begun in Oslo."""
    talk.at = talk.at.replace(hour=23, minute=30)
    assert "due Wed 25 Nov 2026" in talk.text("promise acme quote by today")


def test_it_can_be_logged_late(talk: Dialog) -> None:
    """The day it was made stands behind the due day, and the figures of that day count it."""
    text = talk.text("promise acme quote by fri yesterday")
    assert "due Fri 27 Nov 2026" in text
    assert "Counts for Mon 23 Nov 2026." in text
    assert talk.work.figures.days(date(2026, 11, 23), date(2026, 11, 23))[0].promises == 1


def test_two_promises_to_one_customer_are_two(talk: Dialog) -> None:
    """Equal texts get two numbers."""
    talk.say("promise acme quote by fri")
    assert talk.say("promise acme quote by fri").stored == ("P2",)
    assert talk.say("today").figures["promises_open"] == 2


def test_undo_takes_it_off_every_list(talk: Dialog) -> None:
    """It is gone from today, the account and the team's view."""
    talk.say("promise acme quote by fri")
    talk.press("Undo")
    assert "P1" not in talk.text("today") + talk.text("account acme") + talk.text("team promises", "chris")


def test_an_edit_shows_the_new_words_and_day(talk: Dialog) -> None:
    """The number stays, and the account's card follows."""
    talk.say("promise acme quote by fri")
    assert "Changed · P1 · Acme A/S · two quotes · due Mon 30 Nov 2026" in talk.text("edit P1 two quotes by mon")
    assert "P1 · two quotes · due Mon 30 Nov 2026" in talk.text("account acme")


def test_a_colleague_sees_it_and_cannot_change_it(talk: Dialog) -> None:
    """The account's card shows it to everybody; edit and undo are refused."""
    talk.say("promise acme quote by fri", "anna")
    assert "P1 · quote" in talk.text("account acme", "bo")
    assert "You have no entry P1" in (talk.say("edit P1 list", "bo").error or "")
    assert "You have no entry P1" in (talk.say("undo P1", "bo").error or "")


def test_the_button_on_a_call_promises_to_that_customer(talk: Dialog) -> None:
    """The form asks for text and day only."""
    talk.say("call acme")
    talk.press("Promise")
    assert talk.submit({"what": "quote", "due": "fri"}).stored == ("P1",)
    assert "P1 · quote" in talk.text("account acme")


@pytest.mark.parametrize(("length", "stored"), [(1000, ("P1",)), (1001, ())])
def test_words_have_a_limit_and_are_never_cut(talk: Dialog, length: int, stored: tuple[str, ...]) -> None:
    """1000 characters are stored, 1001 are refused."""
    assert talk.say(f"promise acme {'x' * length} by fri").stored == stored


@pytest.mark.parametrize(
    ("language", "typed", "receipt"),
    [
        ("en", "promise acme quote by thu 14:00", "P1 · Acme A/S · quote · due Thu 26 Nov 2026 14:00"),
        ("en", "promise acme quote by 2pm thu", "P1 · Acme A/S · quote · due Thu 26 Nov 2026 14:00"),
        ("en", "promise acme quote by 14:00", "P1 · Acme A/S · quote · due Tue 24 Nov 2026 14:00"),
        ("en", "promise acme quote 2:15 pm yesterday", "P1 · Acme A/S · quote · due Tue 24 Nov 2026 14:15"),
        ("da", "løfte acme quote inden 26/11 14:00", "P1 · Acme A/S · quote · frist tors 26. nov 2026 kl. 14.00"),
        ("nb", "løfte acme quote innen 26/11 14:00", "P1 · Acme A/S · quote · frist tor 26. nov 2026 kl. 14:00"),
        ("pl", "obietnica acme quote do 26/11 14:00", "P1 · Acme A/S · quote · termin czw 26 lis 2026 o 14:00"),
    ],
)
def test_an_hour_stands_with_the_day_or_means_today(talk: Dialog, language: str, typed: str, receipt: str) -> None:
    """The words that lead to it are no part of what was promised."""
    talk.say(f"me language {language}")
    assert talk.text(typed).startswith(receipt)


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ('"quote 14:00" by thu', "quote 14:00"),
        ("delivery at 14:00 sharp by thu", "delivery at 14:00 sharp"),
        ("opening hours 08:00-16:00 by thu", "opening hours 08:00-16:00"),
        ("ratio 4:3 by thu", "ratio 4:3"),
    ],
)
def test_a_time_that_does_not_stand_with_the_day_is_text(talk: Dialog, typed: str, what: str) -> None:
    """Nor what stands in quotes, nor a span."""
    assert talk.text(f"promise acme {typed}").startswith(f"P1 · Acme A/S · {what} · due Thu 26 Nov 2026\n")


def test_an_hour_that_has_passed_is_asked(talk: Dialog) -> None:
    """Today without it, or that hour on the next working day."""
    reply = talk.say("promise acme quote by today 08:00")
    buttons = [button.label for button in reply.card.all_buttons()]
    assert (False, ["Tue 24 Nov 2026", "Wed 25 Nov 2026 08:00"]) == (reply.ok, buttons[:2])


def test_the_hour_is_that_of_the_persons_own_zone(talk: Dialog) -> None:
    """Nine o'clock in Oslo is three in New York."""
    talk.say("admin person anna timezone America/New_York", "chris")
    assert "due Tue 24 Nov 2026 08:00" in talk.text("promise acme quote by 08:00")


def test_every_place_that_shows_the_day_shows_the_hour(talk: Dialog) -> None:
    """The customer's card, one's day, the choice between two, the edit."""
    for line in ("promise acme quote by thu 14:00", "promise acme list by fri"):
        talk.say(line)
    for line in ("account acme", "today", "edit P1 quote"):
        assert "due Thu 26 Nov 2026 14:00" in talk.text(line), line
    assert "P1 Acme A/S: quote, Thu 26 Nov 14:00" in [
        button.label for button in talk.say("kept acme").card.all_buttons()
    ]
