"""Local times, working days and clocks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FrozenClock, ShiftedClock, SystemClock, known_zone, local_day, parse_instant, zone
from bot.domain.calendar import WorkCalendar, holiday_name, is_half_day
from bot.domain.local_time import instant
from bot.domain.people import Leave
from bot.domain.reading_time import reading_seconds, word_count
from bot.errors import ConfigError

ROOT = Path(__file__).parent.parent.parent
N09 = """
2026-03-29 01:59 Europe/Copenhagen   2026-03-29T00:59   2026-03-29 02:30 Europe/Copenhagen   2026-03-29T01:00
2026-03-29 02:00 Europe/Oslo         2026-03-29T01:00   2026-03-29 02:59 Europe/Stockholm    2026-03-29T01:00
2026-03-29 03:00 Europe/Warsaw       2026-03-29T01:00   2026-03-29 08:30 Europe/Oslo         2026-03-29T06:30
2026-03-28 08:30 Europe/Oslo         2026-03-28T07:30   2026-03-30 08:30 Europe/Warsaw       2026-03-30T06:30
2026-10-25 01:59 Europe/Copenhagen   2026-10-24T23:59   2026-10-25 02:00 Europe/Copenhagen   2026-10-25T00:00
2026-10-25 02:30 Europe/Oslo         2026-10-25T00:30   2026-10-25 02:59 Europe/Stockholm    2026-10-25T00:59
2026-10-25 03:00 Europe/Warsaw       2026-10-25T02:00   2026-10-25 08:30 Europe/Warsaw       2026-10-25T07:30
2027-03-28 02:30 Europe/Copenhagen   2027-03-28T01:00   2027-03-28 02:30 Europe/Oslo         2027-03-28T01:00
2027-03-28 02:01 Europe/Stockholm    2027-03-28T01:00   2027-03-28 08:30 Europe/Warsaw       2027-03-28T06:30
2027-10-31 02:30 Europe/Copenhagen   2027-10-31T00:30   2027-10-31 02:30 Europe/Oslo         2027-10-31T00:30
2027-10-31 02:30 Europe/Stockholm    2027-10-31T00:30   2027-10-31 08:30 Europe/Warsaw       2027-10-31T07:30
2026-03-08 02:30 America/New_York    2026-03-08T07:00   2026-03-08 08:30 America/New_York    2026-03-08T12:30
2026-11-01 01:30 America/New_York    2026-11-01T05:30   2026-11-01 02:00 America/New_York    2026-11-01T07:00
2027-03-14 02:00 America/New_York    2027-03-14T07:00   2027-11-07 01:00 America/New_York    2027-11-07T05:00
2026-04-05 01:45 Australia/Lord_Howe 2026-04-04T14:45   2026-04-05 02:00 Australia/Lord_Howe 2026-04-04T15:30
2026-10-04 02:15 Australia/Lord_Howe 2026-10-03T15:30   2026-10-04 02:30 Australia/Lord_Howe 2026-10-03T15:30
2026-03-28 22:30 America/Nuuk        2026-03-29T00:30   2026-03-28 23:30 America/Nuuk        2026-03-29T01:00
2026-10-24 23:30 America/Nuuk        2026-10-25T00:30   2026-10-25 08:30 America/Nuuk        2026-10-25T10:30
2011-12-29 08:30 Pacific/Apia        2011-12-29T18:30   2011-12-31 08:30 Pacific/Apia        2011-12-30T18:30
"""
"""Local date, wall time and zone, and the one instant in UTC; two a line."""


@pytest.mark.parametrize("case", re.findall(r"(\S+ \S+ \S+ +\S+)", N09))
def test_n09_each_local_time_is_one_instant(case: str) -> None:
    """N09: a time in a gap moves to the minute after it; one that comes twice is the first."""
    day, wall, name, expected = case.split()
    found = instant(date.fromisoformat(day), time.fromisoformat(wall), ZoneInfo(name))
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_n09_a_date_that_the_zone_skips_has_none() -> None:
    """N09: Samoa had no 30 December 2011."""
    assert instant(date(2011, 12, 30), time(8, 30), ZoneInfo("Pacific/Apia")) is None


FORTY = (
    "Europe/Oslo", "Europe/Copenhagen", "Europe/Stockholm", "Europe/Warsaw", "Europe/London", "Europe/Lisbon",
    "Europe/Dublin", "Europe/Kyiv", "Europe/Istanbul", "Europe/Moscow", "Europe/Chisinau", "Atlantic/Azores",
    "Atlantic/Reykjavik", "America/Nuuk", "America/Scoresbysund", "America/St_Johns", "America/Halifax",
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Havana",
    "America/Santiago", "America/Asuncion", "America/Sao_Paulo", "Africa/Cairo", "Africa/Casablanca", "Asia/Beirut",
    "Asia/Gaza", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Adelaide",
    "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati", "Antarctica/Troll",
)  # fmt: skip


@pytest.mark.parametrize("name", FORTY)
def test_n08_one_instant_a_local_date_and_always_later(name: str) -> None:
    """N08, P10: exactly one per local date around every clock change; every zone and day is in the soak."""
    assert one_a_date(name, date(2026, 1, 1), 2 * 365, (time(0), time(0, 30), time(2, 30), time(8, 30), time(23, 30)))


def one_a_date(name: str, first: date, count: int, walls: tuple[time, ...]) -> bool:
    """Whether every date of a zone has one instant of each wall time, each after the one before."""
    zone = ZoneInfo(name)
    for wall in walls:
        found = [instant(first + timedelta(days=n), wall, zone) for n in range(count)]
        there = [each for each in found if each]
        if len(there) != count or any(a >= b for a, b in pairwise(there)):
            return False
    return True


HOLIDAYS_2027 = {
    "DK": "01-01 03-25 03-26 03-28 03-29 05-06 05-16 05-17 12-25 12-26",
    "NO": "01-01 03-25 03-26 03-28 03-29 05-01 05-06 05-16 05-17 12-25 12-26",
    "SE": "01-01 01-06 03-26 03-28 03-29 05-01 05-06 05-16 06-06 06-26 11-06 12-25 12-26",
    "PL": "01-01 01-06 03-28 03-29 05-01 05-03 05-16 05-27 08-15 11-01 11-11 12-24 12-25 12-26",
}
EVES_2027 = {"SE": "06-25 12-24 12-31"}
"""Days that everybody in Sweden has off although no law says so."""


@pytest.mark.parametrize(("country", "count"), [("DK", 10), ("NO", 11), ("SE", 13), ("PL", 14)])
def test_n13_public_holidays_of_2027(country: str, count: int) -> None:
    """N13: exactly the dates that the law names, and the Swedish eves; on no other day is anybody off."""
    year = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    wanted = HOLIDAYS_2027[country].split()
    assert len(wanted) == count
    found = [day.strftime("%m-%d") for day in year if holiday_name(country, day)]
    assert found == sorted({*wanted, *EVES_2027.get(country, "").split()})


@pytest.mark.parametrize(
    ("country", "days"),
    [
        ("DK", "05-01 06-05 12-24 12-31"), ("NO", "03-24 12-24 12-31"),
        ("SE", "01-05 03-25 04-30 12-23 12-30"), ("PL", "12-31"),
    ],
)  # fmt: skip
def test_n13_half_days_of_2027(country: str, days: str) -> None:
    """N13: the days that end early by custom, and no others."""
    year = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [day.strftime("%m-%d") for day in year if is_half_day(country, day)] == days.split()


def test_n13_a_half_day_that_is_a_holiday_is_a_holiday() -> None:
    """Christmas Eve is off in Sweden and Poland, and no half day there."""
    for country in ("SE", "PL"):
        assert WorkCalendar(country=country).hours_on(date(2026, 12, 24)) is None


def test_n13_whoever_ends_before_noon_ends_as_ever_on_a_half_day() -> None:
    """A half day makes no working day longer."""
    hours = ((4, time(6), time(11)),)
    assert WorkCalendar(country="NO", hours=hours).hours_on(date(2026, 12, 24)) == (time(6), time(11))


def test_n13_leave_over_a_weekend_counts_its_working_days() -> None:
    """From Friday to Monday: both are off, and Tuesday is the next working day."""
    leave = (Leave(id=1, first=date(2026, 11, 27), last=date(2026, 11, 30)),)
    calendar = WorkCalendar(country="DK", leave=leave)
    assert calendar.workdays(date(2026, 11, 26), date(2026, 12, 1)) == (date(2026, 11, 26), date(2026, 12, 1))
    assert [calendar.why_off(date(2026, 11, day)) for day in (27, 28, 30)] == ["on leave", "not a workday", "on leave"]
    assert calendar.next_workday(date(2026, 11, 26)) == date(2026, 12, 1)


def test_a_year_without_a_working_day_ends_the_search() -> None:
    """Whoever is away for more than a year has no next working day; the day itself is answered."""
    leave = (Leave(id=1, first=date(2026, 1, 1), last=date(2028, 1, 1)),)
    assert WorkCalendar(country="DK", leave=leave).workday_from(date(2026, 6, 1)) == date(2026, 6, 1)


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


@pytest.mark.parametrize(
    ("old", "new"),
    [("Europe/Kiev", "Europe/Kyiv"), ("America/Godthab", "America/Nuuk"), ("Asia/Calcutta", "Asia/Kolkata")],
)
def test_n12_a_zone_that_was_renamed_is_followed(old: str, new: str) -> None:
    """N12: the old name of a zone means the same days and instants as the new one."""
    day = date(2026, 3, 29)
    assert known_zone(old) == old
    assert instant(day, time(8, 30), ZoneInfo(old)) == instant(day, time(8, 30), ZoneInfo(new))


def test_n12_an_unknown_zone_is_one_sentence() -> None:
    """A platform's unknown zone is left out; a typed one says how to write it."""
    assert known_zone("Mars/Base") == known_zone("") == ""
    for name in ("Mars/Base", "", "../etc/passwd", "Europe/Oslo\0"):
        with pytest.raises(ConfigError, match="Europe/Oslo"):
            zone(name)


def test_n12_without_a_table_of_zones_nothing_starts(tmp_path: Path) -> None:
    """N12: neither the system nor a package has zones: one sentence that says what to install, and no database."""
    shadow = tmp_path / "shadow"
    (shadow / "tzdata").mkdir(parents=True)
    (shadow / "tzdata" / "__init__.py").write_text("raise ModuleNotFoundError('tzdata')")
    env = {**os.environ, "PYTHONTZPATH": "", "PYTHONPATH": os.pathsep.join([str(shadow), str(ROOT)])}
    order = [sys.executable, "-m", "bot", "tick"]
    done = subprocess.run(order, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "pip install tzdata" in done.stderr
    assert not (tmp_path / "data").exists()


def test_zones_by_name() -> None:
    """The date on the wall is that of the zone."""
    assert local_day(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "Europe/Kiev") == date(2026, 11, 25)


def test_reading_time_is_rounded_up_at_188_words_a_minute() -> None:
    """Signs that stand alone are no words."""
    assert (reading_seconds(0), reading_seconds(1), reading_seconds(16), reading_seconds(188)) == (0, 1, 6, 60)
    assert word_count(("Call 1 of 8 · –",)) == 4
