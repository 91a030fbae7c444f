"""Working days: weekends, public holidays, half days and leave of four countries."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import (
    WhyOff,
    WorkCalendar,
    calendar_of,
    holiday_name,
    is_half_day,
    knows_holidays_of,
)
from bot.domain.people import Leave, Person, Role

COUNTRIES = ("DK", "NO", "SE", "PL")
YEAR_2027 = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
HOLIDAYS_2027 = {
    "DK": "01-01 03-25 03-26 03-28 03-29 05-06 05-16 05-17 12-25 12-26",
    "NO": "01-01 03-25 03-26 03-28 03-29 05-01 05-06 05-16 05-17 12-25 12-26",
    "SE": "01-01 01-06 03-26 03-28 03-29 05-01 05-06 05-16 06-06 06-26 11-06 12-25 12-26",
    "PL": "01-01 01-06 03-28 03-29 05-01 05-03 05-16 05-27 08-15 11-01 11-11 12-24 12-25 12-26",
}
EVES_2027 = {"SE": "06-25 12-24 12-31"}
"""Days that everybody in Sweden has off although no law says so."""


days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def _leave(first: str, last: str) -> tuple[Leave, ...]:
    return (Leave(id=1, first=date.fromisoformat(first), last=date.fromisoformat(last)),)


# holidays


@pytest.mark.parametrize(("country", "count"), [("DK", 10), ("NO", 11), ("SE", 13), ("PL", 14)])
def test_the_public_holidays_of_2027(country: str, count: int) -> None:
    """Exactly the dates that the law names, and the Swedish eves; on no other day is anybody off."""
    wanted = HOLIDAYS_2027[country].split()
    assert count == len(wanted)
    found = [day.strftime("%m-%d") for day in YEAR_2027 if holiday_name(country, day)]
    assert sorted({*wanted, *EVES_2027.get(country, "").split()}) == found


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_holiday_is_no_working_day(country: str) -> None:
    """Unless it falls on a weekend, which is the first reason."""
    calendar = WorkCalendar(country=country)
    for day in YEAR_2027:
        if holiday_name(country, day):
            weekend = day.isoweekday() > 5
            assert (WhyOff.WEEKEND if weekend else WhyOff.HOLIDAY) == calendar.why_off(day)


def test_a_country_without_a_calendar_has_only_weekends() -> None:
    """An unknown country is no error."""
    calendar = WorkCalendar(country="XX")
    assert calendar.works(date(2026, 12, 25))
    assert not calendar.works(date(2026, 12, 26))


@pytest.mark.parametrize(
    ("country", "known"), [*((country, True) for country in COUNTRIES), ("XX", False), ("", False)]
)
def test_whether_the_holidays_of_a_country_are_known(country: str, known: bool) -> None:
    """What an admin types as a country is checked against it."""
    assert known is knows_holidays_of(country)


# half days


@pytest.mark.parametrize(
    ("country", "half_days"),
    [
        ("DK", "05-01 06-05 12-24 12-31"), ("NO", "03-24 12-24 12-31"),
        ("SE", "01-05 03-25 04-30 12-23 12-30"), ("PL", "12-31"), ("DE", "12-24 12-31"),
    ],
)  # fmt: skip
def test_the_half_days_of_2027(country: str, half_days: str) -> None:
    """The days that end early by custom, and no others."""
    assert half_days.split() == [day.strftime("%m-%d") for day in YEAR_2027 if is_half_day(country, day)]


@pytest.mark.parametrize(("easter", "norway"), [("2026-04-05", "2026-04-01"), ("2028-04-16", "2028-04-12")])
def test_a_half_day_moves_with_easter(easter: str, norway: str) -> None:
    """The Wednesday before it in Norway, Maundy Thursday in Sweden."""
    sunday = date.fromisoformat(easter)
    assert date.fromisoformat(norway) == sunday - timedelta(days=4)
    assert is_half_day("NO", sunday - timedelta(days=4))
    assert is_half_day("SE", sunday - timedelta(days=3))
    assert not is_half_day("DK", sunday - timedelta(days=4))


@pytest.mark.parametrize(
    ("country", "day", "end"), [("DK", "2026-12-24", 12), ("NO", "2026-12-31", 12), ("SE", "2027-01-05", 14)]
)
def test_work_ends_early_on_a_half_day(country: str, day: str, end: int) -> None:
    """At noon, in Sweden at two."""
    assert (time(8), time(end)) == WorkCalendar(country=country).hours_on(date.fromisoformat(day))


@pytest.mark.parametrize(("country", "day"), [("SE", "2026-12-24"), ("PL", "2026-12-24"), ("DK", "2026-12-27")])
def test_a_day_off_has_no_hours(country: str, day: str) -> None:
    """Christmas Eve is a holiday in Sweden and Poland, and no half day there."""
    assert WorkCalendar(country=country).hours_on(date.fromisoformat(day)) is None


@pytest.mark.parametrize(("start", "end"), [(6, 11), (12, 20), (13, 21)])
def test_a_half_day_makes_no_working_day_longer_or_empty(start: int, end: int) -> None:
    """Whoever ends before noon, or begins at or after it, works as ever."""
    hours = ((4, time(start), time(end)),)
    assert (time(start), time(end)) == WorkCalendar(country="NO", hours=hours).hours_on(date(2026, 12, 24))


# own hours and leave


def test_a_weekday_without_hours_is_off() -> None:
    """Whoever works on Saturday works then, and not on Friday if it is left out."""
    hours = tuple((weekday, time(9), time(15)) for weekday in (1, 2, 3, 4, 6))
    calendar = WorkCalendar(country="NO", hours=hours)
    assert WhyOff.WEEKEND == calendar.why_off(date(2026, 11, 27))
    assert (time(9), time(15)) == calendar.hours_on(date(2026, 11, 28))


def test_leave_over_a_weekend_counts_its_working_days() -> None:
    """From Friday to Monday: both are off, and Tuesday is the next working day."""
    calendar = WorkCalendar(country="DK", leave=_leave("2026-11-27", "2026-11-30"))
    assert (date(2026, 11, 26), date(2026, 12, 1)) == calendar.workdays(date(2026, 11, 26), date(2026, 12, 1))
    assert [WhyOff.LEAVE, WhyOff.WEEKEND, WhyOff.LEAVE] == [calendar.why_off(date(2026, 11, n)) for n in (27, 28, 30)]
    assert date(2026, 12, 1) == calendar.next_workday(date(2026, 11, 26))


@pytest.mark.parametrize(("day", "off"), [("11-15", False), ("11-16", True), ("11-20", True), ("11-23", False)])
def test_both_ends_of_leave_are_off(day: str, off: bool) -> None:
    """From Monday 16 to Friday 20 November, in a week without weekend days."""
    calendar = WorkCalendar(
        country="NO",
        hours=tuple((weekday, time(8), time(16)) for weekday in range(1, 8)),
        leave=_leave("2026-11-16", "2026-11-20"),
    )
    assert off is (calendar.why_off(date.fromisoformat(f"2026-{day}")) is WhyOff.LEAVE)


def test_the_calendar_of_a_person_is_that_of_the_persons_own_settings() -> None:
    """Country, hours and leave."""
    hours, leave = ((1, time(10), time(12)),), _leave("2026-12-07", "2026-12-07")
    person = Person(id=1, name="Anna", roles=frozenset({Role.SELLER}), country="PL", hours=hours, leave=leave)
    assert WorkCalendar(country="PL", hours=hours, leave=leave) == calendar_of(person)


# searching


def test_the_next_workday_passes_weekends_holidays_and_leave() -> None:
    """From the day before Christmas Eve in Poland, with leave on the 28th, to the 29th."""
    calendar = WorkCalendar(country="PL", leave=_leave("2026-12-28", "2026-12-28"))
    assert date(2026, 12, 29) == calendar.next_workday(date(2026, 12, 23))


def test_the_last_workday_passes_them_too() -> None:
    """From the Tuesday after Christmas in Poland, with leave on the 28th, to the 23rd."""
    calendar = WorkCalendar(country="PL", leave=_leave("2026-12-28", "2026-12-28"))
    assert date(2026, 12, 23) == calendar.last_workday(date(2026, 12, 29))


def test_a_year_without_a_working_day_ends_the_search() -> None:
    """Whoever is away for more than a year has no next working day and no last one; the day itself is answered."""
    calendar = WorkCalendar(country="DK", leave=_leave("2025-01-01", "2028-01-01"))
    assert date(2026, 6, 1) == calendar.last_workday(date(2026, 6, 1))
    assert date(2026, 6, 1) == calendar.workday_from(date(2026, 6, 1))


def test_a_period_that_ends_before_it_begins_has_no_working_days() -> None:
    """An empty answer, no error."""
    assert () == WorkCalendar(country="DK").workdays(date(2026, 11, 24), date(2026, 11, 23))


@given(st.sampled_from(COUNTRIES), days)
def test_the_next_workday_is_the_first_one_that_is_worked(country: str, day: date) -> None:
    """Whatever the day: it is worked, it comes after, and none between is worked."""
    calendar = WorkCalendar(country=country)
    found = calendar.next_workday(day)
    assert (found,) == calendar.workdays(day + timedelta(days=1), found)


@given(st.sampled_from(COUNTRIES), days)
def test_hours_and_reasons_agree(country: str, day: date) -> None:
    """A day has hours exactly when nothing speaks against working on it, and they are never empty."""
    calendar = WorkCalendar(country=country)
    hours = calendar.hours_on(day)
    assert (hours is None) is (calendar.why_off(day) is not None)
    assert hours is None or hours[0] < hours[1]
