"""A reading of words by a person in Copenhagen."""

from __future__ import annotations

import pytest

from bot.arguments.parser import ParseContext
from bot.cli.catalogue import problems
from bot.language.i18n import translator_for
from storage.work import SqlWork
from tests.dialog import TUESDAY


@pytest.fixture(name="reading")
def reading_fixture(work: SqlWork) -> ParseContext:
    """What words mean to anna on a Tuesday."""
    anna = work.people.add("anna", TUESDAY)
    return ParseContext(work=work, who=anna, translator=translator_for("en"), at=TUESDAY, today=TUESDAY.date())


@pytest.fixture(name="catalogue_problems", scope="session")
def catalogue_problems_fixture() -> list[str]:
    """What is wrong with the catalogues; they are read once, as that takes a second."""
    return problems()
