"""Bolt's listeners: each payload becomes a neutral event, is carried out, and is acknowledged once it is on disk.

A listener returns what its acknowledgement holds; whatever else is to be sent goes into the background.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import structlog

from adapters.common.background_tasks import BackgroundTasks
from adapters.common.bounded_cache import BoundedCache
from adapters.slack import inbound
from adapters.slack.delivery_cache import DeliveryCache
from adapters.slack.forms import ModalMetadata, card_of, errors, options, result_view
from adapters.slack.inbound import NAME, Mentions, Payload, metadata_of
from adapters.slack.message_text import users_in
from adapters.slack.render import BUTTON_ID
from adapters.slack.replies import PostedAt, command_response
from adapters.slack.workspace import Workspace
from bot.clock import Clock, seconds_run
from bot.dispatch.account_suggestions import accounts
from bot.domain.work import Work
from bot.errors import DeliveryError, StoreError
from bot.language.names import fold
from bot.language.vocabulary import KEYWORDS
from bot.language.word_files import FIRST
from bot.messages.card import File, Reply
from bot.messages.events import (
    Contact,
    Correction,
    Event,
    Line,
    MemberStatus,
    Place,
    Pressed,
    ProfileChanged,
    Sender,
    Submission,
    posted_event,
)
from bot.messages.press import Press
from bot.ports import Handle, Store

log = structlog.get_logger()
HOME = Press(verb="home")
MENTIONS_LOOKED_UP = 10
"""People whose names are looked up for one message; further ones are shown by their ids."""
CHANNEL = "channel"
CHANNEL_WORDS = frozenset(word for word in KEYWORDS.all_words(CHANNEL) if KEYWORDS.find(word, FIRST) == CHANNEL)
"""The keyword for a channel in any language, folded."""
CHANNEL_WITHIN = 500
"""Characters of a line in which a channel is looked for."""
CHANNELS_SECONDS = 10.0
"""Seconds between two readings of a workspace's channels."""
# Who acts and who is mentioned is asked for before it, and all of it together within three seconds.
CHANNELS_PATIENCE_SECONDS = 0.5
BUTTON_PREFIX = f"{BUTTON_ID}:"


@dataclass(kw_only=True)
class Listeners:
    """Listeners for every workspace; `workspace` finds that of a payload, `verbs` the verb of a slash command."""

    handle: Handle
    store: Store
    clock: Clock
    verbs: Mapping[str, str]
    workspace: Callable[[Payload], Workspace]
    background: BackgroundTasks = field(default_factory=lambda: BackgroundTasks(platform=NAME))
    _deliveries: DeliveryCache[str] = field(default_factory=DeliveryCache)
    _homes: BoundedCache[asyncio.Lock] = field(default_factory=BoundedCache)
    _channels_read: BoundedCache[float] = field(default_factory=BoundedCache)
    """When the channels of each workspace were read last, by its id."""

    async def reply(self, workspace: Workspace, event: Event) -> Reply:
        """Carry out an event for the workspace's company; files of the reply are sent in the background."""
        if _names_channel(event):
            await self._learn_channels(workspace)
        # Only then, as a copy takes longer than all else here.
        if event.tenant != workspace.tenant:
            event = replace(event, tenant=workspace.tenant)
        reply = await self.handle(event)
        if not reply.repeated and any(isinstance(element, File) for element in reply.card.body):
            self.background.start(workspace.replies.uploader.send_files(reply.card, event.sender.user))
        return reply

    async def _reply_forgetting_refusals(self, workspace: Workspace, event: Event) -> Reply:
        """Carry out an event; a refused one is forgotten, so that its repetition is carried out anew."""
        reply = await self.reply(workspace, event)
        if reply.error:
            self._deliveries.forget(event.key)
        return reply

    async def _learn_channels(self, workspace: Workspace) -> None:
        """Store which channels the bot is in, so that a line that names one is read by what there is."""
        before = self._channels_read.get(workspace.team)
        if before is not None and seconds_run() - before < CHANNELS_SECONDS:
            return
        self._channels_read.put(workspace.team, seconds_run())
        # Without the scope, without the store, or when Slack is slow: the name stands as it was typed.
        with suppress(DeliveryError, StoreError, TimeoutError):
            async with asyncio.timeout(CHANNELS_PATIENCE_SECONDS):
                found = await workspace.channels()
            known = await self.store.read(_known_channels, workspace.tenant)
            if news := dict(found.items() - known.items()):
                await self.store.write(partial(_keep_channels, news), workspace.tenant)

    def expect_channels(self, workspace: Workspace) -> None:
        """Read the channels anew for the next line that names one, because something about them changed."""
        self._channels_read.forget(workspace.team)

    async def mentions(self, workspace: Workspace, user: str, text: str = "") -> Mentions:
        """Look up the sender and the first mentioned people; changed profiles are passed on in the background."""
        ids = [user_id for user_id in users_in(text) if user_id != workspace.bot_user]
        others = [user_id for user_id in ids if user_id != user][:MENTIONS_LOOKED_UP]
        # One after the other: mentions must never use up what Slack allows before the sender is known
        sender = await workspace.directory.sender(user)
        mentioned = await workspace.directory.names(others)
        mentioned |= {user: sender.name} if user in ids else {}
        for changed in workspace.directory.take_changed():
            self.background.start(self.pass_on_profile(workspace, changed))
        return Mentions(sender=sender, mentioned=mentioned, bot=workspace.bot_user)

    async def pass_on_profile(self, workspace: Workspace, sender: Sender) -> None:
        """Carry out the change of a person's profile."""
        await self.reply(workspace, ProfileChanged(sender=sender, at=self.clock.now()))

    async def command(self, body: Payload) -> str:
        """Carry out a slash command; return its answer as JSON, an empty text when that follows in the background."""
        return await self._deliveries(inbound.key_of(body), partial(self._command, body))

    async def _command(self, body: Payload) -> str:
        workspace, user, response_url = self.workspace(body), body["user_id"], str(body.get("response_url", ""))
        people = await self.mentions(workspace, user, str(body.get("text") or ""))
        line = inbound.line_of_command(body, self.verbs, people, self.clock.now())
        reply = await self._reply_forgetting_refusals(workspace, line)
        if reply.form:
            metadata = _modal_metadata(reply, line.place, response_url)
            self.background.start(
                workspace.replies.open_form_or_button(reply.form, metadata, body["trigger_id"], user, line.place)
            )
            return ""
        changes_later = bool(reply.public and reply.subject and line.place.channel)
        if changes_later or workspace.replies.is_better_late(reply.card, response_url):
            posting = workspace.replies.post_where_asked(reply, response_url, user, line.place)
            self.background.start(self.follow(workspace, line, reply, posting))
            return ""
        return json.dumps(command_response(reply.card, public=reply.public and bool(line.place.channel)))

    async def pressed(self, body: Payload) -> None:
        """Carry out a pressed button; its reply follows in the background."""
        await self._deliveries(inbound.key_of(body), partial(self._pressed, body))

    async def _pressed(self, body: Payload) -> str:
        action, view, user = body["actions"][0], body.get("view") or {}, body["user"]["id"]
        if not str(action["action_id"]).startswith(BUTTON_PREFIX):
            return ""
        workspace = self.workspace(body)
        people = await self.mentions(workspace, user)
        event = inbound.press_event(body, people.sender, self.clock.now())
        reply = await self._reply_forgetting_refusals(workspace, event)
        place, response_url = inbound.place_of_press(body), str(body.get("response_url", ""))
        if reply.form:
            # In a channel the pressed message is everybody's, so one person's form does not replace it.
            receipt = "" if place.channel else inbound.receipt_of_press(body)
            metadata = replace(_modal_metadata(reply, place, response_url, _surface(body)), receipt=receipt)
            # In a modal views.open would lay a second one over it.
            view_id = str(view.get("id", "")) if view.get("type") == "modal" else ""
            self.background.start(self._open(workspace, reply, metadata, body, view_id))
            return ""
        posting = workspace.replies.show_press_reply(reply, body, user, place)
        self.background.start(self.follow(workspace, event, reply, posting))
        if _surface(body) == "home":
            self.background.start(self.publish_home(workspace, people.sender))
        return ""

    async def _open(
        self, workspace: Workspace, reply: Reply, metadata: ModalMetadata, body: Payload, view_id: str
    ) -> None:
        form = reply.form
        opened = form and await workspace.replies.open_form(form, metadata, trigger=body["trigger_id"], view_id=view_id)
        if not opened:
            await workspace.replies.show_press_reply(reply, body, body["user"]["id"], inbound.place_of_press(body))

    async def submitted(self, body: Payload) -> dict[str, Any]:
        """Carry out a submitted form; return errors beside their fields, which leave the form open, or nothing."""
        metadata, user, workspace = metadata_of(body), body["user"]["id"], self.workspace(body)
        if metadata is None:
            return {}
        people = await self.mentions(workspace, user)
        event = inbound.submission(body, people.sender, self.clock.now())
        reply = await self.reply(workspace, event)
        shown = tuple(body["view"]["state"]["values"])
        if reply.ok:
            posting = workspace.replies.show_form_reply(reply, metadata, user, inbound.place_of_press(body))
            self.background.start(self.follow(workspace, event, reply, posting))
            if metadata.surface == "home":
                self.background.start(self.publish_home(workspace, people.sender))
            return {}
        if shown and reply.form:
            return {"response_action": "errors", "errors": errors(reply.form, shown, reply.error or "")}
        if shown and reply.error and not reply.card.all_buttons():
            return {"response_action": "errors", "errors": {shown[0]: reply.error}}
        return {"response_action": "update", "view": result_view(reply.card, metadata)}

    async def shortcut(self, body: Payload) -> None:
        """Carry out a shortcut, which opens a form."""
        await self._deliveries(inbound.key_of(body), partial(self._shortcut, body))

    async def _shortcut(self, body: Payload) -> str:
        workspace, user = self.workspace(body), body["user"]["id"]
        people = await self.mentions(workspace, user, inbound.message_text_of(body))
        reply = await self.reply(workspace, inbound.shortcut_press(body, people, self.clock.now()))
        place = inbound.place_of_press(body)
        metadata = _modal_metadata(reply, place, str(body.get("response_url", "")))
        if reply.form:
            self.background.start(
                workspace.replies.open_form_or_button(reply.form, metadata, body["trigger_id"], user, place)
            )
        else:
            self.background.start(
                workspace.replies.post_where_asked(reply, metadata.respond, user, Place(platform=NAME))
            )
        return ""

    async def options(self, body: Payload) -> dict[str, Any]:
        """Return the accounts that match what is typed into a form's account field."""
        workspace, user = self.workspace(body), body["user"]["id"]
        people = await self.mentions(workspace, user)
        search = partial(accounts, people.sender, str(body.get("value") or ""))
        return options(await self.store.read(search, workspace.tenant))

    async def add_installer(self, workspace: Workspace, user: str) -> None:
        """Tell that somebody installed Snurr in a workspace, who becomes its admin while there is none."""
        people = await self.mentions(workspace, user)
        await self.reply(workspace, Contact(sender=people.sender, at=self.clock.now(), installer=True))

    async def contact(self, workspace: Workspace, user: str, tab: str) -> None:
        """Carry out the first or a further contact of a member, who opened a tab of the app; publish the Home."""
        people = await self.mentions(workspace, user)
        if people.sender.standing is not MemberStatus.MEMBER:
            return
        await self.reply(workspace, Contact(sender=people.sender, at=self.clock.now()))
        if tab == "home":
            self.background.start(self.publish_home(workspace, people.sender))

    async def publish_home(self, workspace: Workspace, sender: Sender) -> None:
        """Publish a person's Home; one at a time per person, so that an older Home never replaces a newer one."""
        key = f"{workspace.team}:{sender.user}"
        lock = self._homes.get(key) or asyncio.Lock()
        self._homes.put(key, lock)
        async with lock:
            reply = await self.reply(workspace, Pressed(sender=sender, at=self.clock.now(), press=HOME, limited=False))
            await workspace.replies.publish_home(sender.user, reply.card)

    async def answer_mention(self, workspace: Workspace, event: Event, reply: Reply, user: str) -> None:
        """Answer a mention where it was typed; only its writer sees the answer, unless the reply is public."""
        await self.follow(workspace, event, reply, workspace.replies.post_where_asked(reply, "", user, event.place))

    async def follow(self, workspace: Workspace, event: Event, reply: Reply, posting: Awaitable[PostedAt]) -> None:
        """Post the reply to an event; where it changes later, pass on under which receipt it was posted."""
        if posted := await posting:
            receipt = inbound.receipt_of(workspace.team, *posted)
            await self.reply(workspace, posted_event(event, reply, receipt))

    async def answer_message(self, workspace: Workspace, reply: Reply, channel: str, thread: str) -> None:
        """Answer a direct message in its conversation or thread."""
        card = card_of(reply.form) if reply.form else reply.card
        where = {"thread_ts": thread} if thread else {}
        await workspace.replies.post_patiently("chat.postMessage", card, channel=channel, **where)


def _names_channel(event: Event) -> bool:
    """Whether an event may name a channel, by a sign or by the keyword in any language."""
    if isinstance(event, Submission):
        return bool(event.values.get(CHANNEL))
    text = event.text[:CHANNEL_WITHIN] if isinstance(event, Line | Correction) else ""
    return "#" in text or not CHANNEL_WORDS.isdisjoint(map(fold, text.split()))


def _known_channels(work: Work) -> Mapping[str, str]:
    return {channel.target: channel.name for channel in work.conversations.all(NAME)}


def _keep_channels(found: Mapping[str, str], work: Work) -> None:
    for channel, name in found.items():
        work.conversations.save(NAME, channel, channel, name)


def _modal_metadata(reply: Reply, place: Place, response_url: str, surface: str = "") -> ModalMetadata:
    form = reply.form
    where = ModalMetadata(verb=form.verb if form else "", kept=dict(form.kept) if form else {}, respond=response_url)
    return replace(where, channel=place.channel, channel_name=place.name, thread=place.thread, surface=surface)


def _surface(body: Payload) -> str:
    """Return "home" when a button is on the Home, or in a modal that was opened from there; else an empty text."""
    metadata = metadata_of(body)
    return metadata.surface if metadata else str((body.get("view") or {}).get("type", "")).replace("modal", "")
