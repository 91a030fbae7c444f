"""Two companies in one database, a thousand times; run by `make soak`."""

from __future__ import annotations

from hypothesis import given, settings

from tests.security.test_isolation import Companies, acted_out, scripts, two_fixture

__all__ = ["two_fixture"]


@settings(max_examples=1000, deadline=None)
@given(script=scripts)
def test_nothing_of_one_company_is_shown_to_or_changed_by_the_other(
    two: Companies, script: list[tuple[str, str, int | str]]
) -> None:
    """A thousand runs of the same property."""
    acted_out(two, script)
