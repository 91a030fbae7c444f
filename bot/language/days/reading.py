"""Reading days in words: all of them, those that a text begins with, or those that it ends in.

What could mean several days, or none that can be named, is a reading too: one that has to be asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Any

from bot.language.days.ahead_rules import AHEAD
from bot.language.days.behind_rules import BEHIND
from bot.language.days.borrowed import borrowed_leads, bounds, understood
from bot.language.days.found import FoundDay, FoundHour
from bot.language.days.frame import NO_DAY, WHICH_DAY, DayReading, Frame, Lead
from bot.language.days.grammar import DAYS, Grammar, Hit
from bot.language.days.hour_rules import BARE, FROM_NOW, HOURS
from bot.language.days.lexicon import has_digit, lexicon, normal
from bot.language.days.moments import day_reading, from_now, hour_reading
from bot.language.days.scan import LONGEST, Scan, scan_of
from bot.records import changed

LEADS: Grammar[Lead] = Grammar(
    DAYS,
    {
        "on [on]": lambda: Lead.ON,
        "on_ahead [on]": lambda: Lead.AHEAD,
        "by [on|on_ahead]": lambda: Lead.BY,
        "before [on|on_ahead]": lambda: Lead.BEFORE,
        "by_or_before [on|on_ahead]": lambda: Lead.BY_OR_BEFORE,
        "for [on|on_ahead]": lambda: Lead.FOR,
    },
)
"""The words before a day."""
CHANGES = frozenset({"next", "last", "this", "either", "after", "from", "every", "steering", "weekday", "unit"})
"""Terms that make a day behind them another one, or none."""
UP_TO = frozenset({Lead.BY, Lead.BEFORE, Lead.BY_OR_BEFORE})
"""Leads that such a term says nothing of: "4,200 each by Friday"."""
FOLLOWS = frozenset({"either", "weekday", "next_week", "to"})
"""Terms that make a day before them another one, or none."""
WEEKDAY = frozenset({"weekday"})
RowHits = Mapping[Grammar[Any], Sequence[Hit[Any]]]
"""The rows of terms that begin at a word, by their grammar."""
Read = Callable[[Scan, int, Frame], DayReading | None]
"""Reads a day in the words of a scan from one on."""


def may_end(word: str, language: str) -> bool:
    """Whether any day or hour can end in a word: a quick check that rules out most words of a line."""
    return normal(word) in lexicon(language).lasts or has_digit(word)


def may_begin(word: str, language: str) -> bool:
    """Whether any day or hour can begin with a word."""
    return normal(word) in day_words(language) or has_digit(word)


def may_go_on(word: str, language: str) -> bool:
    """Whether a word may stand anywhere in a day or an hour."""
    return normal(word) in _inner_words(language) or has_digit(word)


@cache
def _inner_words(language: str) -> frozenset[str]:
    return borrowed_leads(language).union(word for phrase in lexicon(language).phrases for word in phrase.split())


@cache
def day_words(language: str) -> frozenset[str]:
    """Return the words with which a day or an hour may begin, those with digits aside."""
    return borrowed_leads(language).union(lexicon(language).reach)


def read_whole(words: Sequence[str], frame: Frame) -> DayReading | None:
    """Return what all the words together say; None when they are no day, or when a word has no part in it."""
    if not words or len(words) > LONGEST or not may_begin(words[0], frame.language):
        return None
    if not may_end(words[-1], frame.language):
        return None
    return _once(_surest, understood(words, frame.language), 0, frame)


def read_end(words: Sequence[str], frame: Frame) -> DayReading | None:
    """Return what the longest row of last words says; None for no day."""
    if not words or not may_end(words[-1], frame.language):
        return None
    tail = understood(words[-LONGEST - 1 :], frame.language)
    for start in range(max(0, len(tail) - LONGEST), len(tail)):
        found = _once(_surest, tail, start, frame) if may_begin(tail[start], frame.language) else None
        if found:
            # Fewer words are not tried: in "not before fri" the "fri" alone would be a day that nobody meant.
            scan = scan_of(tail, frame.language)
            changed_by_term = found.lead not in UP_TO and _has_term(scan, start - 1, CHANGES) if start else False
            changes = start and (changed_by_term or bounds(tail[start - 1], frame.language))
            return _changed(found) if changes else found
    return None


def read_front(words: Sequence[str], frame: Frame) -> DayReading | None:
    """Return what the longest row of first words says; None for no day."""
    if not words or not may_begin(words[0], frame.language):
        return None
    return _once(_longest, understood(words[: LONGEST + 1], frame.language), 0, frame)


def _has_term(scan: Scan, at: int, terms: Set[str]) -> bool:
    return not terms.isdisjoint([name for (name, _), _ in scan.terms_at(at)])


def _changed(reading: DayReading) -> DayReading:
    return changed(reading, moments=(), why=WHICH_DAY, changed=True)


def _once(read: Read, words: tuple[str, ...], start: int, frame: Frame) -> DayReading | None:
    """Return what is read in the words from one on; the same words are read once in a frame."""
    key = (read, words[start:])
    if key not in frame.readings:
        frame.readings[key] = read(scan_of(words, frame.language), start, frame)
    return frame.readings[key]


def _longest(scan: Scan, start: int, frame: Frame) -> DayReading | None:
    """Return the longest reading of words from one on, and of those the surest."""
    found = _readings(scan, start, frame, whole=False)
    if not found:
        return None
    best = max(found, key=_length_and_surety) if len(found) > 1 else found[0]
    end = start + best.used
    changes = end < len(scan.words) and _has_term(scan, end, FOLLOWS)
    return _changed(best) if changes else _described(best, scan, start, frame)


def _surest(scan: Scan, start: int, frame: Frame) -> DayReading | None:
    """Return the surest reading of all words from one on."""
    count = len(scan.words) - start
    found = [reading for reading in _readings(scan, start, frame, whole=True) if reading.used == count]
    best = max(found, key=_surety, default=None) if len(found) != 1 else found[0]
    return _described(best, scan, start, frame) if best else None


def _described(reading: DayReading, scan: Scan, start: int, frame: Frame) -> DayReading:
    """Return a reading that says whether it is nothing but a weekday."""
    if reading.used != 1 or not _has_term(scan, start, WEEKDAY):
        return reading
    word, known = scan.words[start], lexicon(frame.language)
    return changed(reading, bare_weekday=True, short=word in known.abbreviations, lookalike=word in known.lookalikes)


def _length_and_surety(reading: DayReading) -> tuple[int, int]:
    return reading.used, _surety(reading)


def _surety(reading: DayReading) -> int:
    """Return how far a reading is sure: 2 for one moment, 1 for a question that offers some, 0 for one without."""
    return 2 if reading.sure else min(len(reading.moments), 1)


def _readings(scan: Scan, start: int, frame: Frame, *, whole: bool) -> Sequence[DayReading]:
    """Return what rows of words from one on say; `whole` where nothing may follow them.

    Read once in a frame: where the day lies ahead it makes no difference what follows.
    """
    key = (whole and frame.past, scan.typed[start:])
    if key not in frame.rows:
        frame.rows[key] = _read_rows(scan, start, frame, whole=whole)
    return frame.rows[key]


def _read_rows(scan: Scan, start: int, frame: Frame, *, whole: bool) -> list[DayReading]:
    rows = scan.rows_at(start)
    if not rows:
        return []
    found: list[DayReading] = []
    for at, lead in [(start, Lead.NONE), *[(end, lead()) for end, lead, _ in rows.get(LEADS, ())]]:
        led = scan.rows_at(at)
        for end, day, ahead in _days(led, frame):
            if lead is Lead.AHEAD and frame.past and not ahead:
                continue
            meant = Lead.BY_OR_BEFORE if at > start and _is_of_others(scan, start, at, end, frame) else lead
            found += _with_hours(scan, start, end, (meant, day, ahead), frame, whole=whole)
        if not frame.past and HOURS in led:
            found += _hours_first(scan, start, at, lead, frame)
    for end, minutes, values in rows.get(FROM_NOW, ()):
        found.append(changed(from_now(minutes(*values), frame, end - start), ahead=frame.past))
    return found


def _is_of_others(scan: Scan, start: int, at: int, end: int, frame: Frame) -> bool:
    """Whether a day of another language stands behind a word that there is another one: "for fredag", "for friday"."""
    known = lexicon(frame.language)
    if scan.spelt[start] not in known.loose:
        return False
    return any(word not in known.home for word in scan.words[at:end] if not has_digit(word))


def _days(rows: RowHits, frame: Frame) -> list[tuple[int, FoundDay, bool]]:
    """Return the days that begin at a word, and whether they lie ahead where one behind was looked for."""
    days: list[tuple[int, FoundDay, bool]] = []
    for end, rule, values in rows.get(BEHIND, ()) if frame.past else ():
        if found := rule(frame, *values):
            days.append((end, found, False))
    for end, rule, values in rows.get(AHEAD, ()):
        found = rule(frame, *values)
        if found and not frame.past:
            days.append((end, found, False))
        elif found and (found.why is NO_DAY if not found.days else found.days[0] > frame.today):
            days.append((end, found, True))
    return days


def _with_hours(
    scan: Scan, start: int, end: int, said: tuple[Lead, FoundDay, bool], frame: Frame, *, whole: bool
) -> Iterator[DayReading]:
    """Yield a day alone, and with each hour behind it."""
    lead, day, ahead = said
    alone = day_reading(lead, day, frame, end - start)
    if alone:
        yield changed(alone, ahead=True) if ahead else alone
    for last, hour in _hours(scan, end, (HOURS, BARE)) if end < len(scan.words) else ():
        reading = hour_reading(lead, day, hour, frame, last - start)
        if reading and (whole or not (frame.past and hour.times)):
            yield changed(reading, ahead=True) if ahead else reading


def _hours(scan: Scan, at: int, grammars: Sequence[Grammar[FoundHour | None]]) -> list[tuple[int, FoundHour]]:
    """Return the hours that begin at a word."""
    rows = scan.rows_at(at)
    return [
        (end, found)
        for grammar in grammars
        for end, rule, values in rows.get(grammar, ())
        # A bare number with a word behind it counts something: "fri 14 pallets".
        if (grammar is HOURS or end == len(scan.words)) and (found := rule(*values))
    ]


def _hours_first(scan: Scan, start: int, at: int, lead: Lead, frame: Frame) -> Iterator[DayReading]:
    """Yield an hour alone, and with each day behind it."""
    for end, hour in _hours(scan, at, (HOURS,)):
        alone = hour_reading(lead, None, hour, frame, end - start)
        if alone:
            yield alone
        leads = scan.rows_at(end).get(LEADS, ())
        for day_at, day_lead in ((end, Lead.NONE), *((last, found()) for last, found, _ in leads)):
            for last, day, _ in _days(scan.rows_at(day_at), frame):
                reading = hour_reading(day_lead, day, hour, frame, last - start)
                if reading:
                    yield reading
