"""A quarter day by day: twenty sellers, three hundred customers, a change of clocks in each zone, four holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nudges import delivery
from tests.soak.quarter.run import quarter

EVERYTHING = {
    "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9", "N12", "N13", "N14", "N15", "N16", "N17", "N18", "N19", "N23",
}  # fmt: skip


DOWN = (
    ("2027-03-08T07:15", "2027-03-08T10:45"),
    ("2027-04-02T12:00", "2027-04-03T10:00"),
    ("2027-04-21T13:00", "2027-04-22T09:40"),
    ("2027-05-07T18:30", "2027-05-11T08:00"),
)
"""A morning, a Friday until Saturday, an evening with its morning, and four days, in which no turn is taken."""


@pytest.mark.parametrize(("seed", "slow"), [(1, False), (2, True), (3, False), (4, True)])
async def test_each_nudge_comes_when_the_papers_say_so(seed: int, slow: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever was to be told something was, once, in time and within the budget, and nobody of anything else.

    With `slow` the planner never plans more than one person at a time, and is away four times.
    """
    if slow:
        monkeypatch.setattr(delivery, "LOOK_SECONDS", 0)
    played = await quarter(seed, 300, timedelta(minutes=5), *(DOWN if slow else ()))
    await played.play(date(2027, 3, 1), date(2027, 5, 30), lines=9)
    assert played.typist.refused == []
    assert played.wrong == []
    assert EVERYTHING == set(played.right)
