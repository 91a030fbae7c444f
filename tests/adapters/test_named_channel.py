"""A team's channel that is only known by its name, where several platforms are served."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.common.named_channel import NamedChannelTransport
from bot.app import open_app
from bot.errors import DeliveryError
from bot.messages.card import Card
from bot.ports import Address, Transport
from bot.server import Server
from bot.settings import load
from tests.adapters.paper import Paper

SALES = Address(platform="", target="sales", channel=True)
UNKNOWN_NAME = DeliveryError("channel_not_found", permanent=True, parks=True)
BO = Address(platform="second", target="P1")
SINCE = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


@dataclass(kw_only=True)
class Searched(Paper):
    """Paper on which is found what was written."""

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Return the receipt of what was written under a key."""
        keys = [message.key for message in self.sent]
        return f"{self.name}:{keys.index(key)}" if key in keys else None


@dataclass(kw_only=True)
class ServedPaper:
    """A platform of one company."""

    name: str
    paper: Paper = field(default_factory=Paper)
    takes_events: bool = True
    opening: bool = False

    def is_opening(self) -> bool:
        """Whether it was not reached yet."""
        return self.opening

    def transport(self, tenant: int) -> Transport | None:
        """Return the paper."""
        return None if self.opening else self.paper


async def test_the_channel_is_looked_for_on_each_platform(tmp_path: Path) -> None:
    """The first one has no channel of this name; the second one posts it, once."""
    app = open_app(load({"DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db", "SNURR_CONFIG": "/nowhere.toml"}))
    first, second = ServedPaper(name="first", paper=Paper(errors=[UNKNOWN_NAME])), ServedPaper(name="second")
    try:
        way = Server(app=app, platforms=[first, second]).route(1)("#sales", (SALES,))
        assert way
        assert "paper:1" == await way[0].send(way[1], Card(title="x"), "k")
    finally:
        app.store.close()
    assert ([], ["sales"]) == (first.paper.sent, [message.to for message in second.paper.sent])


@pytest.mark.parametrize("to", [Address(platform="first", target="U1"), SALES], ids=["person", "name"])
async def test_a_platform_that_opens_is_waited_for(tmp_path: Path, to: Address) -> None:
    """Nobody is without an address meanwhile; who is on the other platform is written to at once."""
    app = open_app(load({"DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db", "SNURR_CONFIG": "/nowhere.toml"}))
    first, second = ServedPaper(name="first", opening=True), ServedPaper(name="second")
    route = Server(app=app, platforms=[first, second]).route(1)
    app.store.close()
    with pytest.raises(DeliveryError, match="not reached") as waits:
        route("somebody", (to,))
    assert waits.value.held
    assert (second.paper, BO) == route("other", (BO,))
    assert (second.paper, BO) == route("both", (Address(platform="first", target="U1"), BO))
    assert route("nobody", ()) is None


@pytest.mark.parametrize(
    "error", [DeliveryError("timeout"), DeliveryError("invalid_auth", permanent=True)], ids=["lost", "refused"]
)
async def test_what_may_be_on_one_platform_is_posted_on_no_other(error: DeliveryError) -> None:
    """A lost answer may have arrived; a refused token says nothing about the name."""
    second = Paper()
    with pytest.raises(DeliveryError, match=error.code):
        await NamedChannelTransport(transports=[Paper(errors=[error]), second]).send(SALES, Card(), "k")
    assert [] == second.sent


async def test_a_name_that_nobody_has_is_refused_by_the_last_one() -> None:
    """So that the channel is parked."""
    with pytest.raises(DeliveryError) as failed:
        await NamedChannelTransport(transports=[Paper(errors=[UNKNOWN_NAME]) for _ in range(2)]).send(
            SALES, Card(), "k"
        )
    assert failed.value.parks


async def test_a_lost_message_is_looked_for_on_each_platform() -> None:
    """Where one of them cannot be searched, nobody can tell that it is nowhere."""
    first, second = Searched(), Searched()
    both = NamedChannelTransport(transports=[first, second])
    await second.send(SALES, Card(), "k")
    assert ("paper:0", None) == (await both.find(SALES, "k", SINCE), await both.find(SALES, "other", SINCE))
    with pytest.raises(DeliveryError) as failed:
        await NamedChannelTransport(transports=[Searched(), Paper()]).find(SALES, "k", SINCE)
    assert failed.value.retry_after is None
