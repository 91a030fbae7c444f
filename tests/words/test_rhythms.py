"""Rhythms: what is printed and what people say, in each language."""

from __future__ import annotations

import pytest

from bot.language.i18n import translator_for
from bot.language.rhythms import parse_rhythm
from bot.language.word_files import LANGUAGES
from tests.dialog import Dialog


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "3w", 21),
        ("en", "10 days", 10),
        ("en", "1 month", 30),
        ("en", "every 3 weeks", 21),
        ("en", "every week", 7),
        ("en", "every other week", 14),
        ("en", "every third week", 21),
        ("en", "every two weeks", 14),
        ("en", "14 days apart", 14),
        ("da", "hver 14. dag", 14),
        ("da", "hver uge", 7),
        ("da", "hver anden uge", 14),
        ("da", "3u", 21),
        ("nb", "hver 14. dag", 14),
        ("nb", "annenhver uke", 14),
        ("nb", "hver tredje uke", 21),
        ("sv", "varannan vecka", 14),
        ("sv", "med 21 dagars mellanrum", 21),
        ("sv", "var tredje vecka", 21),
        ("sv", "var 14:e dag", 14),
        ("sv", "3v", 21),
        ("pl", "co tydzień", 7),
        ("pl", "co 3 tygodnie", 21),
        ("pl", "co drugi tydzień", 14),
        ("pl", "co dwa tygodnie", 14),
        ("en", "co tydzień", 7),
    ],
)
def test_a_rhythm_is_understood_as_people_say_it(language: str, text: str, days: int) -> None:
    """Long forms in every language, short ones in one's own."""
    assert days == parse_rhythm(text, language)


@pytest.mark.parametrize("text", ["blue", "0d", "10 mice", "every", "every blue", "week 3", "1000 days"])
def test_what_is_no_rhythm_is_none(text: str) -> None:
    """A word that begins like a unit is none."""
    assert not parse_rhythm(text, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_printed_rhythm_reads_back_as_itself(language: str) -> None:
    """In its own language, in every plural."""
    say = translator_for(language)
    for days in (1, 2, 5, 7, 14, 21, 30, 90):
        printed = say.n("account", "every {count} day", "every {count} days", days)
        assert days == parse_rhythm(printed, language)
    for weeks in (1, 2, 3, 5, 12):
        assert weeks * 7 == parse_rhythm(say.n("account", "every week", "every {count} weeks", weeks), language)


@pytest.mark.parametrize(
    ("typed", "part"),
    [("varannan vecka", "every 2 weeks"), ("med 20 dagars mellanrum", "every 20 days"), ("hver uge", "every week")],
)
def test_a_rhythm_needs_no_keyword_where_it_says_so_itself(talk: Dialog, typed: str, part: str) -> None:
    """The words of any language will do."""
    assert part in talk.text(f"account acme {typed}")
