"""The words of days and hours that people of one language may type: CLDR's names, and the word files' other words.

Long forms are everybody's; short ones, such as weekdays' abbreviations, are those of the person's language and English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from functools import cache

from bot.language.day_names import CONTEXTS, WIDTHS, NameWidth, month_names, weekday_names
from bot.language.names import cached_if_short, fold, spelt_out
from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES
from bot.records import record

Term = tuple[str, object]
"""What a word or phrase may stand for: the name of the term, and its value; None for words that only lead or join."""
RELATIVE = {"today": 0, "tomorrow": 1, "after_tomorrow": 2, "yesterday": -1, "before_yesterday": -2}
"""The days that have a name, by their distance from today."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("day", "week", "month", "year")
TIME_UNITS = {"hour": 60, "minute": 1, "quarter": 15}
"""Minutes."""
ROWS = ("counts", "spoken", "half", "half_counts", "fives")
"""Terms whose lists are numbered: their n-th row says n."""
STOPS = ".,!;:?"
"""Signs that may stand behind a word."""
OF_WEEKDAYS = ("last_weekday", "weekday_morning", "weekday_afternoon", "weekday_evening")
"""Terms whose words hold the name of a weekday."""
TERMS = ("days", "hours")
INSIDE = frozenset({"and", "and_half"})
"""Terms that no day and no hour begins with."""
HALF = 30


@record(kw_only=True)
class Lexicon:
    """Phrases in their normal form with what they may stand for; the last words of all of them."""

    phrases: Mapping[str, tuple[Term, ...]]
    marked: Mapping[str, tuple[Term, ...]]
    """Those that count only as they are spelt, with marks such as ø or without."""
    reach: Mapping[str, int]
    """How many words the longest phrase has, by its first word."""
    firsts: frozenset[str]
    """The first words of those that a day or an hour may begin with."""
    lasts: frozenset[str]
    abbreviations: frozenset[str]
    """The short names of weekdays."""
    loose: frozenset[str]
    """Words before a day, as they are spelt, that mean another one without its mark in another language."""
    home: frozenset[str]
    """The words of days in the language in which a person means such a word."""
    dotted: frozenset[str]
    """The short names of weekdays and months, behind which a point may stand."""
    lookalikes: frozenset[str]
    """Those of them that are English, and look like another word of the person's language."""


@cached_if_short
def normal(word: str) -> str:
    """Return a word in the form in which it is looked up; a number keeps the point behind it."""
    # Folding turns "²" and full-width digits into ordinary ones, and a note would end in a day.
    if not word.isascii() and any(char.isdigit() and not char.isascii() for char in word):
        return ""
    folded = fold(word)
    stripped = folded.rstrip(STOPS)
    return stripped + "." if stripped[-1:].isdigit() and folded[len(stripped) :].startswith(".") else stripped


@cached_if_short
def has_digit(word: str) -> bool:
    """Whether a word has a digit in its normal form."""
    return any(map(str.isdigit, normal(word)))


@cached_if_short
def spelt(word: str) -> str:
    """Return a word with its marks, without capitals and the signs behind it."""
    return word.casefold().rstrip(STOPS)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words that people of a language may type."""
    found: dict[str, dict[Term, None]] = {}
    marked: dict[str, dict[Term, None]] = {}
    for phrase, term in _all_terms(language):
        key = " ".join(word for part in phrase.split() if (word := normal(part)))
        if key:
            found.setdefault(key, {})[term] = None
        if (as_spelt := " ".join(spelt(part) for part in phrase.split())) != key:
            marked.setdefault(as_spelt, {})[term] = None
    loose = frozenset(word for code in LANGUAGES for word in _forms(code, "loose"))
    own_before = {normal(word) for word in _forms(language, "before")}
    for word in loose - own_before:
        # English "for" looks like Danish "før" without its mark, which is before.
        marked[word] = {**{term: None for term in found.get(word, ()) if term[0] != "before"}, ("for", None): None}
    own, english = _abbreviations(language), _abbreviations(FIRST)
    for short in own & found.keys():
        # One's own short form beats a word of another language: German "Do" is Thursday, and no Polish "by".
        found[short] = {term: None for term in found[short] if term[0] == "weekday"} or found[short]
    return Lexicon(
        phrases={phrase: tuple(terms) for phrase, terms in found.items()},
        marked={phrase: tuple(terms) for phrase, terms in marked.items()},
        reach={first: 1 + len(rest) for first, *rest in sorted((phrase.split() for phrase in found), key=len)},
        firsts=frozenset(
            phrase.split()[0] for phrase, terms in found.items() if any(_may_begin(term) for term in terms)
        ),
        lasts=frozenset(phrase.split()[-1] for phrase, terms in found.items() if any(_may_end(term) for term in terms)),
        abbreviations=own | english,
        loose=loose,
        home=_home(language, (language,) if loose & own_before else (language, FIRST)),
        dotted=own | english | _short_months(language) | _short_months(FIRST),
        lookalikes=english & {normal(word) for word in _forms(language, "lookalikes")},
    )


def speaker_of(word: str, language: str) -> str:
    """Return another language in which a word is the short name of a weekday; "" for none, and for one's own.

    One with a capital that its language writes without is a person's: Norwegian "tor" is Thursday, and Tor is not.
    """
    key = normal(word)
    if not key or key in lexicon(language).phrases:
        return ""
    # Why as it is spelt: a son is no "sön".
    codes = (code for code in LANGUAGES if spelt(word) in _spelt_abbreviations(code))
    return next((code for code in codes if not word.istitle() or _is_capital(code)), "")


@cache
def _is_capital(code: str) -> bool:
    """Whether weekdays begin with a capital in a language."""
    return weekday_names(code, "abbreviated")[0].istitle()


@cache
def _spelt_abbreviations(code: str) -> frozenset[str]:
    return frozenset(spelt(name) for name, _ in _weekdays(code, "abbreviated"))


def _home(language: str, codes: Iterable[str]) -> frozenset[str]:
    """Return the words of days in some languages, short ones too."""
    phrases = (phrase for code in codes for phrase, _ in (*_names_in(code, language), *_terms_in(code, language)))
    return frozenset(normal(word) for phrase in phrases for word in phrase.split())


def _abbreviations(code: str) -> frozenset[str]:
    named = {normal(name) for name, _ in _weekdays(code, "abbreviated")}
    return frozenset(named | {normal(word) for name in WEEKDAYS for word in _forms(code, name, own=True)})


def _short_months(code: str) -> frozenset[str]:
    return frozenset(normal(name) for name in month_names(code, "abbreviated"))


def _may_begin(term: Term) -> bool:
    return term[0] not in INSIDE


def _may_end(term: Term) -> bool:
    """Whether a day or an hour can end in a term."""
    return term[0] in ENDING or (term[1] is not None and term[0] not in ("count", "half_count"))


ENDING = frozenset(
    {
        "ago",
        "at_latest",
        "earlier_today",
        "today_morning",
        "today_afternoon",
        "today_evening",
        "weekend",
        "next_week",
        "this_week",
        "last_week",
        "week_later",
        "week_after_next",
        "next_month",
        "this_month",
        "last_month",
        "end_of_day",
        "end_of_week",
        "in_week",
        "end_of_month",
        "end_of_year",
        "last_workday_of_month",
        "vague",
        "seasons",
        "noon",
        "morning",
        "afternoon",
        "after_lunch",
        "evening",
        "am",
        "pm",
        "am_of_day",
        "pm_of_day",
        "half_hour",
        "three_quarters",
        "and_half",
        "sharp",
        "in_an_hour",
        "in_a_quarter",
        "oclock",
    }
)
"""Terms without a value in which a day or an hour can end."""


def _all_terms(language: str) -> Iterator[tuple[str, Term]]:
    for code in LANGUAGES:
        yield from _names_in(code, language)
    for code in LANGUAGES:
        yield from _terms_in(code, language)


def _terms_in(code: str, language: str) -> Iterator[tuple[str, Term]]:
    for table in TERMS:
        for name in WORD_FILES[FIRST].tables[table]:
            yield from _terms_of(code, name, language)


def _terms_of(code: str, name: str, language: str) -> Iterator[tuple[str, Term]]:
    """Yield the phrases of a term in one language that people of another one may type, with what they stand for."""
    if name in ("lookalikes", "loose"):
        return
    if name in ROWS:
        for number, row in enumerate(_forms(code, name), 1):
            for word in row.split("|"):
                yield word, _numbered(name, number)
                if name == "half" and (digits := _in_digits(word, code)):
                    yield digits, _numbered(name, number)
        return
    for word in (*_forms(code, name), *(_forms(code, name, own=True) if code in (language, FIRST) else ())):
        if name in OF_WEEKDAYS:
            yield from ((word.format(day=day), (name, number)) for day, number in _weekdays(code, "wide"))
        else:
            yield word, _valued(name)


def _in_digits(phrase: str, code: str) -> str:
    """Return half an hour with its hour in digits, as in "half past 9"; "" where its last word is no number."""
    first, _, last = phrase.rpartition(" ")
    rows = (row.split("|") for row in _forms(code, "spoken"))
    hour = next((number for number, words in enumerate(rows, 1) if last in words), 0)
    return f"{first} {hour}" if hour else ""


def _forms(code: str, name: str, *, own: bool = False) -> tuple[str, ...]:
    """Return the long forms of a term in a language, or the short ones that are its `own`."""
    tables = WORD_FILES[code].tables
    forms = next(tables[table][name] for table in TERMS if name in tables[table])
    return forms.short if own else forms.long


def _numbered(name: str, number: int) -> Term:
    match name:
        case "counts":
            return ("count", number)
        case "fives":
            return ("count", 5 * number)
        case "half":
            return ("half", time(number, HALF))
        case "half_counts":
            return ("half_count", 2 * number + 1)
        case _:
            return ("spoken", number)


def _valued(name: str) -> Term:
    """Return the term of a name with its value."""
    if name in RELATIVE:
        return ("relative", RELATIVE[name])
    if name in WEEKDAYS:
        return ("weekday", WEEKDAYS.index(name) + 1)
    if name in UNITS:
        return ("unit", name)
    if name in TIME_UNITS:
        return ("time_unit", TIME_UNITS[name])
    if name == "fortnight":
        return ("span", (2, "week"))
    if name == "september":
        return ("short_month", 9)
    return (name, None)


def _names_in(code: str, language: str) -> Iterator[tuple[str, Term]]:
    """Yield CLDR's names of weekdays and months in a language: in full, in short in one's own and in English."""
    for width in WIDTHS if code in (language, FIRST) else WIDTHS[:1]:
        yield from ((name, ("weekday", number)) for name, number in _weekdays(code, width))
        for context in CONTEXTS:
            for number, name in enumerate(month_names(code, width, context), 1):
                if not name.isdigit():
                    term = ("month" if width == "wide" else "short_month", number)
                    yield from ((spelling, term) for spelling in {name, spelt_out(name)})


def _weekdays(code: str, width: NameWidth) -> Iterator[tuple[str, int]]:
    for context in CONTEXTS:
        for number, name in enumerate(weekday_names(code, width, context), 1):
            yield from ((spelling, number) for spelling in {name.rstrip("."), spelt_out(name.rstrip("."))})
