"""The rows of words that say a day, an hour, or both, and what each of them says in a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from bot.language.days.ahead_rules import AHEAD
from bot.language.days.behind_rules import BEHIND
from bot.language.days.found import FoundDay, FoundHour
from bot.language.days.frame import NO_DAY, DayReading, Frame, Lead
from bot.language.days.grammar import DAYS, Grammar, Hit
from bot.language.days.hour_rules import BARE, FROM_NOW, HOURS, SHARP
from bot.language.days.lexicon import has_digit, lexicon
from bot.language.days.moments import day_reading, from_now, hour_reading
from bot.language.days.scan import Scan
from bot.records import changed, record

LEADS: Grammar[Lead] = Grammar(
    DAYS,
    {
        "on [on]": lambda: Lead.ON,
        "on_ahead [on]": lambda: Lead.AHEAD,
        "by [by] [on|on_ahead]": lambda: Lead.BY,
        "before [on|on_ahead]": lambda: Lead.BEFORE,
        "by_or_before [on|on_ahead]": lambda: Lead.BY_OR_BEFORE,
        "for [on|on_ahead]": lambda: Lead.FOR,
    },
)
"""The words before a day."""
LATEST: Grammar[Lead] = Grammar(DAYS, {"at_latest": lambda: Lead.BY})
"""The words behind a day that say what one before it does."""
DayRow = tuple[int, Callable[[], DayReading | None]]
"""How many words a row has, and what reads it."""
ReadDay = Callable[[], tuple[FoundDay, bool] | None]
"""Reads a day, and whether it lies ahead where one behind was looked for."""
DayRule = Callable[..., FoundDay | None]


@record
class DayRows:
    """The rows that the words of a scan begin with; `whole` where nothing may follow them.

    None is read before somebody asks for it: of most words one row alone is long enough.
    """

    scan: Scan
    frame: Frame
    whole: bool

    def all(self) -> Iterator[DayRow]:
        """Yield the rows."""
        rows = self.scan.rows_at(0)
        for at, lead in [(0, Lead.NONE), *[(end, lead()) for end, lead, _ in rows.get(LEADS, ())]]:
            for end, day in self._days(at):
                yield end, partial(self._day, at, end, lead, day)
                for last, by, _ in self._behind_day(end):
                    yield last, partial(self._day, at, last, by(), day)
                for last, hour in self._hours(end, (HOURS, BARE, SHARP)):
                    yield last, partial(self._day_and_hour, at, end, lead, day, hour, last)
            if not self.frame.past:
                begun = self.scan.rows_at(at)
                if HOURS in begun:
                    yield from self._hours_first(at, lead)
                if SHARP in begun:
                    yield from self._hours_alone(at, lead)
        for end, minutes, values in rows.get(FROM_NOW, ()):
            yield end, partial(self._from_now, minutes(*values), end)

    def _behind_day(self, at: int) -> Sequence[Hit[Lead]]:
        """Return the words that say behind a day that it is the latest one."""
        return self.scan.rows_at(at).get(LATEST, ()) if at < len(self.scan.words) else ()

    def _days(self, at: int) -> Iterator[tuple[int, ReadDay]]:
        """Yield where the days that begin at a word end, and what reads them."""
        rows = self.scan.rows_at(at)
        for end, rule, values in rows.get(BEHIND, ()) if self.frame.past else ():
            yield end, partial(self._behind, rule, values)
        for end, rule, values in rows.get(AHEAD, ()):
            yield end, partial(self._ahead, rule, values)

    def _behind(self, rule: DayRule, values: tuple[Any, ...]) -> tuple[FoundDay, bool] | None:
        found = rule(self.frame, *values)
        return (found, False) if found else None

    def _ahead(self, rule: DayRule, values: tuple[Any, ...]) -> tuple[FoundDay, bool] | None:
        found = rule(self.frame, *values)
        if found is None or not self.frame.past:
            return (found, False) if found else None
        ahead = found.days[0] > self.frame.today if found.days else found.why is NO_DAY
        return (found, True) if ahead else None

    def _day(self, at: int, end: int, lead: Lead, read: ReadDay) -> DayReading | None:
        """Return the reading of a day alone."""
        found = read()
        if found is None or (lead is Lead.AHEAD and self.frame.past and not found[1]):
            return None
        reading = day_reading(self._meant(at, end, lead), found[0], self.frame, end)
        return changed(reading, ahead=True) if reading and found[1] else reading

    def _day_and_hour(
        self, at: int, end: int, lead: Lead, read: ReadDay, hour: FoundHour, last: int
    ) -> DayReading | None:
        """Return the reading of a day and an hour behind it; of a day behind it is one only where nothing follows."""
        found = read()
        if found is None or (self.frame.past and ((lead is Lead.AHEAD and not found[1]) or self._goes_on(hour))):
            return None
        reading = hour_reading(self._meant(at, end, lead), found[0], hour, self.frame, last)
        return changed(reading, ahead=True) if reading and found[1] else reading

    def _goes_on(self, hour: FoundHour) -> bool:
        return bool(hour.times) and not self.whole

    def _meant(self, at: int, end: int, lead: Lead) -> Lead:
        """Return the lead of a day; a word may say that there is another one: "for fredag", but not "for friday"."""
        known = lexicon(self.frame.language)
        if not at or self.scan.spelt[0] not in known.loose:
            return lead
        of_others = any(word not in known.home for word in self.scan.words[at:end] if not has_digit(word))
        return Lead.BY_OR_BEFORE if of_others else lead

    def _hours(self, at: int, grammars: Sequence[Grammar[FoundHour | None]]) -> list[tuple[int, FoundHour]]:
        """Return the hours that begin at a word."""
        rows = self.scan.rows_at(at) if at < len(self.scan.words) else {}
        return [
            (end, found)
            for grammar in grammars
            for end, rule, values in rows.get(grammar, ())
            # A bare number with a word behind it counts something: "fri 14 pallets".
            if (grammar is HOURS or end == len(self.scan.words)) and (found := rule(*values))
        ]

    def _hours_first(self, at: int, lead: Lead) -> Iterator[DayRow]:
        """Yield an hour alone, and with each day behind it."""
        for end, hour in self._hours(at, (HOURS,)):
            yield end, partial(hour_reading, lead, None, hour, self.frame, end)
            leads = self.scan.rows_at(end).get(LEADS, ())
            for day_at, day_lead in ((end, Lead.NONE), *((last, found()) for last, found, _ in leads)):
                for last, day in self._days(day_at):
                    yield last, partial(self._hour_and_day, day_lead, day, hour, last)

    def _hours_alone(self, at: int, lead: Lead) -> Iterator[DayRow]:
        """Yield an hour that no day follows."""
        for end, hour in self._hours(at, (SHARP,)):
            yield end, partial(hour_reading, lead, None, hour, self.frame, end)

    def _hour_and_day(self, lead: Lead, read: ReadDay, hour: FoundHour, last: int) -> DayReading | None:
        found = read()
        return hour_reading(lead, found[0], hour, self.frame, last) if found else None

    def _from_now(self, minutes: int, end: int) -> DayReading:
        return changed(from_now(minutes, self.frame, end), ahead=self.frame.past)
