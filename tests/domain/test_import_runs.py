"""Import runs: what an import changed is kept portion by portion until it is taken back, the last one first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.import_runs import ImportRun, RunState
from storage.work import SqlWork
from tests.dialog import TUESDAY

CHANGES: list[Mapping[str, Any]] = [
    {"account": 1, "before": None},
    {"account": 2, "before": {"name": "Bąk", "value": None}, "after": {"name": "Bąk AS", "value": 5}},
]


def _run(work: SqlWork, number: int) -> ImportRun:
    run = work.import_runs.find(number)
    assert run
    return run


def _stored(work: SqlWork, rows: int, *portions: tuple[int, Sequence[Mapping[str, Any]]]) -> int:
    """Return an import of so many rows, with what those before a row changed."""
    number = work.import_runs.begin(TUESDAY, "ø.csv", "abc", rows)
    for done, changes in portions:
        work.import_runs.add_portion(_run(work, number), done, changes, {"new": done})
    return number


def _take_back(work: SqlWork, number: int, count: int) -> Sequence[Mapping[str, Any]]:
    portion = work.import_runs.last_portion(number)
    assert portion
    work.import_runs.take_back(number, portion, portion.changes[:-count], TUESDAY)
    return portion.changes[-count:]


def test_what_an_import_changed_is_read_as_it_was_kept(work: SqlWork) -> None:
    """Names with any letters, missing values, in the order of the file; and what was found of its rows."""
    number = _stored(work, 4, (2, CHANGES), (4, []))
    assert [{"new": 2}, {"new": 4}] == work.import_runs.found(number)
    assert [] == _take_back(work, number, 1)
    assert CHANGES[1:] == _take_back(work, number, 1)
    assert CHANGES[:1] == _take_back(work, number, 1)
    assert work.import_runs.last_portion(number) is None


def test_an_import_says_how_far_it_is(work: SqlWork) -> None:
    """Open until its last row, being undone until its first; the list has the newest first."""
    assert (0, RunState.DONE) == (_run(work, (empty := _stored(work, 0))).done, _run(work, empty).state)
    number, states = _stored(work, 6), []
    for done in (2, 4, 6):
        states.append(_run(work, number))
        work.import_runs.add_portion(_run(work, number), done, CHANGES, {})
    while work.import_runs.last_portion(number):
        states.append(_run(work, number))
        _take_back(work, number, 2)
    states.append(_run(work, number))
    assert [(0, "open"), (2, "open"), (4, "open"), (6, "done"), (4, "undoing"), (2, "undoing"), (0, "undone")] == [
        (each.done, each.state) for each in states
    ]
    assert [("ø.csv", "abc", 6, TUESDAY)] * 7 == [(each.file, each.digest, each.rows, each.at) for each in states]
    assert [number, empty] == [each.number for each in work.import_runs.newest(9)]


def test_what_is_at_neither_end_is_unfinished(work: SqlWork) -> None:
    """Whether it was being stored or taken back."""
    _stored(work, 2, (2, CHANGES))
    half = _stored(work, 4, (2, CHANGES))
    undone = _stored(work, 2, (2, CHANGES))
    _take_back(work, undone, 1)
    assert [undone, half] == [each.number for each in work.import_runs.unfinished()]


def test_an_import_that_never_was(work: SqlWork) -> None:
    """None."""
    assert work.import_runs.find(99) is None
