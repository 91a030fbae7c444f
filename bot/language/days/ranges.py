"""Leave in words: a range, a week, a length that ends by itself, or a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from bot.language.day_arithmetic import plus_days, plus_months
from bot.language.days.calendar_days import (
    DAYS_A_WEEK,
    FRIDAY,
    coming_week,
    last_of_month,
    on_weekday,
    real,
)
from bot.language.days.frame import UNTIL_WHEN, WHICH_DAY, Aim, Frame, Lead
from bot.language.days.reading import read_whole
from bot.language.days.scan import LONGEST, Scan
from bot.language.i18n import Message
from bot.language.names import fold
from bot.language.phrases import typable
from bot.records import record

LONGEST_LEAVE = 366
"""Days."""
MOST_WORDS = 2 * LONGEST + 1
"""Words of the longest leave: two days, and one between them."""
BARE = re.compile(r"[0-9]{1,2}\.?")
DASHES = str.maketrans("–—", "--")
LEADS = frozenset({"by", "on", "ago_before"})
"""Terms that may stand between a first day and a length, or before a length."""
BETWEEN = frozenset({"to", "by"})
"""Terms that may stand between the two ends of a range."""
UP_TO = frozenset({"by"})
"""Terms that may lead to the end of a leave, or to the time of it: Danish "til næste uge" is both."""
OFFERED = (1, 2)
"""Weeks of leave that are offered where no end was said."""

Span = tuple[date, date]
"""First and last day, both included."""


@record(kw_only=True)
class LeaveReading:
    """What words say about a leave: one span where they are sure; several, and `why`, where they have to be asked."""

    spans: tuple[Span, ...]
    why: Message | None = None


def read_leave(text: str, frame: Frame) -> LeaveReading | None:
    """Return the leave that a text says; None for no leave, and for one that is longer than LONGEST_LEAVE days."""
    words = text.translate(DASHES).split()
    if len(words) > MOST_WORDS:
        return None
    if len(words) > 1 and _is_any(words[-1], frozenset({"included"}), frame):
        words.pop()
    found = _length(words, frame) or _whole_time(words, frame) or _range(words, frame)
    found = found or _both(words, frame) or _single(words, frame)
    fits = found and all(first <= last and (last - first).days <= LONGEST_LEAVE for first, last in found.spans)
    return found if fits else None


def _sure(first: date, last: date) -> LeaveReading:
    return LeaveReading(spans=((first, last),))


def _length(words: Sequence[str], frame: Frame) -> LeaveReading | None:
    """Read `3 weeks`, `3 weeks from fri` and `from fri for 3 weeks`."""
    scan = Scan(words, frame.language)
    for start in range(len(words)):
        for (name, value), end in scan.terms_at(start):
            if name not in ("span", "glued_span") or (start and end < len(words)):
                continue
            first = _first_day(scan, words[:start] if start else words[end:], frame)
            if first and isinstance(value, tuple):
                count, unit = value
                return _of_length(first, count, unit, frame)
    return None


def _first_day(scan: Scan, words: Sequence[str], frame: Frame) -> date | None:
    """Return the day on which a length starts: today when nothing says another one."""
    rest = list(words)
    while rest and _is_any(rest[-1], LEADS, frame):
        rest.pop()
    rest = _behind_from(rest, frame)
    return _day(rest, frame) if rest else frame.today


def _behind_from(words: Sequence[str], frame: Frame) -> list[str]:
    """Return words without what leads to a first day, such as from."""
    terms = Scan(words, frame.language).terms_at(0) if words else ()
    return list(words[max((end for (name, _), end in terms if name == "from"), default=0) :])


def _before_onward(words: list[str], frame: Frame) -> list[str]:
    """Return words without what says at their end that the days go on, such as onwards."""
    scan = Scan(words, frame.language)
    ends = (at for at in range(1, len(words)) if ("onward", len(words)) in ((n, e) for (n, _), e in scan.terms_at(at)))
    return words[: next(ends, len(words))]


def _is_any(word: str, names: frozenset[str], frame: Frame) -> bool:
    return any(name in names for (name, _), _ in Scan([word], frame.language).terms_at(0))


def _of_length(first: date, count: int, unit: str, frame: Frame) -> LeaveReading | None:
    """Return workdays of the person's own calendar, or whole weeks, months or years; None for none."""
    if not count:
        return None
    match unit:
        case "week":
            return _sure(first, plus_days(first, DAYS_A_WEEK * count - 1))
        case "month" | "year":
            months = count * (12 if unit == "year" else 1)
            return _sure(first, plus_days(plus_months(first, months), -1))
        case _:
            last = first = frame.own_workdays.next_workday(plus_days(first, -1))
            for _ in range(min(count, LONGEST_LEAVE + 1) - 1):
                last = frame.own_workdays.next_workday(last)
            return _sure(first, last)


def _whole_time(words: Sequence[str], frame: Frame) -> LeaveReading | None:
    """Read a week or a month as a whole; leave until one ends the day before; "til" and the like are asked about."""
    scan = Scan(words, frame.language)
    start = 1 if words and len(words) > 1 and _is_any(words[0], LEADS, frame) else 0
    for (name, value), end in (*scan.terms_at(0), *(scan.terms_at(start) if start else ())):
        if end == len(words) and (span := _span_of(name, value, frame)):
            return _up_to(words[0], span, frame) if start and span[0] > frame.today else _sure(*span)
    return None


def _up_to(lead: str, span: Span, frame: Frame) -> LeaveReading:
    """Return the leave of a word such as until and a time as a whole."""
    before = (frame.today, plus_days(span[0], -1))
    if _is_any(lead, frozenset({"until"}), frame):
        return _sure(*before)
    return LeaveReading(spans=(before, span), why=WHICH_DAY) if _is_any(lead, UP_TO, frame) else _sure(*span)


def _span_of(name: str, value: object, frame: Frame) -> Span | None:
    monday = on_weekday(frame.today, 1)
    match name, value:
        case "week", int(number):
            week = coming_week(number, frame.today)
            return (week, plus_days(week, DAYS_A_WEEK - 1)) if week else None
        case "next_week", _:
            return plus_days(monday, DAYS_A_WEEK), plus_days(monday, 2 * DAYS_A_WEEK - 1)
        case "this_week" | "end_of_week", _:
            return frame.today, max(frame.today, plus_days(monday, FRIDAY - 1))
        case "next_month", _:
            first = plus_months(frame.today.replace(day=1), 1)
            return first, last_of_month(first)
        case "month", int(month):
            first = date(frame.today.year + (month < frame.today.month), month, 1)
            return max(first, frame.today), last_of_month(first)
        case _:
            return None


def _range(words: Sequence[str], frame: Frame) -> LeaveReading | None:
    rest = _behind_from(words, frame)
    found = (_between(left, right, frame) for left, right in _halves(rest, frame))
    return next((span for span in found if span), None)


def _halves(words: Sequence[str], frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each word or dash that may stand between the ends of a range."""
    text = " ".join(words)
    yield from ((text[: cut.start()].strip(), text[cut.end() :].strip()) for cut in re.finditer("-", text))
    scan = Scan(words, frame.language)
    for at in range(1, len(words) - 1):
        for (name, _), end in scan.terms_at(at):
            if name in BETWEEN:
                yield " ".join(words[:at]), " ".join(words[end:])


def _between(left: str, right: str, frame: Frame) -> LeaveReading | None:
    week = _span_of_week(left, frame)
    first: date | None
    last: date | None
    if week:
        first = week[0]
        # Why a bare number after a week is a week too: in `w52-1` it is never the first of a month.
        after = _at(week[0], frame)
        until = _span_of_week(f"{left.rstrip('0123456789. ')} {right}" if BARE.fullmatch(right) else right, after)
        last = until[1] if until else _day(right.split(), after)
    elif BARE.fullmatch(left):
        last = _day(right.split(), frame)
        first = real(last.year, last.month, int(left.rstrip("."))) if last else None
    else:
        first = _day(left.split(), frame)
        # Read from the first day on: in 24/12-2/1 January is that of the year after.
        last = _end_after(first, right, frame) if first else None
    return _sure(first, last) if first and last and first <= last else None


def _both(words: Sequence[str], frame: Frame) -> LeaveReading | None:
    """Read two days, as in "thursday and friday"; where other days lie between them it is asked."""
    joins = typable("clauses", "joins", frame.language)
    for at in range(1, len(words) - 1):
        first = _day(words[:at], frame) if fold(words[at]) in joins else None
        last = _end_after(first, " ".join(words[at + 1 :]), frame) if first else None
        if first and last and first < last:
            if frame.own_workdays.next_workday(first) >= last or plus_days(first, 1) == last:
                return _sure(first, last)
            return LeaveReading(spans=((first, first), (last, last), (first, last)), why=WHICH_DAY)
    return None


def _end_after(first: date, text: str, frame: Frame) -> date | None:
    if BARE.fullmatch(text):
        return real(first.year, first.month, int(text.rstrip(".")))
    after = _at(first, frame)
    week = _span_of_week(text, after)
    return week[1] if week else _day(text.split(), after)


def _at(day: date, frame: Frame) -> Frame:
    """Return the frame as it is at the beginning of another day."""
    return replace(frame, now=datetime.combine(day, time.min, frame.now.tzinfo))


def _span_of_week(text: str, frame: Frame) -> Span | None:
    scan = Scan(text.split(), frame.language)
    found = (value for (name, value), end in scan.terms_at(0) if name == "week" and end == len(scan.words))
    return next((span for value in found if (span := _span_of("week", value, frame))), None)


def _day(words: Sequence[str], frame: Frame) -> date | None:
    """Return the day that words surely are; a number with a point is one, since beside a day it is no price."""
    reading = read_whole(words, replace(frame, aim=Aim.UNTIL))
    sure = reading and reading.moments and (reading.sure or len(reading.moments) == 1)
    return reading.moments[0].day if reading and sure else None


def _single(words: Sequence[str], frame: Frame) -> LeaveReading | None:
    """Read one day, the days up to one, and the days from one on, whose end is asked."""
    rest = _before_onward(_behind_from(words, frame), frame)
    open_end = len(rest) < len(words)
    reading = read_whole(rest, replace(frame, aim=Aim.UNTIL))
    if reading is None or not reading.moments:
        return None
    days = [moment.day for moment in reading.moments]
    if open_end:
        return LeaveReading(spans=_open_spans(days[0]), why=UNTIL_WHEN)
    if reading.lead in (Lead.BY, Lead.BEFORE, Lead.BY_OR_BEFORE):
        return LeaveReading(spans=tuple((frame.today, day) for day in days), why=reading.why)
    return LeaveReading(spans=tuple((day, day) for day in days), why=reading.why or (WHICH_DAY if days[1:] else None))


def _open_spans(first: date) -> tuple[Span, ...]:
    weeks = tuple((first, plus_days(first, DAYS_A_WEEK * count - 1)) for count in OFFERED)
    return ((first, first), *weeks)
