"""The web chat as a platform: one WebSocket per open page; events come in, updates of the page go out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field

from aiohttp import WSCloseCode, WSMsgType, web

from adapters.web import page_messages
from adapters.web.chat_room import CHANNEL, ChatMessage, ChatRoom, PageUpdate, seal_kept
from adapters.web.guard import PageGuard
from adapters.web.page import MESSAGE_LIMIT, application
from adapters.web.page_labels import page_setup
from adapters.web.page_messages import NAME, PageMessage
from bot.clock import Clock
from bot.dispatch.registry import Command
from bot.errors import ConfigError, DeliveryError
from bot.messages.card import Card, Reply
from bot.messages.events import Event, Line, Pressed, Scope, Submission, posted_event
from bot.messages.form import Form
from bot.ports import Address, Handle

LOOPBACK = "127.0.0.1"
PATIENCE_SECONDS = 2.0
"""How long a stop waits for open requests."""
Describe = Callable[[], Awaitable[Mapping[str, object]]]
Steer = Callable[[str], Awaitable[Sequence[str]]]
Gallery = Callable[[str], Iterable[tuple[str, Card]]]
Tab = asyncio.Queue[PageUpdate]
"""The updates that one open page has not been sent yet."""
GALLERY = "!"
"""Prefix of the conversations that show every example card, in the language that follows."""


@dataclass(kw_only=True)
class WebChat:
    """Serves the page on loopback.

    `describe` returns the people and accounts that the page shows, `steer` moves the clock or starts anew, `gallery`
    returns the named example cards of a language, `port` 0 takes a free one.
    `guests` are the names of those who read the channel and are no members.
    """

    clock: Clock
    describe: Describe
    steer: Steer
    gallery: Gallery = lambda language: ()
    commands: Sequence[Command] = ()
    port: int = 0
    channel: str = "sales"
    guests: Collection[str] = ()
    name: str = NAME
    room: ChatRoom = field(default_factory=ChatRoom)
    guard: PageGuard = field(default_factory=lambda: PageGuard(port=0))
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    sockets: set[web.WebSocketResponse] = field(default_factory=set)

    @property
    def address(self) -> str:
        """The address to open, with the token of this start."""
        return f"http://{LOOPBACK}:{self.port}/?token={self.guard.token}"

    async def run(self, handle: Handle) -> None:
        """Serve until cancelled; raises ConfigError when the port is taken."""

        async def socket(request: web.Request) -> web.StreamResponse:
            return await self._socket(request, handle)

        app = application(self.guard, socket)
        app.on_shutdown.append(self._close_sockets)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE_SECONDS, auto_decompress=False)
        await runner.setup()
        try:
            await self._listen(runner)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, LOOPBACK, self.port).start()
        except OSError as error:
            raise ConfigError(f"Port {self.port} is taken: set PORT to a free one, or leave it out.") from error
        self.port = self.guard.port = runner.addresses[0][1]
        self.ready.set()

    async def _close_sockets(self, app: web.Application) -> None:
        """Close every WebSocket, which would otherwise keep the server from stopping."""
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY) for socket in tuple(self.sockets)))

    async def _socket(self, request: web.Request, handle: Handle) -> web.StreamResponse:
        socket = web.WebSocketResponse(max_msg_size=MESSAGE_LIMIT, heartbeat=20, timeout=PATIENCE_SECONDS)
        await socket.prepare(request)
        self.sockets.add(socket)
        try:
            async with self._tab(socket) as tab:
                async for message in socket:
                    if message.type is WSMsgType.TEXT:
                        await self._handle_message(page_messages.parse(message.data), tab, handle)
        finally:
            self.sockets.discard(socket)
        return socket

    @asynccontextmanager
    async def _tab(self, socket: web.WebSocketResponse) -> AsyncIterator[Tab]:
        """Send every update to a page while it is open, beginning with its set-up and the present state."""
        tab: Tab = asyncio.Queue()
        self.room.listeners.add(tab.put_nowait)
        writer = asyncio.create_task(_write(socket, tab))
        try:
            tab.put_nowait(page_setup(self.commands))
            tab.put_nowait(await self.described())
            yield tab
        finally:
            self.room.listeners.discard(tab.put_nowait)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)

    async def _handle_message(self, page_message: PageMessage, tab: Tab, handle: Handle) -> None:
        if page_message.get("type") == "open":
            tab.put_nowait(await self._history(page_message))
            return
        if page_message.get("type") == "steer":
            tab.put_nowait(await self._steered(str(page_message.get("to", ""))))
        elif event := page_messages.event_of(
            page_message, self.clock.now(), self.channel, self.room.sealer, self.guests
        ):
            await self._answer(page_message, event, tab, handle)
        self.room.broadcast(await self.described())

    async def _steered(self, asked: str) -> PageUpdate:
        """Move the clock and return what a page is told of it: where the nudges went, so that it can show one."""
        names = await self.steer(asked)
        conversations = [CHANNEL if name.startswith(CHANNEL) else f"@{name}" for name in names]
        return {"type": "steered", "asked": asked, "names": names, "conversations": conversations}

    async def _history(self, page_message: PageMessage) -> PageUpdate:
        conversation = str(page_message.get("conversation", ""))
        messages = self.room.history(conversation)
        if conversation.startswith(GALLERY):
            # Off the event loop, because every example card is rendered for every platform.
            messages = await asyncio.to_thread(self._gallery_messages, conversation)
        return {"type": "history", "pane": page_message.get("pane"), "conversation": conversation, "messages": messages}

    def _gallery_messages(self, conversation: str) -> list[PageUpdate]:
        """Return every example card as a message under its name."""
        now, language = self.clock.now(), conversation.removeprefix(GALLERY)
        return [
            ChatMessage(id=f"g{place}", conversation=conversation, who=name, at=now, card=card).plain(
                self.room.renderers, self.room.sealer
            )
            for place, (name, card) in enumerate(self.gallery(language))
        ]

    async def described(self) -> PageUpdate:
        """Return the state that every page shows around the conversations."""
        shows = sorted(self.room.renderers)
        now = self.clock.now().isoformat()
        return {"type": "state", "now": now, "channel": self.channel, "shows": shows} | dict(await self.describe())

    async def _answer(self, page_message: PageMessage, event: Event, tab: Tab, handle: Handle) -> None:
        reply = await handle(event)
        is_public = event.place.scope is Scope.CHANNEL
        conversation = CHANNEL if is_public else f"@{event.sender.name}"
        only_for = event.sender.name if is_public and not reply.public else ""
        if isinstance(event, Line):
            self.room.add(conversation, event.sender.name, event.at, text=event.text, only_for=only_for)
        if reply.form or isinstance(event, Submission):
            tab.put_nowait(self._form(page_message.get("pane"), conversation, reply.form, event.sender.name))
        if not reply.form:
            shown = self._show(event, reply, conversation, only_for)
            if shown and is_public and reply.public and reply.subject:
                await handle(posted_event(event, reply, shown.id))

    def _form(self, pane: object, conversation: str, form: Form | None, person: str) -> PageUpdate:
        drawn = {name: render(form) for name, render in self.room.renderers.items()} if form else {}
        shown = asdict(form) | {"kept": seal_kept(self.room.sealer, form, person)} if form else None
        return {"type": "form", "pane": pane, "conversation": conversation, "form": shown, "drawn": drawn}

    def _show(self, event: Event, reply: Reply, conversation: str, only_for: str) -> ChatMessage | None:
        """Show a reply; return the message that it is, None where it took the place of another one."""
        if reply.replaces and isinstance(event, Pressed) and self.room.update(event.receipt, reply.card):
            return None
        return self.room.add(conversation, "", event.at, card=reply.card, only_for=only_for)

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card to a person or to the channel."""
        if not address.target:
            raise DeliveryError("channel_not_found", permanent=True)
        conversation = CHANNEL if address.channel else f"@{address.target}"
        return self.room.add(conversation, "", self.clock.now(), card=card).id

    async def update(self, receipt: str, card: Card) -> None:
        """Put a card in the place of a message; raises DeliveryError where it is no longer kept."""
        if not self.room.update(receipt, card):
            raise DeliveryError("message_not_found", permanent=True)


async def _write(socket: web.WebSocketResponse, tab: Tab) -> None:
    while True:
        await socket.send_str(json.dumps(await tab.get(), default=str))
