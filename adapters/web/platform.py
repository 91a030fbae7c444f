"""The web chat as a platform: neutral events in, cards out, over one WebSocket a tab."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from adapters.web.guard import Guard, middleware
from adapters.web.room import CHANNEL, Room, Said
from bot.clock import Clock
from bot.errors import ConfigError, DeliveryError
from bot.event import Event, Line, Place, Pressed, Scope, Sender, Submission
from bot.form import Form
from bot.message import Card, Press, Reply
from bot.names import fold
from bot.ports import Address, Handle, Limits
from bot.registry import Command

NAME = "web"
HERE = Path(__file__).parent
FILES = {
    "/": ("page.html", "text/html"),
    "/page.js": ("page.js", "text/javascript"),
    "/cards.js": ("cards.js", "text/javascript"),
    "/page.css": ("page.css", "text/css"),
}
MESSAGE_LIMIT = 64 * 1024
Describe = Callable[[], Awaitable[Mapping[str, object]]]
Steer = Callable[[str], Awaitable[None]]
Gallery = Callable[[str], Iterable[tuple[str, Card]]]
GALLERY = "!"
"""Leads the name of the conversation that shows every example card in one language."""


@dataclass(kw_only=True)
class WebChat:
    """Serves the page; `describe` says who there is and what can be typed, `steer` moves the clock or resets."""

    clock: Clock
    describe: Describe
    steer: Steer
    gallery: Gallery = lambda language: ()
    host: str = "127.0.0.1"
    port: int = 0
    channel: str = "sales"
    name: str = NAME
    limits: Limits = field(default_factory=Limits)
    room: Room = field(default_factory=Room)
    guard: Guard = field(default_factory=lambda: Guard(port=0))
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def address(self) -> str:
        """The address to open, with the token of this start."""
        return f"http://127.0.0.1:{self.port}/?token={self.guard.token}"

    async def run(self, handle: Handle) -> None:
        """Serve until cancelled."""
        application = web.Application(middlewares=[middleware(self.guard)], client_max_size=MESSAGE_LIMIT)
        for path in FILES:
            application.router.add_get(path, _file)

        async def socket(request: web.Request) -> web.StreamResponse:
            return await self._socket(request, handle)

        application.router.add_get("/socket", socket)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, self.host, self.port)
        try:
            await site.start()
        except OSError as error:
            await runner.cleanup()
            raise ConfigError(f"Port {self.port} is taken: set PORT to a free one, or leave it out.") from error
        self.port = runner.addresses[0][1]
        self.guard.port = self.port
        self.ready.set()
        try:
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _socket(self, request: web.Request, handle: Handle) -> web.StreamResponse:
        socket = web.WebSocketResponse(max_msg_size=MESSAGE_LIMIT, heartbeat=20)
        await socket.prepare(request)
        news: asyncio.Queue[Mapping[str, object]] = asyncio.Queue()
        self.room.listeners.add(news.put_nowait)
        try:
            async with asyncio.TaskGroup() as tasks:
                writer = tasks.create_task(_write(socket, news))
                await self._read(socket, news, handle)
                writer.cancel()
        finally:
            self.room.listeners.discard(news.put_nowait)
        return socket

    async def _read(
        self, socket: web.WebSocketResponse, news: asyncio.Queue[Mapping[str, object]], handle: Handle
    ) -> None:
        await news.put(await self.described())
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            asked = _asked(message.data)
            if asked.get("type") == "open":
                await news.put(await self._history(asked))
            elif asked.get("type") == "steer":
                await self.steer(str(asked.get("to", "")))
            elif event := self._event(asked):
                await self._answer(asked, event, news, handle)
            if asked.get("type") in ("steer", "say", "press", "submit"):
                self.room.tell(await self.described())

    async def _history(self, asked: Mapping[str, Any]) -> Mapping[str, object]:
        conversation = str(asked.get("conversation", ""))
        messages = self.room.history(conversation)
        if conversation.startswith(GALLERY):
            messages = await asyncio.to_thread(self._examples, conversation)
        return {"type": "history", "pane": asked.get("pane"), "conversation": conversation, "messages": messages}

    def _examples(self, conversation: str) -> list[Mapping[str, object]]:
        """Every example card under its name, as one conversation."""
        now, language = self.clock.now(), conversation.removeprefix(GALLERY)
        return [
            Said(id=f"g{place}", conversation=conversation, who=name, at=now, card=card).plain()
            for place, (name, card) in enumerate(self.gallery(language))
        ]

    async def described(self) -> Mapping[str, object]:
        """Return what every page shows around the conversations."""
        return {"type": "state", "now": self.clock.now().isoformat(), "channel": self.channel} | dict(
            await self.describe()
        )

    def _event(self, asked: Mapping[str, Any]) -> Event | None:
        person = str(asked.get("person", ""))
        if not person:
            return None
        public = asked.get("place") == "channel"
        place = Place(scope=Scope.CHANNEL, channel=CHANNEL, name=self.channel) if public else Place()
        common: dict[str, Any] = {
            "sender": Sender(platform=NAME, user=fold(person), name=person),
            "at": self.clock.now(),
            "place": place,
            "key": f"web:{asked.get('id', '')}" if asked.get("id") else "",
        }
        try:
            return _event_of(asked, common)
        except (ValueError, TypeError, AttributeError, KeyError):
            return None

    async def _answer(
        self, asked: Mapping[str, Any], event: Event, news: asyncio.Queue[Mapping[str, object]], handle: Handle
    ) -> None:
        conversation = CHANNEL if event.place.scope is Scope.CHANNEL else f"@{event.sender.name}"
        if isinstance(event, Line):
            self.room.add(conversation, event.sender.name, event.at, text=event.text)
        reply = await handle(event)
        if reply.form:
            shown = asdict(reply.form)
            await news.put({"type": "form", "pane": asked.get("pane"), "conversation": conversation, "form": shown})
            return
        if isinstance(event, Submission):
            await news.put({"type": "form", "pane": asked.get("pane"), "conversation": conversation, "form": None})
        self._show(event, reply, conversation)

    def _show(self, event: Event, reply: Reply, conversation: str) -> None:
        if reply.replaces and isinstance(event, Pressed) and self.room.update(event.receipt, reply.card):
            return
        only = event.sender.name if conversation == CHANNEL and not reply.public else ""
        self.room.add(conversation, "", event.at, card=reply.card, only=only)

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card to a person or to the channel."""
        if not address.target:
            raise DeliveryError("channel_not_found", permanent=True)
        conversation = CHANNEL if address.channel else f"@{address.target}"
        return self.room.add(conversation, "", self.clock.now(), card=card).id

    async def update(self, receipt: str, card: Card) -> None:
        """Put a card in the place of a sent one."""
        if not self.room.update(receipt, card):
            raise DeliveryError("message_not_found", permanent=True)

    async def open_form(self, trigger: str, form: Form) -> None:
        """Show a form in every open page's pane `trigger`."""
        self.room.tell({"type": "form", "pane": trigger, "form": asdict(form)})

    def manifest(self, commands: Sequence[Command]) -> dict[str, object]:
        """Return what the page's command list needs."""
        return {"commands": [{"verb": c.verb, "usage": c.usage()} for c in commands if not c.hidden]}


def _event_of(asked: Mapping[str, Any], common: dict[str, Any]) -> Event | None:
    match asked.get("type"):
        case "say":
            return Line(text=str(asked["text"]), **common)
        case "press":
            return Pressed(press=Press.unpack(str(asked["payload"])), receipt=str(asked.get("receipt", "")), **common)
        case "submit":
            values = {str(k): str(v) for k, v in asked["values"].items()}
            kept = {str(k): str(v) for k, v in asked.get("kept", {}).items()}
            return Submission(verb=str(asked["verb"]), values=values, kept=kept, **common)
    return None


def _asked(data: str) -> Mapping[str, Any]:
    try:
        asked = json.loads(data)
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


async def _file(request: web.Request) -> web.Response:
    name, kind = FILES[request.path]
    text = (HERE / name).read_text(encoding="utf-8")
    return web.Response(text=text, content_type=kind, charset="utf-8", headers={"Cache-Control": "no-store"})


async def _write(socket: web.WebSocketResponse, news: asyncio.Queue[Mapping[str, object]]) -> None:
    while True:
        await socket.send_str(json.dumps(await news.get(), ensure_ascii=False, default=str))
