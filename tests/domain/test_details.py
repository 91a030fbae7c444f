"""What an entry tells: each kind has a letter of its own, by which people name it."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.domain.details import Contacted, ContactKind, Detail, Kind


def test_a_ref_begins_with_one_capital_letter() -> None:
    """People type it in front of a number; a second letter would be a word."""
    assert [kind for kind in Kind if len(kind) != 1 or not kind.isascii() or not kind.isupper()] == []


@pytest.mark.parametrize("detail", get_args(Detail), ids=lambda each: each.__name__)
def test_what_an_entry_tells_says_its_kind(detail: type) -> None:
    """By the class, so that no instance can say otherwise."""
    assert isinstance(vars(detail)["kind"], Kind)


def test_the_kinds_of_contacts_are_those_of_their_details() -> None:
    """A contact that were not among them would have no target and no count."""
    assert sorted(get_args(ContactKind)) == sorted(each.kind for each in get_args(Contacted))
