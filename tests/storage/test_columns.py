"""What text columns hold: instants, days, windows and zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from storage.columns import day_of, first_known_zone, hour_of, hour_text, instant_of, span_until, text_of

instants = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-11, minutes=-30))]),
)


@given(instants)
def test_an_instant_is_read_as_it_was_written(at: datetime) -> None:
    """To the microsecond, aware and in UTC, whatever the zone it came with."""
    found = instant_of(text_of(at))
    assert at == found
    assert timedelta() == found.utcoffset()


@given(instants, instants)
def test_the_order_of_texts_is_the_order_in_time(one: datetime, other: datetime) -> None:
    """So that SQL can compare them."""
    assert (one < other) is (text_of(one) < text_of(other))


def test_an_instant_has_one_spelling() -> None:
    """Always six digits, always Z."""
    assert "2026-11-24T08:00:00.000000Z" == text_of(datetime(2026, 11, 24, 9, tzinfo=timezone(timedelta(hours=1))))


@given(st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_an_hour_is_read_as_it_was_written(hour: time | None) -> None:
    """To the minute; none stays none."""
    assert hour == hour_of(hour_text(hour))


@given(st.dates())
def test_a_day_is_read_as_it_was_written(day: date) -> None:
    """ISO."""
    assert day == day_of(day.isoformat())


def test_a_window_ends_a_day_later_than_asked() -> None:
    """For a colleague further east it may be tomorrow already."""
    assert {"since": "2026-11-14", "asof": "2026-11-25"} == span_until(date(2026, 11, 24), 10)


def test_the_first_zone_that_is_known_counts() -> None:
    """Empty and unknown ones are passed over."""
    assert "Europe/Oslo" == first_known_zone("", "Mars/Base", "Europe/Oslo", "Europe/Rome")
    assert "" == first_known_zone("", "Mars/Base")
    assert "" == first_known_zone()
