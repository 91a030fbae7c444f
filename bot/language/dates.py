"""Parsing of days in words, in every language at once; what could mean several days, or none, gives None.

The day comes before the month. A date without a year is the next one from today on, or with `past` the last one up to
today. All days are local to the person whose `today` is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta

from bot.language import date_words as daywords
from bot.language.day_arithmetic import plus_months
from bot.language.names import fold

# Enough for "by fri 27 nov 2026"; every line is tried with each length up to it.
LONGEST = 5
"""Words that a day may have."""
JUST_BEEN = 92
"""Days for which a date without a year still is the one that has passed, so that it is refused and not a year ahead."""
LONGEST_LEAVE = 366
"""Days."""
FRIDAY = 5
BETWEEN = re.compile(f" (?:{daywords.alternatives(daywords.TO)}) | ?- ?")
"""What may stand between the two ends of a range."""
BARE = re.compile(r"[0-9]{1,2}\.?")
FROM = re.compile(f"^(?:{daywords.alternatives(daywords.FROM)}) ")
WEEK = f"(?:{daywords.alternatives(daywords.NUMBERED_WEEK)})"
"""The words for a week with a number, in their normal form."""
LENGTH_FROM = re.compile(f" (?:{daywords.alternatives(daywords.FROM)}) ")
"""What stands between a length and its first day."""


def parse_day(words: Sequence[str], today: date, *, past: bool = False) -> tuple[date, int] | None:
    """Return the day that the longest run of leading words names, and how many words that is; None for no day."""
    for count in range(min(len(words), LONGEST), 0, -1):
        day = whole_day(words[:count], today, past=past)
        if day:
            return day, count
    return None


def whole_day(words: Sequence[str], today: date, *, past: bool = False) -> date | None:
    """Return the day that these words name together; None for no day, or when a word has no part in it."""
    if not words or len(words) > LONGEST or not _may_end(words[-1]):
        return None
    return _parse_plain(_plain(" ".join(words)), today, past)


def first_day(words: Sequence[str], today: date) -> tuple[date, int] | None:
    """Return the day that words begin with and how many words that is; None when what follows makes it another day."""
    found = parse_day(words, today)
    if found is None:
        return None
    rest = [fold(word) for word in words[found[1] :]]
    # "mon next week" is not the coming Monday, though its first word alone is; "fri or mon" and "fri thu" are two days.
    next_week = rest[:1] and rest[0] in daywords.NEXT and rest[1:2] and rest[1] in daywords.units()
    other = rest and (rest[0] in daywords.OR or parse_day(rest, today))
    return None if next_week or other else found


def last_day(words: Sequence[str], today: date, *, past: bool = False) -> tuple[date, int] | None:
    """Return the day that words end in and how many words that is; None when what stands before makes it another."""
    for count in range(min(len(words), LONGEST), 0, -1):
        day = whole_day(words[-count:], today, past=past)
        if day:
            # Fewer words are not tried: in "next fri" the "fri" alone would be a day that nobody meant.
            before = fold(words[-count - 1]).rstrip(".,") if count < len(words) else ""
            return None if _changes_meaning(before, past) else (day, count)
    return None


def _changes_meaning(before: str, past: bool) -> bool:
    """Whether the word before a day makes it another day, or none."""
    steers = before in daywords.STEERING or (past and before in daywords.UNTIL)
    return steers or before in daywords.weekdays() or before in daywords.units()


def _may_end(word: str) -> bool:
    """Whether any day can end in a word: a quick check that rules out most words of a line."""
    return any(char.isdigit() for char in word) or fold(word).rstrip(".,") in daywords.endings()


def _plain(text: str) -> str:
    """Return text in its normal form, or nothing when it has digits other than 0 to 9."""
    # Folding turns "²" and full-width digits into ordinary ones, and a note would end in a day.
    foreign = not text.isascii() and any(char.isdigit() and not char.isascii() for char in text)
    return "" if foreign else fold(text)


def _parse_plain(text: str, today: date, past: bool) -> date | None:
    """Return the day of the first rule that text in its normal form follows; None for no rule or no such date."""
    try:
        # date() raises for 2026-02-31: that is no day, and the words belong to the text before it.
        return next((day for rule in _RULES if (day := rule(text, today, past))), None)
    except (ValueError, OverflowError):
        return None


def _after_preposition(text: str, today: date, past: bool) -> date | None:
    first, _, rest = text.partition(" ")
    leads = first in daywords.ON or (first in daywords.UNTIL and not past)
    return _parse_plain(rest, today, past) if rest and leads else None


def _next_last_this(text: str, today: date, past: bool) -> date | None:
    """Parse `next mon` and the like where they mean one day: `next fri` on a Tuesday may be two days, so it is none."""
    first, _, rest = text.partition(" ")
    number = daywords.weekdays().get(rest.rstrip("."))
    if number is None:
        return None
    this = today + timedelta(days=number - today.isoweekday())
    if first in daywords.NEXT and not past and this <= today:
        return this + timedelta(days=7)
    if first in daywords.LAST and past and this >= today:
        return this - timedelta(days=7)
    return this if first in daywords.THIS and (this <= today if past else this >= today) else None


def _named_offset(text: str, today: date, past: bool) -> date | None:
    days = daywords.relative().get(text)
    return None if days is None or (past and days > 0) else today + timedelta(days=days)


def _weekday(text: str, today: date, past: bool) -> date | None:
    number = daywords.weekdays().get(text.rstrip("."))
    if number is None:
        return None
    # Typed on a Friday, "fri" is a week ahead, since today has a word of its own; as a past day it is today.
    ahead = (number - today.isoweekday() - 1) % 7 + 1
    return today - timedelta(days=(today.isoweekday() - number) % 7) if past else today + timedelta(days=ahead)


def _weekday_and_date(text: str, today: date, past: bool) -> date | None:
    """Parse `fri 27 nov`, whose weekday must be that of the date, and `mon w49`."""
    first, _, rest = text.partition(" ")
    number = daywords.weekdays().get(first.rstrip(".,"))
    if number is None or not rest:
        return None
    monday = parse_week(rest, today)
    if monday:
        of_week = monday + timedelta(days=number - 1)
        return None if past and of_week > today else of_week
    # Danish, Norwegian and Swedish put an article in between: fredag den 27. november.
    rest = rest.removeprefix("den ").removeprefix("d. ")
    day = next((found for rule in (_iso, _numeric, _month_name) if (found := rule(rest, today, past))), None)
    # Where the weekday is not that of the date, one of the two is a slip, and nobody can say which.
    return day if day and day.isoweekday() == number else None


def _counted(text: str, today: date, past: bool) -> date | None:
    """Parse `3d`, `in two weeks`, `3 days ago`; `two weeks` alone may be a duration, so it is no day.

    Polish leaves out the number one: `za tydzień`.
    """
    words = _apart(text)
    lead = words.pop(0) if words and words[0] in daywords.IN_FRONT else ""
    ago = bool(words) and words[-1] in daywords.AGO and bool(words.pop())
    if lead == "za" and len(words) == 1:
        words = ["1", *words]
    if len(words) != 2 or words[1] not in daywords.units() or past != ago:
        return None
    count = _count(words[0]) if lead or ago or words[0].isdigit() else None
    return None if count is None else _moved(today, -count if ago else count, daywords.units()[words[1]])


def _apart(text: str) -> list[str]:
    """Return the words of a text, a number apart from the unit that is glued to it."""
    return re.sub("([0-9])([a-z])", r"\1 \2", text).split()


def _count(word: str) -> int | None:
    return int(word) if re.fullmatch("[0-9]{1,3}", word) else daywords.counts().get(word)


def _moved(today: date, count: int, unit: str) -> date:
    if unit != "month":
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    return plus_months(today, count)


def _iso(text: str, today: date, past: bool) -> date | None:
    hit = re.fullmatch(r"([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})", text)
    return date(int(hit[1]), int(hit[2]), int(hit[3])) if hit else None


def _numeric(text: str, today: date, past: bool) -> date | None:
    hit = re.fullmatch(r"([0-9]{1,2})[./] ?([0-9]{1,2})(?:\.|[./] ?((?:[2-9][0-9])?[0-9]{2})\.?)?", text)
    # With hyphens only with its year: "16-12" may as well be a range of days, as in "off 16-22 dec".
    hit = hit or re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})-([2-9][0-9]{3})", text)
    return _dated(int(hit[1]), int(hit[2]), hit[3], today, past) if hit else None


def _month_name(text: str, today: date, past: bool) -> date | None:
    # :a and :e are the Swedish ordinals, as in 27:e november.
    hit = re.fullmatch(r"([0-9]{1,2})(?:\.|st|nd|rd|th|:[ae])?(?: of)? ?([^\W\d]+)\.?(?: ([2-9][0-9]{3}))?", text)
    if hit and hit[2] in daywords.months():
        return _dated(int(hit[1]), daywords.months()[hit[2]], hit[3], today, past)
    hit = re.fullmatch(r"([^\W\d]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,?(?: ([2-9][0-9]{3}))?", text)
    month = daywords.months().get(hit[1]) if hit else None
    return _dated(int(hit[2]), month, hit[3], today, past) if hit and month else None


def _dated(day: int, month: int, year: str | None, today: date, past: bool) -> date | None:
    """Return the date; without a year it is the next one, but one up to JUST_BEEN days ago stays in the past."""
    if year:
        return date(int(year) if len(year) > 2 else int(year) + 2000, month, day)
    # Nine years reach any 29 February: around 2100 two of them lie eight years apart.
    years = range(today.year, today.year - 9, -1) if past else range(today.year - 1, today.year + 9)
    earliest = today - timedelta(days=JUST_BEEN)
    return next((d for y in years if (d := _real(y, month, day)) and (d <= today if past else d >= earliest)), None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _week(text: str, today: date, past: bool) -> date | None:
    monday = None if past else _coming_week(text, today)
    return monday + timedelta(days=4) if monday else None


def _coming_week(text: str, today: date) -> date | None:
    """Return the Monday of a week that lies ahead or has just been."""
    monday = parse_week(text, today)
    if monday is None or monday >= today - timedelta(days=JUST_BEEN):
        return monday
    return parse_week(text, today + timedelta(days=182))


def parse_week(text: str, today: date) -> date | None:
    """Return the Monday of a week such as w47 or uge 47, in the year in which it lies nearest."""
    hit = re.fullmatch(WEEK + r"\.? ?([0-9]{1,2})", _plain(text))
    if not hit or not 1 <= int(hit[1]) <= 53:
        return None
    mondays = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            # Most years have no week 53: fromisocalendar raises ValueError for those.
            mondays.append(date.fromisocalendar(year, int(hit[1]), 1))
        except ValueError:
            continue
    return min(mondays, key=lambda m: abs((m - today).days), default=None)


def _end_of(text: str, today: date, past: bool) -> date | None:
    if past:
        return None
    # On a weekend it may mean the week that ends or the one that begins, so it is no day.
    if text in daywords.END_OF_WEEK and today.isoweekday() <= FRIDAY:
        return today + timedelta(days=FRIDAY - today.isoweekday())
    if text in daywords.END_OF_MONTH:
        # Four days after a 28th the next month has begun, however long this one is.
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return None


# The first rule that yields a day decides: shapes of the whole text before those that look behind its first word.
_RULES: tuple[Callable[[str, date, bool], date | None], ...] = (
    _named_offset,
    _weekday,
    _counted,
    _iso,
    _numeric,
    _month_name,
    _week,
    _end_of,
    _weekday_and_date,
    _next_last_this,
    _after_preposition,
)


def parse_range(text: str, today: date) -> tuple[date, date] | None:
    """Return the days of a leave such as 16-22 dec, 24/12-2/1, mon-wed, w52 or fri; None for anything else."""
    folded = FROM.sub("", _plain(text).replace("–", "-"))
    monday = _coming_week(folded, today)
    if monday:
        return monday, monday + timedelta(days=6)
    single = _parse_plain(folded, today, past=False)
    if single:
        return single, single
    splits = (_between(folded[: cut.start()], folded[cut.end() :], today) for cut in BETWEEN.finditer(folded))
    return next((found for found in splits if found), None)


def _between(left: str, right: str, today: date) -> tuple[date, date] | None:
    first = _coming_week(left, today)
    if first:
        # Why a bare number after a week is a week too: in `w52-1` it is never the first of a month.
        last = _end_after(first, f"w{right}" if BARE.fullmatch(right) else right)
    elif BARE.fullmatch(left):
        last = _parse_plain(right, today, past=False)
        first = _real(last.year, last.month, int(left.rstrip("."))) if last else None
    else:
        first = _parse_plain(left, today, past=False)
        # Read from the first day on: in 24/12-2/1 January is that of the year after.
        last = _end_after(first, right) if first else None
    return (first, last) if first and last and first <= last and (last - first).days <= LONGEST_LEAVE else None


def _end_after(first: date, text: str) -> date | None:
    if BARE.fullmatch(text):
        return _real(first.year, first.month, int(text.rstrip(".")))
    monday = _coming_week(text, first)
    return monday + timedelta(days=6) if monday else _parse_plain(text, first, past=False)


def parse_length(text: str, today: date) -> tuple[int, str, date] | None:
    """Return count, unit (day, week or month) and first day of 3 days, 2 uger or 3 weeks from fri; None for others."""
    length, *start = LENGTH_FROM.split(_plain(text), maxsplit=1)
    words = _apart(length)
    if len(words) != 2 or words[1] not in daywords.units():
        return None
    count = _count(words[0])
    first = _parse_plain(start[0], today, past=False) if start else today
    return (count, daywords.units()[words[1]], first) if count is not None and first else None


def parse_weekdays(text: str) -> tuple[int, ...] | None:
    """Return the ISO weekdays of mon-fri, mon-wed or tue, in any language; None for anything else."""
    ends = [daywords.weekdays().get(part.strip().rstrip(".")) for part in fold(text).replace("–", "-").split("-")]
    # "mon-wed-fri" is refused rather than read as Monday to Friday.
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
