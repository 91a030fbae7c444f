"""Fixtures of the ways in for programs."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.programs.bench import House, house


@pytest.fixture(name="house")
async def house_fixture() -> AsyncIterator[House]:
    """A company that assistants can reach."""
    async with house() as made:
        yield made
