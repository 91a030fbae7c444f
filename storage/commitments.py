"""What a promise has become, computed anew from its live entry and steps, and the sums of days that rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.domain.details import PromiseMade
from bot.domain.entries import Entry
from bot.domain.promises import PromiseOutcomes, PromiseState, StepTaken, outcome_of
from storage.columns import day_of, hour_of, hour_text, text_of
from storage.connection import Connection, Row
from storage.queries import queries

SQL = queries("commitments")
COUNTED = ("kept", "told", "broken", "unanswered")
Counts = tuple[int, int, str | None]
"""Whose promise it is, of which team, and as what it counts on which days."""


def recompute_promise(db: Connection, number: int) -> None:
    """Compute a promise anew, and move the sums of the days on which it counted and counts now.

    1. What it counted for is taken from the sums; without a live entry there is no promise.
    2. `outcome_of` says from the live steps what it is, and as what it counts on which days.
    3. That is added to the sums, under the person and the team of the promise, whoever took the steps.
    """
    rows = db.rows(SQL.pledge, number=number)
    if not rows:
        for old in db.rows(SQL.counted, number=number):
            _move_sums(db, (old["person"], old["team"], old["counted"]), None)
        db.change(SQL.drop_promise, number=number)
        return
    made, found = rows[0], _outcome(rows)
    team = made["team"] or 0
    counted = _set(db, number, made["account"], made["person"], team, made["what"], made["at"], found)
    before = (made["old_person"], made["old_team"], made["old_counted"])
    _move_sums(db, before, (made["person"], team, counted))


def add_promise(db: Connection, entry: Entry, made: PromiseMade, team: int) -> None:
    """Store what a promise is that was just made: nobody took a step yet, so that nothing needs to be read."""
    state = PromiseState.BROKEN if made.broken else PromiseState.OPEN
    found = outcome_of(
        [], made=entry.day, due=made.due, hour=made.hour, state=state, told=made.told, after_step=made.after_step
    )
    counted = _set(db, entry.number, entry.account, entry.person, team, made.what, text_of(entry.at), found)
    _move_sums(db, None, (entry.person, team, counted))


def _set(
    db: Connection,
    number: int,
    account: int | None,
    person: int,
    team: int,
    what: str,
    made_at: str,
    found: PromiseOutcomes,
) -> str:
    """Store what a promise is and return as what it counts."""
    counted = " ".join(f"{day.isoformat()} {answer}" for day, answer in found.counted)
    db.change(
        SQL.set_promise,
        number=number,
        account=account,
        person=person,
        team=team,
        what=what,
        due=found.due.isoformat(),
        hour=hour_text(found.hour),
        state=found.state,
        told=int(found.told),
        moved=int(found.moved),
        closed=found.closed.isoformat() if found.closed else None,
        made_at=made_at,
        counted=counted,
    )
    return counted


def _move_sums(db: Connection, before: Counts | None, after: Counts | None) -> None:
    """Move the sums of each day from what a promise counted as to what it counts as, and remember that they moved."""
    moved: dict[tuple[int, int, str], Counter[str]] = {}
    for counts, sign in ((before, -1), (after, +1)):
        person, team, counted = counts or (0, 0, "")
        words = (counted or "").split()
        for day, answer in zip(words[::2], words[1::2], strict=True):
            moved.setdefault((person, team, day), Counter())[answer] += sign
    for (person, team, day), by in moved.items():
        if any(by.values()):
            sums = {name: by[name] for name in COUNTED}
            db.change(SQL.bump_promises, team=team, person=person, day=day, **sums)
            db.change(SQL.note_change, team=team, person=person, day=day, **sums)


def _outcome(rows: Sequence[Row]) -> PromiseOutcomes:
    made = rows[0]
    steps = [
        StepTaken(
            number=row["step"],
            day=day_of(row["step_day"]),
            outcome=row["fate"],
            told=bool(row["step_told"]),
            due=day_of(row["step_due"]) if row["step_due"] else None,
            hour=hour_of(row["step_hour"]),
        )
        for row in rows
        if row["fate"]
    ]
    return outcome_of(
        steps,
        made=day_of(made["day"]),
        due=day_of(made["due"]),
        hour=hour_of(made["hour"]),
        state=PromiseState.BROKEN if made["broken"] else PromiseState.OPEN,
        told=bool(made["told"]),
        after_step=made["after_step"],
    )
