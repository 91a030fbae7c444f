"""Days that lie too far ahead or behind: each is refused in one sentence, and nothing is stored."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.periods import period_of, week_of
from bot.language.day_arithmetic import furthest_day, plus_days, plus_months
from bot.language.days.ranges import LONGEST_LEAVE
from tests.commands.steps import press
from tests.dialog import Dialog

TODAY = date(2026, 11, 24)
LAST = date(2028, 11, 24)
TOO_FAR = "is more than two years ahead: type a day up to Fri 24 Nov 2028."
EARLIEST, LATEST = date.min, date.max


@pytest.mark.parametrize(
    "day", ["9999-12-31", "2028-11-25", "24/12/2199", "1 may 2099", "in 25 months", "in 999 weeks"]
)
@pytest.mark.parametrize(
    "line",
    ["promise acme far by {day}", "follow acme {day} ask", "told 1 new date {day}", "pause until {day}",
     "mute N13 until {day}", "off {day}", "edit P1 price list by {day}"],
)  # fmt: skip
def test_a_day_more_than_two_years_ahead_is_refused(talk: Dialog, line: str, day: str) -> None:
    """Whatever the verb and the spelling of the day: the sentence names the last day that can be typed."""
    assert talk.say("promise acme price list by fri").ok
    reply = talk.say(line.format(day=day))
    assert TOO_FAR in (reply.error or "")
    assert reply.stored == ()


@pytest.mark.parametrize(
    "line", ["promise acme far by {day}", "follow acme {day} ask", "pause until {day}", "off {day}"]
)
def test_the_last_day_of_two_years_is_taken(talk: Dialog, line: str) -> None:
    """The bound itself may be typed."""
    assert talk.say(line.format(day=LAST.isoformat())).ok


@pytest.mark.parametrize(
    ("verb", "values"),
    [
        ("promise", {"account": "=1", "what": "far", "due": "9999-12-31"}),
        ("follow", {"account": "=1", "due": "9999-12-31", "note": ""}),
        ("pause", {"until": "9999-12-31"}),
        ("mute", {"rule": "N13", "until": "9999-12-31"}),
        ("off", {"days": "9999-12-31"}),
        ("answer", {"choice": "nobody", "day": "9999-12-31", "team": "1"}),
        ("team share", {"team": "1", "period": "week", "day": "9999-12-31", "channel": "", "thread": ""}),
        ("team share", {"team": "1", "period": "month", "day": "9999-12-31", "channel": "", "thread": ""}),
    ],
)
def test_a_button_that_carries_the_last_day_of_the_calendar_is_refused(
    talk: Dialog, verb: str, values: dict[str, str]
) -> None:
    """A made-up button is checked like a typed line."""
    assert "more than two years ahead" in (press(talk, verb, "chris", **values).error or "")


@pytest.mark.parametrize(
    ("verb", "values"),
    [
        ("answer", {"choice": "nobody", "day": "0001-01-01", "team": "1"}),
        ("team share", {"team": "1", "period": "week", "day": "0001-01-01", "channel": "", "thread": ""}),
        ("call", {"account": "=1", "on": "0001-01-01"}),
        ("call", {"account": "=1", "on": "2026-11-25"}),
    ],
)
def test_a_button_that_carries_a_day_long_past_or_ahead_of_its_log_line_is_refused(
    talk: Dialog, verb: str, values: dict[str, str]
) -> None:
    """A log line counts for a day of the last three months, also when a button carries the day."""
    reply = press(talk, verb, "chris", **values)
    assert reply.error
    assert reply.stored == ()


@pytest.mark.parametrize("text", ["2026-11-25 - 9999-12-31", "2028-11-01 - 2028-11-30"])
def test_leave_ends_within_two_years(talk: Dialog, text: str) -> None:
    """Its last day is bounded; more than a year at once was refused before."""
    reply = talk.say(f"off {text}")
    assert reply.error
    assert LONGEST_LEAVE == 366


@pytest.mark.parametrize(
    ("language", "part"),
    [
        ("en", "more than two years ahead"),
        ("da", "mere end to år frem"),
        ("nb", "mer enn to år fram"),
        ("sv", "mer än två år fram"),
        ("pl", "ponad dwa lata"),
    ],
)
def test_the_refusal_is_said_in_each_language(talk: Dialog, language: str, part: str) -> None:
    """One sentence, in the person's own language."""
    talk.say(f"me language {language}")
    assert part in (talk.say("promise acme far by 9999-12-31").error or "")


@pytest.mark.parametrize(
    ("day", "months", "moved"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-24", 14, "2028-01-24"),
        ("9999-12-31", 1, "9999-12-31"),
        ("0001-01-01", -1, "0001-01-01"),
    ],
)
def test_a_step_of_months_ends_on_the_last_day_of_a_shorter_month(day: str, months: int, moved: str) -> None:
    """The 31st of a month without one is its last day; beyond the calendar it is the calendar's end."""
    assert date.fromisoformat(moved) == plus_months(date.fromisoformat(day), months)


@pytest.mark.parametrize("day", [EARLIEST, LATEST])
def test_arithmetic_of_days_stays_in_the_calendar(day: date) -> None:
    """The first and the last day have a week, a month, and days beside them."""
    for found in (week_of(day), period_of("month", day), period_of("today", day)):
        assert found.first <= day <= found.last
    assert (EARLIEST, LATEST) == (plus_days(day, -5_000_000), plus_days(day, 5_000_000))


def test_the_furthest_day_is_two_years_ahead_of_a_leap_day_too() -> None:
    """29 February has no second year: the last of the month counts."""
    assert date(2030, 2, 28) == furthest_day(date(2028, 2, 29))


@pytest.mark.parametrize(
    "line",
    ["refill acme toner 900w", "acme quote in 900 weeks", "acme zapytać za 900 tygodni", "acme angebot in 900 wochen"],
)
def test_no_button_offers_a_day_that_is_refused(talk: Dialog, line: str) -> None:
    """What a press would only refuse is not offered."""
    reply = talk.say(line)
    assert not reply.ok
    for button in reply.card.all_buttons():
        assert not any(f" 20{year}" in button.label for year in range(29, 99)), button.label
