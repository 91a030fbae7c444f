"""Call targets: working days, leave, half days and people who do not sell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.details import Kind
from bot.domain.people import DEFAULT_QUOTA, Leave, Person, Role
from bot.domain.quotas import call_target, contact_target, team_call_target

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
ANNA = Person(id=1, name="Anna", roles=frozenset({Role.SELLER}), country="NO")


def test_a_week_asks_for_the_default_on_every_working_day() -> None:
    """Five days of eight calls."""
    assert 5 * DEFAULT_QUOTA == call_target(ANNA, MONDAY, SUNDAY)


def test_a_quota_of_a_weekday_counts_on_that_weekday() -> None:
    """Ten on Monday, none on Friday, the default on the others."""
    anna = replace(ANNA, quotas=((1, 10), (5, 0)))
    assert 10 + 3 * DEFAULT_QUOTA == call_target(anna, MONDAY, SUNDAY)


def test_a_quota_of_a_weekday_that_is_not_worked_asks_for_nothing() -> None:
    """Hours decide which days are worked."""
    anna = replace(ANNA, hours=((1, time(8), time(16)),), quotas=((1, 4), (6, 9)))
    assert 4 == call_target(anna, MONDAY, SUNDAY)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [("2026-11-25", "2026-11-25", 4), ("2026-11-25", "2026-11-30", 2), ("2026-11-28", "2026-11-29", 5), ("2026-11-01", "2026-12-31", 0)],
)  # fmt: skip
def test_nothing_is_asked_for_on_leave(first: str, last: str, days: int) -> None:
    """Whatever part of the period it covers; leave on a weekend takes nothing away."""
    anna = replace(ANNA, leave=(Leave(id=1, first=date.fromisoformat(first), last=date.fromisoformat(last)),))
    assert days * DEFAULT_QUOTA == call_target(anna, MONDAY, SUNDAY)


def test_nothing_is_asked_for_on_a_public_holiday() -> None:
    """Christmas 2026: Friday is a holiday."""
    assert 4 * DEFAULT_QUOTA == call_target(ANNA, date(2026, 12, 21), date(2026, 12, 27))


def test_a_half_day_asks_for_as_many_as_a_whole_one() -> None:
    """Christmas Eve in Norway."""
    assert DEFAULT_QUOTA == call_target(ANNA, date(2026, 12, 24), date(2026, 12, 24))


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN, Role.COLLEAGUE])
def test_nothing_is_asked_of_people_who_do_not_sell(role: Role) -> None:
    """A manager who also sells has a target."""
    assert 0 == call_target(replace(ANNA, roles=frozenset({role})), MONDAY, SUNDAY)
    assert 0 < call_target(replace(ANNA, roles=frozenset({role, Role.SELLER})), MONDAY, SUNDAY)


def test_the_target_of_a_team_is_the_sum_of_its_people() -> None:
    """Sellers alone count."""
    chris = replace(ANNA, id=2, roles=frozenset({Role.MANAGER}))
    bo = replace(ANNA, id=3, quotas=((1, 2), (2, 2), (3, 2), (4, 2), (5, 2)))
    assert 5 * DEFAULT_QUOTA + 10 == team_call_target([ANNA, chris, bo], MONDAY, SUNDAY)
    assert 0 == team_call_target([], MONDAY, SUNDAY)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 60), st.integers(0, 60))
def test_the_target_of_a_period_is_the_sum_of_its_parts(first: date, length: int, cut: int) -> None:
    """However a period is cut in two."""
    last = date.fromordinal(first.toordinal() + length)
    middle = date.fromordinal(min(first.toordinal() + cut, last.toordinal()))
    after = date.fromordinal(middle.toordinal() + 1)
    assert call_target(ANNA, first, last) == call_target(ANNA, first, middle) + call_target(ANNA, after, last)


def test_other_contacts_are_asked_for_on_working_days_of_who_sells() -> None:
    """On the weekdays that are named, and of no kind that is not."""
    anna = replace(ANNA, contact_quotas=((Kind.VISIT, 1, 2), (Kind.VISIT, 5, 1), (Kind.VISIT, 6, 9)))
    assert (3, 0) == (
        contact_target(anna, Kind.VISIT, MONDAY, SUNDAY),
        contact_target(anna, Kind.MAIL, MONDAY, SUNDAY),
    )
    away = replace(anna, leave=(Leave(id=1, first=MONDAY, last=MONDAY),))
    assert 1 == contact_target(away, Kind.VISIT, MONDAY, SUNDAY)
    assert 0 == contact_target(replace(anna, roles=frozenset({Role.MANAGER})), Kind.VISIT, MONDAY, SUNDAY)
