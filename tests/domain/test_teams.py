"""Teams: settings, channel, and who joins the first one."""

from __future__ import annotations

from bot.domain.teams import Team
from storage.work import SqlWork
from tests.dialog import TUESDAY


def _nord(work: SqlWork, **values: str) -> Team:
    return work.teams.save("Nord", TUESDAY, **values)


def test_a_team_keeps_its_settings(work: SqlWork) -> None:
    """And when it was added."""
    made = _nord(work, channel="#nord", address="slack:#C1", zone="Europe/Oslo", country="NO", language="nb")
    expected = Team(
        id=made.id, name="Nord", channel="#nord", address="slack:#C1", zone="Europe/Oslo", country="NO", language="nb",
        created_at=TUESDAY,
    )  # fmt: skip
    assert expected == work.teams.get(made.id)


def test_an_empty_setting_leaves_what_was(work: SqlWork) -> None:
    """Only what is named changes."""
    _nord(work, channel="#nord", zone="Europe/Oslo", country="NO", language="nb")
    changed = _nord(work, language="en", zone="")
    assert ("#nord", "Europe/Oslo", "NO", "en") == (changed.channel, changed.zone, changed.country, changed.language)


def test_a_zone_that_this_machine_does_not_know_is_none(work: SqlWork) -> None:
    """Its table of zones may be older than the database; the team then has the default."""
    assert "" == _nord(work, zone="Mars/Base").zone


def test_everybody_joins_the_only_team(work: SqlWork) -> None:
    """Those who were there before it; a second team takes nobody."""
    anna = work.people.add("Anna", TUESDAY).id
    nord = _nord(work)
    assert nord.id == work.people.get(anna).team
    bo = work.people.add("Bo", TUESDAY).id
    syd = work.teams.save("Syd", TUESDAY)
    assert work.people.get(bo).team is None
    assert [] == work.people.in_team(syd.id)


def test_whoever_was_in_a_removed_team_joins_the_only_one(work: SqlWork) -> None:
    """A removed team is no team."""
    anna = work.people.add("Anna", TUESDAY).id
    nord = _nord(work)
    work.teams.remove(nord.id)
    assert work.people.get(anna).team is None
    assert work.teams.save("Syd", TUESDAY).id == work.people.get(anna).team


def test_a_parked_channel_says_why_until_it_works_again(work: SqlWork) -> None:
    """An empty reason ends it."""
    nord = _nord(work)
    work.teams.park(nord.id, "is_archived")
    assert "is_archived" == work.teams.get(nord.id).parked
    work.teams.park(nord.id, "")
    assert "" == work.teams.get(nord.id).parked


def test_a_channel_that_moved_has_its_new_name_and_address(work: SqlWork) -> None:
    """Renamed on the platform."""
    nord = _nord(work, channel="#nord", address="slack:#C1")
    work.teams.move(nord.id, "#north", "slack:#C2")
    moved = work.teams.get(nord.id)
    assert ("#north", "slack:#C2") == (moved.channel, moved.address)


def test_the_people_of_a_team_come_in_the_order_they_were_added(work: SqlWork) -> None:
    """Those of another team are left out."""
    nord, syd = _nord(work), work.teams.save("Syd", TUESDAY)
    for name, team in (("Chris", nord), ("Anna", nord), ("Dora", syd)):
        work.people.add(name, TUESDAY, team=team.id)
    assert ["Chris", "Anna"] == [person.name for person in work.people.in_team(nord.id)]
