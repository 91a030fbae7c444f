"""A reading of words by a person in Copenhagen."""

from __future__ import annotations

import pytest

from bot.arguments.parser import Reading
from bot.language.i18n import words
from storage.work import SqlWork
from tests.dialog import TUESDAY


@pytest.fixture(name="reading")
def reading_fixture(work: SqlWork) -> Reading:
    """What words mean to anna on a Tuesday."""
    anna = work.people.add("anna", TUESDAY)
    return Reading(work=work, who=anna, words=words("en"), at=TUESDAY, today=TUESDAY.date())
