"""What a purpose asks for before it counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.purposes import Purpose, notice_days

TOLD = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("countries", "own", "days"),
    [
        (["NO"], 0, 0),
        (["DK"], 0, 42),
        (["PL"], 0, 14),
        (["DE", "DK", "PL"], 0, 42),
        (["PL"], 60, 60),
        (["DK"], 7, 42),
        ([], 5, 5),
    ],
)
def test_notice_is_the_longest_that_a_country_or_the_company_asks_for(
    countries: list[str], own: int, days: int
) -> None:
    """Never a shorter one."""
    purpose = Purpose(id=1, words="w", basis="b", told=TOLD, days=own)
    assert (days, TOLD + timedelta(days=days)) == (notice_days(countries, purpose), purpose.opens(countries))
