"""Hours: the rows of terms that mean a time of day, a part of the day, or a time from now."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from functools import partial

from bot.language.days.digits import NIGHT, clock
from bot.language.days.found import FoundHour, Part
from bot.language.days.frame import WHICH_DAY, WHICH_HOUR
from bot.language.days.grammar import DAYS, Grammar
from bot.language.i18n import Message

NOON = time(12)
HALF_DAY = 12
CENTURY = 20


def _clock(at: time) -> FoundHour:
    return FoundHour(times=(at,), alone=True)


def _digits(at: time) -> FoundHour:
    """A time behind a word such as *at*: without a day it may as well be a price."""
    return FoundHour(times=(at,), alone=WHICH_DAY)


def _number(hour: int) -> FoundHour | None:
    at = clock(hour, 0)
    if at is None:
        return None
    if 0 < hour < NIGHT:
        return _early(at)
    return FoundHour(times=(at,), alone=WHICH_DAY)


def _full_hour(hour: int) -> FoundHour | None:
    """An hour that says that it is one, as in *3 o'clock*."""
    found = _number(hour)
    return replace(found, alone=True) if found else None


def _bare(hour: int) -> FoundHour | None:
    found = _number(hour)
    return FoundHour(times=found.times, why=WHICH_HOUR) if found else None


def _bare_digits(at: time) -> FoundHour | None:
    """A number of four digits behind a day may be a year as well."""
    return None if at.hour == CENTURY else FoundHour(times=(at,), why=WHICH_HOUR)


def _beside_day(hour: int | time) -> FoundHour | None:
    """A number behind a word such as *by*: beside a day it is an hour, as in "tomorrow by 12", and alone a day."""
    found = FoundHour(times=(hour,)) if isinstance(hour, time) else _number(hour)
    return replace(found, alone=False) if found else None


def _early(at: time) -> FoundHour:
    """An hour of the night that is hardly meant: "at 3" and "3:30"."""
    return replace(_half(at), either_half=True)


def _half(at: time) -> FoundHour:
    """Half past a number that was said in words: of the two times of a day the one at which people work comes first."""
    later = time(at.hour + HALF_DAY, at.minute) if at.hour < HALF_DAY else at
    times = (later, at) if at.hour < NIGHT else (at, later)
    return FoundHour(times=tuple(dict.fromkeys(times)), why=WHICH_HOUR, alone=True)


def _between(first: int | time, last: int | time) -> FoundHour | None:
    """Two hours, of which nobody can say which is the one to keep; "1 and 3 pm" are of one half of the day."""
    start, end = (clock(at, 0) if isinstance(at, int) else at for at in (first, last))
    if start is None or end is None:
        return None
    if isinstance(first, int) and start.hour + HALF_DAY < end.hour and not isinstance(last, int):
        start = time(first + HALF_DAY)
    elif isinstance(first, int) and isinstance(last, int) and 0 < first < last < NIGHT:
        start, end = time(first + HALF_DAY), time(last + HALF_DAY)
    return FoundHour(times=(start, end), why=WHICH_HOUR, alone=True) if start < end else None


def _loose(hour: int | time, *, early: bool = False) -> FoundHour | None:
    """An hour behind a word such as *after* or *around*: it is no deadline."""
    found = _number(hour) if isinstance(hour, int) else _early(hour) if early else _clock(hour)
    if found and found.either_half:
        # "After 2" is never one at night.
        return FoundHour(times=found.times[:1], alone=True, loose=True)
    return replace(found, loose=True) if found else None


def _loose_number(hour: int | time) -> FoundHour | None:
    """A bare number behind such a word may as well count something, unless it is one of "after 1" to "after 6"."""
    found = _loose(hour)
    early = isinstance(hour, int) and 0 < hour < NIGHT
    return replace(found, alone=True, why=None if early else WHICH_HOUR) if found else None


def _range(hours: tuple[time, time]) -> FoundHour:
    return FoundHour(times=hours, why=WHICH_HOUR)


def _noon() -> FoundHour:
    return FoundHour(times=(NOON,), alone=WHICH_DAY)


def _at_noon() -> FoundHour:
    return FoundHour(times=(NOON,), alone=True)


def _part(part: Part, *, alone: Message | bool = False) -> FoundHour:
    return FoundHour(part=part, alone=alone, why=WHICH_HOUR if part is Part.EVENING else None)


SHARP: Grammar[FoundHour | None] = Grammar(
    DAYS,
    {
        "[by|before|by_or_before|on|at] clock sharp": _clock,
        "[by|before|by_or_before|on|at] full_hour sharp": _full_hour,
        "[by|before|by_or_before|on] at digits sharp": _digits,
        "[by|before|by_or_before|on] at number|spoken sharp": _number,
        "[by|before|by_or_before|on] sharp [at] clock": _clock,
        "[by|before|by_or_before|on] sharp [at] full_hour": _full_hour,
        "[by|before|by_or_before|on] sharp at digits": _digits,
        "[by|before|by_or_before|on] sharp at number|spoken": _number,
        "hour_range": _range,
        "around|after number|digits|spoken": _loose_number,
    },
)
"""Hours behind a day, or alone: "at 14:00 sharp by thu" tells of something else."""
HOURS: Grammar[FoundHour | None] = Grammar(
    DAYS,
    {
        "[by|before|by_or_before|on|at] clock": _clock,
        "[by|before|by_or_before|on] at digits": _digits,
        "[by|before|by_or_before|on] at number|ordinal|spoken": _number,
        "[by|before|by_or_before|on|at] full_hour": _full_hour,
        "by|before|by_or_before number|digits|spoken": _beside_day,
        "by|before|by_or_before early_digits": lambda at: replace(_early(at), alone=False),
        "[at] between clock|full_hour|digits|number|spoken and clock|full_hour|digits|number|spoken": _between,
        "at hour_range": _range,
        "noon": _noon,
        "by|before|by_or_before noon": _at_noon,
        "[by|before|by_or_before|on] at noon": _at_noon,
        "[by|before|by_or_before] [at] half": _half,
        "[by|before|by_or_before|on|at] early_clock": _early,
        "[by|before|by_or_before|on] at early_digits": _early,
        "around|after [at] clock|full_hour": _loose,
        "around|after at digits|number|spoken": _loose,
        "at around clock|full_hour|digits|number|spoken": _loose,
        "around|after [at] early_clock|early_digits": partial(_loose, early=True),
        "before_lunch": _at_noon,
        "around noon": lambda: replace(_at_noon(), loose=True),
        "[on] after_lunch": lambda: _part(Part.AFTERNOON, alone=WHICH_DAY),
        "by|before|by_or_before|at after_lunch": lambda: _part(Part.AFTERNOON),
        "[by|before|by_or_before|on|at] morning": lambda: _part(Part.MORNING),
        "[by|before|by_or_before|on|at] afternoon": lambda: _part(Part.AFTERNOON),
        "[by|before|by_or_before|on|at] evening": lambda: _part(Part.EVENING),
        "[by|before|by_or_before|on|at] end_of_day": lambda: _part(Part.END, alone=True),
    },
)
"""Hours beside a day; some stand alone."""
BARE: Grammar[FoundHour | None] = Grammar(
    DAYS,
    {
        "number": _bare,
        "digits": _bare_digits,
        "am_of_day": lambda: _part(Part.MORNING),
        "pm_of_day": lambda: _part(Part.AFTERNOON),
    },
)
"""Hours only behind a day; numbers are never sure."""
FROM_NOW: Grammar[int] = Grammar(
    DAYS, {"within time_span": lambda minutes: minutes, "in_an_hour": lambda: 60, "in_a_quarter": lambda: 15}
)
"""Minutes from now."""
