"""`admin person`: people are added, restored, renamed, and given or taken roles."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from tests.commands.steps import roles
from tests.dialog import Dialog


def test_the_first_person_is_admin_and_manager_and_the_next_a_seller(empty: Dialog) -> None:
    """An empty local database belongs to whoever comes first."""
    empty.say("help", "mette")
    empty.say("help", "sanna")
    roles = [set(person.roles) for person in empty.work.people.everyone()]
    assert [{Role.ADMIN, Role.MANAGER, Role.SELLER}, {Role.SELLER}] == roles


def test_roles_given_by_an_admin_add_up_and_admin_stays(empty: Dialog) -> None:
    """A manager who is named so no longer sells by default; admin from the first hour stays."""
    empty.say("admin person mette manager", "mette")
    empty.say("admin person bo seller", "mette")
    empty.say("admin person BO manager", "mette")
    roles = {person.name: set(person.roles) for person in empty.work.people.everyone()}
    assert {"mette": {Role.ADMIN, Role.MANAGER}, "bo": {Role.SELLER, Role.MANAGER}} == roles


def test_a_new_seller_joins_the_only_team(empty: Dialog) -> None:
    """With one team there is nothing to choose."""
    empty.say("admin team Nord timezone Europe/Warsaw country PL language pl", "mette")
    empty.say("help", "sanna")
    sanna = empty.work.people.by_name("sanna")
    assert sanna is not None
    assert (sanna.zone, sanna.country, sanna.language) == ("Europe/Warsaw", "PL", "pl")


def test_a_role_is_taken_away_at_once(talk: Dialog) -> None:
    """The very next line is refused."""
    talk.say("admin person anna manager", "chris")
    assert talk.say("team week", "anna").ok
    assert talk.say("admin person anna without manager", "chris").ok
    assert roles(talk, "anna") == {Role.SELLER}
    assert "another role" in (talk.say("team week", "anna").error or "")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("admin person bo without seller", {Role.COLLEAGUE}),
        ("admin person bo manager without seller", {Role.MANAGER}),
        ("admin person bo colleague", {Role.SELLER, Role.COLLEAGUE}),
        ("admin person bo without admin", {Role.SELLER}),
        ("admin person bo manager without seller admin", {Role.MANAGER}),
        ("admin person bo without seller admin country SE", {Role.COLLEAGUE}),
        ("admin person bo uden sælger", {Role.COLLEAGUE}),
        ("admin person bo bez handlowiec", {Role.COLLEAGUE}),
    ],
)
def test_roles_after_giving_and_taking(talk: Dialog, line: str, left: set[Role]) -> None:
    """Who has no role left is a colleague: known, but without calls to make."""
    assert talk.say(line, "chris").ok
    assert roles(talk, "bo") == left


def test_an_admin_from_the_first_hour_can_lose_it_to_another(empty: Dialog) -> None:
    """The first person may hand over; before there is another admin the role stays."""
    empty.say("help", "mette")
    assert "mette is the last admin" in (empty.say("admin person mette without admin", "mette").error or "")
    assert "mette is the last manager" in (empty.say("admin person mette without manager", "mette").error or "")
    empty.say("admin person ola admin manager", "mette")
    assert empty.say("admin person mette without admin manager", "mette").ok
    assert roles(empty, "mette") == {Role.SELLER}
    assert "another role" in (empty.say("admin", "mette").error or "")


@pytest.mark.parametrize("country", ["DE", "FI", "gb", "US", "FR"])
def test_the_holidays_of_another_country_can_be_kept(talk: Dialog, country: str) -> None:
    """A seller abroad is off on the holidays there: New Year's Day is one in all of these."""
    assert talk.say(f"admin person anna country {country}", "chris").ok
    talk.at = talk.at.replace(year=2027, month=1, day=1)
    assert {hold.outcome for hold in talk.holds() if hold.to == "anna"} == {"skipped: public holiday"}


def test_a_role_is_taken_away_in_a_form_too(talk: Dialog) -> None:
    """The field needs no keyword."""
    talk.say("admin person", "chris")
    assert talk.submit({"name": "bo", "without": "seller"}, "chris").ok
    assert roles(talk, "bo") == {Role.COLLEAGUE}
