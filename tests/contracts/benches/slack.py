"""Slack beside a stand-in, and what its workspace shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from bot.ports import Transport
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import texts
from tests.slack.bench import bench as slack_bench


@asynccontextmanager
async def bench() -> AsyncIterator[tuple[Transport, list[str]]]:
    """Yield a workspace beside a stand-in for Slack, and what the workspace shows."""
    async with FakeSlack() as fake, slack_bench(fake) as house:
        fake.person("anna", "Anna")
        yield house.workspace, _Shown(fake)
        assert fake.refused == []


class _Shown(list[str]):
    """What a workspace shows, as far as it was posted by now."""

    def __init__(self, fake: FakeSlack) -> None:
        self.fake = fake

    def __iter__(self) -> Iterator[str]:
        return iter(" ".join([*texts(message.blocks), *message.labels()]) for message in self.fake.messages)

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]
