"""What people type and read, in every language."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from datetime import UTC, date, datetime, time, timedelta

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.catalogue import Sentence, _problems, missing
from bot.dispatch.registry import Collision, discover, index
from bot.domain.ratings import SINGLE_FACTORS
from bot.language.days.working_hours import parse_weekdays
from bot.language.i18n import language_of, translator_for
from bot.language.names import CACHED, account_key, fold, match
from bot.language.tokens import Token, clean, line_of, text_of, tokens
from bot.language.vocabulary import FACTORS, KEYWORDS, OUTCOMES, VERBS, is_told_elsewhere, only_speaker
from bot.language.word_files import LANGUAGES


def test_weekdays_of_work() -> None:
    """In every language; a week does not run backwards."""
    assert {(1, 2, 3, 4, 5)} == {parse_weekdays(text) for text in ("mon-fri", "man-fre", "mån-fre", "pon-pt")}
    assert {(1, 3, 5)} == {parse_weekdays(text) for text in ("mon,wed,fri", "man,ons,fre", "mån,ons,fre", "pon,śr,pt")}
    assert [parse_weekdays(text) for text in ("fri-mon", "mon-xyz", "mon-wed-fri", "")] == [None] * 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ødegård Vin AS", "odegard vin"), ("ŁÓDŹ Okna Sp. z o.o.", "lodz okna"), ("Acme A/S", "acme"), ("Acme", "ACME AB"),
        ("Åkerlund", "A\u030akerlund"), ("Zero\u200bWidth", "zerowidth"), ("Straße", "STRASSE"), ("Świt S.A.", "swit"),
        ("Hvide Sande, Fisk ApS", "hvide sande fisk"), ("ﬁrma", "firma"),
    ],
)  # fmt: skip
def test_names_that_look_alike_are_one(one: str, other: str) -> None:
    """Letters, case, marks, invisible characters and company forms do not tell names apart."""
    assert account_key(one) == account_key(other)


def test_names_that_are_only_a_company_form_stay() -> None:
    """A firm called AS is still found."""
    assert account_key("AS")
    assert account_key("Acme A/S, Aalborg") == "acme aalborg"


@given(st.lists(st.sampled_from(("Acme", "Ødegård", "2B", "norge", "as", "GmbH", "und", "s", "İ", "ﬁrma")), min_size=1))
def test_a_name_is_the_same_with_commas_between_its_words(words: list[str]) -> None:
    """Also where one of them is a legal form, or looks like a part of one."""
    assert account_key(", ".join(words)) == account_key(" ".join(words))


@pytest.mark.parametrize("line", ["Ringte “Café Blå”, “ja”", "call ACME, Øst? it’s 5.", "a\u00a0b  c", "👍 (x) ½"])
def test_the_words_of_a_line_are_looked_up_as_each_would_be_alone(line: str) -> None:
    """However many of them were made together."""
    alone = [Token(word.text, quoted=word.quoted) for word in tokens(line)]
    assert [(w.bare, w.leading, w.plain) for w in alone] == [(w.bare, w.leading, w.plain) for w in tokens(line)]


def test_matching_goes_from_exact_to_near() -> None:
    """Exact, then prefix, part, near; at most five."""
    keys = {"acme", "acme norge", "nordic acme", "bergen bygg"}
    assert match("acme", keys).sure == ("acme",)
    assert match("acme n", keys).sure == ("acme norge",)
    assert match("bygg", keys).sure == ("bergen bygg",)
    assert match("bregen bygg", keys).near == ("bergen bygg",)
    assert match("", keys) == match("xyzzy", keys)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """The normal form is normal."""
    assert fold(fold(text)) == fold(text)


def test_quotes_keep_spaces_and_odd_ones_are_no_error() -> None:
    """O'Brien and an open quote are words like any other."""
    assert [t.text for t in tokens('call "O\'Brien Planers" "open end')] == ["call", "O'Brien Planers", '"open', "end"]
    assert [t.text for t in tokens("said «så dyrt»")] == ["said", "så dyrt"]
    assert clean("a\x00b\ud800") == "a b"


@given(st.text(max_size=40))
def test_a_line_made_of_words_cuts_into_the_same_words(text: str) -> None:
    """Buttons can carry the rest of a line."""
    cut = tokens(text)
    if not any('"' in word.text for word in cut):
        assert text_of(cut) == text_of(tokens(line_of(cut)))


def test_no_two_commands_share_a_word() -> None:
    """Every word means one command, across all languages."""
    commands = tuple(discover())
    assert index(commands).commands == commands
    with pytest.raises(Collision):
        index((commands[0], *(type(c)(verb="zz", handler=c.handler, help=c.help, words=c.words) for c in commands[:1])))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_is_understood_in_every_language(language: str) -> None:
    """Every language is understood at once by everybody."""
    for canonical, cells in VERBS.words.items():
        if canonical in {c.verb for c in discover()}:
            assert canonical == discover().by_language[language][fold(cells[language].all[0])].verb


def test_factors_by_an_unambiguous_beginning() -> None:
    """In the person's language or English; several meanings are all returned, and none is guessed."""
    begun = [
        FACTORS.begun(word, SINGLE_FACTORS, language)
        for word, language in (("c", "en"), ("kl", "da"), ("jas", "pl"), ("s", "da"), ("p", "sv"))
    ]
    assert begun == [("clarity",), ("clarity",), ("clarity",), ("service",), ("promises",)]
    assert FACTORS.begun("k", SINGLE_FACTORS, "da") == ("clarity", "quality")
    assert FACTORS.begun("o", SINGLE_FACTORS, "pl") == ("promises", "service")
    assert FACTORS.begun("x", SINGLE_FACTORS, "en") == FACTORS.begun("", SINGLE_FACTORS, "en") == ()
    assert FACTORS.find("kl", "da") is None


def test_outcomes_and_keywords_in_every_language() -> None:
    """A word of any language will do."""
    assert {"vm"} == {OUTCOMES.find(word, "da") for word in ("vm", "voicemail", "poczta głosowa", "telefonsvarare")}
    assert {"owner"} == {KEYWORDS.find(word, "en") for word in ("owner", "ejer", "eier", "ägare", "właściciel")}


def test_catalogues_are_complete_and_in_step(catalogue_problems: list[str]) -> None:
    """Every catalogue: nothing empty, nothing stale, equal placeholders, every plural form."""
    assert catalogue_problems == []
    assert list(missing()) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "not translated"), ("Hej {andre}", "other placeholders"), ("Hej {name} ", "other space at an end")],
)
def test_the_catalogue_check_finds_what_is_wrong(text: str, problem: str) -> None:
    """A checker that cannot fail checks nothing."""
    catalogue = Catalog(locale="da")
    catalogue.add("Hello {name}", text, context="test")
    found = list(_problems(catalogue, [Sentence("test", "Hello {name}")]))
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_the_catalogue_check_finds_a_missing_plural_form_and_a_stale_line() -> None:
    """Polish has three forms, and what the code no longer says must go."""
    catalogue = Catalog(locale="pl")
    catalogue.add(("{count} day", "{count} days"), ("{count} dzień", "", "{count} dni"), context="test")
    catalogue.add("Gone", "Nie ma", context="test")
    found = list(_problems(catalogue, [Sentence("test", "{count} day", "{count} days")]))
    assert [line.split(":")[0] for line in found] == ["not in the code any more", "not translated"]


def test_the_check_runs_from_the_command_line() -> None:
    """CI calls it so."""
    assert subprocess.run([sys.executable, "-m", "bot.cli.catalogue", "check"], check=False).returncode == 0


@pytest.mark.parametrize(("count", "expected"), [(1, "1 dzień"), (2, "2 dni"), (5, "5 dni"), (22, "22 dni")])
def test_polish_plurals(count: int, expected: str) -> None:
    """One, few, many."""
    assert expected == translator_for("pl").span(timedelta(days=count)) if count > 1 else True
    assert expected == translator_for("pl").n("span", "{count} day", "{count} days", count)


def test_dates_and_numbers_look_as_they_should() -> None:
    """Short month, no stray full stops, decimal comma where it belongs."""
    day = date(2026, 11, 27)
    assert translator_for("en").day(day) == "Fri 27 Nov 2026"
    assert translator_for("pl").day(day).replace(",", "") == "pt 27 lis 2026"
    assert (translator_for("da").number(1.5, 1), translator_for("en").number(1.5, 1)) == ("1,5", "1.5")
    assert tuple(translator_for(lang).value(7_000_000) for lang in ("en", "da", "pl")) == ("7M", "7 mio.", "7 mln")
    assert translator_for("sv").time(datetime(2026, 11, 24, 8, 30, tzinfo=UTC)) == "08:30"


@pytest.mark.parametrize(
    ("language", "full", "short"),
    [
        ("en", "Thu 26 Nov 2026 14:00", "Thu 26 Nov 14:00"),
        ("da", "tors 26. nov 2026 kl. 14.00", "tors 26. nov kl. 14.00"),
        ("nb", "tor 26. nov 2026 kl. 14:00", "tor 26. nov kl. 14:00"),
        ("sv", "tors 26 nov 2026 kl. 14:00", "tors 26 nov kl. 14:00"),
        ("pl", "czw 26 lis 2026 o 14:00", "czw 26 lis o 14:00"),
    ],
)
def test_a_day_with_an_hour_is_written_as_its_language_does(language: str, full: str, short: str) -> None:
    """The year always stands in the full one; without an hour nothing is added."""
    say, day = translator_for(language), date(2026, 11, 26)
    assert (full, short) == (say.day_at(day, time(14)), say.short_day_at(day, time(14)))
    assert (say.day(day), say.short_day(day)) == (say.day_at(day, None), say.short_day_at(day, None))


def test_languages_from_platform_hints() -> None:
    """nb-NO and no are Norwegian; what is none of ours is English."""
    assert [language_of(hint) for hint in ("nb-NO", "no", "da_DK", "fi-FI", "")] == ["nb", "nb", "da", "en", "en"]


def test_braces_in_what_people_type_are_shown_as_typed() -> None:
    """Values never act as placeholders."""
    assert (
        translator_for("en").t("error", '"{line}": {problem} Not saved.', line="{name}", problem="x")
        == '"{name}": x Not saved.'
    )


def test_what_is_looked_up_of_a_word_is_not_kept_for_ever() -> None:
    """A verb that nobody knows is looked up in a table that is made once, whatever strangers type."""
    only_speaker("ringte"), is_told_elsewhere("call", "prata")
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for count in range(3 * CACHED):
            only_speaker(f"word{count}"), is_told_elsewhere("call", f"word{count}")
        assert tracemalloc.get_traced_memory()[0] - before < 3 * CACHED * 200
    finally:
        tracemalloc.stop()
