"""Days that people type for what is due: every answer is exact, or there is none; a wrong day is worse than a question."""

from __future__ import annotations

from datetime import date

import pytest
from bot.language.dates import first_day, last_day, parse_range

from tests.dialog import Dialog

TODAY = date(2026, 11, 24)
"""A Tuesday in week 48."""

EXPRESSIONS = {
    "en": """today 11-24|tomorrow 11-25|day after tomorrow 11-26|friday 11-27|on monday 11-30|by thu 11-26|in 3 days 11-27|in two weeks 12-08
        24/12 12-24|24 December 12-24|Dec 24 12-24|24th of December 12-24|w49 12-04|end of the month 11-30|next tuesday 12-01|1w 12-01""",
    "da": """i dag 11-24|i morgen 11-25|i overmorgen 11-26|fredag 11-27|på mandag 11-30|senest tors 11-26|om 3 dage 11-27|om to uger 12-08
        24/12 12-24|24. december 12-24|d. 24. dec 12-24|24.12.2026 12-24|uge 49 12-04|slutningen af måneden 11-30|næste tirsdag 12-01|inden lørdag 11-28""",
    "nb": """i dag 11-24|i morgen 11-25|i overmorgen 11-26|fredag 11-27|på mandag 11-30|innen tors 11-26|om 3 dager 11-27|om to uker 12-08
        24.12. 12-24|24. desember 12-24|den 24. des 12-24|24.12.26 12-24|uke 49 12-04|slutten av måneden 11-30|neste tirsdag 12-01|til lørdag 11-28""",
    "sv": """idag 11-24|i morgon 11-25|i övermorgon 11-26|fredag 11-27|på måndag 11-30|senast tors 11-26|om 3 dagar 11-27|om två veckor 12-08
        24/12 12-24|24 december 12-24|den 24 dec 12-24|2026-12-24 12-24|v49 12-04|slutet av månaden 11-30|nästa tisdag 12-01|till lördag 11-28""",
    "pl": """dziś 11-24|jutro 11-25|pojutrze 11-26|piątek 11-27|w poniedziałek 11-30|do czwartku 11-26|za 3 dni 11-27|za dwa tygodnie 12-08
        24.12 12-24|24 grudnia 12-24|do 24 gru 12-24|24.12.2026 12-24|tydzień 49 12-04|koniec miesiąca 11-30|następny wtorek 12-01|za tydzień 12-01""",
}
"""Sixteen expressions a language."""

HELD_OUT = """
by fri 27 nov 11-27|friday 27/11 11-27|mon w49 11-30|wed uge 50 12-09|in a week 12-01|in ten days 12-04|in one month 12-24|within 5 days 11-29
this friday 11-27|coming thursday 11-26|Sunday 11-29|sat 11-28|2 weeks 12-08|14 days 12-08|december 1st 12-01|1st december 12-01|1 dec. 12-01
fredag d. 27. november 11-27|fredag den 27. nov 11-27|man uke 49 11-30|om en uge 12-01|om en måned 12-24|inden 3 dage 11-27
førstkommende fredag 11-27|kommende lørdag 11-28|om 14 dager 12-08|innen 1. desember 12-01|søndag 29.11 11-29
om en vecka 12-01|inom 3 dagar 11-27|den 1:a december 12-01|fredag v49 12-04|om en månad 12-24|på lördag 11-28
do środy 11-25|do soboty 11-28|w niedzielę 11-29|do poniedziałku 11-30|za miesiąc 12-24|za pięć dni 11-29|piątek 27.11 11-27|we wtorek 12-01
1 grudnia 12-01|24-12-2026 12-24|2026/12/24 12-24|24. 12. 2026 12-24|w53 2027-01-01|1/1 2027-01-01|3 marca 2027-03-03|29/2 2028-02-29
"""
"""Phrases that were not in sight when the grammar was written."""

REFUSED = """
14|32/13|march|asap|soon|31/4|w54|next friday|this monday|last monday|fri 14|mon 27 nov|tuesday 27/11|next week|a week|two weeks
in a fortnight|after fri|2 days after fri|a week from fri|fri or mon|not fri|every fri|fri mon|friday next week|fri 14:00|monday 9am
1. december kl 10|mandag kl 9|fredag 14|næste fredag|efter fredag|hver fredag|fredag eller lørdag|en uge fra fredag|denne mandag|om lidt
neste fredag|etter fredag|hver mandag|snart|nästa fredag|efter måndag|varje fredag|i veckan|następny piątek|po piątku|co piątek|wkrótce
w przyszłym tygodniu|24/12/3|30/2|0/5|٣/١٢|３d|1_0/1|+3d|-1d|12/24|2026-02-30|99 dec|tomorrow morning|end of next month|yesterday evening
"""


def _pairs(table: str) -> list[tuple[str, date]]:
    cells = [cell.strip().rpartition(" ") for line in table.strip().splitlines() for cell in line.split("|")]
    return [(text, date.fromisoformat(day if len(day) > 5 else f"2026-{day}")) for text, _, day in cells]


def _phrases(table: str) -> list[str]:
    return [phrase.strip() for line in table.strip().splitlines() for phrase in line.split("|")]


KNOWN = [pair for table in EXPRESSIONS.values() for pair in _pairs(table)] + _pairs(HELD_OUT)


def test_the_tables_are_as_long_as_they_say() -> None:
    """Sixteen a language, more than thirty-four held out, more than twenty to refuse."""
    assert {language: len(_pairs(table)) for language, table in EXPRESSIONS.items()} == dict.fromkeys(EXPRESSIONS, 16)
    assert len(_pairs(HELD_OUT)) >= 34
    assert len(_phrases(REFUSED)) >= 20


@pytest.mark.parametrize(("text", "day"), KNOWN)
def test_each_expression_is_its_day_at_the_end_of_a_line_and_at_its_beginning(text: str, day: date) -> None:
    """Everybody's words, understood at once, whole: none of them is left over for the text beside it."""
    words = text.split()
    assert last_day(["price", "list", *words], TODAY) == (day, len(words))
    assert first_day([*words, "ask"], TODAY) == (day, len(words))


@pytest.mark.parametrize("text", _phrases(REFUSED))
def test_what_is_not_surely_one_day_is_none(text: str) -> None:
    """Two readings, a day that is none, other digits, or words that turn a day into another."""
    assert last_day(["price", "list", *text.split()], TODAY) is None


@pytest.mark.parametrize("text", ["next friday", "after fri", "mon 27 nov", "fri or mon", "soon", "30/2"])
def test_a_day_that_is_unclear_is_asked_for_with_everything_that_was_typed(talk: Dialog, text: str) -> None:
    """A date picker, nothing stored, and the words stand in the form."""
    reply = talk.say(f"promise acme price list {text}")
    assert (reply.ok, reply.stored, reply.error) == (False, (), None)
    assert reply.form
    assert {field.name: field.value for field in reply.form.fields} == {
        "account": "acme",
        "what": f"price list {text}",
        "due": "",
        "hour": "",
    }


@pytest.mark.parametrize("text", ["14/11", "20 nov", "yesterday", "w47", "2026-11-23", "i går", "wczoraj"])
def test_a_day_that_has_just_been_is_refused_as_past(talk: Dialog, text: str) -> None:
    """Never a year ahead by a slip of the finger."""
    assert "is in the past" in (talk.say(f"promise acme price list by {text}").error or "")
    assert "is in the past" in (talk.say(f"follow acme {text}").error or "")


@pytest.mark.parametrize(
    ("text", "day"),
    [("yesterday", "11-23"), ("mon", "11-23"), ("14/11", "11-14"), ("last friday", "11-20"), ("on sunday", "11-22"),
     ("fri 20 nov", "11-20"), ("3 days ago", "11-21"), ("i forgårs", "11-22"), ("förra fredag", "11-20"), ("w sobotę", "11-21")],
)  # fmt: skip
def test_a_past_day_ends_a_log_line(talk: Dialog, text: str, day: str) -> None:
    """The entry counts for that day, and the note ends before it."""
    talk.say(f"call acme a nice chat {text}")
    entry = talk.work.entries.get(1)
    assert entry.day == date.fromisoformat(f"2026-{day}")
    assert entry.detail.note == "a nice chat"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "note",
    ["wants it by mon", "delivery in 3 days", "closed every mon", "not before fri", "will ring tomorrow", "before last mon",
     "pays before 24/12", "since mon", "lukker hver man", "ringer om 3 dage", "senast måndag", "do piątku", 'said "mon"'],
)  # fmt: skip
def test_a_day_that_lies_ahead_or_belongs_to_the_words_stays_in_the_note(talk: Dialog, note: str) -> None:
    """Nothing that was said is taken for the day of the call."""
    talk.say(f"call acme he {note}")
    entry = talk.work.entries.get(1)
    assert entry.day == TODAY
    assert entry.detail.note == f"he {note}"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "due", "on"),
    [("by fri 14/11", "11-27", "11-14"), ("by fri mon", "11-27", "11-23"), ("fri yesterday", "11-27", "11-23"),
     ("by 24/12 14/11", "12-24", "11-14"), ("fri", "11-27", "11-24"), ("mon", "11-30", "11-24")],
)  # fmt: skip
def test_a_promise_may_end_in_its_day_and_the_day_it_was_made(talk: Dialog, text: str, due: str, on: str) -> None:
    """Any log line takes a late day; where it could be the due day it is the due day."""
    assert talk.say(f"promise acme price list {text}").ok
    entry = talk.work.entries.get(1)
    assert (entry.detail.what, entry.detail.due, entry.day) == (  # type: ignore[union-attr]
        "price list",
        date.fromisoformat(f"2026-{due}"),
        date.fromisoformat(f"2026-{on}"),
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("mon-wed", "2026-11-30", "2026-12-02"), ("wed-fri", "2026-11-25", "2026-11-27"), ("w52", "2026-12-21", "2026-12-27"),
     ("uge 52", "2026-12-21", "2026-12-27"), ("2026-12-16 - 2026-12-22", "2026-12-16", "2026-12-22"),
     ("from 1 dec to 3 dec", "2026-12-01", "2026-12-03"), ("fra 1. des til 3. des", "2026-12-01", "2026-12-03"),
     ("od 1 do 3 grudnia", "2026-12-01", "2026-12-03"), ("jul 7-11", "2027-07-07", "2027-07-11"), ("30/12-2/1", "2026-12-30", "2027-01-02"),
     ("tomorrow-fri", "2026-11-25", "2026-11-27"), ("16.-22.12", "2026-12-16", "2026-12-22"), ("16.12.-22.12.", "2026-12-16", "2026-12-22"),
     ("20/11-30/11", "2026-11-20", "2026-11-30"), ("tomorrow", "2026-11-25", "2026-11-25")],
)  # fmt: skip
def test_leave_is_read_with_both_its_ends(text: str, first: str, last: str) -> None:
    """Weekdays follow each other, weeks are whole, years follow from what lies ahead."""
    assert parse_range(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "7-11",
        "mon-",
        "-fri",
        "31-32 dec",
        "１６-22 dec",
        "fri-next week",
        "now",
        "w54",
        "1-2-3",
        "dec-jan",
        "fri and mon",
    ],
)
def test_leave_that_is_unclear_is_refused(talk: Dialog, text: str) -> None:
    """One sentence that says what to type; no day is taken."""
    assert "is not time off" in (talk.say(f"off {text}").error or "")
    anna = talk.work.people.by_name("anna")
    assert anna
    assert anna.leave == ()
