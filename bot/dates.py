"""Days in words, in five languages at once; what is not surely understood is refused, never guessed.

The day comes before the month. Without a year a date is the next one ahead, or for `past` the last one behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

from bot.i18n import LANGUAGES
from bot.names import fold

LONGEST = 5
"""Words that a day may take."""

RELATIVE = {
    0: "today, i dag, idag, dziś, dzisiaj",
    1: "tomorrow, tmrw, i morgen, imorgen, i morgon, imorgon, jutro",
    2: "day after tomorrow, overmorgen, i overmorgen, i övermorgon, övermorgon, pojutrze",
    -1: "yesterday, i går, igår, wczoraj",
    -2: "day before yesterday, i forgårs, forgårs, i forgårs, i förrgår, förrgår, przedwczoraj",
}
NEUTRAL = "on by at the this på om inden senest innen den til senast till w we do na dnia i"
AHEAD = "next nästa neste næste kommende następny następną przyszły"
BEHIND = "last sidste siste förra sist ostatni ubiegły zeszły"
LEADING = {
    past: frozenset(fold(word) for word in f"{NEUTRAL} {BEHIND if past else AHEAD}".split()) for past in (True, False)
}
"""Words that may stand before a day: which way it lies must agree with what is asked for."""
UNITS = {
    1: "d day days dag dage dager dagar dni dzień",
    7: "w wk week weeks u uge uger uke uker v vecka veckor t tydz tydzień tygodnie tygodni",
}
IN_FRONT = frozenset(fold(w) for w in ["in", "om", "za"])
AGO = frozenset(fold(w) for w in ["ago", "siden", "sedan", "temu"])
WEEK = r"(?:w|week|uge|uke|v|vecka|tydzien|tydz)"
POLISH_WEEKDAYS = {2: "wtorku", 3: "srode", 4: "czwartku", 5: "piatku", 6: "sobote", 7: "niedziele niedzieli"}
END = {
    "week": "end of week, end of the week, slutningen af ugen, slutten av uka, slutet av veckan, koniec tygodnia, "
    "konca tygodnia",
    "month": "end of month, end of the month, slutningen af måneden, slutten av måneden, slutet av månaden, "
    "koniec miesiaca, konca miesiaca",
}


@cache
def _weekdays() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_day_names(width, context, Locale.parse(language)).items():
                    names[fold(name).rstrip(".")] = number + 1
    names |= {"tues": 2, "thur": 4, "thurs": 4, "ondag": 3}
    names |= {word: number for number, words in POLISH_WEEKDAYS.items() for word in words.split()}
    return names


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {"sept": 9}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, Locale.parse(language)).items():
                    names[fold(name).rstrip(".")] = number
    return {name: number for name, number in names.items() if not name.isdigit()}


@cache
def _relative() -> dict[str, int]:
    return {fold(w.strip()): days for days, words in RELATIVE.items() for w in words.split(",")}


@cache
def _units() -> dict[str, int]:
    return {fold(word): days for days, words in UNITS.items() for word in words.split()}


@cache
def _ends() -> dict[str, str]:
    return {fold(word.strip()): unit for unit, words in END.items() for word in words.split(",")}


def parse_day(words: Sequence[str], today: date, language: str, *, past: bool = False) -> tuple[date, int] | None:
    """Return the day that the longest run of leading words names, and how many words that is; None for no day."""
    for count in range(min(len(words), LONGEST), 0, -1):
        day = _whole(fold(" ".join(words[:count])), today, past)
        if day:
            return day, count
    return None


def whole_day(words: Sequence[str], today: date, *, past: bool = False) -> date | None:
    """Return the day that these words name together; None for no day, or when a word has no part in it."""
    return _whole(fold(" ".join(words)), today, past) if len(words) <= LONGEST else None


def _whole(text: str, today: date, past: bool) -> date | None:
    try:
        return next((day for rule in _RULES if (day := rule(text, today, past))), None) or _led(text, today, past)
    except (ValueError, OverflowError):
        return None


def _led(text: str, today: date, past: bool) -> date | None:
    first, _, rest = text.partition(" ")
    return _whole(rest, today, past) if rest and first in LEADING[past] else None


def _named_offset(text: str, today: date, past: bool) -> date | None:
    days = _relative().get(text)
    return None if days is None or (past and days > 0) else today + timedelta(days=days)


def _weekday(text: str, today: date, past: bool) -> date | None:
    number = _weekdays().get(text.rstrip("."))
    if number is None:
        return None
    ahead = (number - today.isoweekday() - 1) % 7 + 1
    return today - timedelta(days=(today.isoweekday() - number) % 7) if past else today + timedelta(days=ahead)


def _counted(text: str, today: date, past: bool) -> date | None:
    hit = re.fullmatch(r"(?:(\w+) )?([0-9]{1,3}) ?([a-z]+)(?: (\w+))?", text)
    if not hit or hit[3] not in _units():
        return None
    if (hit[1] and hit[1] not in IN_FRONT) or (hit[4] and hit[4] not in AGO):
        return None
    span = timedelta(days=int(hit[2]) * _units()[hit[3]])
    backwards = past or bool(hit[4])
    return today - span if backwards else today + span


def _iso(text: str, today: date, past: bool) -> date | None:
    hit = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    return date(int(hit[1]), int(hit[2]), int(hit[3])) if hit else None


def _numeric(text: str, today: date, past: bool) -> date | None:
    hit = re.fullmatch(r"([0-9]{1,2})[./]([0-9]{1,2})(?:\.|[./]((?:20)?[0-9]{2})\.?)?", text)
    return _dated(int(hit[1]), int(hit[2]), hit[3], today, past) if hit else None


def _month_name(text: str, today: date, past: bool) -> date | None:
    hit = re.fullmatch(r"([0-9]{1,2})(?:\.|st|nd|rd|th)?(?: of)? ?([^\W\d]+)\.?(?: (20[0-9]{2}))?", text)
    if hit and hit[2] in _months():
        return _dated(int(hit[1]), _months()[hit[2]], hit[3], today, past)
    hit = re.fullmatch(r"([^\W\d]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,?(?: (20[0-9]{2}))?", text)
    return _dated(int(hit[2]), _months()[hit[1]], hit[3], today, past) if hit and hit[1] in _months() else None


def _dated(day: int, month: int, year: str | None, today: date, past: bool) -> date | None:
    if year:
        return date(int(year) % 100 + 2000, month, day)
    years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
    return next((d for y in years if (d := _real(y, month, day)) and (d <= today if past else d >= today)), None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _week(text: str, today: date, past: bool) -> date | None:
    monday = parse_week(text, today)
    return monday + timedelta(days=4) if monday and not past else None


def parse_week(text: str, today: date) -> date | None:
    """Return the Monday of a week such as w47 or uge 47, in the year in which it lies nearest."""
    hit = re.fullmatch(WEEK + r"\.? ?([0-9]{1,2})", fold(text))
    if not hit or not 1 <= int(hit[1]) <= 53:
        return None
    mondays = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            mondays.append(date.fromisocalendar(year, int(hit[1]), 1))
        except ValueError:
            continue
    return min(mondays, key=lambda m: abs((m - today).days), default=None)


def _end_of(text: str, today: date, past: bool) -> date | None:
    unit = _ends().get(text)
    if unit == "week":
        return today + timedelta(days=(5 - today.isoweekday()) % 7)
    if unit == "month":
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return None


_RULES: tuple[Callable[[str, date, bool], date | None], ...] = (
    _named_offset,
    _weekday,
    _counted,
    _iso,
    _numeric,
    _month_name,
    _week,
    _end_of,
)


def parse_range(text: str, today: date) -> tuple[date, date] | None:
    """Return the days of a leave such as 16-22 dec, 24/12-2/1 or fri, both included; None for anything else."""
    folded = fold(text).replace("–", "-")
    single = _whole(folded, today, past=False)
    if single:
        return single, single
    left, dash, right = folded.partition("-")
    last = _whole(right.strip(), today, past=False) if dash else None
    if last is None:
        return None
    first = _first_of_range(left.strip(), last, today)
    return (first, last) if first and first <= last and (last - first).days <= 366 else None


def _first_of_range(text: str, last: date, today: date) -> date | None:
    if re.fullmatch(r"[0-9]{1,2}\.?", text):
        return _real(last.year, last.month, int(text.rstrip(".")))
    first = _whole(text, today, past=False)
    if first and first > last:
        return _real(first.year - 1, first.month, first.day)
    return first


def parse_weekdays(text: str) -> tuple[int, ...] | None:
    """Return the ISO weekdays of mon-fri, mon-wed or tue, in any language; None for anything else."""
    ends = [_weekdays().get(part.strip().rstrip(".")) for part in fold(text).replace("–", "-").split("-")]
    if not 1 <= len(ends) <= 2 or any(end is None for end in ends):
        return None
    first, last = ends[0], ends[-1]
    return tuple(range(first, last + 1)) if first and last and first <= last else None


def parse_hours(text: str) -> tuple[time, time] | None:
    """Return start and end of 08:00-16:00 or 8-16; None for anything else."""
    hit = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?[-–]([0-9]{1,2})(?:[:.]([0-9]{2}))?", text.strip())
    if not hit:
        return None
    try:
        start, end = time(int(hit[1]), int(hit[2] or 0)), time(int(hit[3]), int(hit[4] or 0))
    except ValueError:
        return None
    return (start, end) if start < end else None
