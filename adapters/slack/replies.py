"""Replies on their way back to Slack: posted, ephemeral, in place of a pressed message, in a modal, on the Home."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog

from adapters.slack.client import BLOCK_ERRORS, SlackClient
from adapters.slack.forms import ModalMetadata, card_of, result_view, view
from adapters.slack.inbound import Payload, metadata_of
from adapters.slack.render import Block, RenderLevel, fits_cards, message, surface_blocks
from adapters.slack.uploads import Uploader
from bot.errors import DeliveryError
from bot.messages.card import Bars, Card, Reply, Table
from bot.messages.events import Place
from bot.messages.form import Form
from bot.records import record

log = structlog.get_logger()

TRIES = 4
"""Calls to post one reply while Slack asks to wait."""
PATIENCE_SECONDS = 40
"""The longest Retry-After, in seconds, that a reply waits for."""
PostedAt = tuple[str, str] | None
"""Channel and time stamp of a post that changes later; None for any other."""
RECEIPT_PARTS = 4
"""Parts of a receipt such as `slack:TEAM:CHANNEL:TS`."""
ONLY_POSTED = ("unfurl_links", "unfurl_media")
ONLY_SENT = (*ONLY_POSTED, "mrkdwn")


@record(kw_only=True)
class ReplySender:
    """Sends cards and forms to one workspace; `cards` draws what belongs together side by side."""

    client: SlackClient
    uploader: Uploader
    cards: bool = False

    async def post(self, method: str, card: Card, **where: object) -> dict[str, Any]:
        """Call a method with a card and return the answer; raises DeliveryError.

        Where Slack refuses the blocks, the next plainer level is sent; charts that it did not draw follow as pictures.
        """
        for level in _levels(card, cards=self.cards):
            try:
                answer = await self.client.call(method, **(_arguments(method, message(card, level)) | where))
            except DeliveryError as error:
                if error.code not in BLOCK_ERRORS or level is RenderLevel.PLAIN:
                    raise
                log.error("slack.blocks_refused", method=method, code=error.code)
                continue
            # Not below an ephemeral message: everybody in the channel would see the picture.
            if level in (RenderLevel.BLOCKS, RenderLevel.PLAIN) and method == "chat.postMessage":
                await self.uploader.add_charts(card, str(answer.get("channel", "")), str(where.get("thread_ts", "")))
            return answer
        raise AssertionError("the plainest message was either sent or refused")

    async def post_patiently(self, method: str, card: Card, **where: object) -> bool:
        """Post a reply, waiting as Slack asks; False when it was refused.

        True also after a lost answer: the reply may be there, so it is not posted again.
        """
        return await self._answer_to_post(method, card, **where) is not None

    async def _answer_to_post(self, method: str, card: Card, **where: object) -> dict[str, Any] | None:
        """Post as `post_patiently` and return Slack's answer, empty when it was lost, None when it was refused."""
        for _ in range(TRIES):
            try:
                await self.client.check_pause(method)
                return await self.post(method, card, **where)
            except DeliveryError as error:
                wait = error.retry_after
                if wait is None or wait.total_seconds() > PATIENCE_SECONDS:
                    return None if error.permanent else {}
                await asyncio.sleep(max(wait.total_seconds(), 1.0))
        return None

    async def open_form(self, form: Form, metadata: ModalMetadata, *, trigger: str = "", view_id: str = "") -> bool:
        """Open a form as a modal, or in the modal `view_id`; False when Slack did not confirm that it is open."""
        shown = view(form, metadata)
        try:
            if view_id:
                await self.client.call("views.update", view=shown, view_id=view_id)
            else:
                await self.client.call("views.open", view=shown, trigger_id=trigger)
        except DeliveryError:
            return False
        return True

    async def open_form_or_button(
        self, form: Form, metadata: ModalMetadata, trigger: str, user: str, place: Place
    ) -> None:
        """Open a form; where its trigger is too old, post a card with a button that opens it."""
        if not await self.open_form(form, metadata, trigger=trigger):
            await self.post_where_asked(Reply(card=card_of(form)), metadata.respond, user, place)

    async def publish_home(self, user: str, card: Card) -> None:
        """Put a card on a person's Home; a failure is only logged, as the next opening publishes it again."""
        try:
            await self.client.call("views.publish", user_id=user, view={"type": "home", "blocks": surface_blocks(card)})
        except DeliveryError as error:
            log.warning("slack.home_failed", code=error.code)

    async def show_press_reply(self, reply: Reply, body: Payload, user: str, place: Place) -> PostedAt:
        """Show the reply to a pressed button: in its place, in its modal, or in its conversation."""
        card = card_of(reply.form) if reply.form else reply.card
        container = body.get("container") or {}
        channel, stamp = str(container.get("channel_id", "")), str(container.get("message_ts", ""))
        respond = str(body.get("response_url", ""))
        if reply.replaces and stamp and await self._replace_pressed(card, channel, stamp, respond, container):
            return None
        if (body.get("view") or {}).get("type") == "modal":
            await self._show_in_modal(card, body, reply, user, place)
        elif channel.startswith("D") and not container.get("is_ephemeral"):
            thread = {"thread_ts": container["thread_ts"]} if container.get("thread_ts") else {}
            await self.post_patiently("chat.postMessage", card, channel=channel, **thread)
        else:
            return await self.post_where_asked(reply, respond, user, place)
        return None

    async def _replace_pressed(self, card: Card, channel: str, stamp: str, respond: str, container: Payload) -> bool:
        """Put a card in the place of the pressed message; False when that failed.

        A message that came through a response_url can only be changed through one.
        """
        if container.get("is_ephemeral"):
            return await self._post_to_response_url(respond, card, {"replace_original": True})
        if channel and await self.post_patiently("chat.update", card, channel=channel, ts=stamp):
            return True
        return await self._post_to_response_url(respond, card, {"replace_original": True})

    async def _show_in_modal(self, card: Card, body: Payload, reply: Reply, user: str, place: Place) -> None:
        metadata = metadata_of(body) or ModalMetadata(verb="")
        try:
            await self.client.call("views.update", view_id=body["view"]["id"], view=result_view(card, metadata))
        except DeliveryError as error:
            log.warning("slack.modal_failed", code=error.code)
        if reply.public:
            await self.post_where_asked(reply, metadata.respond, user, place)

    async def show_form_reply(self, reply: Reply, metadata: ModalMetadata, user: str, place: Place) -> PostedAt:
        """Show the reply to a form: in place of the nudge whose button opened it, else where the form was asked for."""
        receipt = metadata.receipt.split(":", 3)
        if reply.replaces and len(receipt) == RECEIPT_PARTS:
            _, _, channel, stamp = receipt
            if await self.post_patiently("chat.update", reply.card, channel=channel, ts=stamp):
                return None
        return await self.post_where_asked(reply, metadata.respond, user, place)

    async def post_where_asked(self, reply: Reply, respond: str, user: str, place: Place) -> PostedAt:
        """Post a reply where it was asked for; in the person's own messages where that is refused.

        Of a channel's post that changes later, return where it is: only one that the bot itself posted can be changed
        later, so that way is tried first.
        """
        card = card_of(reply.form) if reply.form else reply.card
        if not place.channel:
            await self.post_patiently("chat.postMessage", card, channel=user)
            return None
        thread = {"thread_ts": place.thread} if place.thread else {}
        if reply.public and reply.subject:
            posted = await self._answer_to_post("chat.postMessage", card, channel=place.channel, **thread)
            if posted is not None:
                return (str(posted["channel"]), str(posted["ts"])) if posted.get("ts") else None
        answer = {"response_type": _response_type(public=reply.public), "replace_original": False}
        if not thread and await self._post_to_response_url(respond, card, answer):
            return None
        if reply.public:
            done = await self.post_patiently("chat.postMessage", card, channel=place.channel, **thread)
        else:
            done = await self.post_patiently("chat.postEphemeral", card, channel=place.channel, user=user, **thread)
        if not done:
            await self.post_patiently("chat.postMessage", card, channel=user)
        return None

    async def _post_to_response_url(self, url: str, card: Card, how: Block) -> bool:
        """Post a card to a response_url; False when it was refused, or when there is none."""
        if not url or not self.client.is_slack_url(url):
            return False
        for level in _levels(card, cards=self.cards):
            shown = {name: value for name, value in message(card, level).items() if name not in ONLY_POSTED}
            try:
                await self.client.respond(url, shown | how)
                return True
            except DeliveryError as error:
                if error.code not in BLOCK_ERRORS:
                    # A lost answer counts as posted: the message may be there.
                    return error.retry_after is None and not error.permanent
        return False

    def is_better_late(self, card: Card, respond: str) -> bool:
        """Whether a card should be posted after the acknowledgement: only then is a refused chart heard of."""
        return _has_chart(card) and self.client.is_slack_url(respond)


def _has_chart(card: Card) -> bool:
    return any(isinstance(element, Bars) for element in card.body)


def _levels(card: Card, *, cards: bool) -> list[RenderLevel]:
    """Return the levels at which a card differs, the richest first."""
    sorts = any(isinstance(element, Table) and element.numbers for element in card.body)
    differs = {
        RenderLevel.CARDS: cards and fits_cards(card),
        RenderLevel.BLOCKS: sorts or bool(card.feedback) or _has_chart(card),
    }
    return [level for level in RenderLevel if differs.get(level, True)]


def command_response(card: Card, *, public: bool) -> Block:
    """Return a card as the answer to a slash command; without charts, because a refusal would not be heard of."""
    shown = {name: value for name, value in message(card, RenderLevel.BLOCKS).items() if name not in ONLY_POSTED}
    return shown | {"response_type": _response_type(public=public)}


def _response_type(*, public: bool) -> str:
    return "in_channel" if public else "ephemeral"


def _arguments(method: str, shown: Block) -> Block:
    if method == "chat.postMessage":
        return shown
    return {name: value for name, value in shown.items() if name not in ONLY_SENT}
