"""Short forms for reading days in tests: on Tuesday 24 November 2026, 09:00 in Copenhagen, working days of Denmark."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.calendar import WorkCalendar
from bot.language.days.frame import Aim, DayReading, Frame, Moment
from bot.language.days.reading import read_end, read_front, read_whole
from tests.dialog import TUESDAY

TODAY = date(2026, 11, 24)
"""A Tuesday in week 48."""


def frame(aim: Aim = Aim.PROMISE, language: str = "en") -> Frame:
    """Return what somebody's days are read in."""
    now = TUESDAY.astimezone(ZoneInfo("Europe/Copenhagen"))
    return Frame(now=now, language=language, aim=aim, workdays=WorkCalendar(country="DK"))


def shown(reading: DayReading | None) -> str:
    """Return a reading in short: `11-27`, `11-27 14:00`, `ask 11-27 12-04`, `ask` for a question without days, `-`."""
    if reading is None:
        return "-"
    moments = " ".join(_moment(moment) for moment in reading.moments)
    return moments if reading.sure else f"ask {moments}".strip()


def _moment(moment: Moment) -> str:
    day = f"{moment.day:%m-%d}" if moment.day.year == TODAY.year else moment.day.isoformat()
    return day + (f" {moment.hour:%H:%M}" if moment.hour else "")


def whole(text: str, aim: Aim = Aim.PROMISE, language: str = "en") -> str:
    """Return what all words say, in short."""
    return shown(read_whole(text.split(), frame(aim, language)))


def at_end(text: str, aim: Aim = Aim.PROMISE, language: str = "en") -> str:
    """Return what the last words say, in short."""
    return shown(read_end(text.split(), frame(aim, language)))


def at_front(text: str, aim: Aim = Aim.PROMISE, language: str = "en") -> str:
    """Return what the first words say, in short."""
    return shown(read_front(text.split(), frame(aim, language)))


def rows(table: str) -> list[tuple[str, str]]:
    """Return the phrases of a table, each with what it says: `phrase = 11-27 | phrase = ask`."""
    cells = [cell.partition("=") for line in table.strip().splitlines() for cell in line.split("|")]
    return [(phrase.strip(), said.strip()) for phrase, _, said in cells if phrase.strip()]
