"""No word means two things in one place: neither within a word file, nor with the English one, which everybody may type."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from babel import Locale
from babel.dates import get_day_names, get_month_names

from bot.language.days.lexicon import WEEKDAYS
from bot.language.names import fold
from bot.language.vocabulary import SOURCES, vocabulary
from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES

DAYS = [
    ("days", term)
    for term in (
        *WEEKDAYS, "today", "tomorrow", "after_tomorrow", "yesterday", "before_yesterday", "earlier_today", "today_morning", "today_afternoon",
        "today_evening", "weekend", "next_week", "this_week", "last_week", "next_month", "this_month", "last_month", "end_of_day", "end_of_week",
        "end_of_month", "end_of_year", "vague",
    )
]  # fmt: skip
SMALL_TALK = [("small_talk", term) for term in ("hello", "thanks", "yes", "no", "bye", "help", "stop", "sick", "day")]
PLACES: dict[str, list[tuple[str, str | None]]] = {
    "the first word of a line": [
        ("verbs", None), ("contacts", None), ("questions", "words"), ("clauses", "before"), ("clauses", "future"), *SMALL_TALK,
    ],
    "whose clause it is": [("clauses", term) for term in ("before", "others", "planned", "again")],
    "behind the customer of a call": [("outcomes", None), *DAYS, *(("hours", term) for term in ("noon", "morning", "afternoon", "evening"))],
    "behind the customer of a rating": [
        ("factors", None), *(("scores", term) for term in ("0", "1", "2", "unsure")), ("sources", None), ("touchpoints", None), *DAYS,
    ],
    "behind a broken promise": [("told", "knew"), ("told", "same_day"), *DAYS],
    "behind a number": [*(("days", term) for term in ("day", "week", "month", "year")), ("hours", "hour"), ("hours", "minute")],
    "behind a value": [("money", None)],
    "behind a rhythm": [("rhythm", term) for term in ("day", "week", "month")],
    "before the day of a promise": [("days", term) for term in ("by", "before", "by_or_before")],
    "before a weekday": [("days", term) for term in ("next", "this", "coming", "last")],
    "before a length of time": [("days", term) for term in ("within", "ago")],
    "a second word": [("second_words", None)],
    "a role": [("roles", None)],
    "a keyword": [("keywords", None)],
    "a kind of file": [("formats", None)],
    "a period": [("periods", None)],
    "an answer": [("answers", None)],
    "a kind of nudge": [("nudges", None), ("keywords", "off"), ("keywords", "until")],
}  # fmt: skip
"""Tables and terms whose words are looked up as alternatives in one place, all terms of a table for None."""
HOMOGRAPHS = {
    **{
        (word, "clauses.before", "small_talk.yes"): "alone it is an answer, before a verb it is skipped"
        for word in ("ok", "okay", "okej", "yeah", "yep", "ja", "jo", "japp", "dobra")
    },
    ("no", "clauses.before", "small_talk.no"): "pl: alone English no, before a verb it is a filler",
    ("tja", "clauses.before", "small_talk.hello"): "sv: alone it greets, before a verb it is skipped",
    ("ja", "clauses.before", "verbs.me"): "pl: alone it asks for one's own figures, before a verb it is the writer",
    ("chce", "clauses.others", "clauses.planned"): "pl: before the verb of a line “I want to”; in a later clause “wants”, and a note",
    ("sa", "sources.said", "sources.seen"): "nb: told apart by its mark, sa from så",
    ("at lunch", "hours.noon", "outcomes.none"): "beside a day it is its hour, or asked",
    **{
        (word, "keywords.by", "keywords.until"): "the day of a promise and the end of a pause are of different commands"
        for word in ("until", "bis")
    },
    **{
        (word, "keywords.by", "keywords.into", "keywords.until"): "nor is a merge one of these, where a customer follows"
        for word in ("til", "till", "do")
    },
    **{
        (word, "keywords.in", "keywords.into"): "where a thing stands and the customer of a merge are of different commands"
        for word in ("in", "i", "w", "we")
    },
}  # fmt: skip
"""Words with two meanings in one place, with the reason why none is taken for the other."""


def _meanings(place: str, language: str) -> dict[str, set[str]]:
    """Return what each folded word of a place may mean to people of a language."""
    found: dict[str, set[str]] = {}
    for code in dict.fromkeys((language, FIRST)):
        for table, only in PLACES[place]:
            for term, forms in WORD_FILES[code].tables[table].items():
                for word in forms.all if only in (None, term) else ():
                    found.setdefault(fold(word), set()).add(f"{table}.{term}")
        if ("days", "today") in PLACES[place]:
            for name, meaning in _names(code):
                found.setdefault(fold(name.rstrip(".")), set()).add(meaning)
    return found


def _names(code: str) -> Iterator[tuple[str, str]]:
    """Yield CLDR's names of weekdays and months in full and short."""
    for width in ("wide", "abbreviated"):
        for number, name in get_day_names(width, "format", Locale.parse(code)).items():  # type: ignore[arg-type]
            yield name, f"days.{WEEKDAYS[number]}"
        for number, name in get_month_names(width, "format", Locale.parse(code)).items():  # type: ignore[arg-type]
            yield name, f"month {number}"


def _clashes() -> set[tuple[str, ...]]:
    return {
        (word, *sorted(meanings))
        for place in PLACES
        for language in LANGUAGES
        for word, meanings in _meanings(place, language).items()
        if len(meanings) > 1
    }


def test_no_word_means_two_things_in_one_place() -> None:
    """Of a new one a word is spelt otherwise, or it is named with the reason why nobody is misunderstood."""
    assert HOMOGRAPHS.keys() == _clashes()


@pytest.mark.parametrize(
    ("language", "word", "meaning"),
    [("nb", "sa", "said"), ("nb", "så", "seen"), ("da", "så", "seen"), ("da", "sa\u030a", "seen"), ("nb", "SÅ", "seen"), ("en", "sa", "said")],
)  # fmt: skip
def test_a_mark_tells_two_words_apart(language: str, word: str, meaning: str) -> None:
    """What the customer said counts for more than what somebody saw."""
    assert meaning == SOURCES.find(word, language)


@pytest.mark.parametrize(
    "table",
    ["verbs", "contacts", "outcomes", "factors", "scores", "sources", "keywords", "roles", "periods", "answers"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_ones_own_words_mean_what_ones_own_language_says(table: str, language: str) -> None:
    """Whatever another language calls by the same word."""
    terms = vocabulary(table)
    wrong = [
        (word, term, found)
        for term, cells in terms.words.items()
        for word in cells[language].all
        if (found := terms.find(word, language)) != term
        and not any({f"{table}.{term}", f"{table}.{found}"} <= set(told) for told in EXPLAINED)
    ]
    assert [] == wrong


EXPLAINED = {tuple(meanings) for _, *meanings in HOMOGRAPHS} | {("scores.1", "scores.than")}
"""What is told apart: those above, and “as expected”, which is a score alone and the rest of one behind it."""
