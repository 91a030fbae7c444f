"""The terminal and what it printed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.terminal import Terminal
from bot.clock import FrozenClock
from tests.contracts.examples import AT


@asynccontextmanager
async def bench() -> AsyncIterator[tuple[Terminal, list[str]]]:
    """Yield the terminal and what it has printed."""
    shown: list[str] = []
    yield Terminal(at=FrozenClock(AT).now, write=shown.append), shown
