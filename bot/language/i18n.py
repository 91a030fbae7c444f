"""Translation and formatting in every language: sentences, plurals, days, numbers.

The English sentence is the key of a catalogue. Catalogues are read from `.po` files; there is no compile step.
"""

from __future__ import annotations

import gettext
import io
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.numbers import format_decimal, get_currency_symbol

from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES
from bot.records import record

LOCALES = Path(__file__).parent / "locale"
EXAMPLE = "example"
"""The context of a command's example lines: what one would type in each language."""
BILLION = 1_000_000_000
MILLION = 1_000_000
THOUSAND = 1_000


@record
class Message:
    """A sentence declared before its reader's language is known; `text` is English."""

    context: str
    text: str


def msg(context: str, text: str) -> Message:
    """Declare a sentence that is translated later."""
    return Message(context, text)


def capitalized(text: str) -> str:
    """Return a text with a capital first letter, as a sentence and a label begin; the rest stays."""
    return text[:1].upper() + text[1:]


@record
class Quoted:
    """What somebody typed, to be shown in the quotes of the reader's language."""

    text: str


def language_of(hint: str) -> str:
    """Return the language of a locale hint such as `nb-NO` or `no`; English for a language without a catalogue."""
    short = hint.replace("_", "-").split("-")[0].casefold()
    return next((code for code, words in WORD_FILES.items() if short in (code, *words.about.hints)), FIRST)


class Translator:
    """Translates sentences into one language and formats days, times and numbers in it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse("en_GB" if language == "en" else language)
        self._catalogue = _catalogue(language)

    def t(self, context: str, message: str, **values: object) -> str:
        """Return a translated sentence with its named values, put in as they are but for those that are Quoted."""
        text: str = self._catalogue.pgettext(context, message)
        return text.format_map(self._shown(values))

    def n(self, context: str, one: str, many: str, count: int, **values: object) -> str:
        """Return the sentence in the plural form that `count` asks for; `{count}` is the number."""
        text: str = self._catalogue.npgettext(context, one, many, count)
        return text.format_map({"count": self.number(count)} | self._shown(values))

    def m(self, message: Message, **values: object) -> str:
        """Return a declared sentence, translated."""
        return self.t(message.context, message.text, **values)

    def quoted(self, text: str) -> str:
        """Return a text in the quotes of the language."""
        marks = WORD_FILES[self.language].about.quotes
        return f"{marks[0]}{text}{marks[1]}"

    def _shown(self, values: Mapping[str, object]) -> dict[str, object]:
        return {name: self.quoted(value.text) if isinstance(value, Quoted) else value for name, value in values.items()}

    def day(self, day: date) -> str:
        """Return a day in full, such as Fri 27 Nov 2026."""
        return f"{self.short_day(day)} {day.year}"

    def short_day(self, day: date) -> str:
        """Return a day without its year, such as Fri 27 Nov; numbered as its language does."""
        weekday = self.locale.days["format"]["abbreviated"][day.weekday()].rstrip(".")
        month = self.locale.months["format"]["abbreviated"][day.month].rstrip(".")
        return f"{weekday} {day.day}{WORD_FILES[self.language].about.ordinal} {month}"

    def day_at(self, day: date, hour: time | None) -> str:
        """Return a day in full with the local time on it if there is one, such as Thu 26 Nov 2026 14:00."""
        return self.with_hour(self.day(day), hour)

    def short_day_at(self, day: date, hour: time | None) -> str:
        """Return a day without its year, with the local time on it if there is one."""
        return self.with_hour(self.short_day(day), hour)

    def with_hour(self, day: str, hour: time | None) -> str:
        """Return the name of a day with a local time behind it; the name alone when there is none."""
        return self.t("day", "{day} {hour}", day=day, hour=self.hour(hour)) if hour else day

    def hour(self, hour: time) -> str:
        """Return a local time of day as its language writes it, such as 14:00 or 14.00."""
        return _hour(hour.replace(second=0, microsecond=0), self.locale)

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166 code, the code itself where it has none."""
        return str(self.locale.territories.get(code, code))

    def month(self, day: date) -> str:
        """Return the month of a day with its year, such as November 2026."""
        return f"{self.locale.months['stand-alone']['wide'][day.month]} {day.year}"

    def weekday(self, weekday: int, width: str = "wide") -> str:
        """Return the name of an ISO weekday."""
        names = self.locale.days["stand-alone"]["wide" if width == "wide" else "abbreviated"]
        return str(names[weekday - 1]).rstrip(".")

    def time(self, at: datetime) -> str:
        """Return the clock time of an instant in the zone it carries, such as 16:00."""
        return self.hour(at.time())

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number rounded to at most `digits` decimals, in the notation of the language."""
        return _number(round(value, digits), self.locale)

    def value(self, amount: int, currency: str = "") -> str:
        """Return an amount in short, to three digits, such as NOK 7M; `currency` is its ISO 4217 code."""
        short = self._short_amount(int(float(f"{amount:.3g}")) if amount >= THOUSAND else amount)
        if not currency:
            return short
        symbol = get_currency_symbol(currency, self.locale)
        # CLDR's other signs need an order of their own, as that of the euro, or are hardly written, as Swedish Nkr.
        sign = symbol if symbol.islower() else currency
        return self.t("value", "{currency} {amount}", currency=sign, amount=short)

    def _short_amount(self, amount: int) -> str:
        if amount >= BILLION:
            return self.t("value", "{amount}bn", amount=self.number(amount / BILLION, 2))
        if amount >= MILLION:
            return self.t("value", "{amount}M", amount=self.number(amount / MILLION, 2))
        if amount >= THOUSAND:
            return self.t("value", "{amount}k", amount=self.number(amount / THOUSAND, 2))
        return self.number(amount)

    def span(self, span: timedelta) -> str:
        """Return a length of time in its largest whole unit: seconds, minutes, hours or days."""
        seconds = math.floor(span.total_seconds())
        if seconds < 120:
            return self.n("span", "{count} s", "{count} s", seconds)
        if seconds < 7200:
            return self.n("span", "{count} min", "{count} min", seconds // 60)
        if seconds < 2 * 86400:
            return self.n("span", "{count} hour", "{count} hours", seconds // 3600)
        return self.n("span", "{count} day", "{count} days", seconds // 86400)

    def join(self, parts: Iterable[str]) -> str:
        """Return the parts that are not empty, with a dot between them."""
        return " · ".join(part for part in parts if part)


@lru_cache(1024)
def _number(value: float, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(1440)
def _hour(hour: time, locale: Locale) -> str:
    from babel.dates import format_time  # noqa: PLC0415 - looks for the machine's zone when it is loaded

    return format_time(hour, "short", locale=locale)


@cache
def translator_for(language: str) -> Translator:
    """Return the translator of a language; English for a language without a catalogue."""
    return Translator(language if language in LANGUAGES else FIRST)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "snurr.po"
    if language == FIRST or not path.exists():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - what speaks English alone reads no catalogue
    from babel.messages.pofile import read_po  # noqa: PLC0415 - the same

    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
