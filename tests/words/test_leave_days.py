"""Leave in words: a range, a length that ends by itself, a week, a day; a start without an end is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.days.frame import UNTIL_WHEN, WHICH_DAY, Aim
from bot.language.days.named_periods import read_period
from bot.language.days.ranges import LeaveReading, read_leave
from tests.dialog import Dialog
from tests.words.day_frames import TODAY, frame, rows

LEAVES = """mon-wed = 11-30 12-02 | wed-fri = 11-25 11-27 | 16-22 dec = 12-16 12-22 | 16.-22.12 = 12-16 12-22 | w52 = 12-21 12-27
    20/11-30/11 = 11-20 11-30 | tomorrow-fri = 11-25 11-27 | from 1 dec to 3 dec = 12-01 12-03 | fra 1. desember til 3. desember = 12-01 12-03
    od 1 do 3 grudnia = 12-01 12-03 | uge 52 = 12-21 12-27 | tomorrow = 11-25 11-25 | 3 weeks = 11-24 12-14 | 3 uger = 11-24 12-14
    i 3 uger = 11-24 12-14 | två veckor från måndag = 11-30 12-13 | 3 weeks from fri = 11-27 12-17 | od poniedziałku na 2 tygodnie = 11-30 12-13
    from monday for 2 weeks = 11-30 12-13 | 3 dage = 11-24 11-26 | fri 3 days = 11-27 12-01 | next week = 11-30 12-06
    until friday = 11-24 11-27 | til fredag = 11-24 11-27 | december = 12-01 12-31 | mon until wed = 11-30 12-02
    until next week = 11-24 11-29 | till week 50 = 11-24 12-06 | until december = 11-24 11-30 | indtil næste uge = 11-24 11-29
    inntil neste uke = 11-24 11-29 | tills nästa vecka = 11-24 11-29 | i uge 50 = 12-07 12-13"""

UNCLEAR = "7-11 | mon- | -fri | 31-32 dec | １６-22 dec | now | w54 | 1-2-3 | dec-jan | 0 days | 22-16 dec | x-y"

PERIODS = """yesterday = today 11-23 | last week = week 11-17 | this week = week 11-24 | w47 = week 11-16 | sidste uge = week 11-17
    november = month 11-01 | last month = month 10-01 | w zeszłym tygodniu = week 11-17 | forrige måned = month 10-01"""


@pytest.mark.parametrize(("text", "said"), rows(LEAVES))
def test_leave_is_read_with_both_its_ends(text: str, said: str) -> None:
    """Weeks are weeks of the calendar, days are workdays, years follow from what lies ahead."""
    first, last = (date.fromisoformat(f"2026-{day}") for day in said.split())
    assert LeaveReading(spans=((first, last),)) == read_leave(text, frame(Aim.UNTIL))


@pytest.mark.parametrize("text", ["from friday", "fra fredag", "från fredag", "od piątku"])
def test_a_start_without_an_end_asks_until_when(text: str) -> None:
    """That day alone, one week or two."""
    start = date(2026, 11, 27)
    spans = ((start, start), (start, date(2026, 12, 3)), (start, date(2026, 12, 10)))
    assert LeaveReading(spans=spans, why=UNTIL_WHEN) == read_leave(text, frame(Aim.UNTIL))


@pytest.mark.parametrize(
    ("language", "text"),
    [("da", "til næste uge"), ("nb", "til neste uke"), ("sv", "under nästa vecka")],
)
def test_up_to_a_week_or_in_it_is_asked(language: str, text: str) -> None:
    """The words say both: the days up to that week, or the week itself."""
    spans = ((TODAY, date(2026, 11, 29)), (date(2026, 11, 30), date(2026, 12, 6)))
    assert LeaveReading(spans=spans, why=WHICH_DAY) == read_leave(text, frame(Aim.UNTIL, language))


def test_the_end_that_is_chosen_is_stored(talk: Dialog) -> None:
    """One press, and the days are off."""
    assert ((), False) == (talk.say("off from friday").stored, talk.last.ok)
    talk.press("Fri 27 Nov 2026 – Thu 3 Dec 2026")
    anna = talk.work.people.by_name("anna")
    assert anna
    assert [(date(2026, 11, 27), date(2026, 12, 3))] == [(leave.first, leave.last) for leave in anna.leave]


@pytest.mark.parametrize("text", [text.strip() for text in UNCLEAR.split("|")])
def test_leave_that_is_unclear_is_refused(talk: Dialog, text: str) -> None:
    """One sentence that says what to type; no day is taken."""
    assert "is not time off" in (talk.say(f"off {text}").error or "")
    anna = talk.work.people.by_name("anna")
    assert anna
    assert anna.leave == ()


@pytest.mark.parametrize(("text", "said"), rows(PERIODS))
def test_a_period_is_named_by_a_day_a_week_or_a_month(text: str, said: str) -> None:
    """In every language, with the words left over behind it."""
    kind, day = said.split()
    expected = (kind, date.fromisoformat(f"2026-{day}"), len(text.split()))
    assert expected == read_period([*text.split(), "export"], TODAY, "en")
