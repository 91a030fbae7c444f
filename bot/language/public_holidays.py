"""Public holidays of the countries whose languages are spoken here: derived, since the rules of all countries are more.

The library loads those of every country for one of them: a tenth of a second, and eighteen megabytes as long as a
process runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

COUNTRIES = ("DK", "NO", "SE", "PL", "DE", "GB")
YEARS = range(2025, 2036)
"""Those that are derived; of another year or country the library is asked."""


def public_holidays(country: str, year: int) -> dict[date, str]:
    """Return the names of a year's public holidays by day; none of a country (ISO 3166) that is unknown.

    The eves that all of Sweden has off count.
    """
    known = _derived().get(f"{country} {year}") if year in YEARS and country in COUNTRIES else None
    return library_holidays(country, year) if known is None else {date.fromisoformat(day): known[day] for day in known}


def library_holidays(country: str, year: int) -> dict[date, str]:
    """Return the same as the library says it, in the language of the country."""
    import holidays  # noqa: PLC0415 - what is derived is read without it

    try:
        # Else the names are in the language of the machine.
        language = holidays.country_holidays(country).default_language
        public: dict[date, str] = dict(holidays.country_holidays(country, years=year, language=language).items())
    except NotImplementedError:  # how the library says that it does not know the country
        return {}
    if country != "SE":
        return public
    # Midsummer Eve, Christmas Eve and New Year's Eve are no public holidays by Swedish law, but nobody works.
    eves = holidays.country_holidays(country, years=year, language=language, categories=("de_facto",))
    return dict(eves.items()) | public


def library_version() -> str:
    """Return the version of the library."""
    from importlib.metadata import version  # noqa: PLC0415 - reads mails

    return version("holidays")


def derived_holidays() -> dict[str, dict[str, str]]:
    """Return the holidays of each country and year as they are derived, by ISO day."""
    return {
        f"{country} {year}": {day.isoformat(): name for day, name in sorted(library_holidays(country, year).items())}
        for country in COUNTRIES
        for year in YEARS
    }


@cache
def _derived() -> Mapping[str, Mapping[str, str]]:
    """Return what is derived; nothing where that was from another version, whose holidays may be other ones."""
    from bot.language.derived.holidays_by_year import HOLIDAYS, LIBRARY  # noqa: PLC0415 - most lines ask for no day

    return HOLIDAYS if library_version() == LIBRARY else {}
