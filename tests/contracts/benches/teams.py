"""Microsoft Teams beside a stand-in, and what its tenant shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from adapters.teams.tenant import ConversationReference
from bot.ports import Platform
from tests.fakes.teams import FakeTeams, labels
from tests.fakes.teams_cards import texts as drawn
from tests.teams.bench import bench as teams_bench

REFERENCE = ConversationReference(service="", bot="")


@asynccontextmanager
async def bench() -> AsyncIterator[tuple[Platform, list[str]]]:
    """Yield the platform beside a stand-in for Microsoft."""
    async with FakeTeams() as fake, teams_bench(fake) as house:
        fake.person(1, "Anna", aadObjectId="anna")
        await house.say("help")
        await house.teams._main().remember("0", (await house.teams._main().known("anna")) or REFERENCE)
        yield house.teams, _Posted(fake)
        assert fake.refused == []


class _Posted(list[str]):
    """What a tenant shows by now."""

    def __init__(self, fake: FakeTeams) -> None:
        self.fake = fake

    def __iter__(self) -> Iterator[str]:
        return iter(f"{drawn(post.card)} {' '.join(labels(post.card))}" for post in self.fake.posts)

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]
