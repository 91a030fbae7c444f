"""A company in memory: anna and bo sell, chris manages them, dora is in another team."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import Dialog, company


@pytest.fixture(name="shared", scope="session")
def shared_fixture() -> Iterator[SqliteEngine]:
    """One database in memory; whoever works in it is rolled back in the end."""
    engine = SqliteEngine(":memory:")
    migrate(engine)
    yield engine
    engine.close()


@pytest.fixture(name="work")
def work_fixture(shared: SqliteEngine) -> Iterator[SqlWork]:
    """An empty company in one transaction that is rolled back in the end."""
    with memory_work(shared, Defaults()) as work:
        yield work


@pytest.fixture(name="empty")
def empty_fixture(work: SqlWork) -> Dialog:
    """A conversation with nobody known yet."""
    return Dialog(work=work)


@pytest.fixture(name="talk")
def talk_fixture(work: SqlWork) -> Dialog:
    """A conversation in a company with two teams and one account of anna's."""
    return company(work)
