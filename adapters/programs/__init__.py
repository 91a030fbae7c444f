"""Ways in for programs that act for a person by their token, and events out to those of a company; none a platform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from adapters.common.assistant_door import AssistantDoor
from bot.clock import Clock
from bot.dispatch.registry import Registry
from bot.messages.seal import Sealer
from bot.ports import Handle, Store
from bot.settings import Settings

if TYPE_CHECKING:
    from aiohttp import web


def routes(
    settings: Settings,
    clock: Clock,
    store: Store,
    sealer: Sealer,
    registry: Registry,
    handle: Handle,
    doors: Sequence[AssistantDoor] = (),
) -> list[web.RouteDef]:
    """Return the routes of the ways in that the settings open; what is closed is not loaded.

    `doors` recognise the platforms' own assistants.
    """
    found = []
    if settings.snurr_mcp:
        from adapters.programs.mcp import Assistants  # noqa: PLC0415

        assistants = Assistants(
            store=store,
            clock=clock,
            handle=handle,
            registry=registry,
            sealer=sealer,
            origins=settings.mcp_origins,
            doors=doors,
        )
        found += assistants.routes()
    if settings.snurr_url:
        from adapters.programs.calendar_feed import CalendarFeeds  # noqa: PLC0415
        from adapters.programs.hook import Hooks  # noqa: PLC0415

        found += CalendarFeeds(store=store, clock=clock).routes()
        found += Hooks(store=store, clock=clock, handle=handle).routes()
    return found
