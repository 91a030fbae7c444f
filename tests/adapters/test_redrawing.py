"""A running server draws the posts that an event changed at once, without waiting for the next turn of the loop."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.app import open_app
from bot.messages.events import Line, Place, Posted, Scope, Sender
from bot.messages.plain_text import card_text
from bot.server import Server
from bot.settings import load
from tests.adapters.test_named_channel import ServedPaper

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


async def test_whoever_goes_changes_the_post_before_the_next_turn(tmp_path: Path) -> None:
    """The answer is not kept waiting for it, and no turn of the loop is taken."""
    settings = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db",
        "SNURR_CONFIG": "/nowhere.toml",
        "SNURR_CLOCK": AT.isoformat(),
    }
    app = open_app(load(settings))
    served = ServedPaper(name="paper")
    handle = Server(app=app, platforms=[served]).redrawing(app.dispatcher)  # type: ignore[list-item]
    who = Sender(platform="paper", user="bo", name="bo")
    place = Place(platform="paper", scope=Scope.CHANNEL, channel="C1", name="sales")
    try:
        reply = await handle(Line(sender=who, at=AT, text="waiting counter", place=place))
        post = {"subject": reply.subject, "receipt": "paper:1", "card": reply.card}
        await handle(Posted(sender=who, at=AT, place=place, **post))  # type: ignore[arg-type]
        await handle(Line(sender=who, at=AT, text="go"))
        async with asyncio.timeout(30):
            while not served.paper.updates:  # noqa: ASYNC110 - what is waited for happens in the background
                await asyncio.sleep(0.01)
    finally:
        app.store.close()
    assert [(receipt, card_text(card)) for receipt, card in served.paper.updates] == [
        ("paper:1", "counter: bo went after 0 s.")
    ]
