"""First contact: which person an unknown address belongs to, and that a display name proves nobody's identity."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.domain.audit import AuditAction
from bot.domain.claims import ClaimOutcome, ClaimReason
from bot.domain.details import Call
from bot.domain.first_contact import (
    Newcomer,
    awaits_admin,
    find_person,
    learn_mail,
    register_person,
    starts_as_admin,
)
from bot.domain.people import MAIL, Person, Role
from storage.work import SqlWork
from tests.dialog import TUESDAY


def _come(work: SqlWork, name: str, user: str, platform: str = "slack", *, mail: str = "") -> Person | None:
    return register_person(work, platform, user, name, TUESDAY, admin=False, mail=mail)


def _meet(
    work: SqlWork, name: str, user: str, platform: str = "slack", *, admin: bool = False, mail: str = ""
) -> Person:
    person = register_person(work, platform, user, name, TUESDAY, admin=admin, mail=mail)
    assert person
    return person


def _claims(work: SqlWork) -> list[tuple[str, str, int, int | None]]:
    return [(claim.address, claim.reason, claim.person, claim.newcomer) for claim in work.claims.open()]


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


@pytest.mark.parametrize("roles", [(), (Role.SELLER,), (Role.COLLEAGUE,), (Role.SELLER, Role.COLLEAGUE)])
def test_a_seller_whom_an_admin_set_up_is_met_once(work: SqlWork, roles: tuple[Role, ...]) -> None:
    """Being that person gives nothing; the first who comes is recorded, the second makes a claim."""
    anna = _set_up(work, "Anna", *roles)
    assert anna.id == _meet(work, "anna", "U1").id
    (record,) = work.audit.about(anna.id)
    assert (AuditAction.CLAIM_CONFIRMED, None, "slack:U1") == (record.action, record.author, record.what)
    second = _meet(work, "Anna", "U2")
    assert anna.id != second.id
    assert [("slack:U2", ClaimReason.HELD, anna.id, second.id)] == _claims(work)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_a_role_above_seller_is_taken_by_no_name(work: SqlWork, role: Role) -> None:
    """The newcomer is a seller of their own, and whoever was set up stays as they are."""
    kari = _set_up(work, "Kari", role)
    newcomer = _meet(work, "kari", "U1")
    assert (frozenset({Role.SELLER}), False) == (newcomer.roles, newcomer.id == kari.id)
    assert kari == work.people.get(kari.id)
    assert [("slack:U1", ClaimReason.SET_UP, kari.id, newcomer.id)] == _claims(work)


def _own_account(work: SqlWork, person: Person) -> None:
    work.accounts.add("Acme", person.id, TUESDAY)


def _own_touchpoint(work: SqlWork, person: Person) -> None:
    work.touchpoints.save("yard", person.id)


def _log_a_call(work: SqlWork, person: Person) -> None:
    account = work.accounts.add("Acme", None, TUESDAY)
    work.entries.add(Call(), person=person.id, account=account.id, day=TUESDAY.date(), at=TUESDAY)


def _bind_a_mail(work: SqlWork, person: Person) -> None:
    work.people.link(person.id, MAIL, "kari@firm.example")


@pytest.mark.parametrize("thing", [_own_account, _own_touchpoint, _log_a_call, _bind_a_mail])
def test_a_seller_with_something_of_worth_is_taken_by_no_name(
    work: SqlWork, thing: Callable[[SqlWork, Person], None]
) -> None:
    """Customers, touchpoints, a log; and a mail address that an admin named is the only way in."""
    kari = _set_up(work, "Kari", Role.SELLER)
    thing(work, kari)
    newcomer = _meet(work, "Kari", "U1", mail="other@firm.example")
    assert kari.id != newcomer.id
    assert [("slack:U1", ClaimReason.SET_UP, kari.id, newcomer.id)] == _claims(work)


def test_of_two_who_were_set_up_under_a_name_none_is_guessed(work: SqlWork) -> None:
    """A claim on each, for an admin to choose."""
    ids = [_set_up(work, "Kari", Role.SELLER).id for _ in range(2)]
    assert _meet(work, "Kari", "U1").id not in ids
    assert ids == [claim.person for claim in work.claims.open()]


def test_a_crowd_of_one_name_makes_a_claim_each(work: SqlWork) -> None:
    """Not one on each of the others."""
    for number in range(5):
        _meet(work, "Kari", f"U{number}")
    assert ["slack:U1", "slack:U2", "slack:U3", "slack:U4"] == [claim.address for claim in work.claims.open()]


def test_whoever_was_met_on_one_platform_is_not_found_by_name_on_another(work: SqlWork) -> None:
    """An admin says whether it is the same person."""
    anna = _meet(work, "Anna", "U1", "slack")
    other = _meet(work, "Anna", "29:a", "teams")
    assert anna.id != other.id
    assert [("teams:29:a", ClaimReason.HELD, anna.id, other.id)] == _claims(work)


# removed means removed


@pytest.mark.parametrize(("platform", "user"), [("slack", "U2"), ("teams", "29:a")])
def test_whoever_comes_under_a_removed_name_waits_for_an_admin(work: SqlWork, platform: str, user: str) -> None:
    """From any platform, however often: nobody is registered and one claim is made."""
    gone = work.people.change(_meet(work, "Anna", "U1").id, gone=True)
    for name in ("Anna", "ANNA ", "Anna"):
        assert _come(work, name, user, platform) is None
    assert [(f"{platform}:{user}", ClaimReason.REMOVED, gone.id, None)] == _claims(work)
    assert awaits_admin(work, platform, user)
    assert [gone] == list(work.people.everyone())
    assert 1 == len(work.audit.about(gone.id, actions=(AuditAction.CLAIMED,)))


@pytest.mark.parametrize("name", ["ANNA", " anna", "An\u200bna", "Anna\u3164", "Anna\u202e", "\uff21nna", "Ánna\n"])
def test_a_removed_name_is_known_however_it_is_spelt(work: SqlWork, name: str) -> None:
    """By letters alone; what no screen shows makes no other name."""
    work.people.change(_meet(work, "Anna", "U1").id, gone=True)
    assert _come(work, name, "U2") is None


def test_the_name_at_first_contact_of_somebody_removed_is_theirs_too(work: SqlWork) -> None:
    """Renamed on one platform before the removal, they still have the old name on the other."""
    anna = _meet(work, "Anna", "U1")
    work.people.change(anna.id, name="Anna Berg", renamed_from="Anna", gone=True)
    assert _come(work, "Anna", "29:a", "teams") is None
    assert _come(work, "Anna Berg", "29:b", "teams") is None


def test_an_address_that_was_refused_stays_refused_under_another_name(work: SqlWork) -> None:
    """Another display name is no new question."""
    work.people.change(_meet(work, "Anna", "U1").id, gone=True)
    assert _come(work, "Anna", "U2") is None
    assert awaits_admin(work, "slack", "U2")


def test_a_removed_person_who_is_put_back_holds_nobody_up(work: SqlWork) -> None:
    """The claim is another question then."""
    anna = work.people.change(_meet(work, "Anna", "U1").id, gone=True)
    assert _come(work, "Anna", "U2") is None
    work.people.change(anna.id, gone=False)
    assert not awaits_admin(work, "slack", "U2")
    newcomer = _meet(work, "Anna", "U2")
    assert [("slack:U2", ClaimReason.HELD, anna.id, newcomer.id)] == _claims(work)


def test_a_listed_admin_who_was_removed_is_let_in_by_no_other_address(work: SqlWork) -> None:
    """Another admin removed them; only an admin takes that back."""
    chris = _meet(work, "Chris", "U1", admin=True)
    work.people.change(chris.id, gone=True)
    assert register_person(work, "teams", "29:c", "Chris", TUESDAY, admin=True) is None


@pytest.mark.parametrize("state", [{"gone": True}, {"active": False}])
def test_the_mail_of_somebody_who_is_gone_lets_nobody_in(work: SqlWork, state: dict[str, object]) -> None:
    """Removed by an admin, or deactivated on the first platform, under whatever name."""
    anna = _meet(work, "Anna", "U1", mail="anna@firm.example")
    work.people.change(anna.id, **state)
    assert _come(work, "Somebody Else", "29:a", "teams", mail="anna@firm.example") is None
    assert [ClaimReason.REMOVED] == [claim.reason for claim in work.claims.open()]


# a verified mail is one person


def test_a_verified_mail_is_one_person_on_every_platform(work: SqlWork) -> None:
    """Whatever the name and the case of the letters."""
    anna = _meet(work, "Anna", "U1", mail="Anna@Firm.example")
    assert anna.id == _meet(work, "Anna Berg", "29:a", "teams", mail="anna@firm.EXAMPLE").id
    assert [] == _claims(work)
    assert [(MAIL, "anna@firm.example"), ("slack", "U1"), ("teams", "29:a")] == [
        (address.platform, address.target) for address in work.people.addresses(anna.id)
    ]


def test_whom_an_admin_set_up_by_mail_is_met_with_all_rights(work: SqlWork) -> None:
    """The mail is proof enough; the name is not asked for."""
    kari = _set_up(work, "Kari", Role.MANAGER)
    work.people.link(kari.id, MAIL, "kari@firm.example")
    assert kari.id == _meet(work, "K. Berg", "U1", mail="kari@firm.example").id


def test_a_mail_stays_with_the_first_who_had_it(work: SqlWork) -> None:
    """A second person who is told to have it later takes nothing."""
    anna, bo = _meet(work, "Anna", "U1", mail="a@firm.example"), _meet(work, "Bo", "U2")
    learn_mail(work, bo, Newcomer(platform="slack", user="U2", name="Bo", mail="a@firm.example", at=TUESDAY))
    assert anna == work.people.at_address(MAIL, "a@firm.example")
    assert [] == _claims(work)


def test_whom_an_admin_set_up_by_mail_may_be_known_already(work: SqlWork) -> None:
    """Met before the platform told the mail: a claim, for an admin to confirm."""
    kari = _set_up(work, "Kari", Role.MANAGER)
    work.people.link(kari.id, MAIL, "kari@firm.example")
    known = _meet(work, "K. Berg", "U1")
    learn_mail(work, known, Newcomer(platform="slack", user="U1", name="K.", mail="Kari@firm.example", at=TUESDAY))
    assert [("slack:U1", ClaimReason.SET_UP, kari.id, known.id)] == _claims(work)


@pytest.mark.parametrize(
    "mail", ["", " ", "no address", "a@b\x00c", "\ud800@firm.example", "a" * 300 + "@firm.example"]
)
def test_what_is_no_mail_address_is_nobodys(work: SqlWork, mail: str) -> None:
    """Two people with the same broken field stay two."""
    assert _meet(work, "Anna", "U1", mail=mail).id != _meet(work, "Bo", "U2", mail=mail).id


# the first hour


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


@pytest.mark.parametrize(
    ("people", "platform", "listed", "installer", "becomes"),
    [
        ("nobody", "terminal", False, False, True),
        ("nobody", "web", False, False, True),
        ("nobody", "slack", False, False, False),
        ("nobody", "teams", False, False, False),
        ("nobody", "slack", False, True, True),
        ("seller", "terminal", False, False, False),
        ("seller", "slack", False, True, True),
        ("admin", "slack", False, True, False),
        ("removed admin", "slack", False, True, False),
        ("admin who left", "slack", False, True, False),
        ("set-up admin", "slack", False, True, False),
        ("admin", "slack", True, False, True),
        ("admin", "teams", True, True, True),
    ],
)
def test_each_road_to_the_admin_role(
    work: SqlWork, people: str, platform: str, *, listed: bool, installer: bool, becomes: bool
) -> None:
    """The settings, the first installation of a company, the first hour on the operator's machine; nothing else."""
    if people != "nobody":
        roles = frozenset({Role.ADMIN}) if "admin" in people else frozenset({Role.SELLER})
        person = work.people.change(work.people.add("Chris", TUESDAY).id, roles=roles)
        work.people.change(person.id, gone=people == "removed admin", active=people != "admin who left")
    assert becomes is starts_as_admin(work, platform, listed=listed, installer=installer)


def test_a_role_that_nobody_gave_is_recorded(work: SqlWork) -> None:
    """By the settings or an installation; the admins are told from that."""
    chris = _meet(work, "Chris", "U1", admin=True)
    found = [(record.what, record.author) for record in work.audit.about(chris.id)]
    assert [("manager", None), ("admin", None)] == found


def test_a_decided_claim_is_not_asked_again(work: SqlWork) -> None:
    """The address is known from then on, and coming again changes nothing."""
    _set_up(work, "Kari", Role.MANAGER)
    newcomer = _meet(work, "Kari", "U1")
    (claim,) = work.claims.open()
    work.claims.decide(claim.id, ClaimOutcome.REFUSED, newcomer.id, TUESDAY)
    assert newcomer.id == _meet(work, "Kari", "U1").id
    assert [] == _claims(work)


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
