"""Junk: sums by what it went into, and how many calls the minutes would have been."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.details import Junk
from bot.domain.junk import calls_lost, minutes_a_call
from bot.domain.people import Person
from tests.dialog import TUESDAY, Dialog

TODAY = TUESDAY.date()


@pytest.fixture(name="anna")
def anna_fixture(talk: Dialog) -> Person:
    """Forty hours and forty calls a week."""
    return talk.work.people.named("anna")[0]


def test_the_minutes_of_a_call_are_the_working_week_shared_by_its_calls(anna: Person) -> None:
    """Of this person: who is asked for more calls in fewer hours has fewer minutes for each."""
    assert minutes_a_call(anna) == 60
    short = replace(anna, hours=tuple((day, time(8), time(12)) for day in range(1, 6)))
    assert minutes_a_call(short) == 30


@pytest.mark.parametrize(("minutes", "calls"), [(59, 0), (60, 1), (250, 4)])
def test_only_whole_calls_are_counted(anna: Person, minutes: int, calls: int) -> None:
    """Half a call is none."""
    assert calls_lost(anna, minutes) == calls


def test_nobody_loses_calls_of_whom_none_are_asked(anna: Person) -> None:
    """A colleague of the yard has minutes all the same."""
    idle = replace(anna, quotas=tuple((day, 0) for day in range(1, 8)))
    assert (minutes_a_call(idle), calls_lost(idle, 500)) == (0, 0)


def test_sums_go_by_what_it_was_however_it_is_spelt(talk: Dialog, anna: Person) -> None:
    """Most minutes first; other days, other people and what was taken back are left out."""
    bo = talk.work.people.named("bo")[0]
    rows = [
        (anna, "Report", 30, 0), (anna, "parking", 60, 0), (anna, "report", 40, 1), (anna, "report", 5, 9), (bo, "report", 99, 0),
    ]  # fmt: skip
    for who, what, minutes, ago in rows:
        day = TODAY - timedelta(days=ago)
        talk.work.entries.add(Junk(minutes=minutes, what=what), person=who.id, account=None, day=day, at=talk.at)
    gone = talk.work.entries.add(Junk(minutes=7, what="x"), person=anna.id, account=None, day=TODAY, at=talk.at)
    talk.work.entries.take_back(gone, talk.at)
    found = talk.work.junk.sums(anna.id, TODAY - timedelta(days=1), TODAY)
    assert [("report", 70), ("parking", 60)] == [(each.what, each.minutes) for each in found]
