"""First contact: which person an unknown address belongs to, and that a display name proves nobody's identity."""

from __future__ import annotations

import pytest

from bot.domain.first_contact import find_person, register_person
from bot.domain.people import Person, Role
from storage.work import SqlWork
from tests.dialog import TUESDAY


def _meet(work: SqlWork, name: str, user: str, platform: str = "slack", *, admin: bool = False) -> Person:
    return register_person(work, platform, user, name, TUESDAY, admin=admin)


def _set_up(work: SqlWork, name: str, *roles: Role, **values: object) -> Person:
    return work.people.change(work.people.add(name, TUESDAY).id, roles=frozenset(roles), **values)


# who is new


def test_somebody_new_is_a_seller_under_the_platforms_name(work: SqlWork) -> None:
    """And is found by the address from then on."""
    anna = _meet(work, "Anna", "U1")
    assert ("Anna", frozenset({Role.SELLER}), None) == (anna.name, anna.roles, anna.team)
    assert anna == find_person(work, "slack", "U1", "whatever she calls herself")


def test_somebody_without_a_name_goes_by_the_address(work: SqlWork) -> None:
    """Until the platform tells the name."""
    assert "U1" == _meet(work, "", "U1").name


def test_somebody_new_joins_the_only_team(work: SqlWork) -> None:
    """With two teams an admin decides."""
    nord = work.teams.save("Nord", TUESDAY)
    assert nord.id == _meet(work, "Anna", "U1").team
    work.teams.save("Syd", TUESDAY)
    assert _meet(work, "Bo", "U2").team is None


def test_meeting_somebody_twice_is_meeting_once(work: SqlWork) -> None:
    """By the address, whatever the name now is."""
    assert _meet(work, "Anna", "U1") == _meet(work, "Anna Berg", "U1")
    assert 1 == len(work.people.everyone())


# names are no identity


def test_two_people_of_one_name_are_two(work: SqlWork) -> None:
    """The second has another address, so it is another person."""
    first, second = _meet(work, "Anna Berg", "U1"), _meet(work, "Anna Berg", "U2")
    assert first.id != second.id


def test_a_name_alone_finds_nobody_on_a_platform(work: SqlWork) -> None:
    """Anybody can call themselves Anna."""
    _meet(work, "Anna", "U1")
    assert find_person(work, "slack", "U2", "Anna") is None
    assert find_person(work, "teams", "29:x", "Anna") is None


def test_whom_an_admin_set_up_is_met_once(work: SqlWork) -> None:
    """The first who comes under the name is the person, the second is somebody new."""
    anna = _set_up(work, "Anna", Role.SELLER, Role.MANAGER)
    assert anna.id == _meet(work, "anna", "U1").id
    impostor = _meet(work, "Anna", "U2")
    assert anna.id != impostor.id
    assert frozenset({Role.SELLER}) == impostor.roles


def test_whoever_was_met_on_one_platform_is_not_found_by_name_on_another(work: SqlWork) -> None:
    """An admin links the second address."""
    anna = _meet(work, "Anna", "U1", "slack")
    assert anna.id != _meet(work, "Anna", "29:a", "teams").id


def test_whom_an_admin_set_up_and_removed_is_not_met_again(work: SqlWork) -> None:
    """A newcomer of that name gets none of the roles."""
    gone = _set_up(work, "Anna", Role.MANAGER, gone=True)
    found = _meet(work, "Anna", "U1")
    assert gone.id != found.id
    assert frozenset({Role.SELLER}) == found.roles


def test_the_admin_of_the_first_hour_is_not_met_by_name(work: SqlWork) -> None:
    """Whoever set the bot up on a terminal is admin; a display name on Slack does not inherit that."""
    chris = _meet(work, "Chris", "chris", "terminal")
    assert Role.ADMIN in chris.roles
    stranger = _meet(work, "Chris", "U1", "slack")
    assert chris.id != stranger.id
    assert frozenset({Role.SELLER}) == stranger.roles


def test_a_listed_admin_is_the_person_of_the_first_hour(work: SqlWork) -> None:
    """The list of admins names the address, not the name."""
    chris = _meet(work, "Chris", "chris", "terminal")
    assert chris.id == _meet(work, "Chris", "U1", "slack", admin=True).id


def test_admin_rights_that_an_admin_granted_are_met_by_name(work: SqlWork) -> None:
    """Somebody was set up as admin before ever writing."""
    dora = _set_up(work, "Dora", Role.ADMIN)
    assert dora.id == _meet(work, "Dora", "U4").id


# local platforms


@pytest.mark.parametrize("platform", ["terminal", "web"])
def test_on_a_local_platform_the_name_is_the_person(work: SqlWork, platform: str) -> None:
    """Whoever sits at the operator's machine may be anybody."""
    anna = _meet(work, "Anna", "U1", "slack")
    assert anna == find_person(work, platform, "anna", "Anna")
    assert anna == find_person(work, platform, "anna", "")


@pytest.mark.parametrize("platform", ["terminal", "web"])
def test_the_first_person_of_an_empty_local_database_is_admin_and_manager(work: SqlWork, platform: str) -> None:
    """The second is a seller."""
    assert {Role.SELLER, Role.ADMIN, Role.MANAGER} == _meet(work, "Chris", "chris", platform).roles
    assert {Role.SELLER} == _meet(work, "Anna", "anna", platform).roles


def test_the_first_person_of_a_workspace_is_no_admin(work: SqlWork) -> None:
    """Only those who are listed are."""
    assert {Role.SELLER} == _meet(work, "Anna", "U1").roles
    assert {Role.SELLER, Role.ADMIN, Role.MANAGER} == _meet(work, "Chris", "U2", admin=True).roles
