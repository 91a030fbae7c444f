"""Which weeks an operator's file of sums holds."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.week_sums import WEEKS, finished_weeks


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 22), date(2026, 11, 15)),
        (date(2026, 11, 23), date(2026, 11, 15)),
        (date(2026, 11, 24), date(2026, 11, 22)),
        (date(2026, 11, 29), date(2026, 11, 22)),
    ],
)
def test_the_last_week_is_over_wherever_somebody_works(today: date, last: date) -> None:
    """On a Monday in UTC it is Sunday still in Honolulu, where calls of that week are logged."""
    assert last == finished_weeks(today)[-1].last


def test_a_year_of_weeks_comes_oldest_first_without_a_gap() -> None:
    """Also over the turn of a year."""
    days = [week.first.toordinal() for week in finished_weeks(date(2027, 1, 12))]
    assert [*range(days[0], days[0] + WEEKS * 7, 7)] == days
