"""What a promise has become, computed anew from its live entry and steps, and the sums of days that rest on it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.promises import PromiseOutcomes, PromiseState, StepTaken, outcome_of
from storage.columns import day_of, hour_of, hour_text
from storage.connection import Connection, Row
from storage.queries import queries

SQL = queries("commitments")
COUNTED = ("kept", "told", "broken", "unanswered")


def recompute_promise(db: Connection, number: int) -> None:
    """Compute a promise anew, and move the sums of the days on which it counted and counts now.

    1. What it counted for is taken from the sums; without a live entry there is no promise.
    2. `outcome_of` says from the live steps what it is, and as what it counts on which days.
    3. That is added to the sums, under the person and the team of the promise, whoever took the steps.
    """
    rows = db.rows(SQL.pledge, number=number)
    if not rows:
        for old in db.rows(SQL.counted, number=number):
            _bump(db, old["person"], old["team"], old["counted"], -1)
        db.change(SQL.drop_promise, number=number)
        return
    made, found = rows[0], _outcome(rows)
    person, team = made["person"], made["team"] or 0
    counted = " ".join(f"{day.isoformat()} {answer}" for day, answer in found.counted)
    before = (made["old_person"], made["old_team"], made["old_counted"])
    db.change(
        SQL.set_promise,
        number=number,
        account=made["account"],
        person=person,
        team=team,
        what=made["what"],
        due=found.due.isoformat(),
        hour=hour_text(found.hour),
        state=found.state,
        told=int(found.told),
        moved=int(found.moved),
        closed=found.closed.isoformat() if found.closed else None,
        made_at=made["at"],
        counted=counted,
    )
    if before != (person, team, counted):
        _bump(db, *before, -1)
        _bump(db, person, team, counted, +1)


def _bump(db: Connection, person: int, team: int, counted: str | None, sign: int) -> None:
    words = (counted or "").split()
    for day, answer in zip(words[::2], words[1::2], strict=True):
        moved = {name: sign * (answer == name) for name in COUNTED}
        db.change(SQL.bump_promises, team=team, person=person, day=day, **moved)


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
