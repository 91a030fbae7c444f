"""The audit: records of what is another's, newest first, deleted by age."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audit import AuditAction
from storage.work import SqlWork
from tests.dialog import TUESDAY


def _two(work: SqlWork) -> tuple[int, int]:
    anna, bo = (work.people.add(name, TUESDAY).id for name in ("Anna", "Bo"))
    return anna, bo


def test_records_come_the_newest_first(work: SqlWork) -> None:
    """Who did what to whom, and when."""
    anna, bo = _two(work)
    for hours, what in enumerate(("manager", "admin")):
        work.audit.add(AuditAction.ROLE_GIVEN, TUESDAY + timedelta(hours=hours), author=anna, person=bo, what=what)
    assert [("admin", anna, bo, TUESDAY + timedelta(hours=1)), ("manager", anna, bo, TUESDAY)] == [
        (record.what, record.author, record.person, record.at) for record in work.audit.newest(5)
    ]
    assert ["admin"] == [record.what for record in work.audit.newest(1)]


def test_records_of_some_actions_alone(work: SqlWork) -> None:
    """A name of an action that is part of another's does not bring the other along."""
    anna, bo = _two(work)
    for action in (AuditAction.CLAIMED, AuditAction.CLAIM_CONFIRMED, AuditAction.LOOKED):
        work.audit.add(action, TUESDAY, author=anna, person=bo)
    found = work.audit.newest(5, actions=(AuditAction.CLAIMED, AuditAction.LOOKED))
    assert [AuditAction.LOOKED, AuditAction.CLAIMED] == [record.action for record in found]


def test_what_others_did_to_a_persons_things(work: SqlWork) -> None:
    """Not what the person did, nor what was done to somebody else's."""
    anna, bo = _two(work)
    for author, person in ((bo, anna), (anna, anna), (anna, bo), (None, anna)):
        work.audit.add(AuditAction.LOOKED, TUESDAY, author=author, person=person, what="week")
    assert [None, bo] == [record.author for record in work.audit.about(anna)]
    assert [] == work.audit.about(anna, actions=(AuditAction.SHARED,))


def test_records_are_deleted_by_age(work: SqlWork) -> None:
    """The instant itself stays; a step deletes the oldest and no more than it may."""
    anna, bo = _two(work)
    for days in (2, 1, 0, 3):
        work.audit.add(AuditAction.LOOKED, TUESDAY + timedelta(days=days), author=anna, person=bo)
    end = TUESDAY + timedelta(days=2)
    assert (True, 1) == (work.audit.has_before(end), work.audit.delete_before(end, 1))
    assert {1, 2, 3} == {(record.at - TUESDAY).days for record in work.audit.newest(5)}
    assert (1, 0) == (work.audit.delete_before(end, 5), work.audit.delete_before(end, 5))
    assert not work.audit.has_before(end)


def test_records_of_a_period_and_a_person(work: SqlWork) -> None:
    """From the first instant until before the end; what a person did and what was done to theirs."""
    anna, bo = _two(work)
    cleo = work.people.add("Cleo", TUESDAY).id
    for days, (author, person) in enumerate(((anna, bo), (bo, anna), (bo, cleo), (anna, cleo), (None, bo))):
        work.audit.add(AuditAction.LOOKED, TUESDAY + timedelta(days=days), author=author, person=person, what=str(days))
    end = TUESDAY + timedelta(days=4)
    assert ["3", "1", "0"] == [record.what for record in work.audit.between(TUESDAY, end, person=anna)]
    assert ["3", "2"] == [record.what for record in work.audit.between(TUESDAY, end, limit=2)]
    assert [] == work.audit.between(TUESDAY, end, actions=(AuditAction.SHARED,))


def test_an_act_that_concerns_several_people_counts_once(work: SqlWork) -> None:
    """One look at a team makes a record for each of its people."""
    anna, bo = _two(work)
    for person in (anna, bo):
        work.audit.add(AuditAction.LOOKED, TUESDAY, author=None, person=person, what="team")
    work.audit.add(AuditAction.LOOKED, TUESDAY, author=None, person=bo, what="team zeros")
    assert 2 == work.audit.count_acts(TUESDAY, TUESDAY + timedelta(days=1))
    assert 1 == work.audit.count_acts(TUESDAY, TUESDAY + timedelta(days=1), person=anna)


def test_access_changes_are_those_that_somebody_is_told_of(work: SqlWork) -> None:
    """Since an instant, newest first; looks are none."""
    anna = work.people.add("Anna", TUESDAY)
    actions = (AuditAction.ROLE_GIVEN, AuditAction.LOOKED, AuditAction.INSTALLED, AuditAction.CLAIM_CONFIRMED)
    for hour, action in enumerate(actions):
        work.audit.add(action, TUESDAY + timedelta(hours=hour), author=None, person=anna.id)
    found = [record.action for record in work.audit.access_changes(TUESDAY + timedelta(hours=1))]
    assert [AuditAction.CLAIM_CONFIRMED, AuditAction.INSTALLED] == found
