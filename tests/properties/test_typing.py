"""What can be said can be typed: whatever is put into words is read back as the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.details import (
    Call,
    CallOutcome,
    FactorScore,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    Touch,
)
from bot.domain.ratings import SINGLE_FACTORS, Factor, Source
from bot.language.clauses import NAMES_TIME
from bot.language.days.frame import Aim, Moment
from bot.language.days.marks import may_begin, may_end
from bot.language.days.ranges import LeaveReading, read_leave
from bot.language.days.reading import read_end, read_front
from bot.language.days.working_hours import parse_weekdays
from bot.language.i18n import translator_for
from bot.language.names import account_key
from bot.language.tokens import clean
from bot.language.vocabulary import FACTORS, KEYWORDS, OUTCOMES, SCORES, SOURCES, VERBS
from bot.language.word_files import LANGUAGES
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import TUESDAY, Dialog
from tests.words.day_frames import frame

TODAY = TUESDAY.date()
languages = st.sampled_from(LANGUAGES)
notes = (
    st.text(max_size=30)
    .map(lambda text: clean(f"({text})"))
    .filter(lambda note: "acme" not in _keys_of_runs(note) and "?" not in note and not _may_be_of_time(note))
)
"""Whatever somebody adds but a question, in brackets and not read as a company form behind the name, so that it is surely a note."""
ahead = st.integers(0, 270).map(lambda days: TODAY + timedelta(days=days))
behind = st.none() | st.integers(0, 90).map(lambda days: TODAY - timedelta(days=days))


def _keys_of_runs(note: str) -> list[str]:
    """Return the normal form of "acme" with each run of words that a note begins with, lone brackets aside."""
    words = note.split()
    runs = (words[:count] for count in range(1, len(words) + 1))
    return [account_key(" ".join(("acme", *run))) for run in runs if any(map(str.isalnum, "".join(run)))]


def _may_be_of_time(note: str) -> bool:
    """Whether brackets may hold a day or an hour, which are read: "(o 5)"."""
    words = note.strip("( )").split()
    return bool(NAMES_TIME.search(note)) and any(
        may_begin(words[0], each) and may_end(words[-1], each) for each in LANGUAGES
    )


def _talk(shared: SqliteEngine) -> Iterator[Dialog]:
    with memory_work(shared, Defaults()) as work:
        talk = Dialog(work=work, who="chris")
        talk.say("help")
        talk.account("Acme", owner="chris")
        yield talk


def _dates(day: date, language: str) -> list[str]:
    """A day as people write it, with its year where a year could be doubted."""
    say = translator_for(language)
    return [
        day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%y}", f"{day:%d-%m-%Y}",
        say.day(day).replace(",", ""), " ".join(say.day(day).replace(",", "").split()[1:]),
    ]  # fmt: skip


@given(day=ahead, language=languages)
def test_a_day_as_it_is_echoed_is_that_day_when_typed(day: date, language: str) -> None:
    """Every language's full date, with and without the weekday, and in digits."""
    for text in _dates(day, language):
        for read, words in ((read_front, text.split()), (read_end, ["list", *text.split()])):
            found = read(words, frame(Aim.PROMISE, language))
            assert (found and found.sure, found and found.used) == (Moment(day=day), len(text.split())), text
        assert read_leave(text, frame(Aim.UNTIL, language)) == LeaveReading(spans=((day, day),)), text


@given(day=ahead, language=languages, wrong=st.integers(1, 6))
def test_a_weekday_that_does_not_fit_its_date_is_asked(day: date, language: str, wrong: int) -> None:
    """One of the two is a mistake, and nobody knows which."""
    weekday = translator_for(language).weekday((day.isoweekday() - 1 + wrong) % 7 + 1, "long")
    found = read_end(f"list {weekday} {day.day}/{day.month}/{day.year}".split(), frame(Aim.PROMISE, language))
    assert (found and found.sure, bool(found and found.why)) == (None, True)


@given(first=ahead, length=st.integers(1, 60), language=languages)
def test_leave_as_it_is_echoed_is_that_leave_when_typed(first: date, length: int, language: str) -> None:
    """Both ends in full, with a dash or in words."""
    last = first + timedelta(days=length)
    for between in (" - ", "-", " to ", " til ", " till ", " do "):
        shown = [f"{day.day}/{day.month}/{day.year}" for day in (first, last)]
        assert read_leave(between.join(shown), frame(Aim.UNTIL)) == LeaveReading(spans=((first, last),))
    long = [" ".join(translator_for(language).day(day).replace(",", "").split()[1:]) for day in (first, last)]
    assert read_leave(" - ".join(long), frame(Aim.UNTIL, language)) == LeaveReading(spans=((first, last),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_weekdays_in_long_and_short(language: str) -> None:
    """As the hours are shown, so they can be typed."""
    for width in ("short", "long"):
        names = [translator_for(language).weekday(number, width) for number in range(1, 8)]  # type: ignore[arg-type]
        assert [parse_weekdays(name) for name in names] == [(number,) for number in range(1, 8)]
        assert parse_weekdays(f"{names[0]}-{names[4]}") == (1, 2, 3, 4, 5)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    language=languages, outcome=st.sampled_from(CallOutcome), questions=st.none() | st.integers(0, 999), listened=st.booleans(), note=notes,
    late=behind, order=st.permutations(["outcome", "questions", "listened"]),
)  # fmt: skip
def test_a_call_in_words_is_read_back(
    shared: SqliteEngine,
    language: str,
    outcome: CallOutcome,
    questions: int | None,
    listened: bool,
    note: str,
    late: date | None,
    order: list[str],
) -> None:
    """In any language and order, with any note and any late day."""
    parts = {
        "outcome": OUTCOMES.label(outcome, language),
        "questions": "" if questions is None else f"q{questions}",
        "listened": "l" if listened else "",
    }
    day = late.strftime("%d.%m.%Y") if late else ""
    line = " ".join([VERBS.label("call", language), "acme", *(parts[each] for each in order if parts[each]), day, note])
    for talk in _talk(shared):
        assert talk.say(line).ok, line
        entry = talk.work.entries.get(1)
        expected = Call(outcome=outcome, questions=questions, listened=listened, note=note)
        assert (entry.detail, entry.day) == (expected, late or TODAY)


marks = st.lists(
    st.tuples(st.sampled_from(SINGLE_FACTORS), st.integers(0, 2)),
    min_size=1,
    max_size=4,
    unique_by=lambda mark: mark[0],
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    language=languages, scored=marks, source=st.sampled_from(Source), why=notes, in_words=st.booleans(), read=languages
)
def test_a_rating_in_words_is_read_back(
    shared: SqliteEngine, language: str, scored: list[tuple[Factor, int]], source: Source, why: str, in_words: bool, read: str
) -> None:  # fmt: skip
    """Factors and scores in the words of any language, for a reader of any other."""
    shown = [
        f"{FACTORS.label(factor, language)} {SCORES.label(str(score), language) if in_words else score}"
        for factor, score in scored
    ]
    line = " ".join([VERBS.label("touch", language), "acme", "invoice", *shown, SOURCES.label(source, language), why])
    for talk in _talk(shared):
        talk.say(f"me language {read}")
        assert talk.say(line).ok, line
        detail = talk.work.entries.get(1).detail
        assert isinstance(detail, Touch)
        expected = {FactorScore(factor=factor, score=score) for factor, score in scored}
        assert (set(detail.marks), detail.source, detail.why) == (expected, source, why)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(language=languages, what=notes, due=ahead, moved=ahead, way=st.integers(0, 6), note=notes)
def test_a_promise_and_its_new_day_in_words_are_read_back(
    shared: SqliteEngine, language: str, what: str, due: date, moved: date, way: int, note: str
) -> None:
    """Any text, any way to write the day, and `new date` in any language."""
    by, new = KEYWORDS.label("by", language), f"{KEYWORDS.label('new', language)} {KEYWORDS.label('date', language)}"
    for talk in _talk(shared):
        talk.say(f"me language {language}")
        made = f"{VERBS.label('promise', language)} acme {what} {by} {_dates(due, language)[way]}"
        assert talk.say(made).stored == ("P1",), made
        assert talk.work.entries.get(1).detail == PromiseMade(what=what, due=due)
        told = f"{VERBS.label('told', language)} 1 {note} {new} {_dates(moved, language)[way]}"
        assert talk.say(told).stored == ("S1",), told
        assert talk.work.entries.get(2).detail == PromiseStep(
            promise=1, outcome=PromiseOutcome.TOLD, told=True, due=moved, note=note
        )


@pytest.mark.parametrize("note", ["(0. m)", "(x. call bo)", "(a, b and call bo)", "(3)", "(0:)", "( I broke it )"])
def test_brackets_are_one_part_of_a_line(shared: SqliteEngine, note: str) -> None:
    """No stop, joining word or number in them tells another fact or is a day."""
    for talk in _talk(shared):
        assert talk.say(f"touch acme invoice 0 said {note}").stored == ("R1",)
        rated = talk.work.entries.get(1).detail
        assert isinstance(rated, Touch)
        assert rated.why == note
