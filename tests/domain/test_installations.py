"""Installations: a workspace that installs the bot is a company of its own, and finds its log again."""

from __future__ import annotations

from datetime import timedelta

from storage.connection import Connection
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork
from tests.dialog import TUESDAY


def test_every_workspace_is_a_company_of_its_own(work: SqlWork) -> None:
    """None of them is the company that is set up by hand."""
    one, two = (work.installations.save("slack", name, "sealed", TUESDAY) for name in ("T1", "T2"))
    assert 3 == len({1, one.tenant, two.tenant})


def test_the_newest_tokens_of_a_workspace_count(work: SqlWork) -> None:
    """Installing again makes no second company."""
    first = work.installations.save("slack", "T1", "old", TUESDAY)
    second = work.installations.save("slack", "T1", "new", TUESDAY)
    assert first.tenant == second.tenant
    assert [second] == work.installations.all("slack")
    assert "new" == second.sealed


def test_a_workspace_that_comes_back_is_the_company_it_was(work: SqlWork) -> None:
    """Its tokens were deleted, its log was not."""
    before = work.installations.save("slack", "T1", "old", TUESDAY)
    work.installations.drop("slack", "T1")
    assert [] == work.installations.all("slack")
    assert before.tenant == work.installations.save("slack", "T1", "new", TUESDAY).tenant


def test_platforms_are_kept_apart(work: SqlWork) -> None:
    """The same id on two platforms is two companies."""
    slack = work.installations.save("slack", "T1", "s", TUESDAY)
    teams = work.installations.save("teams", "T1", "t", TUESDAY)
    assert slack.tenant != teams.tenant
    work.installations.drop("slack", "T1")
    assert ([], [teams]) == (work.installations.all("slack"), work.installations.all("teams"))


def test_dropping_a_workspace_that_never_came_is_harmless(work: SqlWork) -> None:
    """A platform may tell so twice."""
    kept = work.installations.save("slack", "T1", "s", TUESDAY)
    work.installations.drop("slack", "T9")
    assert [kept] == work.installations.all("slack")


def test_a_new_company_begins_with_the_standard_touchpoints_and_nobody(shared: SqliteEngine) -> None:
    """It sees nothing of the company that was there before it."""
    with shared.scratch() as raw:
        first = SqlWork(Connection(raw, 1), Defaults())
        first.people.add("Anna", TUESDAY)
        made = first.installations.save("slack", "T1", "s", TUESDAY)
        second = SqlWork(Connection(raw, made.tenant), Defaults())
        assert [t.name for t in first.touchpoints.all()] == [t.name for t in second.touchpoints.all()]
        assert [] == second.people.everyone()


def test_companies_are_those_of_workspaces_and_the_first_one_once_it_is_used(work: SqlWork) -> None:
    """The first company is always there, and counts when somebody is in it."""
    installed = work.installations.save("slack", "T1", "s", TUESDAY)
    assert {installed.tenant: "slack:T1"} == work.installations.companies()
    work.people.add("Eva", TUESDAY)
    assert {1: "default", installed.tenant: "slack:T1"} == work.installations.companies()


def test_a_value_is_used_for_the_first_time_once(work: SqlWork) -> None:
    """Until it would not be taken for valid any more, when it is forgotten."""
    until = TUESDAY + timedelta(minutes=10)
    assert [True, False] == [work.installations.use("digest", TUESDAY, until) for _ in range(2)]
    assert work.installations.use("another", TUESDAY, until)
    later = until + timedelta(seconds=1)
    assert work.installations.use("digest", later, later + timedelta(minutes=10))
