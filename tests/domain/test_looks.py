"""Looks: what was looked at in machine words, and back."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.details import Kind
from bot.domain.looks import Look, View, parse_look, period_words
from bot.domain.periods import period_of, week_of

WEEK = week_of(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (Look(view=View.TEAM, period=WEEK), "team week w48 2026"),
        (Look(view=View.TEAM, period=WEEK, export="csv"), "team week w48 2026 export csv"),
        (Look(view=View.PERSON, period=period_of("month", date(2026, 2, 9))), "team person month 2026-02"),
        (Look(view=View.TEAM, period=period_of("today", date(2026, 11, 24))), "team day 2026-11-24"),
        (Look(view=View.PROMISES, export="xlsx"), "team promises export xlsx"),
        (Look(view=View.ZEROS), "team zeros"),
        (Look(view=View.AUDIT), "admin audit"),
        (Look(view=View.ACCOUNT, subject="Acme week export csv"), "account Acme week export csv"),
        (Look(view=View.TEAM, period=WEEK, team=3, last_entry=17), "team week w48 2026 of 3 to entry 17"),
        (Look(view=View.TEAM, period=WEEK, last_entry=0), "team week w48 2026 of all to entry 0"),
        (
            Look(view=View.TEAM, period=WEEK, team=3, last_entry=17, last_change=4, today=date(2026, 12, 1)),
            "team week w48 2026 of 3 to entry 17 change 4 on 2026-12-01",
        ),
        (
            Look(view=View.WAITING, last_entry=17, kinds=frozenset({Kind.WENT, Kind.CALL})),
            "team waiting of all to entry 17 kinds CG",
        ),
    ],
)
def test_words_name_one_look(look: Look, words: str) -> None:
    """Written and read again."""
    assert (words, look) == (look.words, parse_look(look.words))


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2027, 1, 1), date(2024, 12, 30), date(1900, 1, 1)])
def test_a_week_at_the_turn_of_a_year_keeps_its_own_year(day: date) -> None:
    """The year of the week, not of the day."""
    assert week_of(day) == getattr(parse_look(f"team {period_words(week_of(day))}"), "period", None)


@pytest.mark.parametrize("words", ["today", "week", "month"])
def test_records_of_the_first_release_are_looks_at_one_persons_figures(words: str) -> None:
    """They held the name of the period alone."""
    assert Look(view=View.PERSON) == parse_look(words)


@pytest.mark.parametrize("words", ["", "teams", "team week w48", "team of all", "manager", "week w48 2026 x"])
def test_words_that_no_view_writes_name_nothing(words: str) -> None:
    """They are shown as they stand."""
    assert parse_look(words) is None
