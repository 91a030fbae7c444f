"""Days and hours as they are printed, read back in their own language."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import WorkCalendar
from bot.language.days.frame import Aim, Frame, Moment
from bot.language.days.reading import read_whole
from bot.language.i18n import translator_for
from bot.language.word_files import LANGUAGES

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
DAYS = [date(2026, 11, 25) + timedelta(days=9 * number) for number in range(45)]
"""Every weekday and every month."""


def _read(text: str, language: str, aim: Aim) -> tuple[Moment, ...]:
    frame = Frame(now=NOW, language=language, aim=aim, workdays=WorkCalendar(country="DK"))
    found = read_whole(text.split(), frame)
    return found.moments if found and found.sure else ()


@pytest.mark.parametrize("aim", [Aim.PROMISE, Aim.FOLLOW_UP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_printed_day_reads_back_as_itself(language: str, aim: Aim) -> None:
    """For what lies ahead, in full and without its year while it is the next of that name."""
    say = translator_for(language)
    for day in DAYS:
        assert (Moment(day=day),) == _read(say.day(day), language, aim), say.day(day)
    for day in DAYS[:20]:
        assert (Moment(day=day),) == _read(say.short_day(day), language, aim), say.short_day(day)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_printed_day_behind_reads_back_as_itself(language: str) -> None:
    """For what a log counts for."""
    say = translator_for(language)
    for number in range(1, 14):
        day = NOW.date() - timedelta(days=number)
        assert (Moment(day=day),) == _read(say.day(day), language, Aim.LOG), say.day(day)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_printed_day_with_its_hour_reads_back_as_itself(language: str) -> None:
    """The word and the sign between hours and minutes are those of the language."""
    say = translator_for(language)
    for hour in (time(8), time(9, 30), time(14), time(16, 5)):
        printed = say.day_at(DAYS[0], hour)
        assert (Moment(day=DAYS[0], hour=hour),) == _read(printed, language, Aim.FOLLOW_UP), printed
