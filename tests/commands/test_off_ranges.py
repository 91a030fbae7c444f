"""Days off by weeks and by a length, in each language, over New Year too; Tuesday 24 November 2026 is today."""

from __future__ import annotations

from datetime import date

import pytest

from tests.commands.steps import person
from tests.dialog import Dialog

WEEKS = {
    "2026-12-21 2027-01-10": "w52-w1|w52 to w1|week 52 - week 1|weeks 52-1|uge 52-1|uge 52 til uge 1|uke 52-1|vecka 52-vecka 1|vecka 52 till vecka 1|vecka 52-1|tydzień 52-tydzień 1|tydzień 52 do 1",
    "2026-12-21 2027-01-03": "w52-w53|uge 52-53|vecka 52-53",
    "2026-12-28 2027-01-03": "w53",
    "2027-01-04 2027-01-17": "w1-w2|uke 1-2",
    "2026-11-23 2026-11-29": "w48",
    "2026-12-21 2027-01-06": "w52-6/1",
    "2026-11-27 2026-12-06": "fri-w49",
}
LENGTHS = {
    "2026-11-24 2026-11-26": "3 days|3d|three days|3 dage|tre dager|3 dagar|3 dni|trzy dni",
    "2026-11-24 2026-12-07": "2 weeks|2 uger|to uker|två veckor|2 tygodnie",
    "2026-11-24 2026-12-14": "3 weeks|3 uger",
    "2026-11-27 2026-12-17": "3 weeks from fri|3 uger fra fredag|3 veckor från fredag|3 tygodnie od piątku",
    "2026-11-27 2026-12-01": "3 days from fri|3 dage fra fredag",
    "2026-11-24 2026-12-23": "1 month|en måned|1 miesiąc",
    "2026-11-24 2026-11-24": "1 day|en dag",
    "2026-11-27 2026-11-27": "in 3 days|om 3 dage|za 3 dni",
}


def _rows(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(text, days) for days, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "days"), _rows(WEEKS))
def test_weeks_run_from_the_monday_of_the_first_to_the_sunday_of_the_last(talk: Dialog, text: str, days: str) -> None:
    """A week at either end of a range is the whole week."""
    assert talk.say(f"off {text}").ok
    (leave,) = person(talk, "anna").leave
    assert days == f"{leave.first} {leave.last}"


@pytest.mark.parametrize(("text", "days"), _rows(LENGTHS))
def test_a_length_starts_today_or_on_the_day_said(talk: Dialog, text: str, days: str) -> None:
    """Days are workdays, weeks and months are those of the calendar; a day that is led by `in` stays one day."""
    assert talk.say(f"off {text}").ok
    (leave,) = person(talk, "anna").leave
    assert days == f"{leave.first} {leave.last}"


@pytest.mark.parametrize(
    "text", ["999 weeks", "0 days", "13 months", "400 days", "3 days from 9999-12-31", "999 months"]
)
def test_a_length_without_days_or_longer_than_a_year_is_refused(talk: Dialog, text: str) -> None:
    """One sentence, nothing stored."""
    assert talk.say(f"off {text}").error
    assert person(talk, "anna").leave == ()


def test_a_length_that_begins_on_a_day_off_begins_on_the_next_workday(talk: Dialog) -> None:
    """Three days from Saturday are Monday to Wednesday."""
    assert talk.say("off 3 days from sat").ok
    (leave,) = person(talk, "anna").leave
    assert (date(2026, 11, 30), date(2026, 12, 2)) == (leave.first, leave.last)
