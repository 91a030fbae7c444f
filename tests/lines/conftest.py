"""A seller who types in a company with a handful of customers."""

from __future__ import annotations

import pytest

from storage.work import SqlWork
from tests.dialog import Dialog
from tests.lines.cases import Case, conversation


@pytest.fixture(name="kim")
def kim_fixture(work: SqlWork) -> Dialog:
    """A conversation with kim, who sells to the customers of the plain world."""
    return conversation(work, Case(line="", me="en", world="plain", before=(), expected={}))


@pytest.fixture(name="twins")
def twins_fixture(work: SqlWork) -> Dialog:
    """A conversation with kim, two of whose customers begin alike."""
    return conversation(work, Case(line="", me="en", world="twins", before=(), expected={}))
