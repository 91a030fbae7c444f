"""How replies get back: posted, ephemeral, in place of what was pressed, in a modal, on the Home."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import structlog

from adapters.slack.client import OURS, SlackClient
from adapters.slack.forms import ModalMetadata, card_of, result_view, view
from adapters.slack.inbound import Payload, carried_by
from adapters.slack.pictures import Pictures
from adapters.slack.render import Block, RenderLevel, message, surface_blocks
from bot.errors import DeliveryError
from bot.messages.card import Bars, Card, Reply
from bot.messages.events import Place
from bot.messages.form import Form

log = structlog.get_logger()

TRIES = 4
PATIENCE_SECONDS = 40
"""The longest Retry-After that a receipt waits for."""
ONLY_POSTED = ("unfurl_links", "unfurl_media")
ONLY_SENT = (*ONLY_POSTED, "mrkdwn")


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Shows cards and forms in one workspace."""

    client: SlackClient
    pictures: Pictures

    async def post(self, method: str, card: Card, **where: object) -> dict[str, Any]:
        """Call a method with a card, ever plainer while Slack refuses to draw it; raises DeliveryError."""
        for rich in _ways(card):
            try:
                answer = await self.client.call(method, **(_arguments(method, message(card, rich)) | where))
            except DeliveryError as error:
                if error.code not in OURS or rich is RenderLevel.PLAIN:
                    raise
                log.error("slack.blocks_refused", method=method, code=error.code)
                continue
            if rich is not RenderLevel.CHARTS and method == "chat.postMessage":
                await self.pictures.add(card, str(answer.get("channel", "")), str(where.get("thread_ts", "")))
            return answer
        raise AssertionError("the plainest message was either sent or refused")

    async def patiently(self, method: str, card: Card, **where: object) -> bool:
        """Post a receipt, waiting as Slack asks; never again after an answer was lost. False: it was refused."""
        for _ in range(TRIES):
            try:
                await self.post(method, card, **where)
                return True
            except DeliveryError as error:
                wait = error.retry_after
                if wait is None or wait.total_seconds() > PATIENCE_SECONDS:
                    return not error.permanent
                await asyncio.sleep(max(wait.total_seconds(), 1.0))
        return False

    async def open(self, form: Form, carried: ModalMetadata, *, trigger: str = "", view_id: str = "") -> bool:
        """Show a form to whoever pressed or typed; False when Slack did not confirm that it is there."""
        shown = view(form, carried)
        try:
            if view_id:
                await self.client.call("views.update", view=shown, view_id=view_id)
            else:
                await self.client.call("views.open", view=shown, trigger_id=trigger)
        except DeliveryError:
            return False
        return True

    async def open_or_offer(self, form: Form, carried: ModalMetadata, trigger: str, user: str, place: Place) -> None:
        """Open a form at once; where that is too late, show a button that opens it."""
        if not await self.open(form, carried, trigger=trigger):
            await self.where_asked(Reply(card=card_of(form)), carried.respond, user, place)

    async def home(self, user: str, card: Card) -> None:
        """Put a card on a person's Home; one that cannot be shown is shown the next time."""
        try:
            await self.client.call("views.publish", user_id=user, view={"type": "home", "blocks": surface_blocks(card)})
        except DeliveryError as error:
            log.warning("slack.home_failed", code=error.code)

    async def show(self, reply: Reply, body: Payload, user: str, place: Place) -> None:
        """Show the reply to a pressed button where it belongs."""
        card = card_of(reply.form) if reply.form else reply.card
        container = body.get("container") or {}
        channel, stamp = str(container.get("channel_id", "")), str(container.get("message_ts", ""))
        respond = str(body.get("response_url", ""))
        if reply.replaces and stamp and await self._replaced(card, channel, stamp, respond, container):
            return
        if (body.get("view") or {}).get("type") == "modal":
            await self._in_modal(card, body, reply, user, place)
        elif channel.startswith("D") and not container.get("is_ephemeral"):
            thread = {"thread_ts": container["thread_ts"]} if container.get("thread_ts") else {}
            await self.patiently("chat.postMessage", card, channel=channel, **thread)
        else:
            await self.where_asked(reply, respond, user, place)

    async def _replaced(self, card: Card, channel: str, stamp: str, respond: str, container: Payload) -> bool:
        """Put a card in the place of the pressed message; what answers posted can only be changed through them."""
        if container.get("is_ephemeral"):
            return await self._responded(respond, card, {"replace_original": True})
        if channel and await self.patiently("chat.update", card, channel=channel, ts=stamp):
            return True
        return await self._responded(respond, card, {"replace_original": True})

    async def _in_modal(self, card: Card, body: Payload, reply: Reply, user: str, place: Place) -> None:
        carried = carried_by(body) or ModalMetadata(verb="")
        try:
            await self.client.call("views.update", view_id=body["view"]["id"], view=result_view(card, carried))
        except DeliveryError as error:
            log.warning("slack.modal_failed", code=error.code)
        if reply.public:
            await self.where_asked(reply, carried.respond, user, place)

    async def submitted(self, reply: Reply, carried: ModalMetadata, user: str, place: Place) -> None:
        """Show what came of a form: in place of the nudge whose button opened it, else where it was asked for."""
        if reply.replaces and carried.receipt:
            _, _, channel, stamp = carried.receipt.split(":", 3)
            if await self.patiently("chat.update", reply.card, channel=channel, ts=stamp):
                return
        await self.where_asked(reply, carried.respond, user, place)

    async def where_asked(self, reply: Reply, respond: str, user: str, place: Place) -> None:
        """Show a reply in the place where it was asked for, else in the person's own messages."""
        card = card_of(reply.form) if reply.form else reply.card
        if not place.channel:
            await self.patiently("chat.postMessage", card, channel=user)
            return
        thread = {"thread_ts": place.thread} if place.thread else {}
        answer = {"response_type": _kind(public=reply.public), "replace_original": False}
        if not thread and await self._responded(respond, card, answer):
            return
        if reply.public:
            done = await self.patiently("chat.postMessage", card, channel=place.channel, **thread)
        else:
            done = await self.patiently("chat.postEphemeral", card, channel=place.channel, user=user, **thread)
        if not done:
            await self.patiently("chat.postMessage", card, channel=user)

    async def _responded(self, url: str, card: Card, how: Block) -> bool:
        """Answer through a response_url; False when that is not possible."""
        if not url or not self.client.allowed(url):
            return False
        for rich in _ways(card):
            shown = {name: value for name, value in message(card, rich).items() if name not in ONLY_POSTED}
            try:
                await self.client.respond(url, shown | how)
                return True
            except DeliveryError as error:
                if error.code not in OURS:
                    return error.retry_after is None and not error.permanent
        return False

    def later(self, card: Card, respond: str) -> bool:
        """Whether a reply is better given after the acknowledgement, where a refused chart can be told plainly."""
        return _has_chart(card) and self.client.allowed(respond)


def _has_chart(card: Card) -> bool:
    return any(isinstance(each, Bars) for each in card.body)


def _ways(card: Card) -> list[RenderLevel]:
    """Return how a card may be drawn, each way plainer than the one before."""
    return [each for each in RenderLevel if each is not RenderLevel.BLOCKS or _has_chart(card)]


def response(card: Card, *, public: bool) -> Block:
    """Return a card as the answer to a slash command, without charts, as nobody would hear that one was refused."""
    shown = {name: value for name, value in message(card, RenderLevel.BLOCKS).items() if name not in ONLY_POSTED}
    return shown | {"response_type": _kind(public=public)}


def _kind(*, public: bool) -> str:
    return "in_channel" if public else "ephemeral"


def _arguments(method: str, shown: Block) -> Block:
    if method == "chat.postMessage":
        return shown
    return {name: value for name, value in shown.items() if name not in ONLY_SENT}
