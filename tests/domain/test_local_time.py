"""Local date and wall time to one instant, around clock changes of many zones."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import known_zone
from bot.domain.local_time import instant

CLOCK_CHANGES = """
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


@pytest.mark.parametrize("case", re.findall(r"(\S+ \S+ \S+ +\S+)", CLOCK_CHANGES))
def test_a_local_time_is_one_instant(case: str) -> None:
    """A time in a gap moves to the minute after it; one that comes twice is the first."""
    day, wall, name, expected = case.split()
    found = instant(date.fromisoformat(day), time.fromisoformat(wall), ZoneInfo(name))
    assert datetime.fromisoformat(expected).replace(tzinfo=UTC) == found


@pytest.mark.parametrize("wall", [time(0), time(8, 30), time(23, 59)])
def test_a_date_that_the_zone_skips_has_no_instant(wall: time) -> None:
    """Samoa had no 30 December 2011."""
    assert instant(date(2011, 12, 30), wall, ZoneInfo("Pacific/Apia")) is None


def test_the_dates_around_a_skipped_one_follow_each_other() -> None:
    """The same hour a day later is a day later, though the date is two further."""
    zone = ZoneInfo("Pacific/Apia")
    before, after = (instant(date(2011, 12, day), time(8, 30), zone) for day in (29, 31))
    assert before
    assert after == before + timedelta(days=1)


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
def test_every_local_date_has_one_instant_and_always_a_later_one(name: str) -> None:
    """For two years of days; the soak goes through every zone and day."""
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


@given(
    st.sampled_from(FORTY),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.times().map(lambda wall: wall.replace(second=0, microsecond=0)),
)
def test_a_time_that_exists_reads_the_same_on_the_wall(name: str, day: date, wall: time) -> None:
    """Or, in a gap, the wall shows the first minute after it: later, and by no more than the gap is long."""
    zone = ZoneInfo(name)
    found = instant(day, wall, zone)
    assert found is not None
    assert UTC == found.tzinfo
    late = found.astimezone(zone).replace(tzinfo=None) - datetime.combine(day, wall)
    assert timedelta() <= late <= timedelta(hours=2)  # as much as the clocks of Troll station jump


@given(st.sampled_from(FORTY), st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.times(), st.times())
def test_a_later_time_of_a_day_is_never_earlier(name: str, day: date, one: time, other: time) -> None:
    """Two times in one gap are the same instant; else the order on the wall is the order in time."""
    first, second = (instant(day, wall.replace(second=0, microsecond=0), ZoneInfo(name)) for wall in sorted((one, other)))  # fmt: skip
    assert first is not None
    assert second is not None
    assert first <= second


@pytest.mark.parametrize(
    ("old", "new"),
    [("Europe/Kiev", "Europe/Kyiv"), ("America/Godthab", "America/Nuuk"), ("Asia/Calcutta", "Asia/Kolkata")],
)
def test_a_zone_that_was_renamed_is_followed(old: str, new: str) -> None:
    """The old name of a zone means the same instants as the new one."""
    day = date(2026, 3, 29)
    assert old == known_zone(old)
    assert instant(day, time(8, 30), ZoneInfo(new)) == instant(day, time(8, 30), ZoneInfo(old))
