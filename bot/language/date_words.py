"""The vocabulary of days in five languages: weekdays and months from CLDR, the rest listed here."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

from bot.language.i18n import LANGUAGES
from bot.language.names import fold

RELATIVE = {
    0: "today, i dag, idag, dziś, dzisiaj",
    1: "tomorrow, tmrw, i morgen, imorgen, i morgon, imorgon, jutro",
    2: "day after tomorrow, overmorgen, i overmorgen, i övermorgon, övermorgon, pojutrze",
    -1: "yesterday, i går, igår, wczoraj",
    -2: "day before yesterday, i forgårs, forgårs, i forgårs, i förrgår, förrgår, przedwczoraj",
}


def folded(words: str) -> frozenset[str]:
    """Return words in their normal form."""
    return frozenset(fold(word) for word in words.split())


def folded_phrases(phrases: str) -> frozenset[str]:
    """Return phrases, separated by commas, in their normal form."""
    return frozenset(fold(phrase) for phrase in phrases.split(","))


# "kommende fredag" is always the coming one. "næste fredag" may be the one after it, so it stands in NEXT instead.
ON = folded("on at the på den d. w we dnia i coming kommende kommande førstkommende nadchodzący nadchodzącą")
"""Words before a day that do not change it."""
UNTIL = folded("by until before inden senest innen til till senast före do na przed om in za")
"""Words before a day from today on."""
NEXT = folded("next nästa neste næste następny następną następna następnego przyszły przyszłą przyszła przyszłego")
LAST = folded("last sidste siste förra sist ostatni ostatnią ubiegły ubiegłą zeszły zeszłą")
THIS = folded("this denne denna ten tę")
OR = folded("or eller lub albo")
ELSE = OR | folded(
    "after efter etter po from fra från od every hver hvert varje co not ikke inte nie than end än niż since siden "
    "sedan except undtagen unntatt utom oprócz weekend"
)
"""Words before a day that make it another day, or none."""
STEERING = NEXT | LAST | THIS | ELSE
UNITS = {
    "day": "d day days dag dage dager dagar dni dzień",
    "week": "w wk week weeks u uge uger uke uker v vecka veckor t tydz tydzień tygodnie tygodni",
    "month": "month months måned måneder månad månader miesiąc miesiące miesięcy",
}
COUNTS = (
    "a an one en et ett ei jeden", "two to två dwa dwie", "three tre trzy", "four fire fyra cztery", "five fem pięć",
    "six seks sex sześć", "seven syv sju siedem", "eight otte åtte åtta osiem", "nine ni nio dziewięć",
    "ten ti tio dziesięć",
)  # fmt: skip
IN_FRONT = folded("in om za within inden innen inom")
# "siden" and "sedan" mean "ago" behind a day and "since" before it, so they stand in ELSE too.
AGO = folded("ago siden sedan temu")
# CLDR has the nominative; what follows "w" and "do" is typed in other cases: w środę, do piątku. Written folded.
POLISH_WEEKDAYS = {
    1: "poniedzialku pn", 2: "wtorku", 3: "srode srody", 4: "czwartku", 5: "piatku", 6: "sobote soboty",
    7: "niedziele niedzieli nd ndz",
}  # fmt: skip
END_OF_WEEK = folded_phrases(
    "end of week, end of the week, slutningen af ugen, slutten av uka, slutet av veckan, koniec tygodnia, "
    "końca tygodnia"
)
END_OF_MONTH = folded_phrases(
    "end of month, end of the month, slutningen af måneden, slutten av måneden, slutet av månaden, koniec miesiąca, "
    "końca miesiąca"
)


@cache
def weekdays() -> dict[str, int]:
    """Return every weekday's words with its ISO number."""
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
def months() -> dict[str, int]:
    """Return every month's words with its number."""
    names: dict[str, int] = {"sept": 9}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            # Polish has two names for each: "format" is what stands behind a number (27 listopada), "stand-alone"
            # listopad.
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, Locale.parse(language)).items():
                    names[fold(name).rstrip(".")] = number
    return {name: number for name, number in names.items() if not name.isdigit()}


@cache
def relative() -> dict[str, int]:
    """Return words such as tomorrow with their distance in days."""
    return {fold(w.strip()): days for days, words in RELATIVE.items() for w in words.split(",")}


@cache
def units() -> dict[str, str]:
    """Return every word for a day, a week, a month."""
    return {fold(word): unit for unit, words in UNITS.items() for word in words.split()}


@cache
def counts() -> dict[str, int]:
    """Return the counting words from one to ten."""
    return {fold(word): number for number, words in enumerate(COUNTS, 1) for word in words.split()}


@cache
def endings() -> frozenset[str]:
    """Return every word in which a day without digits can end."""
    # A word that is missing here makes a day unreadable: whole_day looks at the last word first.
    phrases = (*weekdays(), *months(), *relative(), *units(), *AGO, *END_OF_WEEK, *END_OF_MONTH)
    return frozenset(phrase.split()[-1].rstrip(".,") for phrase in phrases)
