"""Arguments led by a keyword, such as `owner Kari` or `timezone Europe/Oslo`, and names that end at one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.arguments.basic import NAME_LIMIT
from bot.arguments.parser import Arg, Reading, Taken, Unclear
from bot.errors import UserMistake
from bot.language.dates import parse_hours, parse_weekdays
from bot.language.i18n import Words
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import KEYWORDS

DAYS_A_WEEK = 7
RHYTHM = re.compile(r"([0-9]{1,3}) ?([a-zæøåäöńę]+)")
UNIT_DAYS = {"d": 1, "w": 7, "m": 30, "u": 7, "v": 7, "t": 7}
"""Days of a unit by its first letter: day, week, month, uge and uke, vecka, tydzień."""
MONEY = re.compile(r"([0-9]{1,12}(?:[.,][0-9]{1,2})?)([mMkK]?)")
FACTORS = {"": 1, "k": 1_000, "m": 1_000_000}


@dataclass(frozen=True, kw_only=True)
class Name(Arg):
    """A name that is not known yet: all words up to the next argument."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        if not words:
            return None
        ends = (n for n in range(1, len(words)) if any(arg.recognises(words[n:], reading) for arg in after))
        count = 1 if words[0].quoted else next(ends, len(words))
        name = text_of(words[:count])
        if len(name) > NAME_LIMIT:
            raise UserMistake("args", "A name holds at most {limit} characters.", limit=NAME_LIMIT)
        return Taken(name, count)


@dataclass(frozen=True, kw_only=True)
class Labelled(Arg):
    """A keyword and the words after it, read by `meaning`, or by the argument `inner`."""

    keyword: str
    meaning: Callable[[str, Reading], object] | None = None
    inner: Arg | None = None

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        if not self.recognises(words, reading):
            return None
        rest = words[1:]
        ends = (n for n in range(1, len(rest)) if any(arg.recognises(rest[n:], reading) for arg in after))
        count = next(ends, len(rest))
        if not count:
            raise UserMistake("args", 'Something is missing after "{word}".', word=words[0].text)
        try:
            return Taken(self.read(text_of(rest[:count]), reading), 1 + count)
        except Unclear as unclear:
            raise Unclear(self.name, unclear.title, unclear.choices, 1 + count, wrong=unclear.wrong) from unclear

    def read(self, text: str, reading: Reading) -> object:
        first, _, rest = text.partition(" ")
        if rest and KEYWORDS.find(first) == self.keyword:
            text = rest
        if self.inner:
            return self.inner.read(text, reading)
        assert self.meaning is not None
        return self.meaning(text, reading)

    def restore(self, value: str, reading: Reading) -> object:
        return self.inner.restore(value, reading) if self.inner else self.read(value, reading)

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        return bool(words) and not words[0].quoted and KEYWORDS.find(words[0].text) == self.keyword

    def usage(self, say: Words | None = None) -> str:
        return f"[{KEYWORDS.label(self.keyword, say.language) if say else self.keyword} …]"


@dataclass(frozen=True, kw_only=True)
class Shaped(Arg):
    """One word that `meaning` understands; it returns None for any other."""

    meaning: Callable[[str], object | None]
    words: int = 1

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        for count in range(min(self.words, len(words)), 0, -1):
            value = self.meaning(text_of(words[:count]))
            if value is not None:
                return Taken(value, count)
        return None

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        return self.take(words, reading, ()) is not None


def money(text: str) -> int | None:
    """Return a yearly value such as 7M, 450k or 7000000; None for anything else."""
    hit = MONEY.fullmatch(text.replace("\u00a0", ""))
    return round(float(hit[1].replace(",", ".")) * FACTORS[hit[2].lower()]) if hit else None


def count(text: str, reading: Reading) -> int:
    """Return a whole number."""
    if not re.fullmatch("[0-9]{1,6}", text):
        raise UserMistake("args", "{text} is no whole number.", text=f'"{text[:40]}"')
    return int(text)


def rhythm(text: str, reading: Reading) -> int:
    """Return the days of a rhythm such as 3w or 10 days."""
    hit = RHYTHM.fullmatch(text.strip().casefold())
    days = UNIT_DAYS.get(hit[2][0], 0) * int(hit[1]) if hit else 0
    if not days:
        raise UserMistake("args", "{text} is no rhythm: type 3w or 10d.", text=f'"{text[:40]}"')
    return days


def plain(text: str, reading: Reading) -> str:
    """Return a short text as it stands."""
    if len(text) > NAME_LIMIT:
        raise UserMistake("args", "A name holds at most {limit} characters.", limit=NAME_LIMIT)
    return text


@dataclass(frozen=True, kw_only=True)
class WeekdayCounts(Arg):
    """Calls a day: one number for all workdays, or `mon-thu 8 fri 4`; the value is (weekday, calls) pairs."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        if len(words) == 1 and re.fullmatch("[0-9]{1,3}", words[0].text):
            return Taken(tuple((day, int(words[0].text)) for day in range(1, DAYS_A_WEEK + 1)), 1)
        pairs: dict[int, int] = {}
        used = 0
        while used + 1 < len(words):
            days = parse_weekdays(words[used].text)
            if not days or not re.fullmatch("[0-9]{1,3}", words[used + 1].text):
                break
            pairs |= dict.fromkeys(days, int(words[used + 1].text))
            used += 2
        return Taken(tuple(sorted(pairs.items())), used) if pairs else None

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        return self.take(words, reading, ()) is not None


@dataclass(frozen=True, kw_only=True)
class WeekHours(Arg):
    """Working hours: `mon-fri 08:00-16:00`, several such pairs; the value is (weekday, start, end) triples."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        found: dict[int, tuple[int, object, object]] = {}
        used = 0
        while used + 1 < len(words):
            days, span = parse_weekdays(words[used].text), parse_hours(words[used + 1].text)
            if not days or not span:
                break
            found |= {day: (day, *span) for day in days}
            used += 2
        return Taken(tuple(found[day] for day in sorted(found)), used) if found else None

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        return self.take(words, reading, ()) is not None
