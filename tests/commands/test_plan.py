"""plan: the first calls of a day, replaced by the next plan, exact to undo, and what is left of them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.details import Kind
from bot.messages.events import Correction
from bot.messages.plain_text import card_text
from tests.dialog import Dialog

WEDNESDAY = date(2026, 11, 25)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def sales(talk: Dialog) -> Dialog:
    """Return a company in which anna has three customers beside Acme A/S."""
    for name in ("Bergen Bygg", "Bergen Vin", "Nilsson Rör"):
        talk.account(name)
    return talk


def _planned(talk: Dialog, day: date = WEDNESDAY, who: str = "anna") -> list[str]:
    person = talk.work.people.by_name(who)
    assert person
    return [talk.work.accounts.get(call.account).name for call in talk.work.plans.of(person.id, day)]


@pytest.mark.parametrize(
    "line",
    [
        "plan acme bergen bygg nilsson",
        "plan acme, bergen bygg, nilsson rör",
        "plan Acme A/S, Bergen Bygg and Nilsson",
        'plan "Acme A/S" "Bergen Bygg" nilsson',
        "Plan: acme; bergen bygg & nilsson",
    ],
)
def test_three_names_are_the_first_calls_of_the_next_working_day(sales: Dialog, line: str) -> None:
    """With commas, joining words, quotes or nothing between them."""
    assert "First calls Wed 25 Nov 2026: Acme A/S, Bergen Bygg, Nilsson Rör · D1, D2, D3" in sales.text(line)
    assert ["Acme A/S", "Bergen Bygg", "Nilsson Rör"] == _planned(sales)


def test_before_a_weekend_it_is_for_monday(sales: Dialog) -> None:
    """And before days off for the day after them."""
    sales.later(days=3)
    assert "First calls Mon 30 Nov 2026: Acme A/S" in sales.text("plan acme")
    assert sales.say("off 30 nov").ok
    assert "First calls Tue 1 Dec 2026: Acme A/S" in sales.text("plan acme")


def test_a_day_may_be_named(sales: Dialog) -> None:
    """Behind the names, in the words in which days are typed everywhere; one that has passed is refused."""
    assert sales.say("plan acme nilsson fri").ok
    assert (["Acme A/S", "Nilsson Rör"], []) == (_planned(sales, FRIDAY), _planned(sales))
    assert "is in the past: type a day from today on" in sales.text("plan acme yesterday")


@pytest.mark.parametrize("line", ["plan fri acme, nilsson", "plan on friday acme nilsson", "plan 27/11 acme nilsson"])
def test_the_day_may_stand_first(sales: Dialog, line: str) -> None:
    """As people say it."""
    assert sales.say(line).ok
    assert ["Acme A/S", "Nilsson Rör"] == _planned(sales, FRIDAY)


def test_a_fourth_customer_is_refused(sales: Dialog) -> None:
    """With what is too much; nothing is stored."""
    text = sales.text("plan acme, nilsson, bergen vin, bergen bygg")
    assert '"bergen bygg" is not a day, and a plan has at most three customers.' in text
    assert [] == _planned(sales)


def test_a_new_plan_takes_the_place_of_the_old_one_and_undo_gives_it_back(sales: Dialog) -> None:
    """What is no longer in it is said; the day that another plan is for is left alone."""
    assert sales.say("plan acme bergen bygg").ok
    assert sales.say("plan bergen vin fri").ok
    text = sales.text("plan nilsson, acme")
    assert "No longer in the plan: Bergen Bygg." in text
    assert ["Nilsson Rör", "Acme A/S"] == _planned(sales)
    assert sales.press("Undo").ok
    assert ["Acme A/S", "Bergen Bygg"] == _planned(sales)
    assert ["Bergen Vin"] == _planned(sales, FRIDAY)


def test_undo_of_the_first_plan_leaves_none(sales: Dialog) -> None:
    """One undo for the whole line, typed or pressed; a ref takes one call alone."""
    assert sales.say("plan acme bergen bygg").ok
    assert sales.say("undo D1").ok
    assert ["Bergen Bygg"] == _planned(sales)
    assert sales.say("plan acme nilsson").ok
    assert "Undone · D3, D4" in sales.text("undo")
    assert ["Bergen Bygg"] == _planned(sales)


def test_a_customer_made_for_a_plan_goes_with_its_undo(sales: Dialog) -> None:
    """An unknown name is asked about, never guessed."""
    assert not sales.say("plan acme hurtigruten").ok
    assert [] == _planned(sales)
    assert sales.press('Create "hurtigruten"').ok
    assert ["Acme A/S", "hurtigruten"] == _planned(sales)
    assert "The account hurtigruten is removed too" in card_text(sales.press("Undo").card)
    assert sales.work.accounts.by_key("hurtigruten") is None


def test_a_name_of_several_customers_is_asked_about_and_the_others_are_kept(sales: Dialog) -> None:
    """Buttons, and the line goes on with what was chosen."""
    assert 'Several accounts match "bergen"' in sales.text("plan acme bergen nilsson")
    assert sales.press("Bergen Vin").ok
    assert ["Acme A/S", "Bergen Vin", "Nilsson Rör"] == _planned(sales)


def test_a_misspelt_name_is_asked_about(sales: Dialog) -> None:
    """The likest is a button."""
    assert not sales.say("plan acme nilson").ok
    assert sales.press("Nilsson Rör").ok
    assert ["Acme A/S", "Nilsson Rör"] == _planned(sales)


def test_a_customer_named_twice_is_planned_once(sales: Dialog) -> None:
    """Whoever types a name twice means one call."""
    assert sales.say("plan acme, nilsson, acme").ok
    assert ["Acme A/S", "Nilsson Rör"] == _planned(sales)


def test_a_message_that_is_changed_changes_the_plan(sales: Dialog) -> None:
    """Nothing of the old text stays planned."""
    sender = sales.sender()
    for number, text in enumerate(("plan acme nilsson", "plan bergen bygg, acme")):
        event = Correction(sender=sender, at=sales.at, text=text, origin="m1", key=f"k{number}")
        assert sales.give(event).ok
    assert ["Bergen Bygg", "Acme A/S"] == _planned(sales)
    assert sales.work.entries.live(Kind.PLANNED, 1) is None


def test_plan_alone_shows_what_is_planned_and_today_what_is_left(sales: Dialog) -> None:
    """A call takes its customer off the list; the first one left is the button of the day."""
    assert "Nothing is planned: type “plan” and up to three customers." in sales.text("plan")
    assert sales.say("plan acme nilsson").ok
    assert "First calls Wed 25 Nov 2026: Acme A/S, Nilsson Rör" in sales.text("plan")
    assert "Planned" not in sales.text("today")
    sales.later(days=1)
    assert "Planned calls: Acme A/S, Nilsson Rör" in sales.text("today")
    assert sales.press("Log call: Acme A/S").ok
    assert "Planned calls: Nilsson Rör" in sales.text("today")
    assert "First calls Wed 25 Nov 2026: Nilsson Rör" in sales.text("plan")
    assert sales.say("call nilsson").ok
    assert "You have made the planned calls of today." in sales.text("plan")
    assert "Planned" not in sales.text("today")
    assert sales.say("undo").ok
    assert "Planned calls: Nilsson Rör" in sales.text("today")


def test_a_plan_is_its_persons_own(sales: Dialog) -> None:
    """Nobody else's day shows it, and nobody else undoes it."""
    assert sales.say("plan acme").ok
    assert [] == _planned(sales, who="bo")
    assert "Nothing is planned" in sales.text("plan", "bo")
    assert not sales.say("undo D1", "bo").ok


def test_a_plan_is_no_contact(sales: Dialog) -> None:
    """Neither a call nor the last contact of its customer."""
    assert sales.say("plan acme").ok
    assert "Calls: 0 / 8" in sales.text("today")
    assert sales.work.accounts.get(1).last_contact is None


@pytest.mark.parametrize(
    ("language", "line", "shown"),
    [
        ("da", "plan acme og nilsson på fredag", "Acme A/S, Nilsson Rör"),
        ("nb", "plan acme og nilsson på fredag", "Acme A/S, Nilsson Rör"),
        ("sv", "plan acme och nilsson på fredag", "Acme A/S, Nilsson Rör"),
        ("pl", "plan acme i nilsson w piątek", "Acme A/S, Nilsson Rör"),
        ("de", "Plan acme und nilsson am Freitag", "Acme A/S, Nilsson Rör"),
    ],
)
def test_every_language_plans_in_its_own_words(sales: Dialog, language: str, line: str, shown: str) -> None:
    """Joining words and days as people type them there."""
    assert sales.say(f"me language {language}").ok
    assert shown in sales.text(line)
    assert shown.split(", ") == _planned(sales, FRIDAY)
