"""Two weeks of the quarter that `make soak` plays: a company types, and an oracle says what each day must bring."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nudges import delivery
from tests.soak.quarter.before import before
from tests.soak.quarter.run import quarter

EASTER = date(2027, 3, 17), date(2027, 3, 30)
"""With a change of clocks, three holidays in Norway, one in Poland, two half days and none in New York."""


MORNING_DOWN, NIGHT_DOWN = ("2027-03-19T06:00", "2027-03-19T11:40"), ("2027-03-23T14:00", "2027-03-24T10:10")


async def test_two_weeks_bring_what_the_papers_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever was to be told something was, once, in time and within the budget, and nobody of anything else."""
    # However slow the machine: one person is planned at a time.
    monkeypatch.setattr(delivery, "LOOK_SECONDS", 0)
    played = await quarter(5, 300, timedelta(minutes=15), MORNING_DOWN, NIGHT_DOWN)
    await before(played.typist, *EASTER)
    await played.play(*EASTER, lines=6)
    assert played.typist.refused == []
    assert played.wrong == []
    assert set(played.presser.pressed) == {"kept", "edit", "snooze", "call", "holds"}
    assert min(played.right[rule] for rule in ("N1", "N3", "N4", "N5", "N6", "N7", "N9", "N13", "N14", "N18")) > 0
