"""Two hundred sellers at half past eight, on a bad day; run by `make soak`."""

from __future__ import annotations

import pytest

from tests.slack.test_morning import bad_morning


@pytest.mark.parametrize("seed", range(2))
async def test_each_morning_nudge_arrives_once(seed: int) -> None:
    """Every eighth call fails in some way."""
    await bad_morning(seed, sellers=200, share=0.125)
