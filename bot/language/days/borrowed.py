"""Words before a day or an hour that another language has, read beside a day of that language by whoever types it.

Such short words as "am" and "um" mean something else, or nothing, in most languages. In "am Montag um 8:30" the weekday
says which language they are of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.language.day_names import month_names, weekday_names
from bot.language.days.lexicon import RELATIVE, TERMS, WEEKDAYS, has_digit, normal
from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES

LEADS = ("on", "by", "before", "at")
"""The terms of words before a day or an hour."""
BOUNDS = ("by", "before")
"""Those of them without which it is another day."""


@cache
def borrowed_leads(language: str) -> frozenset[str]:
    """Return the words that may stand before a day in another language alone, in their normal form."""
    return frozenset(word for leads in _leads(language).values() for word in leads)


def bounds(word: str, language: str) -> bool:
    """Whether a word says in another language alone that the day behind it is the last one, or the one after that."""
    # A name may look like one: Tom.
    return word.islower() and normal(word) in _bounds(language)


@cache
def _bounds(language: str) -> frozenset[str]:
    english = _english(BOUNDS)
    return frozenset(word for leads in _leads(language).values() for word, lead in leads.items() if lead in english)


def with_english_leads(words: Sequence[str], language: str) -> tuple[str, ...]:
    """Return words with the English word for each that leads to a day in the language of a day among them."""
    days, plain = foreign_days(language), set(map(normal, words))
    if days.keys().isdisjoint(plain):
        return tuple(words) if own_weekdays(language).isdisjoint(plain) else _with_own_day(words, language)
    leads = next(days[key] for word in words if (key := normal(word)) in days)
    return tuple(leads.get(normal(word), word) for word in words)


def _with_own_day(words: Sequence[str], language: str) -> tuple[str, ...]:
    """Return words with the English word for a foreign one right before a weekday of one's own: "am friday".

    Not behind a number, which "am" belongs to in English.
    """
    leads, weekdays = _foreign_leads(language), own_weekdays(language)
    return tuple(
        [
            leads.get(word.casefold(), word)  # Why as it is spelt: Swedish "än" is no German "an".
            if normal(behind) in weekdays and not (at and has_digit(words[at - 1]))
            else word
            for at, (word, behind) in enumerate(zip(words, (*words[1:], ""), strict=True))
        ]
    )


@cache
def _foreign_leads(language: str) -> Mapping[str, str]:
    """Return the short words, without marks, that lead to a day in other languages, and to none in one's own."""
    own = {normal(word) for code in (language, FIRST) for term in LEADS for word in _forms(code, term, short=True)}
    return {word: english for leads in _leads(language).values() for word, english in leads.items() if word not in own}


@cache
def own_weekdays(language: str) -> frozenset[str]:
    return frozenset(normal(name) for code in (language, FIRST) for name in weekday_names(code, "wide"))


@cache
def _leads(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the short words of other languages that lead to a day, by language, with the English word for each."""
    others = [code for code in LANGUAGES if code not in (language, FIRST)]
    found = {
        code: {normal(word): _english((term,))[0] for term in LEADS for word in _forms(code, term, short=True)}
        for code in others
    }
    return {code: leads for code, leads in found.items() if leads}


@cache
def foreign_days(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the words for days that neither the own language nor English has, with what leads to them."""
    own = {word for code in (language, FIRST) for word in _day_words(code)}
    found: dict[str, dict[str, str]] = {}
    for code, leads in _leads(language).items():
        for word in set(_day_words(code)) - own:
            found[word] = {**found.get(word, {}), **leads}
    return found


def _day_words(code: str) -> Iterator[str]:
    yield from (normal(name) for name in (*weekday_names(code, "wide"), *month_names(code, "wide")))
    for term in (*RELATIVE, *WEEKDAYS):
        yield from (normal(word) for word in _forms(code, term, short=False) if " " not in word)


def _english(terms: Sequence[str]) -> tuple[str, ...]:
    return tuple(_forms(FIRST, term, short=False)[0] for term in terms)


def _forms(code: str, term: str, *, short: bool) -> tuple[str, ...]:
    tables = WORD_FILES[code].tables
    forms = next(tables[table][term] for table in TERMS if term in tables[table])
    return forms.short if short else forms.long
