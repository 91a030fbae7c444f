"""Periods: the day, the ISO week and the month that hold a day, across the ends of months and years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.periods import Period, period_of, rest_of_week, week_of

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-11-24", "2026-11-23", "2026-11-29"),
        ("2026-11-23", "2026-11-23", "2026-11-29"),
        ("2026-11-29", "2026-11-23", "2026-11-29"),
        ("2027-01-01", "2026-12-28", "2027-01-03"),
        ("2026-12-31", "2026-12-28", "2027-01-03"),
        ("2028-02-29", "2028-02-28", "2028-03-05"),
    ],
)
def test_a_week_goes_from_monday_to_sunday(day: str, first: str, last: str) -> None:
    """Also where a year ends or February has 29 days."""
    expected = Period(name="week", first=date.fromisoformat(first), last=date.fromisoformat(last))
    assert expected == week_of(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "week"), [("2027-01-03", (2026, 53)), ("2027-01-04", (2027, 1)), ("2025-12-29", (2026, 1))]
)
def test_a_week_across_the_end_of_a_year_is_one_week(day: str, week: tuple[int, int]) -> None:
    """All its days have the same ISO year and week number."""
    found = week_of(date.fromisoformat(day))
    assert [week] * 7 == [(found.first + timedelta(days=n)).isocalendar()[:2] for n in range(7)]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-11-24", "2026-11-01", "2026-11-30"),
        ("2026-12-31", "2026-12-01", "2026-12-31"),
        ("2027-01-01", "2027-01-01", "2027-01-31"),
        ("2028-02-29", "2028-02-01", "2028-02-29"),
        ("2027-02-01", "2027-02-01", "2027-02-28"),
    ],
)
def test_a_month_goes_from_its_first_to_its_last_day(day: str, first: str, last: str) -> None:
    """Whatever its length."""
    expected = Period(name="month", first=date.fromisoformat(first), last=date.fromisoformat(last))
    assert expected == period_of("month", date.fromisoformat(day))


def test_today_is_the_day_alone() -> None:
    """From itself to itself."""
    day = date(2026, 11, 24)
    assert Period(name="today", first=day, last=day) == period_of("today", day)


@given(st.sampled_from(["today", "week", "month"]), days)
def test_every_day_of_a_period_has_the_same_period(name: str, day: date) -> None:
    """So that two people who ask on different days read the same figures."""
    asked = period_of(name, day)
    span = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
    assert day in span
    assert {(asked.first, asked.last)} == {
        (found.first, found.last) for found in (period_of(name, other) for other in span)
    }


@given(st.sampled_from(["week", "month"]), days)
def test_periods_follow_each_other_without_a_gap(name: str, day: date) -> None:
    """The day after the last is the first of the next."""
    asked = period_of(name, day)
    following = asked.last + timedelta(days=1)
    assert following == period_of(name, following).first


@pytest.mark.parametrize(
    ("day", "last"),
    [("2026-11-23", "2026-11-27"), ("2026-11-26", "2026-11-27"), ("2026-11-27", ""), ("2026-11-29", "")],
)
def test_the_rest_of_a_week_ends_on_friday(day: str, last: str) -> None:
    """From Friday on nothing is left."""
    found = rest_of_week(date.fromisoformat(day))
    assert last == (found.last.isoformat() if found else "")
