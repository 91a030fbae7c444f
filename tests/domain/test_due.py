"""Due days with an hour: the working minute at which a person is reminded."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import WorkCalendar
from bot.domain.due import Due, follow_up_reminder, has_passed, promise_reminder
from bot.domain.people import Hours, Leave

OSLO = ZoneInfo("Europe/Oslo")
NORWAY = WorkCalendar(country="NO")
EVERY_DAY: Hours = tuple((weekday, time(0), time(23, 59)) for weekday in range(1, 8))
ALWAYS = WorkCalendar(country="XX", hours=EVERY_DAY)


def due(text: str) -> Due:
    """Return the day and hour of a text such as 2026-11-26T14:00, or the day of one without an hour."""
    at = datetime.fromisoformat(text)
    return Due(day=at.date(), hour=at.time() if "T" in text else None)


def local(text: str) -> datetime:
    """Return a local time in Oslo."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("wanted", "reminded"),
    [
        ("2026-11-26T14:00", "2026-11-26T14:00"),
        ("2026-11-26T08:00", "2026-11-26T08:00"),
        ("2026-11-26T16:00", "2026-11-26T16:00"),
        ("2026-11-26T18:30", "2026-11-26T16:00"),
        ("2026-11-26T07:00", "2026-11-25T16:00"),
        ("2026-11-28T10:00", "2026-11-27T16:00"),
        ("2026-11-30T07:59", "2026-11-27T16:00"),
        ("2026-12-24T14:00", "2026-12-24T12:00"),
        ("2026-12-25T10:00", "2026-12-24T12:00"),
        ("2026-11-26", "2026-11-26"),
        ("2026-11-28", "2026-11-30"),
    ],
)
def test_a_follow_up_comes_at_its_hour_or_the_nearest_working_minute_before(wanted: str, reminded: str) -> None:
    """Before and after work, on weekends, holidays and half days; without an hour on the first working day."""
    assert due(reminded) == follow_up_reminder(due(wanted), local("2026-11-24T09:00"), NORWAY)


def test_an_hour_within_a_leave_comes_before_the_leave() -> None:
    """At the end of the last day of work."""
    leave = (Leave(id=1, first=date(2026, 11, 25), last=date(2026, 11, 27)),)
    away = WorkCalendar(country="NO", leave=leave)
    assert due("2026-11-24T16:00") == follow_up_reminder(due("2026-11-26T14:00"), local("2026-11-24T09:00"), away)


@pytest.mark.parametrize(
    ("logged", "wanted", "day"),
    [
        ("2026-11-24T17:00", "2026-11-24T19:00", "2026-11-25"),
        ("2026-11-24T17:00", "2026-11-25T07:00", "2026-11-25"),
        ("2026-11-24T06:30", "2026-11-24T07:30", "2026-11-24"),
        ("2026-11-27T17:00", "2026-11-29T10:00", "2026-11-30"),
    ],
)
def test_a_minute_that_was_past_when_it_was_typed_is_the_next_morning(logged: str, wanted: str, day: str) -> None:
    """Of the first working day whose morning is still to come."""
    assert Due(day=date.fromisoformat(day)) == follow_up_reminder(due(wanted), local(logged), NORWAY)


def test_whoever_never_works_is_reminded_at_the_hour_itself() -> None:
    """There is no working minute to choose."""
    never = WorkCalendar(country="NO", hours=())
    assert due("2026-11-26T14:00") == follow_up_reminder(due("2026-11-26T14:00"), local("2026-11-24T09:00"), never)


@pytest.mark.parametrize(
    ("promised", "reminded"),
    [
        ("2026-11-26T14:00", "2026-11-26T13:00"),
        ("2026-11-26T09:00", "2026-11-26T08:00"),
        ("2026-11-26T08:30", "2026-11-26T08:00"),
        ("2026-11-26T08:00", "2026-11-25T16:00"),
        ("2026-11-26T07:00", "2026-11-25T16:00"),
        ("2026-11-26T17:00", "2026-11-26T16:00"),
        ("2026-11-26T22:00", "2026-11-26T16:00"),
        ("2026-11-28T10:00", "2026-11-27T16:00"),
        ("2026-11-30T00:30", "2026-11-27T16:00"),
    ],
)
def test_a_promise_is_brought_up_an_hour_before_its_hour_within_work(promised: str, reminded: str) -> None:
    """At the start of work where that is in time, else at the last working minute before."""
    assert due(reminded) == promise_reminder(due(promised), OSLO, NORWAY)


def test_a_promise_without_an_hour_has_no_such_moment() -> None:
    """Its day alone counts."""
    assert promise_reminder(due("2026-11-26"), OSLO, NORWAY) is None


@pytest.mark.parametrize(
    ("promised", "reminded"),
    [("2027-03-28T03:30", "2027-03-28T01:30"), ("2027-03-28T10:00", "2027-03-28T09:00")],
)
def test_the_hour_before_is_sixty_minutes_where_the_clock_jumps(promised: str, reminded: str) -> None:
    """Half past three follows half past one by an hour, when two o'clock is left out."""
    assert due(reminded) == promise_reminder(due(promised), OSLO, ALWAYS)


@pytest.mark.parametrize(
    ("typed", "passed"), [("2026-11-24T09:59:59", False), ("2026-11-24T10:00", True), ("2026-11-24T11:00", True)]
)
def test_an_hour_has_passed_from_its_minute_on(typed: str, passed: bool) -> None:
    """A day without an hour never has."""
    assert passed == has_passed(due("2026-11-24T10:00"), local(typed), OSLO)
    assert not has_passed(due("2026-11-24"), local(typed), OSLO)


def test_an_hour_that_the_clock_leaves_out_passes_with_the_gap() -> None:
    """Half past two on the day of summer time is three o'clock."""
    assert not has_passed(due("2027-03-28T02:30"), local("2027-03-28T01:59:59"), OSLO)
    assert has_passed(due("2027-03-28T02:30"), local("2027-03-28T03:00"), OSLO)
