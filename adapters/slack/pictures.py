"""What is uploaded: charts as pictures, where Slack refused to draw them, and the files that somebody asked for."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog

from adapters.common.chart_picture import png
from adapters.slack.client import SlackClient, failure
from adapters.slack.render import message
from bot.errors import DeliveryError
from bot.messages.card import Bars, Card, File, Text

log = structlog.get_logger()
ALT = 200
NAME = "chart.png"


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """Uploads to one workspace; without the scope for files the alternative text in the message has to do."""

    client: SlackClient

    async def add(self, card: Card, channel: str, thread: str = "") -> None:
        """Show a card's charts in a conversation, below the message that has their numbers."""
        for bars in (each for each in card.body if isinstance(each, Bars)):
            try:
                await self._upload(bars, channel, thread)
            except DeliveryError as error:
                log.warning("slack.picture_failed", code=error.code)
                return

    async def send(self, card: Card, user: str) -> None:
        """Put a card's files into somebody's own messages; where they cannot be uploaded, what they say."""
        for file in (each for each in card.body if isinstance(each, File)):
            try:
                opened = await self.client.call("conversations.open", users=user)
                await self._put(file.name, base64.b64decode(file.data), file.name, opened["channel"]["id"])
            except DeliveryError as error:
                log.warning("slack.file_failed", code=error.code)
                await self._as_text(file, user)

    async def _as_text(self, file: File, user: str) -> None:
        try:
            await self.client.call("chat.postMessage", channel=user, **message(Card(body=(Text(text=file.text),))))
        except DeliveryError as error:
            log.warning("slack.file_failed", code=error.code)

    async def _upload(self, bars: Bars, channel: str, thread: str) -> None:
        picture = await asyncio.to_thread(png, bars)
        await self._put(NAME, picture, bars.title, channel, thread=thread, alt=bars.alt)

    async def _put(self, name: str, raw: bytes, title: str, channel: str, *, thread: str = "", alt: str = "") -> None:
        more = {"alt_txt": alt[:ALT]} if alt else {}
        place = await self.client.call(
            "files.getUploadURLExternal", reads=True, filename=name, length=str(len(raw)), **more
        )
        if not self.client.allowed_upload(str(place.get("upload_url", ""))):
            raise DeliveryError("upload_url_refused", permanent=True)
        try:
            async with self.client.session.post(place["upload_url"], data=raw, allow_redirects=False) as response:
                if response.status != 200:
                    raise DeliveryError(f"http_{response.status}", permanent=True)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise failure(error, self.client.now()) from None
        asked: dict[str, Any] = {"files": [{"id": place["file_id"], "title": title[:ALT]}], "channel_id": channel}
        await self.client.call("files.completeUploadExternal", **(asked | ({"thread_ts": thread} if thread else {})))
