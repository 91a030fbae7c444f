"""What each kind of payload does: a neutral event in, committed by the time it is acknowledged, the reply shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import structlog

from adapters.slack import inbound
from adapters.slack.answers import response
from adapters.slack.forms import ModalMetadata, card_of, errors, options, result_view
from adapters.slack.inbound import NAME, Mentions, Payload, carried_by
from adapters.slack.once import DeliveryCache
from adapters.slack.typed import users_in
from adapters.slack.workspace import Workspace
from bot.clock import Clock
from bot.dispatch.account_suggestions import accounts
from bot.messages.card import File, Reply
from bot.messages.events import Contact, Event, MemberStatus, Place, Pressed, ProfileChanged, Sender
from bot.messages.press import Press
from bot.ports import Handle, Store

log = structlog.get_logger()
HOME = Press(verb="home")
OURS = "press:"


@dataclass(kw_only=True)
class Listeners:
    """The payloads of every workspace; `tasks` are receipts still on their way."""

    handle: Handle
    store: Store
    clock: Clock
    verbs: Mapping[str, str]
    workspace: Callable[[Payload], Workspace]
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _once: DeliveryCache[dict[str, Any]] = field(default_factory=DeliveryCache)
    _homes: dict[str, asyncio.Lock] = field(default_factory=dict)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what need not be done before the acknowledgement; a stop waits for it."""
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def drained(self, seconds: float) -> None:
        """Wait for receipts on their way."""
        if self.tasks:
            await asyncio.wait(set(self.tasks), timeout=seconds)

    async def reply(self, workspace: Workspace, event: Event) -> Reply:
        """Carry out an event for the workspace's company."""
        reply = await self.handle(replace(event, tenant=workspace.tenant))
        if not reply.repeated and any(isinstance(each, File) for each in reply.card.body):
            self.later(workspace.answers.pictures.send(reply.card, event.sender.user))
        return reply

    async def _unless_wrong(self, workspace: Workspace, event: Event) -> Reply:
        """Carry out an event; one that was refused may come again, and is looked at anew."""
        reply = await self.reply(workspace, event)
        if reply.error:
            self._once.forget(event.key)
        return reply

    async def names(self, workspace: Workspace, user: str, text: str = "") -> Mentions:
        """Find out who typed and who is mentioned, and pass on what is new about them."""
        about = users_in(text) - {workspace.bot_user}
        sender, mentioned = await asyncio.gather(
            workspace.directory.sender(user), workspace.directory.names(about - {user})
        )
        mentioned |= {user: sender.name} if user in about else {}
        for new in workspace.directory.news():
            self.later(self.changed(workspace, new))
        return Mentions(sender=sender, mentioned=mentioned, bot=workspace.bot_user)

    async def changed(self, workspace: Workspace, sender: Sender) -> None:
        """Pass on a profile that is not as it was."""
        await self.reply(workspace, ProfileChanged(sender=sender, at=self.clock.now()))

    async def command(self, body: Payload) -> dict[str, Any]:
        """Answer a slash command; a form opens at once, before anything slow."""
        return await self._once(inbound.key_of(body), partial(self._command, body))

    async def _command(self, body: Payload) -> dict[str, Any]:
        workspace, user, respond = self.workspace(body), body["user_id"], str(body.get("response_url", ""))
        names = await self.names(workspace, user, str(body.get("text") or ""))
        line = inbound.command_line(body, self.verbs, names, self.clock.now())
        reply = await self._unless_wrong(workspace, line)
        if reply.form:
            carried = _carried(reply, line.place, respond)
            self.later(workspace.answers.open_or_offer(reply.form, carried, body["trigger_id"], user, line.place))
            return {}
        if workspace.answers.later(reply.card, respond):
            self.later(workspace.answers.where_asked(reply, respond, user, line.place))
            return {}
        return response(reply.card, public=reply.public and bool(line.place.channel))

    async def pressed(self, body: Payload) -> None:
        """Carry out a pressed button and show the reply where it belongs."""
        await self._once(inbound.key_of(body), partial(self._pressed, body))

    async def _pressed(self, body: Payload) -> dict[str, Any]:
        action, view, user = body["actions"][0], body.get("view") or {}, body["user"]["id"]
        if not str(action["action_id"]).startswith(OURS):
            return {}
        workspace = self.workspace(body)
        names = await self.names(workspace, user)
        reply = await self._unless_wrong(workspace, inbound.pressed(body, names.sender, self.clock.now()))
        place, respond = inbound.place_in(body), str(body.get("response_url", ""))
        if reply.form:
            receipt = "" if place.channel else inbound.pressed_message(body)
            carried = replace(_carried(reply, place, respond, _surface(body)), receipt=receipt)
            view_id = str(view.get("id", "")) if view.get("type") == "modal" else ""
            self.later(self._open(workspace, reply, carried, body, view_id))
            return {}
        self.later(workspace.answers.show(reply, body, user, place))
        if _surface(body) == "home":
            self.later(self.home(workspace, names.sender))
        return {}

    async def _open(
        self, workspace: Workspace, reply: Reply, carried: ModalMetadata, body: Payload, view_id: str
    ) -> None:
        form = reply.form
        opened = form and await workspace.answers.open(form, carried, trigger=body["trigger_id"], view_id=view_id)
        if not opened:
            await workspace.answers.show(reply, body, body["user"]["id"], inbound.place_in(body))

    async def submitted(self, body: Payload) -> dict[str, Any]:
        """Carry out a filled-in form; what is wrong stands beside its field, and what was typed stays."""
        carried, user, workspace = carried_by(body), body["user"]["id"], self.workspace(body)
        if carried is None:
            return {}
        names = await self.names(workspace, user)
        reply = await self.reply(workspace, inbound.submission(body, names.sender, self.clock.now()))
        shown = tuple(body["view"]["state"]["values"])
        if reply.ok:
            self.later(workspace.answers.submitted(reply, carried, user, inbound.place_in(body)))
            if carried.surface == "home":
                self.later(self.home(workspace, names.sender))
            return {}
        if shown and reply.form:
            return {"response_action": "errors", "errors": errors(reply.form, shown, reply.error or "")}
        if shown and reply.error and not reply.card.all_buttons():
            return {"response_action": "errors", "errors": {shown[0]: reply.error}}
        return {"response_action": "update", "view": result_view(reply.card, carried)}

    async def shortcut(self, body: Payload) -> None:
        """Open the form of a shortcut."""
        await self._once(inbound.key_of(body), partial(self._shortcut, body))

    async def _shortcut(self, body: Payload) -> dict[str, Any]:
        workspace, user = self.workspace(body), body["user"]["id"]
        names = await self.names(workspace, user, inbound.said_in(body))
        reply = await self.reply(workspace, inbound.shortcut_event(body, names, self.clock.now()))
        place = inbound.place_in(body)
        carried = _carried(reply, place, str(body.get("response_url", "")))
        if reply.form:
            self.later(workspace.answers.open_or_offer(reply.form, carried, body["trigger_id"], user, place))
        else:
            self.later(workspace.answers.where_asked(reply, carried.respond, user, Place(platform=NAME)))
        return {}

    async def options(self, body: Payload) -> dict[str, Any]:
        """Search accounts for a form."""
        workspace, user = self.workspace(body), body["user"]["id"]
        sender = await workspace.directory.sender(user)
        search = partial(accounts, sender, str(body.get("value") or ""))
        return options(await self.store.read(search, workspace.tenant))

    async def installed(self, workspace: Workspace, user: str) -> None:
        """Whoever installed Snurr in a workspace is its first admin."""
        names = await self.names(workspace, user)
        await self.reply(workspace, Contact(sender=names.sender, at=self.clock.now(), installer=True))

    async def met(self, workspace: Workspace, user: str, tab: str) -> None:
        """A person opened the Home or the messages: known from now on, and shown the day."""
        names = await self.names(workspace, user)
        if names.sender.standing is not MemberStatus.MEMBER:
            return
        await self.reply(workspace, Contact(sender=names.sender, at=self.clock.now()))
        if tab == "home":
            self.later(self.home(workspace, names.sender))

    async def home(self, workspace: Workspace, sender: Sender) -> None:
        """Publish a person's Home, one after the other, so that an older day never covers a newer one."""
        async with self._homes.setdefault(f"{workspace.team}:{sender.user}", asyncio.Lock()):
            reply = await self.reply(workspace, Pressed(sender=sender, at=self.clock.now(), press=HOME))
            await workspace.answers.home(sender.user, reply.card)

    async def answer_mention(self, workspace: Workspace, reply: Reply, user: str, place: Place) -> None:
        """Answer where the bot was mentioned: for the writer's eyes only, unless everybody must see it."""
        await workspace.answers.where_asked(reply, "", user, place)

    async def answer_message(self, workspace: Workspace, reply: Reply, channel: str, thread: str) -> None:
        """Answer a direct message in its own conversation."""
        card = card_of(reply.form) if reply.form else reply.card
        where = {"thread_ts": thread} if thread else {}
        await workspace.answers.patiently("chat.postMessage", card, channel=channel, **where)


def _carried(reply: Reply, place: Place, respond: str, surface: str = "") -> ModalMetadata:
    form = reply.form
    where = ModalMetadata(verb=form.verb if form else "", kept=dict(form.kept) if form else {}, respond=respond)
    return replace(where, channel=place.channel, channel_name=place.name, thread=place.thread, surface=surface)


def _surface(body: Payload) -> str:
    """Return "home" for what was pressed on the Home, or in a modal that was opened from there."""
    carried = carried_by(body)
    return carried.surface if carried else str((body.get("view") or {}).get("type", "")).replace("modal", "")
