"""Local times, working days and clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FrozenClock, ShiftedClock, SystemClock, local_day, parse_instant, zone
from bot.domain.calendar import WorkCalendar, holiday_name, is_half_day
from bot.domain.occurrence import instant
from bot.domain.people import Leave
from bot.domain.reading import seconds, word_count
from bot.errors import ConfigError


@pytest.mark.parametrize(
    ("day", "wall", "name", "expected"),
    [
        ("2026-03-29", "02:30", "Europe/Oslo", "2026-03-29T01:00"),
        ("2026-10-25", "02:30", "Europe/Oslo", "2026-10-25T00:30"),
        ("2027-03-28", "08:30", "Europe/Warsaw", "2027-03-28T06:30"),
        ("2027-10-31", "02:30", "Europe/Stockholm", "2027-10-31T00:30"),
        ("2026-03-08", "02:30", "America/New_York", "2026-03-08T07:00"),
        ("2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30"),
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30"),
        ("2026-11-24", "08:30", "Europe/Copenhagen", "2026-11-24T07:30"),
    ],
)
def test_n09_each_local_time_is_one_instant(day: str, wall: str, name: str, expected: str) -> None:
    """N09: a time in a gap moves to the minute after it; one that comes twice is the first."""
    found = instant(date.fromisoformat(day), time.fromisoformat(wall), ZoneInfo(name))
    assert datetime.fromisoformat(expected).replace(tzinfo=UTC) == found


def test_n09_a_date_that_the_zone_skips_has_none() -> None:
    """N09: Samoa had no 30 December 2011."""
    assert instant(date(2011, 12, 30), time(8, 30), ZoneInfo("Pacific/Apia")) is None


@pytest.mark.parametrize(
    "name",
    ["Europe/Oslo", "Europe/Copenhagen", "Europe/Stockholm", "Europe/Warsaw", "Europe/London", "America/New_York",
     "America/Nuuk", "Australia/Lord_Howe", "Asia/Tehran", "Africa/Casablanca", "Pacific/Auckland", "Asia/Kolkata"],
)  # fmt: skip
@pytest.mark.parametrize("wall", [time(0, 30), time(2, 30), time(8, 30), time(23, 30)])
def test_n08_one_instant_a_local_date_and_always_later(name: str, wall: time) -> None:
    """N08, P10: exactly one per local date in every zone, clock change or not."""
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(3 * 365)]
    found = [at for day in days if (at := instant(day, wall, ZoneInfo(name)))]
    assert len(days) == len(found)
    assert all(a < b for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(("country", "count"), [("DK", 10), ("NO", 11), ("SE", 13), ("PL", 14)])
def test_n13_public_holidays_of_2027(country: str, count: int) -> None:
    """N13: as many as the law names; Swedish eves that everybody has off come on top."""
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    eves = {date(2027, 6, 25), date(2027, 12, 24), date(2027, 12, 31)} if country == "SE" else set()
    assert count == sum(bool(holiday_name(country, day)) and day not in eves for day in days)


@pytest.mark.parametrize(
    ("country", "day", "half"),
    [
        ("DK", "2026-12-24", True), ("DK", "2026-06-05", True), ("NO", "2026-12-31", True), ("NO", "2027-03-24", True),
        ("SE", "2027-01-05", True), ("PL", "2026-12-31", True), ("PL", "2026-12-30", False), ("DK", "2026-11-24", False),
    ],
)  # fmt: skip
def test_half_days(country: str, day: str, half: bool) -> None:
    """Days that end early by custom."""
    assert half == is_half_day(country, date.fromisoformat(day))


def test_work_ends_early_on_a_half_day() -> None:
    """At noon in Denmark, at two in Sweden."""
    assert (time(8), time(12)) == WorkCalendar(country="DK").hours_on(date(2026, 12, 24))
    assert (time(8), time(14)) == WorkCalendar(country="SE").hours_on(date(2027, 1, 5))


def test_the_next_workday_passes_weekends_holidays_and_leave() -> None:
    """From Christmas Eve in Poland, with leave until the 28th, to the 29th."""
    leave = (Leave(id=1, first=date(2026, 12, 28), last=date(2026, 12, 28)),)
    assert date(2026, 12, 29) == WorkCalendar(country="PL", leave=leave).next_workday(date(2026, 12, 23))


def test_a_country_without_a_calendar_has_only_weekends() -> None:
    """An unknown country is no error."""
    assert WorkCalendar(country="XX").works(date(2026, 12, 25))


def test_clocks() -> None:
    """The frozen one stands, the shifted one runs on from its start, neither goes back."""
    start = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    frozen, shifted = FrozenClock(start), ShiftedClock(start)
    frozen.move_to(start - timedelta(hours=1))
    assert start == frozen.now()
    shifted.move_to(start + timedelta(hours=5))
    shifted.move_to(start)
    assert start + timedelta(hours=5) <= shifted.now() < start + timedelta(hours=6)
    assert SystemClock().now().tzinfo is UTC


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11-24T08:30", "yesterday", ""])
def test_an_instant_without_offset_is_refused(text: str) -> None:
    """The sentence shows how to write one."""
    with pytest.raises(ConfigError, match=r"2026-11-24T08:30\+01:00"):
        parse_instant(text)


def test_zones_by_name() -> None:
    """An alias is followed; an unknown zone is one sentence."""
    assert local_day(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "Europe/Kiev") == date(2026, 11, 25)
    with pytest.raises(ConfigError, match="Europe/Oslo"):
        zone("Mars/Base")


def test_reading_time_is_rounded_up_at_188_words_a_minute() -> None:
    """Signs that stand alone are no words."""
    assert (seconds(0), seconds(1), seconds(16), seconds(188)) == (0, 1, 6, 60)
    assert word_count(("Call 1 of 8 · –",)) == 4
