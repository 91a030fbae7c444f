"""Charts as pictures, where Slack refused to draw them: uploaded with their numbers as alternative text."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog

from adapters._picture import png
from adapters.slack.client import Client, failure
from bot.errors import DeliveryError
from bot.message import Bars, Card

log = structlog.get_logger()
ALT = 200
NAME = "chart.png"


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """Uploads to one workspace; without the scope for files the alternative text in the message has to do."""

    client: Client

    async def add(self, card: Card, channel: str, thread: str = "") -> None:
        """Show a card's charts in a conversation, below the message that has their numbers."""
        for bars in (each for each in card.body if isinstance(each, Bars)):
            try:
                await self._upload(bars, channel, thread)
            except DeliveryError as error:
                log.warning("slack.picture_failed", code=error.code)
                return

    async def _upload(self, bars: Bars, channel: str, thread: str) -> None:
        picture = await asyncio.to_thread(png, bars)
        place = await self.client.call(
            "files.getUploadURLExternal",
            reads=True,
            filename=NAME,
            length=str(len(picture)),
            alt_txt=bars.alt[:ALT],
        )
        if not self.client.allowed_upload(str(place.get("upload_url", ""))):
            raise DeliveryError("upload_url_refused", permanent=True)
        try:
            async with self.client.session.post(place["upload_url"], data=picture, allow_redirects=False) as response:
                if response.status != 200:
                    raise DeliveryError(f"http_{response.status}", permanent=True)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise failure(error, self.client.now()) from None
        asked: dict[str, Any] = {"files": [{"id": place["file_id"], "title": bars.title[:ALT]}], "channel_id": channel}
        await self.client.call("files.completeUploadExternal", **(asked | ({"thread_ts": thread} if thread else {})))
