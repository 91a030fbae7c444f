"""L01 at many points: kill -9 after each of 250 acknowledged lines; run by `make soak`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.test_sqlite import killed_after


@pytest.mark.parametrize("acknowledged", range(1, 251))
def test_l01_no_acknowledged_line_is_lost(tmp_path: Path, acknowledged: int) -> None:
    """Whoever read a ref finds it after the process was killed."""
    killed_after(tmp_path, acknowledged)
