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


def test_role_changes_are_those_of_one_person(work: SqlWork) -> None:
    """Since an instant, newest first; looks are none."""
    anna, bo = _two(work)
    given, taken = AuditAction.ROLE_GIVEN, AuditAction.ROLE_TAKEN
    for hour, (action, person) in enumerate(((given, anna), (taken, anna), (AuditAction.LOOKED, anna), (given, bo))):
        work.audit.add(action, TUESDAY + timedelta(hours=hour), author=None, person=person)
    assert [taken, given] == [record.action for record in work.audit.role_changes(anna, TUESDAY)]
    assert [taken] == [record.action for record in work.audit.role_changes(anna, TUESDAY + timedelta(hours=1))]


def test_arrivals_are_installations_and_what_no_admin_did(work: SqlWork) -> None:
    """Since an instant, newest first, as many as are wanted; not what was done by, or to, who asks."""
    anna, bo = _two(work)
    given, confirmed = AuditAction.ROLE_GIVEN, AuditAction.CLAIM_CONFIRMED
    acts = (
        (given, None, bo, "admin"),
        (given, None, bo, "manager"),
        (given, bo, bo, "admin"),
        (confirmed, None, bo, "paper:1"),
        (confirmed, bo, bo, "paper:2"),
        (confirmed, None, anna, "paper:3"),
        (AuditAction.INSTALLED, bo, None, "slack:4"),
        (AuditAction.INSTALLED, anna, None, "slack:5"),
        (AuditAction.LOOKED, None, bo, "week"),
    )
    for hour, (action, author, person, what) in enumerate(acts):
        work.audit.add(action, TUESDAY + timedelta(hours=hour), author=author, person=person, what=what)
    told = [record.what for record in work.audit.arrivals(TUESDAY, but=anna, limit=9)]
    assert ["slack:4", "paper:1", "admin"] == told
    assert ["slack:4"] == [record.what for record in work.audit.arrivals(TUESDAY, but=anna, limit=1)]
    assert ["slack:4"] == [
        record.what for record in work.audit.arrivals(TUESDAY + timedelta(hours=6), but=anna, limit=9)
    ]


def test_the_list_changes_by_roles_and_by_removing(work: SqlWork) -> None:
    """The last ones, newest first, whatever was looked at since."""
    anna, bo = _two(work)
    for action in (AuditAction.ROLE_TAKEN, AuditAction.REMOVED, AuditAction.LOOKED, AuditAction.RESTORED):
        work.audit.add(action, TUESDAY, author=anna, person=bo)
    found = [record.action for record in work.audit.newest_on_list(2)]
    assert [AuditAction.RESTORED, AuditAction.REMOVED] == found
