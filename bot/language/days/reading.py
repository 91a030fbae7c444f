"""Reading days in words: all of them, those that a text begins with, or those that it ends in.

What could mean several days, or none that can be named, is a reading too: one that has to be asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from itertools import groupby

from bot.language.days.borrowed import bounds
from bot.language.days.frame import WHICH_DAY, DayReading, Frame, Lead, PersonalError
from bot.language.days.lexicon import lexicon
from bot.language.days.marks import BEGIN, END, WITHIN, day_marks, understood
from bot.language.days.rows import DayRow, DayRows
from bot.language.days.scan import LONGEST, Scan, scan_of
from bot.records import changed

CHANGES = frozenset({"next", "last", "this", "either", "after", "from", "every", "steering", "weekday", "unit"})
"""Terms that make a day behind them another one, or none."""
UP_TO = frozenset({Lead.BY, Lead.BEFORE, Lead.BY_OR_BEFORE})
"""Leads that such a term says nothing of: "4,200 each by Friday"."""
FOLLOWS = frozenset({"either", "weekday", "next_week", "to"})
"""Terms that make a day before them another one, or none."""
WEEKDAY = frozenset({"weekday"})
Read = Callable[[tuple[str, ...], Frame], DayReading | None]
"""Reads a day in words."""
NO_PART = "–"
"""Stands for a word that has no part in any day."""
KEPT = 256
"""DayRows of words that are kept at most, with what they say, for a day, language and aim."""


def read_whole(words: Sequence[str], frame: Frame) -> DayReading | None:
    """Return what all the words together say; None when they are no day, or when a word has no part in it."""
    marks = day_marks(frame.language)
    if not words or not marks[words[-1]] & END or not marks[words[0]] & BEGIN or len(words) > LONGEST:
        return None
    if any(not marks[word] & WITHIN for word in words):
        return None
    return _once(_surest, understood(words, frame.language), frame)


def read_end(words: Sequence[str], frame: Frame) -> DayReading | None:
    """Return what the longest row of last words says; None for no day."""
    marks = day_marks(frame.language)
    if not words or not marks[words[-1]] & END:
        return None
    tail = understood(words[-LONGEST - 1 :], frame.language)
    first = len(tail)
    while first and len(tail) - first < LONGEST and marks[tail[first - 1]] & WITHIN:
        first -= 1
    # A number alone is no day: many a note ends in one.
    for start in range(first, len(tail) - tail[-1].isdecimal()):
        found = _once(_surest, tail[start:], frame) if marks[tail[start]] & BEGIN else None
        if found:
            # Fewer words are not tried: in "not before fri" the "fri" alone would be a day that nobody meant.
            before = tail[start - 1] if start else ""
            led = marks[before] & WITHIN and _is_changed(found, tail[start - 1 :], frame.language)
            return _changed(found) if led or bounds(before, frame.language) else found
    return None


def _is_changed(found: DayReading, words: tuple[str, ...], language: str) -> bool:
    """Whether a term that the first of words is makes another day of what the others say."""
    return found.lead not in UP_TO and _has_term(scan_of(words, language), 0, CHANGES)


def read_front(words: Sequence[str], frame: Frame) -> DayReading | None:
    """Return what the longest row of first words says; None for no day."""
    marks = day_marks(frame.language)
    if not words or not marks[words[0]] & BEGIN:
        return None
    front = understood(words[: LONGEST + 1], frame.language)
    end = next((at for at, word in enumerate(front) if not marks[word] & WITHIN), len(front))
    # Of what follows a day it counts only that it does.
    return _once(_longest, front if end == len(front) else (*front[:end], NO_PART), frame)


def _has_term(scan: Scan, at: int, terms: Set[str]) -> bool:
    return not terms.isdisjoint([name for (name, _), _ in scan.terms_at(at)])


def _changed(reading: DayReading) -> DayReading:
    return changed(reading, moments=(), why=WHICH_DAY, changed=True)


def _once(read: Read, words: tuple[str, ...], frame: Frame) -> DayReading | None:
    """Return what is read in words: once for everybody in the frame of the day, or else once in the person's own."""
    everybody, asked = frame.everybody, (read, words)
    if asked in everybody.readings:
        return everybody.readings[asked]
    if asked not in everybody.personal:
        _make_room(everybody)
        try:
            found = everybody.readings[asked] = read(words, everybody)
        except PersonalError:
            everybody.personal.add(asked)
        else:
            return found
    if asked not in frame.readings:
        frame.readings[asked] = read(words, frame)
    return frame.readings[asked]


def _make_room(everybody: Frame) -> None:
    """Forget what was read in a frame that many lines share, when it is KEPT readings."""
    if len(everybody.readings) + len(everybody.personal) >= KEPT:
        everybody.readings.clear()
        everybody.personal.clear()


def _longest(words: tuple[str, ...], frame: Frame) -> DayReading | None:
    """Return the longest reading of first words, and of those the surest."""
    scan = scan_of(words, frame.language)
    rows = sorted(DayRows(scan, frame, whole=False).all(), key=_length, reverse=True)
    for used, longest in groupby(rows, key=_length):
        if best := _best(longest):
            changes = used < len(words) and _has_term(scan, used, FOLLOWS)
            return _changed(best) if changes else _described(best, scan, frame)
    return None


def _surest(words: tuple[str, ...], frame: Frame) -> DayReading | None:
    """Return the surest reading of all words."""
    scan = scan_of(words, frame.language)
    best = _best(row for row in DayRows(scan, frame, whole=True).all() if row[0] == len(words))
    return _described(best, scan, frame) if best else None


def _length(row: DayRow) -> int:
    return row[0]


def _best(rows: Iterable[DayRow]) -> DayReading | None:
    """Return the surest of what rows say."""
    found = [reading for _, read in rows if (reading := read())]
    return max(found, key=_surety) if len(found) > 1 else found[0] if found else None


def _described(reading: DayReading, scan: Scan, frame: Frame) -> DayReading:
    """Return a reading that says whether it is nothing but a weekday."""
    if reading.used != 1 or not _has_term(scan, 0, WEEKDAY):
        return reading
    word, known = scan.words[0], lexicon(frame.language)
    return changed(reading, bare_weekday=True, short=word in known.abbreviations, lookalike=word in known.lookalikes)


def _surety(reading: DayReading) -> int:
    """Return how far a reading is sure: 2 for one moment, 1 for a question that offers some, 0 for one without."""
    return 2 if reading.sure else min(len(reading.moments), 1)
