"""A company in memory: anna and bo sell, chris manages them, dora is in another team."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import settings

from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import Dialog, company
from tests.migrated import memory_engine
from tests.postgres import database
from tests.slow_files import seconds

os.environ["SNURR_CLOCK"] = "2026-11-24T08:00+01:00"
"""Every process that a test starts begins on this working day, before the first nudge, unless the test names another."""

os.environ["SSL_CERT_FILE"] = os.devnull
os.environ.pop("REQUESTS_CA_BUNDLE", None)
"""Nothing outside of this machine is reached, and to read the list of its authorities costs more than most tests do."""

settings.register_profile("repeatable", derandomize="SNURR_FUZZ" not in os.environ, deadline=None)
settings.load_profile("repeatable")
"""The same examples on every run and machine, however slow; new ones in `make soak`."""


def _refuse_without_clock(event: str, details: tuple[Any, ...]) -> None:
    """Fail a test that starts a process with an environment of its own and without a clock: it would depend on the day."""
    if event == "subprocess.Popen" and details[3] is not None and "SNURR_CLOCK" not in details[3]:
        raise AssertionError(f"{details[1]} is started without SNURR_CLOCK: build its environment from os.environ")


sys.addaudithook(_refuse_without_clock)


def pytest_configure(config: pytest.Config) -> None:
    """Let several processes take the files in the order of the tests; by itself xdist begins with those of most tests."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_finish() -> None:
    """Keep twenty thousand tests out of each search for garbage, which would stop the others for seconds."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the slowest files where several processes share them, so that none of them is left to the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: -seconds(item.location[0]))


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """Take back what a test configured of the logs: its stderr is closed with it, and the next test's lines would fail."""
    yield
    if structlog.is_configured():
        structlog.reset_defaults()
        root = logging.getLogger()
        for handler in [handler for handler in root.handlers if type(handler) is logging.StreamHandler]:
            root.removeHandler(handler)


@pytest.fixture(name="database_url", params=["sqlite", "postgres"])
def database_url_fixture(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database on either engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'snurr.db'}"
        return
    with database() as address:
        yield address


@pytest.fixture(name="shared", scope="session")
def shared_fixture() -> Iterator[SqliteEngine]:
    """One database in memory; whoever works in it is rolled back in the end."""
    engine = memory_engine()
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
