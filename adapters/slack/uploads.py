"""Uploads to Slack: charts as pictures, where Slack refused to draw them, and files that somebody asked for."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import aiohttp
import structlog

from adapters.common.chart_picture import png
from adapters.slack.client import SlackClient, delivery_error
from adapters.slack.render import message
from bot.errors import DeliveryError
from bot.messages.card import Bars, Card, File, Text
from bot.records import record

log = structlog.get_logger()
ALT_LENGTH, TITLE_LENGTH = 800, 200
CHART_NAME = "chart.png"


@record(kw_only=True)
class Uploader:
    """Uploads to one workspace; a failed upload is logged and never raised, as the message has the same in words."""

    client: SlackClient

    async def add_charts(self, card: Card, channel: str, thread: str = "") -> None:
        """Upload a card's charts below the message that has their numbers in words."""
        for bars in (element for element in card.body if isinstance(element, Bars)):
            try:
                await self._upload_chart(bars, channel, thread)
            except DeliveryError as error:
                log.warning("slack.picture_failed", code=error.code)
                return

    async def send_files(self, card: Card, user: str) -> None:
        """Upload a card's files to somebody's own messages; post their text where that fails."""
        for file in (element for element in card.body if isinstance(element, File)):
            try:
                # An upload takes the id of a conversation, not that of a person, as chat.postMessage does.
                opened = await self.client.call("conversations.open", users=user)
                await self._upload_file(file.name, base64.b64decode(file.data), file.name, opened["channel"]["id"])
            except DeliveryError as error:
                log.warning("slack.file_failed", code=error.code)
                await self._as_text(file, user)

    async def _as_text(self, file: File, user: str) -> None:
        try:
            await self.client.call("chat.postMessage", channel=user, **message(Card(body=(Text(text=file.text),))))
        except DeliveryError as error:
            log.warning("slack.file_failed", code=error.code)

    async def _upload_chart(self, bars: Bars, channel: str, thread: str) -> None:
        # Drawing takes some 40 ms, in which the event loop would answer nobody.
        picture = await asyncio.to_thread(png, bars)
        await self._upload_file(CHART_NAME, picture, bars.title, channel, thread=thread, alt=bars.alt)

    async def _upload_file(
        self, name: str, content: bytes, title: str, channel: str, *, thread: str = "", alt: str = ""
    ) -> None:
        more = {"alt_txt": alt[:ALT_LENGTH]} if alt else {}
        place = await self.client.call(
            "files.getUploadURLExternal", reads=True, filename=name, length=str(len(content)), **more
        )
        if not self.client.is_upload_url(str(place.get("upload_url", ""))):
            raise DeliveryError("upload_url_refused", permanent=True)
        try:
            async with self.client.session.post(place["upload_url"], data=content, allow_redirects=False) as response:
                if response.status != 200:
                    raise DeliveryError(f"http_{response.status}", permanent=True)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise delivery_error(error, self.client.now()) from None
        arguments: dict[str, Any] = {
            "files": [{"id": place["file_id"], "title": title[:TITLE_LENGTH]}],
            "channel_id": channel,
        }
        await self.client.call(
            "files.completeUploadExternal", **(arguments | ({"thread_ts": thread} if thread else {}))
        )
