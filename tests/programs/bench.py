"""A company with the way in for assistants over HTTP, and the official client of the protocol."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
import httpx2
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult

from adapters.common.http_server import HttpServer
from adapters.programs.mcp import Assistants
from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.access_tokens import TokenKind
from bot.domain.work import Work
from bot.messages.card import Reply
from bot.messages.events import Line, Sender
from bot.messages.seal import passing_sealer
from storage.work import SqlStore
from tests.dialog import SETUP, TUESDAY
from tests.migrated import memory_engine


# why without repr: asyncio writes out what a fixture returns, and this one knows every command
@dataclass(kw_only=True, repr=False)
class House:
    """The company that `tests.dialog` has, and who may reach it as whom."""

    clock: FrozenClock = field(default_factory=lambda: FrozenClock(TUESDAY))
    store: SqlStore = field(default_factory=lambda: SqlStore(memory_engine()))
    server: HttpServer = field(init=False)
    assistants: Assistants = field(init=False)
    url: str = ""

    def __post_init__(self) -> None:
        self.bot = Dispatcher(store=self.store, registry=discover())
        self.assistants = Assistants(
            store=self.store,
            clock=self.clock,
            handle=self.bot,
            registry=discover(),
            sealer=passing_sealer(),
            origins=frozenset({"https://allowed.example"}),
        )
        self.server = HttpServer(host="127.0.0.1", port=0, routes=self.assistants.routes())

    def later(self, span: timedelta) -> None:
        """Let time pass."""
        self.clock.move_to(self.clock.now() + span)

    async def say(self, who: str, line: str, *, limited: bool = False) -> Reply:
        """Type a line as somebody."""
        sender = Sender(platform="terminal", user=who, name=who)
        return await self.bot(Line(sender=sender, at=self.clock.now(), text=line, limited=limited))

    async def customer(self, name: str, owner: str) -> None:
        """Add a customer."""
        at = self.clock.now()
        await self.store.write(lambda work: work.accounts.add(name, work.people.named(owner)[0].id, at))

    async def token(self, who: str, works: timedelta | None = None, kind: TokenKind = TokenKind.ASSISTANT) -> str:
        """Return the secret of a new token of somebody."""
        now = self.clock.now()

        def issue(work: Work) -> str:
            person = work.people.named(who)[0].id
            return work.access_tokens.issue(person, kind, "test", now, now + works if works else None).secret

        return await self.store.write(issue)

    @asynccontextmanager
    async def client(self, secret: str, mode: str = "auto") -> AsyncIterator[Client]:
        """Yield the official client with a token, by the revision without a handshake or ("legacy") one with it."""
        # Its own, as the tests know no authorities; on this machine nothing is encrypted.
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        http = httpx2.AsyncClient(headers={"Authorization": f"Bearer {secret}"}, verify=tls)
        async with http, Client(streamable_http_client(self.url, http_client=http), mode=mode) as client:
            yield client

    async def post(self, secret: str, body: object, **headers: str) -> tuple[int, Any]:
        """Send a body as it is; return the status and the answer as JSON, None for none."""
        sent = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        data = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, headers=sent | {k.replace("_", "-"): v for k, v in headers.items()}, **data) as got,
        ):
            text = await got.text()
            return got.status, await got.json() if text else None


@asynccontextmanager
async def house() -> AsyncIterator[House]:
    """Yield the company, with Acme as a customer of anna's."""
    made = House()
    for line in SETUP:
        assert (await made.say("chris", line)).ok
    await made.customer("Acme A/S", "anna")
    made.url = f"http://127.0.0.1:{await made.server.start()}/mcp"
    try:
        yield made
    finally:
        await made.server.stop()
        made.store.close()


def said(result: CallToolResult) -> str:
    """Return what an answer says, as one text."""
    return "\n".join(result.structured_content["said"])
