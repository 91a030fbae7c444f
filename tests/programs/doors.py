"""The way in for assistants beside a platform whose own assistant comes through it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from adapters.common.assistant_door import AssistantDoor
from adapters.common.http_server import HttpServer
from adapters.programs.mcp import Assistants
from bot.clock import Clock
from bot.dispatch.registry import discover
from bot.messages.seal import passing_sealer
from bot.ports import Handle
from storage.work import SqlStore

LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


def call(name: str, arguments: dict[str, Any], meta: object = None) -> dict[str, Any]:
    """Return the request that calls a tool."""
    params = {"name": name, "arguments": arguments} | ({"_meta": meta} if meta else {})
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}


@asynccontextmanager
async def opened(store: SqlStore, clock: Clock, handle: Handle, door: AssistantDoor | None) -> AsyncIterator[str]:
    """Yield the address for assistants with a platform's door."""
    assistants = Assistants(
        store=store,
        clock=clock,
        handle=handle,
        registry=discover(),
        sealer=passing_sealer(),
        doors=[door] if door else [],
    )
    server = HttpServer(host="127.0.0.1", port=0, routes=assistants.routes())
    try:
        yield f"http://127.0.0.1:{await server.start()}/mcp"
    finally:
        await server.stop()
