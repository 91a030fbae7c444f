"""firstcall: the button that puts a customer first in the plan of a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.dialog import Dialog

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def sales(talk: Dialog) -> Dialog:
    """Return a company in which anna has three customers beside Acme A/S."""
    for name in ("Bergen Bygg", "Bergen Vin", "Nilsson Rör"):
        talk.account(name)
    return talk


def _planned(talk: Dialog, day: date = WEDNESDAY) -> list[str]:
    person = talk.work.people.by_name("anna")
    assert person
    return [talk.work.accounts.get(call.account).name for call in talk.work.plans.of(person.id, day)]


def test_a_customer_is_chosen_from_the_card_by_a_form_and_put_first(sales: Dialog) -> None:
    """What was planned stays behind it, three in all."""
    assert sales.say("plan acme bergen bygg nilsson").ok
    sales.say("plan")
    form = sales.press("Choose a call").form
    assert form and [field.name for field in form.fields] == ["account"]
    assert sales.submit({"account": "bergen vin"}).ok
    assert ["Bergen Vin", "Acme A/S", "Bergen Bygg"] == _planned(sales)


def test_a_button_of_a_day_that_has_passed_is_about_the_next_working_day(sales: Dialog) -> None:
    """An evening's message may be pressed days later."""
    sales.say("plan")
    sales.later(days=8)
    sales.press("Choose a call")
    assert sales.submit({"account": "acme"}).ok
    assert ["Acme A/S"] == _planned(sales, sales.at.date() + timedelta(days=1))
