"""The web chat and what its pages were told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from adapters.web.platform import WebChat
from bot.clock import FrozenClock
from tests.contracts.examples import AT


async def _nothing() -> Mapping[str, object]:
    return {}


async def _stay(to: str) -> tuple[str, ...]:
    """Leave the clock alone."""
    return ()


@asynccontextmanager
async def bench() -> AsyncIterator[tuple[WebChat, list[str]]]:
    """Yield the web chat and what its pages were told."""
    shown: list[str] = []
    chat = WebChat(clock=FrozenClock(AT), describe=_nothing, steer=_stay)
    chat.room.listeners.add(lambda news: shown.append(str(news)))
    yield chat, shown
