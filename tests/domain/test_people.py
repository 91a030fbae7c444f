"""People: roles, settings and what takes precedence, addresses, leave, audit."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.people import DEFAULT_HOURS, DEFAULT_QUOTA, Person, Reach, Role
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import TUESDAY, Dialog


def _anna(work: SqlWork, **values: object) -> Person:
    made = work.people.add("Anna", TUESDAY)
    return work.people.change(made.id, **values) if values else made


# what counts


def test_a_new_person_has_the_defaults_of_the_installation(shared: SqliteEngine) -> None:
    """A seller in the default zone, country and language."""
    with memory_work(shared, Defaults(zone="Europe/Warsaw", country="PL", language="pl")) as work:
        expected = Person(
            id=1, name="Anna", roles=frozenset({Role.SELLER}), zone="Europe/Warsaw", country="PL", language="pl",
            created_at=TUESDAY,
        )  # fmt: skip
        assert expected == work.people.add("Anna", TUESDAY)


@pytest.mark.parametrize(
    ("own", "hint", "team", "expected"),
    [
        ("Europe/Oslo", "Europe/Paris", "Europe/Rome", "Europe/Oslo"),
        ("", "Europe/Paris", "Europe/Rome", "Europe/Paris"),
        ("", "", "Europe/Rome", "Europe/Rome"),
        ("", "", "", "Europe/Copenhagen"),
        ("Mars/Base", "Europe/Paris", "Europe/Rome", "Europe/Paris"),
        ("", "Mars/Base", "", "Europe/Copenhagen"),
    ],
)
def test_the_own_zone_counts_before_the_platforms_and_the_teams(
    work: SqlWork, own: str, hint: str, team: str, expected: str
) -> None:
    """A zone that this machine does not know is passed over."""
    work.teams.save("Nord", TUESDAY, zone=team)
    made = work.people.add("Anna", TUESDAY, team=1)
    assert expected == work.people.change(made.id, zone=own, hint_zone=hint).zone


@pytest.mark.parametrize(
    ("own", "hint", "team", "expected"),
    [
        ("pl", "sv-SE", "nb", "pl"),
        ("", "sv-SE", "nb", "sv"),
        ("", "no", "da", "nb"),
        ("", "", "da", "da"),
        ("", "", "", "en"),
    ],
)
def test_the_own_language_counts_before_the_platforms_and_the_teams(
    work: SqlWork, own: str, hint: str, team: str, expected: str
) -> None:
    """The platform's locale is read as one of the languages."""
    work.teams.save("Nord", TUESDAY, language=team)
    made = work.people.add("Anna", TUESDAY, team=1)
    assert expected == work.people.change(made.id, language=own, hint_language=hint).language


@pytest.mark.parametrize(("own", "team", "expected"), [("SE", "NO", "SE"), ("", "NO", "NO"), ("", "", "DK")])
def test_the_own_country_counts_before_the_teams(work: SqlWork, own: str, team: str, expected: str) -> None:
    """It decides which holidays there are."""
    work.teams.save("Nord", TUESDAY, country=team)
    made = work.people.add("Anna", TUESDAY, team=1)
    assert expected == work.people.change(made.id, country=own).country


def test_a_removed_team_counts_for_nobody(work: SqlWork) -> None:
    """Its people are without a team and have the defaults."""
    nord = work.teams.save("Nord", TUESDAY, zone="Europe/Oslo", country="NO", language="nb")
    anna = work.people.add("Anna", TUESDAY, team=nord.id)
    work.teams.remove(nord.id)
    found = work.people.get(anna.id)
    assert (None, "Europe/Copenhagen", "DK", "en") == (found.team, found.zone, found.country, found.language)


# roles


@pytest.mark.parametrize(
    ("roles", "bootstrap", "expected"),
    [
        ((), False, {Role.SELLER}),
        ((), True, {Role.SELLER, Role.ADMIN, Role.MANAGER}),
        ((Role.MANAGER,), False, {Role.MANAGER}),
        ((Role.COLLEAGUE,), True, {Role.COLLEAGUE, Role.ADMIN, Role.MANAGER}),
        ((Role.SELLER, Role.ADMIN), False, {Role.SELLER, Role.ADMIN}),
    ],
)
def test_roles_that_were_granted_and_those_that_come_by_themselves(
    work: SqlWork, roles: tuple[Role, ...], bootstrap: bool, expected: set[Role]
) -> None:
    """Whoever has none sells; people of the first hour are admin and manager besides."""
    found = _anna(work, roles=frozenset(roles), bootstrap=bootstrap)
    assert expected == found.roles
    assert frozenset(roles) == work.people.given_roles(found.id)


def test_a_person_may_what_one_of_the_roles_may() -> None:
    """One is enough; an empty list of roles allows nobody."""
    chris = Person(id=1, name="Chris", roles=frozenset({Role.SELLER, Role.MANAGER}))
    assert chris.may(frozenset({Role.MANAGER, Role.ADMIN}))
    assert not chris.may(frozenset({Role.ADMIN}))
    assert not chris.may(frozenset())


# settings


def test_settings_are_read_as_they_were_stored(work: SqlWork) -> None:
    """Hours, quotas, muted rules, a pause."""
    hours = ((1, time(9), time(12, 30)), (6, time(0), time(23, 59)))
    quotas, muted = ((1, 10), (5, 0)), (("N13", date(2026, 12, 1)), ("N1", date(2027, 1, 1)))
    found = _anna(work, hours=hours, quotas=quotas, muted=muted, paused_until=date(2026, 12, 24))
    assert (hours, quotas, muted, date(2026, 12, 24)) == (found.hours, found.quotas, found.muted, found.paused_until)


def test_emptied_settings_are_the_defaults_again(work: SqlWork) -> None:
    """Nothing is left of them."""
    anna = _anna(work, hours=((1, time(9), time(12)),), quotas=((1, 10),), paused_until=date(2026, 12, 24))
    found = work.people.change(anna.id, hours=(), quotas=(), paused_until=None)
    assert (DEFAULT_HOURS, (), None) == (found.hours, found.quotas, found.paused_until)


@pytest.mark.parametrize(("weekday", "calls"), [(1, 10), (2, DEFAULT_QUOTA), (5, 0), (6, 0), (7, 0)])
def test_the_quota_of_a_weekday(weekday: int, calls: int) -> None:
    """The own one, else the default; none on a weekday that is never worked."""
    anna = Person(id=1, name="Anna", roles=frozenset({Role.SELLER}), quotas=((1, 10), (5, 0), (6, 9)))
    assert calls == anna.quota(weekday)


def test_a_change_of_an_unknown_setting_is_an_error(work: SqlWork) -> None:
    """A misspelt one must not pass in silence."""
    with pytest.raises(KeyError, match="shoe"):
        _anna(work, shoe=42)


def test_a_value_that_no_column_holds_is_an_error(work: SqlWork) -> None:
    """A list is none."""
    with pytest.raises(TypeError, match="no column holds list"):
        _anna(work, hours=[])


def test_a_person_who_is_not_there_is_an_error(work: SqlWork) -> None:
    """For reading and for changing."""
    for ask in (work.people.get, work.people.change):
        with pytest.raises(LookupError, match="no person 99"):
            ask(99)


@pytest.mark.parametrize("values", [{"active": False}, {"gone": True}])
def test_inactive_and_removed_people_are_still_listed(work: SqlWork, values: dict[str, object]) -> None:
    """The log names them."""
    anna = _anna(work, **values)
    assert not anna.active
    assert [anna] == work.people.everyone()


# names and addresses


def test_of_several_people_of_a_name_nobody_is_found_by_it_until_one_is_left(work: SqlWork) -> None:
    """Whoever was removed does not count while another has the name."""
    first, second = work.people.add("Anna Berg", TUESDAY), work.people.add("ANNA BERG", TUESDAY)
    assert work.people.by_name("anna berg") is None
    work.people.change(first.id, gone=True)
    assert second == work.people.by_name("anna berg")
    work.people.change(second.id, gone=True)
    assert work.people.by_name("anna berg") is None


def test_whoever_took_another_name_is_found_by_the_former_one(work: SqlWork) -> None:
    """Until an admin confirms the name."""
    anna = _anna(work, renamed_from="Berit Ås")
    work.people.add("Berit", TUESDAY)
    assert [anna] == work.people.formerly("BERIT AS")
    assert [] == work.people.formerly("Berit")
    work.people.change(anna.id, renamed_from="")
    assert [] == work.people.formerly("Berit Ås")


def test_a_renamed_person_is_found_by_the_new_name(work: SqlWork) -> None:
    """And no longer by the old one."""
    anna = _anna(work, name="Åse")
    assert anna == work.people.by_name("ase")
    assert work.people.by_name("Anna") is None


def test_a_person_is_found_by_every_address(work: SqlWork) -> None:
    """On every platform; they come by platform and id."""
    anna = _anna(work)
    for platform, user in (("teams", "29:a"), ("slack", "U1")):
        work.people.link(anna.id, platform, user)
    assert anna == work.people.at_address("slack", "U1") == work.people.at_address("teams", "29:a")
    assert work.people.at_address("slack", "29:a") is None
    assert [("slack", "U1"), ("teams", "29:a")] == [
        (address.platform, address.target) for address in work.people.addresses(anna.id)
    ]


def test_an_address_belongs_to_one_person(work: SqlWork) -> None:
    """Linking it to another takes it from the first."""
    anna, bo = _anna(work), work.people.add("Bo", TUESDAY)
    work.people.link(anna.id, "slack", "U1")
    work.people.link(bo.id, "slack", "U1")
    assert bo == work.people.at_address("slack", "U1")
    assert [] == work.people.addresses(anna.id)


def test_a_parked_address_says_why_until_it_is_linked_again(work: SqlWork) -> None:
    """Whoever writes from it can be written to."""
    anna = _anna(work)
    work.people.link(anna.id, "slack", "U1")
    work.people.park("slack", "U1", "channel_not_found")
    expected = Reach(platform="slack", target="U1", person=anna.id, parked="channel_not_found")
    assert expected == work.people.reach("slack", "U1")
    work.people.link(anna.id, "slack", "U1")
    assert [""] == [address.parked for address in work.people.addresses(anna.id)]


# leave


def test_leave_comes_in_the_order_of_its_days(work: SqlWork) -> None:
    """However it was added."""
    anna = _anna(work)
    later = work.people.add_leave(anna.id, date(2026, 12, 28), date(2026, 12, 30))
    sooner = work.people.add_leave(anna.id, date(2026, 12, 1), date(2026, 12, 1))
    assert (sooner, later) == work.people.get(anna.id).leave


def test_only_ones_own_leave_is_deleted(work: SqlWork) -> None:
    """And once."""
    anna, bo = _anna(work), work.people.add("Bo", TUESDAY)
    leave = work.people.add_leave(anna.id, date(2026, 12, 1), date(2026, 12, 2))
    assert not work.people.drop_leave(bo.id, leave.id)
    assert work.people.drop_leave(anna.id, leave.id)
    assert not work.people.drop_leave(anna.id, leave.id)
    assert () == work.people.get(anna.id).leave


# names


def test_people_of_one_name_are_all_found_who_is_on_the_list_first(work: SqlWork) -> None:
    """Whatever the case of the letters."""
    gone, first, second = (work.people.add(name, TUESDAY).id for name in ("Anna", "anna", "ANNA"))
    work.people.change(gone, gone=True)
    assert [first, second, gone] == [person.id for person in work.people.named("aNNa")]
    assert [] == work.people.named("Bo")


# marks


def test_a_progress_mark_is_the_last_that_was_set(work: SqlWork) -> None:
    """Empty before the first."""
    assert "" == work.people.mark("planned")
    work.people.set_mark("planned", "one")
    work.people.set_mark("planned", "two")
    assert ("two", "") == (work.people.mark("planned"), work.people.mark("sent"))


def test_who_is_in_charge_is_found_by_role_and_team(talk: Dialog) -> None:
    """Admins of the company, managers of a team or of none, and whether somebody else is left."""
    people, chris = talk.work.people, talk.work.people.by_name("chris")
    dora = talk.work.people.by_name("dora")
    assert chris and dora
    assert [[chris.id], [dora.id], []] == [[p.id for p in people.managers(t)] for t in (chris.team, dora.team, None)]
    assert [chris.id] == [person.id for person in people.admins()]
    assert (True, False) == (people.another(Role.MANAGER, than=chris.id), people.another(Role.ADMIN, than=chris.id))
    people.change(dora.id, gone=True)
    assert not people.another(Role.MANAGER, than=chris.id)


def test_the_first_people_on_the_list_and_how_many_there_are(talk: Dialog) -> None:
    """Removed ones are not counted; the list is in the order of adding."""
    people = talk.work.people
    everyone = [person for person in people.everyone() if person.active]
    assert everyone[:2] == list(people.active(2))
    people.change(everyone[0].id, gone=True)
    assert everyone[1:3] == list(people.active(2))
    assert len(everyone) - 1 == people.count_active() == sum(map(len, people.active_ids_by_name().values()))
    assert people.anybody()
