"""A change of an account that is taken back leaves the state in which it never was, whatever was changed since."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import Dialog, company

LINES = (
    "account acme 7M", "account acme 8M", "account bergen every 3w", "account acme phone 55 12 34 56", "account acme phone -",
    "account acme owner bo", "account bergen owner nobody", "account bergen contacts 12", "account acme person Kari",
    "account rename acme Nordic Steel", "account rename bergen bygg Bergen Hus", "account rename acme Acme", "account merge acme into bergen bygg",
    "account merge bergen bygg into akme", "account merge akme into acme", "account close acme sold", "account close bergen", "account open acme",
    "call acme vm", "touch bergen invoice c0", "promise akme quote by fri", "follow bergen thu", "call bergen wants toner",
)  # fmt: skip
TABLES = (
    "account", "account_name", "name_tail", "account_spelling", "standing", "promise", "seller_day", "touch_day", "account_move",
)  # fmt: skip
WITHOUT = {"entry", "change", "id", "made_at"}
"""Columns that number rows of the log, which are other ones where some were never written; accounts are by name."""


def _world(work: SqlWork) -> Dialog:
    talk = company(work)
    talk.account("Bergen Bygg", "anna")
    talk.account("Akme AS", "anna")
    return talk


def _state(work: SqlWork) -> dict[str, list[Any]]:
    """Return what is known of accounts and what follows from the log."""
    rows = work._db.rows
    found = {
        name: sorted((_plain(row) for row in rows(f"SELECT * FROM {name} WHERE tenant = :tenant")), key=repr)
        for name in TABLES
    }
    live = "SELECT kind, account, day, answered FROM entry WHERE tenant = :tenant AND live = 1 AND kind <> 'A'"
    found["log"] = sorted((_plain(row) for row in rows(live)), key=repr)
    rated = "SELECT account, touchpoint, factor, score FROM rating WHERE tenant = :tenant AND live = 1"
    found["rated"] = sorted((_plain(row) for row in rows(rated)), key=repr)
    return found


def _plain(row: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((key, value) for key, value in dict(row).items() if key not in WITHOUT and key != "number")


def _play(talk: Dialog, lines: list[str], undone: int | None = None) -> list[str]:
    """Type lines and return the refs that they stored; the one at `undone` is taken back at the end."""
    refs = []
    for line in lines:
        talk.later(seconds=1)
        refs.append(next(iter(talk.say(line).stored), ""))
    if undone is not None and refs[undone]:
        assert talk.say(f"undo {refs[undone]}").undone
    return refs


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=8))
def test_changes_taken_back_one_by_one_leave_what_was_there(shared: SqliteEngine, lines: list[str]) -> None:
    """The newest first, each by a bare undo, back to the very beginning."""
    with memory_work(shared, Defaults()) as work:
        talk = _world(work)
        states = []
        for line in lines:
            talk.later(seconds=1)
            before = _state(work)
            if talk.say(line).stored:
                states.append(before)
        for before in reversed(states):
            assert talk.say("undo").undone
            after = _state(work)
            assert {name: _sums(rows) for name, rows in before.items()} == {
                name: _sums(rows) for name, rows in after.items()
            }


def _sums(rows: list[Any]) -> list[Any]:
    """Return rows without those that count nothing."""
    return [row for row in rows if not {"acts", "ratings"} & dict(row).keys() or any(_counts(row))]


def _counts(row: Any) -> list[Any]:
    return [value for key, value in row if key in ("calls", "promises", "acts", "ratings")]


FIELDS = (
    "7M",
    "8M",
    "every 3w",
    "every 2w",
    "phone 1234567",
    "phone 7654321",
    "owner bo",
    "owner nobody",
    "person Kari",
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(st.sampled_from(FIELDS), min_size=1, max_size=6), at=st.integers(0, 5))
def test_a_change_in_the_middle_is_as_if_it_had_never_been(shared: SqliteEngine, changes: list[str], at: int) -> None:
    """The account is the one of the history without it, and stays so when the others go too."""
    at %= len(changes)
    lines = [f"account acme {change}" for change in changes]
    with memory_work(shared, Defaults()) as work:
        talk = _world(work)
        refs = _play(talk, lines, at)
        reached = _state(work)
        for ref in (ref for number, ref in enumerate(refs) if ref and number != at):
            talk.say(f"undo {ref}")
        emptied = _state(work)
    with memory_work(shared, Defaults()) as work:
        talk = _world(work)
        beginning = _state(work)
        _play(talk, [line for number, line in enumerate(lines) if number != at])
        assert _state(work) == reached
    assert beginning == emptied


def test_a_value_from_elsewhere_is_kept(work: SqlWork) -> None:
    """An import set it since: the undo has nothing to give back."""
    talk = _world(work)
    assert talk.say("account acme 7M").stored
    work.accounts.change(1, value=9_000_000)
    assert talk.say("undo").undone
    assert work.accounts.get(1).value == 9_000_000


@pytest.mark.parametrize("first", ["A1", "A2"])
def test_of_two_mergers_in_a_row_either_can_be_taken_back(work: SqlWork, first: str) -> None:
    """What was logged about the first of three goes straight home, or along with the second."""
    talk = _world(work)
    for line in ("call akme vm", "promise akme quote by fri", "call bergen vm", "account merge akme into bergen bygg"):
        assert talk.say(line).stored, line
    assert talk.say("account merge bergen bygg into acme").stored
    assert talk.say(f"undo {first}").undone
    calls = {name: len(work.figures.last_contacts(_account(work, name), 9)) for name in ("acme", "bergen bygg", "akme")}
    if first == "A1":
        assert {"acme": 1, "bergen bygg": 1, "akme": 1} == calls
        assert [1] == [promise.number for promise in work.promises.open_for(_account(work, "akme"))]
    else:
        assert {"acme": 0, "bergen bygg": 2, "akme": 2} == calls
    other = {"A1": "A2", "A2": "A1"}[first]
    assert talk.say(f"undo {other}").undone
    calls = {name: len(work.figures.last_contacts(_account(work, name), 9)) for name in ("acme", "bergen bygg", "akme")}
    assert {"acme": 0, "bergen bygg": 1, "akme": 1} == calls


def test_what_was_edited_since_goes_back_as_it_stands(work: SqlWork) -> None:
    """The newest words, under the account that they were logged about."""
    talk = _world(work)
    for line in ("call akme wants paper", "account merge akme into acme", "edit C1 wants ink", "undo A1"):
        assert talk.say(line).ok, line
    assert ["wants ink"] == [call.note for call in work.figures.last_contacts(_account(work, "akme"), 9)]
    assert talk.say("undo").undone
    assert ["wants paper"] == [call.note for call in work.figures.last_contacts(_account(work, "akme"), 9)]


def test_what_was_logged_since_a_merger_stays_where_it_was_logged(work: SqlWork) -> None:
    """It was typed for the account that there was."""
    talk = _world(work)
    for line in ("account merge akme into acme", "call akme vm", "undo A1"):
        assert talk.say(line).ok, line
    assert 1 == len(work.figures.last_contacts(_account(work, "acme"), 9))
    assert [] == list(work.figures.last_contacts(_account(work, "akme"), 9))


def _account(work: SqlWork, key: str) -> int:
    found = work.accounts.by_key(key)
    assert found
    return found.id
