"""The Events API: messages, mentions, edits, opened tabs, changed users and channels, and the end of an installation.

An event is carried out once; a redelivery waits for the first and posts nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from adapters.slack import inbound
from adapters.slack.delivery_cache import DeliveryCache
from adapters.slack.inbound import NAME, Payload
from adapters.slack.listeners import Listeners
from adapters.slack.message_text import users_in
from adapters.slack.step_declarations import FUNCTION_EXECUTED
from adapters.slack.steps import carry_out_step
from adapters.slack.workspace import Workspace
from bot.messages.card import Reply
from bot.messages.events import ChannelChanged, Correction, Line, Place, Scope, Sender

# All other subtypes are Slack's own notices, such as a changed topic, or messages of bots.
TYPED_SUBTYPES = frozenset({None, "file_share", "thread_broadcast"})
REMOVAL_EVENTS = frozenset({"tokens_revoked", "app_uninstalled"})
CLOSING_EVENTS = {
    "channel_archive": "is_archived",
    "channel_deleted": "channel_not_found",
    "channel_left": "not_in_channel",
}
CHANNEL_EVENTS = frozenset({"channel_unarchive", "channel_rename", "member_joined_channel"})


@dataclass(kw_only=True)
class EventsApi:
    """Carries out events; `remove` is called with a workspace that took the app away, and the kind of event."""

    listeners: Listeners
    remove: Callable[[Workspace, str], Awaitable[None]]
    steps: bool = False
    """Whether steps of workflows are carried out."""
    _deliveries: DeliveryCache[None] = field(default_factory=DeliveryCache)

    async def __call__(self, body: Payload) -> None:
        """Carry out an event and return once it is on disk; raises when it was not stored, and Slack sends it again."""
        await self._deliveries(f"{body['team_id']}:{body['event_id']}", partial(self._carry_out, body))

    async def _carry_out(self, body: Payload) -> None:
        event, workspace = body["event"], self.listeners.workspace(body)
        kind, user = event["type"], event.get("user")
        if kind in REMOVAL_EVENTS:
            if kind != "tokens_revoked" or _is_bot_token(event):
                await self.remove(workspace, kind)
        elif kind in CLOSING_EVENTS or kind in CHANNEL_EVENTS:
            await self._channel_event(workspace, event)
        elif kind == "user_change" and isinstance(user, dict) and user.get("id"):
            workspace.directory.learn(user)
            for changed in workspace.directory.take_changed():
                await self.listeners.pass_on_profile(workspace, changed)
        elif kind == FUNCTION_EXECUTED:
            if self.steps:
                await carry_out_step(self.listeners, workspace, body)
        elif kind == "message" and event.get("subtype") == "message_changed":
            await self._changed(workspace, body)
        # Bots are left out, because two that answer each other would never end.
        elif isinstance(user, str) and not event.get("bot_id") and user != workspace.bot_user:
            await self._person_event(workspace, body, user)

    async def _person_event(self, workspace: Workspace, body: Payload, user: str) -> None:
        event = body["event"]
        if event["type"] == "app_home_opened":
            await self.listeners.contact(workspace, user, str(event.get("tab", "home")))
        elif event["type"] != "app_mention" and not _is_direct(event):
            return
        elif event.get("edited"):
            await self._correct(workspace, inbound.as_changed(body))
        else:
            # why a second key: a direct message that mentions the bot comes as two events with two ids
            key = inbound.origin_of(body, event) if event.get("ts") else f"typed:{body['team_id']}:{body['event_id']}"
            await self._deliveries(key, partial(self._typed, workspace, body, user))

    async def _typed(self, workspace: Workspace, body: Payload, user: str) -> None:
        event = body["event"]
        if event.get("subtype") not in TYPED_SUBTYPES or not isinstance(event.get("text"), str):
            return
        people = await self.listeners.mentions(workspace, user, event["text"])
        line = inbound.line_of_message(body, people, self.listeners.clock.now())
        reply = await self.listeners.reply(workspace, line)
        self._answer(workspace, reply, event, line)

    def _answer(self, workspace: Workspace, reply: Reply, message: Payload, typed: Line | Correction) -> None:
        """Answer a line in its direct messages; in a channel to its writer alone."""
        user = str(message["user"])
        if typed.place.channel:
            answering = self.listeners.answer_mention(workspace, typed, reply, user)
        else:
            channel, thread = str(message.get("channel") or user), str(message.get("thread_ts", ""))
            answering = self.listeners.answer_message(workspace, reply, channel, thread)
        self.listeners.background.start(answering)

    async def _changed(self, workspace: Workspace, body: Payload) -> None:
        """Carry out Slack's notice that a message is not what it was, if its writer changed a line for the bot."""
        event = body["event"]
        message, before = event.get("message", {}), event.get("previous_message", {})
        # Slack also sends it when it shows the preview of a link, or a reply in the channel; the text is the same then.
        edited = "edited" in message or "text" in before
        if not edited or message.get("text") == before.get("text") or "bot_id" in message:
            return
        texts = (str(message.get("text", "")), str(before.get("text", "")))
        if _is_direct(event) or any(workspace.bot_user in users_in(text) for text in texts):
            await self._correct(workspace, body)

    async def _correct(self, workspace: Workspace, body: Payload) -> None:
        """Carry out an edit once, however many events tell of it."""
        message = body["event"].get("message", {})
        typed = message.get("subtype") in TYPED_SUBTYPES and isinstance(message.get("text"), str)
        if typed and isinstance(message.get("user"), str) and message["user"] != workspace.bot_user:
            # Slack repeats in any order: the message as it was before is not to be carried out after its edit.
            await self._deliveries(inbound.origin_of(body, message, str(body["event"].get("channel", ""))), _nothing)
            await self._deliveries(inbound.key_of_edit(body), partial(self._corrected, workspace, body))

    async def _corrected(self, workspace: Workspace, body: Payload) -> None:
        event = body["event"]
        message, channel = event["message"], str(event.get("channel", ""))
        people = await self.listeners.mentions(workspace, message["user"], message["text"])
        correction = inbound.correction(body, people, self.listeners.clock.now())
        reply = await self.listeners.reply(workspace, correction)
        self._answer(workspace, reply, {**message, "channel": channel}, correction)

    async def _channel_event(self, workspace: Workspace, event: Payload) -> None:
        if event["type"] == "member_joined_channel" and event.get("user") != workspace.bot_user:
            return
        channel, name = _channel_of(event)
        if not channel:
            return
        self.listeners.expect_channels(workspace)
        closed = CLOSING_EVENTS.get(event["type"], "")
        name = name or await workspace.channel_name(channel)
        place = Place(platform=NAME, scope=Scope.CHANNEL, channel=channel, name=name)
        nobody = Sender(platform=NAME, user="")
        change = ChannelChanged(sender=nobody, at=self.listeners.clock.now(), place=place, closed=closed)
        await self.listeners.reply(workspace, change)


async def _nothing() -> None:
    """Carry out nothing."""


def _is_bot_token(event: Payload) -> bool:
    """Whether the bot's own token was revoked, not only a person's."""
    return bool(event.get("tokens", {}).get("bot"))


def _is_direct(event: Payload) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")


def _channel_of(event: Payload) -> tuple[str, str]:
    """Return a channel's id and, where the event tells it, its name."""
    channel: Any = event.get("channel")
    if isinstance(channel, dict):
        return str(channel.get("id", "")), str(channel.get("name") or "")
    return str(channel or ""), ""
