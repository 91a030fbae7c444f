"""Microsoft Teams beside a stand-in, and what its tenant shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from bot.ports import Transport
from tests.fakes.teams import FakeTeams, labels
from tests.fakes.teams_cards import texts
from tests.teams.bench import bench as teams_bench


@asynccontextmanager
async def bench() -> AsyncIterator[tuple[Transport, list[str]]]:
    """Yield a tenant beside a stand-in for Microsoft, and what the tenant shows."""
    async with FakeTeams() as fake, teams_bench(fake) as house:
        fake.person(1, "Anna", aadObjectId="anna")
        await house.say("help")
        yield house.tenant, _Shown(fake)
        assert fake.refused == []


class _Shown(list[str]):
    """What a tenant shows by now."""

    def __init__(self, fake: FakeTeams) -> None:
        self.fake = fake

    def __iter__(self) -> Iterator[str]:
        return iter(f"{texts(post.card)} {' '.join(labels(post.card))}" for post in self.fake.posts)

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]
