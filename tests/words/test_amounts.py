"""Amounts of money: every way of typing them, and what is printed read back in its own language."""

from __future__ import annotations

import pytest

from bot.language.amounts import Amount, currency_of, may_begin_amount, parse_amount
from bot.language.i18n import translator_for
from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from tests.dialog import Dialog

KRONER = frozenset({"DKK", "NOK", "SEK"})


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "7M", 7_000_000),
        ("en", "7 m", 7_000_000),
        ("en", "450k", 450_000),
        ("en", "1,5m", 1_500_000),
        ("en", "1.25bn", 1_250_000_000),
        ("en", "7,000", 7_000),
        ("en", "7.000.000", 7_000_000),
        ("en", "7 000 000", 7_000_000),
        ("en", "7\u00a0000\u00a0000", 7_000_000),
        ("en", "7,000,000.50", 7_000_001),
        ("da", "7 mio.", 7_000_000),
        ("da", "450 tusind", 450_000),
        ("da", "450.000,-", 450_000),
        ("en", "7 mio.", 7_000_000),
        ("nb", "7 mill.", 7_000_000),
        ("nb", "1,5 millioner", 1_500_000),
        ("sv", "7 mn", 7_000_000),
        ("sv", "450 tkr", 450_000),
        ("pl", "7 mln", 7_000_000),
        ("pl", "450 tys.", 450_000),
        ("en", "300", 300),
    ],
)
def test_an_amount_is_understood_in_every_way_that_people_type_it(language: str, text: str, value: int) -> None:
    """Words of every language, decimals with point or comma, groups with point, comma or space."""
    assert Amount(value=value) == parse_amount(text, language)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("kr 450000", KRONER),
        ("450 000 kr.", KRONER),
        ("NOK 450k", {"NOK"}),
        ("450 tys. zł", {"PLN"}),
        ("€450k", {"EUR"}),
    ],
)
def test_a_currency_may_stand_on_either_side(text: str, codes: set[str]) -> None:
    """A sign that several currencies share is each of them."""
    assert Amount(value=450_000, currencies=frozenset(codes)) == parse_amount(text, "en")


@pytest.mark.parametrize(
    "text", ["m7", "blue", "", "-5", "1e309", "9" * 20, "1.250 mio.", "7M M", "kr 7 kr", "7 000 00"]
)
def test_what_is_no_amount_or_may_be_two_is_none(text: str) -> None:
    """A thousand and a quarter of a million look alike with a point and a unit."""
    assert parse_amount(text, "da") is None


@pytest.mark.parametrize(
    ("language", "currency", "printed"),
    [
        ("en", "NOK", ["NOK 300", "NOK 7k", "NOK 450k", "NOK 1M", "NOK 7M", "NOK 1.25bn"]),
        ("da", "DKK", ["300 kr.", "7 tusind kr.", "450 tusind kr.", "1 mio. kr.", "7 mio. kr.", "1,25 mia. kr."]),
        ("nb", "NOK", ["300 kr", "7 tusen kr", "450 tusen kr", "1 mill. kr", "7 mill. kr", "1,25 mrd. kr"]),
        ("sv", "SEK", ["300 kr", "7 tusen kr", "450 tusen kr", "1 mn kr", "7 mn kr", "1,25 md kr"]),
        ("pl", "PLN", ["300 zł", "7 tys. zł", "450 tys. zł", "1 mln zł", "7 mln zł", "1,25 mld zł"]),
        ("da", "NOK", ["300 NOK", "7 tusind NOK", "450 tusind NOK", "1 mio. NOK", "7 mio. NOK", "1,25 mia. NOK"]),
        ("sv", "EUR", ["300 EUR", "7 tusen EUR", "450 tusen EUR", "1 mn EUR", "7 mn EUR", "1,25 md EUR"]),
    ],
)
def test_an_amount_is_printed_in_short_with_its_currency(language: str, currency: str, printed: list[str]) -> None:
    """Thousands, millions from 999,500 on, thousands of millions."""
    amounts = (300, 7_000, 450_000, 999_500, 7_000_000, 1_250_000_000)
    assert printed == [translator_for(language).value(amount, currency) for amount in amounts]


@pytest.mark.parametrize("currency", ["DKK", "EUR", "GBP", "NOK", "PLN", "SEK", ""])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_printed_amount_reads_back_as_itself(language: str, currency: str) -> None:
    """Whatever is printed can be typed, in the same currency."""
    say = translator_for(language)
    for amount in (0, 7, 999, 1_000, 12_300, 450_000, 999_000, 1_000_000, 7_230_000, 45_600_000, 1_250_000_000):
        read = parse_amount(say.value(amount, currency), language)
        assert read is not None
        assert amount == read.value
        assert not currency or currency in read.currencies


def test_the_currency_is_that_of_the_country() -> None:
    """An unknown country has none."""
    countries = ("DK", "NO", "SE", "PL", "DE", "GB", "XX")
    assert ["DKK", "NOK", "SEK", "PLN", "EUR", "GBP", ""] == [currency_of(country) for country in countries]


def test_an_amount_in_another_currency_is_refused_with_the_right_one(talk: Dialog) -> None:
    """Seven million euros are not seven million kroner."""
    talk.say("account acme value 450k")
    assert "Values of this customer are in NOK: type for example “NOK 7M”." in (
        talk.say("account acme EUR 7M").error or ""
    )
    assert "NOK 450k a year" in talk.text("account acme")


def test_what_is_no_amount_is_refused_with_one_sentence(talk: Dialog) -> None:
    """It says what to type instead, and nothing is stored."""
    assert '"blue" is not an amount: type “7M” or “450k”.' in (talk.say("account acme value blue").error or "")


def test_the_value_is_in_the_currency_of_the_owners_team(talk: Dialog) -> None:
    """A customer of a Polish team is worth the same zloty to whoever reads it."""
    talk.say("account acme value 7M owner dora", "chris")
    assert "PLN 7M a year" in card_text(talk.say("account acme", "chris").card)


def test_a_new_owner_in_another_currency_needs_the_value_again(talk: Dialog) -> None:
    """Seven million kroner never become seven million zloty."""
    talk.say("account acme value 7M", "chris")
    assert "The value is in NOK, the new owner's team counts in PLN" in (
        talk.say("account acme owner dora").error or ""
    )
    assert "PLN 3M a year" in card_text(talk.say("account acme value 3M owner dora").card)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed", ["5", "120k", "12,50", "kr 500", "KR. 500", "NOK 120 000", "€ 5", "€5", "zł 20", "US$ 9", "F CFA 500"]
)
def test_what_begins_an_amount_is_never_passed_over(typed: str, language: str) -> None:
    """An offer would lose it without a word."""
    assert parse_amount(typed, language) is None or may_begin_amount(typed.split(maxsplit=1)[0])
    assert not may_begin_amount("pallets")
