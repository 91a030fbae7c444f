"""Public holidays that are derived: the same as the library's, which is asked for all others."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import public_holidays
from bot.language.public_holidays import COUNTRIES, YEARS, derived_holidays, library_holidays

ASKED = (YEARS.start, 2027, YEARS.stop - 1)


@pytest.mark.parametrize("country", COUNTRIES)
def test_derived_holidays_are_those_of_the_library(country: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without asking it."""
    wanted = {year: library_holidays(country, year) for year in ASKED}
    monkeypatch.setattr(public_holidays, "library_holidays", pytest.fail)
    assert wanted == {year: public_holidays.public_holidays(country, year) for year in ASKED}


@pytest.mark.parametrize(("country", "year"), [("NO", YEARS.stop), ("NO", YEARS.start - 1), ("FI", 2027)])
def test_other_years_and_countries_are_asked_of_the_library(country: str, year: int) -> None:
    """As before there was a file."""
    assert date(year, 1, 1) in public_holidays.public_holidays(country, year)


def test_another_version_of_the_library_is_asked_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is derived may be out of date by then."""
    monkeypatch.setattr(public_holidays, "library_version", lambda: "99")
    monkeypatch.setattr(public_holidays, "library_holidays", lambda country, year: {date(year, 2, 2): country})
    public_holidays._derived.cache_clear()
    try:
        assert {date(2027, 2, 2): "NO"} == public_holidays.public_holidays("NO", 2027)
    finally:
        public_holidays._derived.cache_clear()


def test_names_are_those_of_the_country(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not those of the language that the machine has."""
    for language in ("en_US", "uk", "C"):
        monkeypatch.setenv("LANGUAGE", language)
        assert library_holidays("DK", 2026)[date(2026, 12, 25)] == "Juledag"
        assert library_holidays("SE", 2026)[date(2026, 6, 19)] == "Midsommarafton"
        assert derived_holidays()["PL 2026"]["2026-01-01"] == "Nowy Rok"
