"""Where the operator's commands are run: on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import database


@pytest.fixture(name="database_url", params=["sqlite", "postgres"])
def database_url_fixture(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of either engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'snurr.db'}"
        return
    with database() as address:
        yield address
