"""Import runs: what an import changed is kept until it is undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storage.work import SqlWork
from tests.dialog import TUESDAY

CHANGES: list[Mapping[str, Any]] = [
    {"account": 1, "before": None},
    {"account": 2, "before": {"name": "Bąk", "value": None}, "after": {"name": "Bąk AS", "value": 5}},
]


def test_what_an_import_changed_is_read_as_it_was_kept(work: SqlWork) -> None:
    """Names with any letters, missing values, in the order of the file."""
    run = work.import_runs.add(TUESDAY, CHANGES)
    assert CHANGES == work.import_runs.changes(run)


def test_every_import_has_its_own_number(work: SqlWork) -> None:
    """An import that changed nothing too."""
    first, second = work.import_runs.add(TUESDAY, []), work.import_runs.add(TUESDAY, CHANGES)
    assert first != second
    assert [] == work.import_runs.changes(first)


def test_an_undone_import_cannot_be_read_again(work: SqlWork) -> None:
    """So that it is undone once; the others stay."""
    first, second = work.import_runs.add(TUESDAY, CHANGES), work.import_runs.add(TUESDAY, CHANGES)
    assert work.import_runs.take_back(first, left=2, count=2, at=TUESDAY)
    assert work.import_runs.changes(first) is None
    assert CHANGES == work.import_runs.changes(second)


def test_what_is_taken_back_is_left_out_from_the_last_change_on(work: SqlWork) -> None:
    """And cannot be taken back a second time, nor can more than is left."""
    run = work.import_runs.add(TUESDAY, CHANGES)
    assert work.import_runs.take_back(run, left=2, count=1, at=TUESDAY)
    assert CHANGES[:1] == work.import_runs.changes(run)
    assert not work.import_runs.take_back(run, left=2, count=1, at=TUESDAY)
    assert work.import_runs.take_back(run, left=1, count=1, at=TUESDAY)
    assert not work.import_runs.take_back(run, left=0, count=0, at=TUESDAY)


def test_an_import_of_before_is_undone_as_well(work: SqlWork) -> None:
    """Nobody counted then how many of its changes are left."""
    run = work.import_runs.add(TUESDAY, CHANGES)
    work.import_runs._db.change_rows("UPDATE import_run SET left_over = NULL WHERE tenant = :tenant")
    assert CHANGES == work.import_runs.changes(run)
    assert work.import_runs.take_back(run, left=2, count=1, at=TUESDAY)
    assert CHANGES[:1] == work.import_runs.changes(run)


def test_an_import_that_never_was(work: SqlWork) -> None:
    """None, as for one that was undone."""
    assert work.import_runs.changes(99) is None
