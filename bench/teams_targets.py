"""Processes for `bench/teams.py`, as `python bench/teams_targets.py NAME PORT-OR-COUNT`, and a connector for them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
POSTED = b'{"id":"1"}'
MEMBER = re.compile(rb"/members/29(?::|%3A)(\d+)")


class Sink(asyncio.Protocol):
    """Answers every call of the connector at once."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self.transport, self.buffer = transport, b""

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self.buffer += data
        while (head := self.buffer.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self.buffer, 0, head)
            end = head + 4 + (int(length[1]) if length else 0)
            if len(self.buffer) < end:
                return
            member = MEMBER.search(self.buffer, 0, head)
            body = (
                b'{"id":"29:%b","aadObjectId":"aad-%b","userRole":"user"}' % (member[1], member[1])
                if member
                else POSTED
            )
            self.buffer = self.buffer[end:]
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            self.transport.write(answer % (len(body), body))  # type: ignore[attr-defined]


@asynccontextmanager
async def sink() -> AsyncIterator[str]:
    """Listen, and yield the serviceUrl."""
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


def adapter() -> Any:
    """Return the SDK's adapter with its own token check, as its samples make it."""
    from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication  # noqa: PLC0415

    names = (
        "TO_CHANNEL_FROM_BOT_LOGIN_URL",
        "TO_CHANNEL_FROM_BOT_OAUTH_SCOPE",
        "TO_BOT_FROM_CHANNEL_TOKEN_ISSUER",
        "OAUTH_URL",
    )
    names += ("TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL", "TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL")
    config = SimpleNamespace(
        APP_TYPE="SingleTenant", APP_ID=os.environ["MICROSOFT_APP_ID"], APP_PASSWORD="x", CHANNEL_SERVICE="",
        APP_TENANTID=os.environ["MICROSOFT_APP_TENANT_ID"], **{name: os.environ[name] for name in names},
    )  # fmt: skip
    return CloudAdapter(ConfigurationBotFrameworkAuthentication(config))


def teams_jwt(port: int) -> None:
    """Check the token, run an empty handler, answer."""
    from aiohttp import web  # noqa: PLC0415

    cloud = adapter()

    class Bot:
        async def on_turn(self, turn: Any) -> None:
            return None

    bot = Bot()

    async def handler(request: web.Request) -> web.StreamResponse:
        return await cloud.process(request, bot)

    app = web.Application()
    app.router.add_post("/api/messages", handler)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


def snurr(port: int) -> None:
    """The bot as `snurr serve` runs it."""
    import logging  # noqa: PLC0415

    from bot.logs import configure  # noqa: PLC0415
    from bot.server import serve as served  # noqa: PLC0415
    from bot.settings import load  # noqa: PLC0415

    configure(logging.INFO)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(served(load()))


def sdk_out(count: int) -> None:
    """Speak first, by the SDK's own way."""
    from botbuilder.core import BotFrameworkAdapterSettings  # noqa: PLC0415, F401
    from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication  # noqa: PLC0415
    from botbuilder.schema import ChannelAccount, ConversationAccount, ConversationReference  # noqa: PLC0415

    cloud = CloudAdapter(
        ConfigurationBotFrameworkAuthentication(
            SimpleNamespace(APP_ID="", APP_PASSWORD="", APP_TYPE="MultiTenant", APP_TENANTID="", CHANNEL_SERVICE="")
        )
    )
    to = ConversationReference(
        service_url=os.environ["BENCH_SERVICE"], channel_id="msteams", bot=ChannelAccount(id="28:x"),
        user=ChannelAccount(id="29:1"), conversation=ConversationAccount(id="a:1"),
    )  # fmt: skip

    async def said(turn: Any) -> None:
        await turn.send_activity("0 of 8 calls. Who will you call first?")

    async def run() -> float:
        began = time.process_time()
        for _ in range(count // 8):
            await asyncio.gather(*(cloud.continue_conversation(to, said, "") for _ in range(8)))
        return time.process_time() - began

    _tell_spent(run)


def snurr_out(count: int) -> None:
    """Draw a card for each of many people and post it, with the pace lifted, and keep each receipt durably."""
    import aiohttp  # noqa: PLC0415

    from adapters.teams.config import config_of  # noqa: PLC0415
    from adapters.teams.connector import Connector  # noqa: PLC0415
    from adapters.teams.tenant import ConversationReference, Tenant  # noqa: PLC0415
    from adapters.teams.token_client import TokenClient  # noqa: PLC0415
    from bench.fanout import card, without_pace  # noqa: PLC0415
    from bot.messages.seal import SHOWN_ONLY  # noqa: PLC0415
    from bot.ports import Address  # noqa: PLC0415
    from bot.settings import load  # noqa: PLC0415
    from storage.migrate import migrate  # noqa: PLC0415
    from storage.sqlite import SqliteEngine  # noqa: PLC0415
    from storage.work import SqlStore  # noqa: PLC0415

    engine = SqliteEngine(os.environ["BENCH_DB"])
    migrate(engine)
    store, config = SqlStore(engine), config_of(load())
    assert config

    async def run() -> float:
        limit = aiohttp.TCPConnector(limit=64)
        async with aiohttp.ClientSession(connector=limit) as session:
            login = TokenClient(config=config, session=session)
            tenant = Tenant(
                connector=Connector(session=session, login=login, hosts=config.hosts), store=store, id="t",
                opens=lambda button: False, sealer=SHOWN_ONLY, watches_clock=False,
            )  # fmt: skip
            for n in range(count):
                to = ConversationReference(
                    service=os.environ["BENCH_SERVICE"], bot="28:x", conversation=f"a:{n}", user=f"29:{n}"
                )
                await tenant.save_reference(f"aad-{n}", to)

            async def one(n: int) -> None:
                receipt = await tenant.send(Address(platform="teams", target=f"aad-{n}"), card(n), f"k{n}")
                await store.write(lambda work: work.conversations.save("bench", f"{n}", receipt))

            began = time.process_time()
            with without_pace():
                for start in range(0, count, 64):
                    await asyncio.gather(*(one(n) for n in range(start, min(start + 64, count))))
            return time.process_time() - began

    _tell_spent(run)


def _tell_spent(run: Callable[[], Awaitable[float]]) -> None:
    sys.stdout.write(f"{asyncio.run(run())}\n")


TARGETS: dict[str, Callable[[int], None]] = {
    "teams-jwt": teams_jwt,
    "snurr": snurr,
    "sdk-out": sdk_out,
    "snurr-out": snurr_out,
}

if __name__ == "__main__":
    TARGETS[sys.argv[1]](int(sys.argv[2]))
