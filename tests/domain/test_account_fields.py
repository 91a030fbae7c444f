"""What a change keeps of a field comes back as it was."""

from __future__ import annotations

import pytest

from bot.domain.account_fields import AccountField, kept_text, stored_value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (AccountField.VALUE, 7_000_000),
        (AccountField.OWNER, 3),
        (AccountField.OWNER, None),
        (AccountField.PHONE, "55 12 34 56"),
        (AccountField.CLOSED, ""),
        (AccountField.CLOSED, None),
        (AccountField.NAME, "1"),
    ],
)
def test_a_value_comes_back_from_its_text(field: AccountField, value: int | str | None) -> None:
    """A number as a number, a name of digits as a name, and nothing as nothing."""
    assert value == stored_value(field, kept_text(value))
