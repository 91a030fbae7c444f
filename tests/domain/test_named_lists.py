"""Named lists: what teams, touchpoints and desks have in common."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from bot.domain.named_lists import NamedItem, NamedList
from storage.work import SqlWork
from tests.dialog import TUESDAY

Listed = tuple[NamedList, Callable[[str], NamedItem]]


@pytest.fixture(name="listed", params=["teams", "touchpoints", "desks"])
def listed_fixture(request: pytest.FixtureRequest, work: SqlWork) -> Listed:
    """Return each kind of list with the function that adds to it."""
    lists: dict[str, Listed] = {
        "teams": (work.teams, lambda name: work.teams.save(name, TUESDAY)),
        "touchpoints": (work.touchpoints, work.touchpoints.save),
        "desks": (work.desks, work.desks.save),
    }
    return lists[request.param]


def test_an_item_is_found_by_its_name_whatever_the_case(listed: Listed) -> None:
    """And by its id."""
    items, add = listed
    made = add("Blåbær")
    assert made == items.by_name("BLÅBÆR")
    assert made == items.get(made.id)


def test_an_item_that_was_renamed_is_found_by_its_new_name(listed: Listed) -> None:
    """And no longer by the old one, which is free again."""
    items, add = listed
    made = add("Old")
    items.rename(made.id, "New")
    found = items.by_name("new")
    assert found
    assert (made.id, "New") == (found.id, found.name)
    assert items.by_name("Old") is None
    assert items.taken("old") is None


def test_a_removed_item_keeps_its_name(listed: Listed) -> None:
    """Nobody finds it by name, but nothing else can take the name."""
    items, add = listed
    made = add("Nord")
    items.remove(made.id)
    assert items.by_name("Nord") is None
    assert made.id == items.taken("NORD")


def test_adding_a_removed_item_restores_it(listed: Listed) -> None:
    """Under the id that the log knows."""
    items, add = listed
    made = add("Nord")
    items.remove(made.id)
    assert made.id == add("nord").id
    assert made == items.by_name("Nord")


def test_a_removal_can_be_taken_back(listed: Listed) -> None:
    """The item is as it was."""
    items, add = listed
    made = add("Nord")
    items.remove(made.id)
    items.remove(made.id, gone=False)
    assert made == items.by_name("Nord")


def test_a_name_that_another_item_has_is_refused(listed: Listed) -> None:
    """The database itself keeps names apart; the command asks `taken` first."""
    items, add = listed
    add("Nord")
    other = add("Syd")
    with pytest.raises(sqlite3.IntegrityError):
        items.rename(other.id, "NORD")


def test_a_name_that_nothing_ever_had_is_not_taken(listed: Listed) -> None:
    """None."""
    assert listed[0].taken("Nord") is None


def test_an_item_that_is_not_there_is_an_error(listed: Listed) -> None:
    """Its id is named."""
    with pytest.raises(LookupError, match="99"):
        listed[0].get(99)
