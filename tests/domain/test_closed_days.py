"""Days on which the whole company is closed, stored and in the calendar."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.calendar import WhyOff, WorkCalendar
from bot.domain.closed_days import ClosedDay
from storage.work import SqlWork
from tests.dialog import Dialog

THURSDAY = date(2026, 12, 3)
FRIDAY = date(2026, 12, 4)


def calendar(*, half: bool = False) -> WorkCalendar:
    """Return the calendar of a company that is closed on a Thursday."""
    return WorkCalendar(country="DK", closed=(ClosedDay(id=1, day=THURSDAY, half=half),))


def test_a_closed_day_is_no_workday() -> None:
    """The next workday, the last one and the workdays of a period pass over it."""
    assert calendar().why_off(THURSDAY) is WhyOff.CLOSED
    assert calendar().hours_on(THURSDAY) is None
    assert calendar().next_workday(date(2026, 12, 2)) == FRIDAY
    assert calendar().last_workday(FRIDAY) == date(2026, 12, 2)
    assert THURSDAY not in calendar().workdays(date(2026, 11, 30), FRIDAY)


def test_a_half_day_is_worked_and_ends_at_noon() -> None:
    """Other days end as usual."""
    assert calendar(half=True).works(THURSDAY)
    assert calendar(half=True).hours_on(THURSDAY) == (time(8), time(12))
    assert calendar(half=True).hours_on(FRIDAY) == (time(8), time(16))


def test_a_weekend_and_a_public_holiday_are_the_first_reason() -> None:
    """The company's own day beside them changes nothing."""
    closed = tuple(ClosedDay(id=n, day=day) for n, day in enumerate((date(2026, 12, 5), date(2026, 12, 25))))
    both = WorkCalendar(country="DK", closed=closed)
    assert both.why_off(date(2026, 12, 5)) is WhyOff.WEEKEND
    assert both.why_off(date(2026, 12, 25)) is WhyOff.HOLIDAY


def test_people_and_their_calendar_have_the_days_of_the_company(talk: Dialog) -> None:
    """As soon as they are added, and no longer when they are removed."""
    added = talk.work.closed_days.add(THURSDAY, "Stocktaking", half=False)
    assert talk.work.people.named("anna")[0].closed == (added,)
    assert {person.closed for person in talk.work.people.everyone()} == {(added,)}
    talk.work.closed_days.remove([added.id])
    assert talk.work.people.named("anna")[0].closed == ()


def test_a_removed_day_is_put_back_as_it_was(work: SqlWork) -> None:
    """Its name and that it is a half one."""
    added = work.closed_days.add(THURSDAY, "Lunch", half=True)
    work.closed_days.remove([added.id])
    assert list(work.closed_days.all()) == []
    work.closed_days.restore([added.id])
    assert list(work.closed_days.all()) == [added]


def test_a_day_is_on_the_list_once(work: SqlWork) -> None:
    """Putting back one whose day was added anew leaves the new one."""
    old = work.closed_days.add(THURSDAY, "old", half=False)
    work.closed_days.remove([old.id])
    new = work.closed_days.add(THURSDAY, "new", half=False)
    work.closed_days.restore([old.id])
    assert list(work.closed_days.all()) == [new]


def test_days_are_read_by_id_removed_ones_too(work: SqlWork) -> None:
    """What never was is left out."""
    added = work.closed_days.add(THURSDAY, "", half=False)
    work.closed_days.remove([added.id])
    assert list(work.closed_days.of_ids([added.id, 999])) == [added]


@pytest.mark.parametrize("name", ["Møde", "  two   words "])
def test_a_name_is_kept_as_typed_without_extra_spaces(work: SqlWork, name: str) -> None:
    """Read back as it was stored."""
    work.closed_days.add(THURSDAY, name, half=False)
    assert work.closed_days.all()[0].name == " ".join(name.split())
