"""`admin person`: people are added, restored, renamed, and given or taken roles."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from tests.commands.steps import field_errors, filled, person, roles
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


def test_a_new_person_works_where_the_team_does(talk: Dialog) -> None:
    """Zone, country and language come from the team until an own one is named."""
    shown = talk.text("admin person eva seller team Syd", "chris")
    assert shown.startswith("Saved · eva · seller · Syd · Europe/Warsaw · PL · Polish · ")
    assert person(talk, "eva").language == "pl"
    assert "Europe/London · SE" in talk.text("admin person eva timezone Europe/London country SE", "chris")


def test_an_own_zone_stays_when_the_team_changes(talk: Dialog) -> None:
    """A named zone overrides the new team's zone; the country follows the team."""
    talk.say("admin person bo timezone Europe/London", "chris")
    assert talk.text("admin person bo team Syd", "chris") == "Saved · bo · seller · Syd · Europe/London · PL"


def test_with_two_teams_a_new_person_is_in_none_until_one_is_named(talk: Dialog) -> None:
    """A new person joins a team by default only when there is one team."""
    talk.say("admin person eva seller", "chris")
    assert person(talk, "eva").team is None
    assert talk.say("admin person eva team Nord", "chris").ok
    assert talk.say("team week", "chris").figures["target"] == 120


def test_a_person_is_found_by_name_in_any_case_with_or_without_a_sign(talk: Dialog) -> None:
    """A capital letter or an @ adds nobody a second time."""
    talk.say("admin person @ANNA manager", "chris")
    assert roles(talk, "anna") == {Role.SELLER, Role.MANAGER}
    assert talk.text("admin", "chris").casefold().count("\nanna ·") == 1


def test_a_new_name_is_the_name_from_then_on(talk: Dialog) -> None:
    """Entries stay with the person, and the old name is unknown."""
    talk.say("call acme", "bo")
    assert talk.say("admin person bo name Bo Berg", "chris").ok
    assert talk.say("team Bo Berg today", "chris").figures["calls"] == 1
    assert not talk.say("team bo week", "chris").ok


def test_adding_somebody_removed_restores_their_roles(talk: Dialog) -> None:
    """The line that adds a person restores a removed one with the same roles."""
    talk.say("admin person bo manager", "chris")
    talk.say("admin remove person bo", "chris")
    assert talk.text("admin person bo", "chris").startswith("Saved · bo · manager, seller")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("admin person x seller timezone Mars/Base", '"Mars/Base" is not a time zone: type “Europe/Oslo”.'),
        ("admin person x seller country Norge", '"Norge" is not a country: type its two letters, for example “DK”.'),
        ("admin person x country XX", "holidays of"),
        ("admin person x language klingon", 'I do not know the language "klingon"'),
        ("admin person x team Nowhere", 'There is no team called "Nowhere": make it with “admin team Nowhere”.'),
        ("admin person x without boss", '"boss" is not a role'),
        ("admin person x without", "is not a role"),
        ("admin person anna team", 'missing after "team"'),
        ("admin person niemand name Ola", "There is nothing called"),
        ("admin person anna name bo", "is taken"),
        ("admin person " + "x" * 81, "at most 80 characters"),
        ("admin person anna name " + "x" * 81, "at most 80 characters"),
    ],
)
def test_what_cannot_be_saved_says_what_to_type_and_adds_nobody(talk: Dialog, line: str, part: str) -> None:
    """Each refusal is one sentence, and the list of people stays the same."""
    before = talk.text("admin", "chris")
    assert part in (talk.say(line, "chris").error or "")
    assert talk.text("admin", "chris") == before


def test_a_form_keeps_what_was_typed_beside_each_error(talk: Dialog) -> None:
    """The form comes back with its values and an error beside the wrong field."""
    talk.say("admin person", "chris")
    reply = talk.submit({"name": "eva", "roles": "boss", "country": "NO"}, "chris")
    assert field_errors(reply) == {"roles": '"boss" does not fit here.'}
    assert filled(reply)["country"] == "NO"
    reply = talk.submit({"name": "eva", "roles": "seller", "zone": "Mars"}, "chris")
    assert field_errors(reply) == {"zone": '"Mars" is not a time zone: type “Europe/Oslo”.'}
    assert talk.submit({"name": "eva", "roles": "seller", "zone": "Europe/Oslo"}, "chris").ok
    assert roles(talk, "eva") == {Role.SELLER}


def test_a_language_that_is_set_for_somebody_is_spoken_to_them(talk: Dialog) -> None:
    """The person's next answer is in that language."""
    talk.say("admin person anna language svenska", "chris")
    assert talk.text("call acme").startswith("Samtal 1 av 8")


def test_a_mail_whose_first_part_is_a_known_name_says_what_to_type(talk: Dialog) -> None:
    """Whose mail it is nobody can say, so nothing is changed; both ways on are named, and both work."""
    error = talk.say("admin person bo@firm.example manager", "chris").error or ""
    assert '"bo" is on the list already: type “admin person bo” to change that person' in error
    assert roles(talk, "bo") == {Role.SELLER}
    assert talk.say("admin person bo manager", "chris").ok
    assert talk.say("admin person bo@firm.example manager name Bodil", "chris").ok
