"""What of an account people change, one field at a time, so that each change can be taken back exactly."""

from __future__ import annotations

from enum import StrEnum

from bot.records import record


class AccountField(StrEnum):
    """A field of an account; the values are the names of its columns."""

    VALUE = "value"
    CONTACTS = "contacts"
    RHYTHM = "rhythm"
    OWNER = "owner"
    PLACE = "place"
    PHONE = "phone"
    CONTACT_PERSON = "contact_person"
    IMPORTED_CONTACT = "imported_contact"
    NAME = "name"
    CLOSED = "closed"
    """Why the account is served no more; None while it is."""
    MERGED_INTO = "merged_into"
    """The account that this one turned out to be."""


NUMBERS = frozenset(
    {AccountField.VALUE, AccountField.CONTACTS, AccountField.RHYTHM, AccountField.OWNER, AccountField.MERGED_INTO}
)
"""The fields that hold a number; all others hold a text."""


@record(kw_only=True)
class FieldChange:
    """What a field of an account is from now on, None for nothing."""

    account: int
    field: AccountField
    value: int | str | None


def stored_value(field: AccountField, text: str | None) -> int | str | None:
    """Return the value of a field from the text that a change keeps; raises ValueError."""
    return int(text) if text is not None and field in NUMBERS else text


def kept_text(value: object) -> str | None:
    """Return the text that a change keeps of a value."""
    return None if value is None else str(value)
