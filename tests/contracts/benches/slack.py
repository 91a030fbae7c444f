"""Slack beside a stand-in, and what its workspace shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from bot.clock import seconds_run
from bot.ports import Platform
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import texts
from tests.slack.bench import bench as slack_bench


@asynccontextmanager
async def bench() -> AsyncIterator[tuple[Platform, list[str]]]:
    """Yield the platform beside a stand-in that draws what it would draw."""
    async with FakeSlack() as fake, slack_bench(fake) as house:
        fake.person("anna", "Anna")
        fake._triggers["0"] = seconds_run()
        yield house.slack, _Drawn(fake)
        assert fake.refused == []


class _Drawn(list[str]):
    """What a workspace shows, as far as it was posted by now."""

    def __init__(self, fake: FakeSlack) -> None:
        self.fake = fake

    def __iter__(self) -> Iterator[str]:
        shown = [[*texts(message.blocks), *message.labels()] for message in self.fake.messages]
        shown += [[*texts(view), *(b.get("block_id", "") for b in view["blocks"])] for view in self.fake.views.values()]
        return iter(" ".join(each) for each in shown)

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]
