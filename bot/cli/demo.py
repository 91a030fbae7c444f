"""The demo: a throw-away company, a clock that only moves forward, and the local web chat."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

from adapters import renderers
from adapters.web.chat_room import ChatRoom
from adapters.web.platform import WebChat
from bot.app import App, open_app
from bot.cli.demo_company import ZONE, seed
from bot.cli.gallery import gallery_cards
from bot.clock import ShiftedClock, SystemClock, parse_instant
from bot.domain.calendar import WorkCalendar
from bot.domain.people import Person, Role
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.language.names import account_key
from bot.language.vocabulary import PERIODS, verb_label
from bot.language.word_files import FIRST
from bot.messages.card import Reply
from bot.messages.events import Event
from bot.ports import Address, Transport
from bot.settings import Settings
from nudges.delivery import tick
from nudges.planner import next_due
from nudges.upkeep import Upkeep

START = time(8)
LEAD = timedelta(seconds=8)
"""How long the first nudge lets a visitor look around."""
VISITOR = "Sanna"
GUEST = "Gert"
"""Reads the channel, and is no member."""
SOON = timedelta(hours=1)
MOST_STEPS = 100
"""Instants at which nothing is sent after all that one press goes past."""
SENT = "sent"
TURN_SECONDS = 1.0
ANY_PORT = 0
ANYBODY = "acme norge"
"""Whom somebody without accounts may try to call."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def has_screen() -> bool:
    """Whether a browser can open a window here; a text browser would take over the terminal."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def first_instant(settings: Settings) -> datetime:
    """Return the morning of a working day: today's, or the next one's."""
    if settings.snurr_clock:
        return parse_instant(settings.snurr_clock)
    # On a day off nobody is nudged: a visitor on a Saturday would wait for a nudge that never comes.
    today = SystemClock().now().astimezone(ZONE).date()
    return datetime.combine(WorkCalendar(country="NO").workday_from(today), START, tzinfo=ZONE).astimezone(UTC)


def first_nudge(work: Work, now: datetime) -> datetime:
    """Return when the visitor is nudged for the first time."""
    visitor = work.people.by_name(VISITOR)
    return next_due(work, now, visitor.id if visitor else None) or now


def next_sending(work: Work, now: datetime) -> datetime | None:
    """Return the next instant at which anything may be sent, also what was put off."""
    planned = work.outbox.next_due()
    dues = [due for due in (next_due(work, now), planned) if due and due > now]
    return min(dues, default=None)


# Without a text of its own: it holds the whole program, and asyncio describes what a task has returned.
@dataclass(kw_only=True, repr=False)
class Demo:
    """One running demo."""

    settings: Settings
    folder: Path
    opens: bool = True
    said: Callable[[str], None] = print
    runs: int = 0
    app: App = field(init=False)
    chat: WebChat = field(init=False)
    clock: ShiftedClock = field(init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by a turn and by a reset: the store that a turn uses must not be closed under it."""

    async def run(self) -> None:
        """Seed, serve and nudge until cancelled."""
        await self._fresh()
        port = self.settings.port if "port" in self.settings.given else ANY_PORT
        self.chat = WebChat(
            clock=self.clock,
            describe=self._describe,
            steer=self._steer,
            gallery=gallery_cards,
            commands=tuple(self.app.dispatcher.registry),
            guests=(GUEST,),
            room=ChatRoom(renderers=renderers()),
            port=port,
        )
        # Before anybody looks: the alarms of this morning were sent long ago.
        await self._tick()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.chat.run(self._handle))
            await self.chat.ready.wait()
            self.said(f"Snurr demo: {self.chat.address}")
            self.said("The address works in the first browser that opens it; for another one, start the demo again.")
            if self.opens and has_screen():
                # In a thread: it may block until the browser is there, and the browser waits for this server.
                await asyncio.to_thread(webbrowser.open, self.chat.address)
            tasks.create_task(self._loop())

    async def _handle(self, event: Event) -> Reply:
        """Answer an event by the present dispatcher, which each reset replaces."""
        return await self.app.dispatcher(event)

    async def _fresh(self) -> None:
        self.runs += 1
        url = f"sqlite:///{self.folder / f'demo{self.runs}.db'}"
        start = first_instant(self.settings)
        self.clock = ShiftedClock(start)
        self.app = open_app(self.settings, clock=self.clock, url=url)
        await seed(self.app, start)
        if not self.settings.snurr_clock:
            self.clock.move_to(await self.app.store.read(partial(first_nudge, now=start)) - LEAD)

    async def _loop(self) -> None:
        while True:
            await self._tick()
            await asyncio.sleep(TURN_SECONDS)

    async def _tick(self) -> None:
        async with self._turn:
            await self._sent()
            await Upkeep(store=self.app.store, clock=self.clock).round()

    def _route(self, to: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address] | None:
        channel = to.startswith("#")
        return self.chat, Address(platform=self.chat.name, target=to.removeprefix("#"), channel=channel)

    async def _steer(self, to: str) -> Sequence[str]:
        """Move the clock or start anew; return to whom nudges went."""
        async with self._turn:
            if to == "reset":
                await self._reset()
                return ()
            if to == "next":
                return await self._next()
            if target := later(self.clock.now(), to):
                self.clock.move_to(target)
            return await self._sent()

    async def _next(self) -> Sequence[str]:
        """Move the clock on until something is sent, as what comes due may turn out to be done already."""
        if overdue := await self._sent():
            return overdue
        for _ in range(MOST_STEPS):
            target = await self.app.store.read(partial(next_sending, now=self.clock.now()))
            if target is None:
                break
            self.clock.move_to(target)
            if sent := await self._sent():
                return sent
        return ()

    async def _sent(self) -> Sequence[str]:
        """Send what is due, and return to whom it went."""
        results = await tick(self.app.store, self._route, self.clock, "demo")
        return tuple(dict.fromkeys(result.to for result in results if result.outcome == SENT))

    async def _reset(self) -> None:
        old = self.app
        await self._fresh()
        # Only now: until the new company is seeded the page is served from the old one.
        old.store.close()
        self.chat.clock = self.clock
        self.chat.room.messages.clear()
        await self._sent()
        self.chat.room.broadcast({"type": "reset"})

    async def _describe(self) -> Mapping[str, object]:
        return await self.app.store.read(self._described)

    def _described(self, work: Work) -> Mapping[str, object]:
        accounts = sorted(work.accounts.get(id).name for id in work.accounts.ids_by_key().values())
        people = [_person(work, person) for person in work.people.everyone()]
        guest = {"name": GUEST, "language": FIRST, "roles": ["guest"], "tries": [verb_label("help", FIRST)]}
        return {"people": [*people, guest], "accounts": accounts, "zone": str(ZONE)}


def _person(work: Work, person: Person) -> Mapping[str, object]:
    """Return what a page shows of a person, with a few lines to try first."""
    say = partial(verb_label, language=person.language)
    mine = [account_key(each.name) for each in work.accounts.owned_by(person.id)]
    tries = [f"{say('call')} {(mine or [ANYBODY])[0]}", say("today"), say("help")]
    if Role.MANAGER in person.roles:
        tries.insert(1, f"{say('team')} {PERIODS.label('week', person.language)}")
    return {"name": person.name, "language": person.language, "roles": sorted(person.roles), "tries": tries}


def later(now: datetime, to: str) -> datetime | None:
    """Return where a clock button leads: an hour on, tomorrow's morning, or Friday's afternoon."""
    local = now.astimezone(ZONE)
    if to == "hour":
        return now + SOON
    if to == "tomorrow":
        return datetime.combine(local.date() + timedelta(days=1), time(8, 30), tzinfo=ZONE).astimezone(UTC)
    if to == "friday":
        ahead = (5 - local.isoweekday()) % 7
        friday = datetime.combine(local.date() + timedelta(days=ahead), time(15), tzinfo=ZONE)
        return (friday if friday > local else friday + timedelta(days=7)).astimezone(UTC)
    return None


async def run_demo(settings: Settings, *, opens: bool, said: Callable[[str], None]) -> None:
    """Run a demo in a folder of its own that vanishes with it; raises ConfigError when it cannot start."""
    # On the page anybody may type as anybody, the admin included.
    if settings.host not in LOOPBACK:
        raise ConfigError("The demo is for this machine alone: leave HOST out, or set it to 127.0.0.1.")
    with tempfile.TemporaryDirectory(prefix="snurr-demo-") as folder:
        demo = Demo(settings=settings, folder=Path(folder), opens=opens, said=said)
        try:
            await demo.run()
        except ExceptionGroup as group:
            # The task group wraps it; the command line shows one sentence and exits 2 for the plain error only. Not by
            # `except*`, as Python 3.11.2 wraps again what is raised in there.
            if refused := group.subgroup(ConfigError):
                raise refused.exceptions[0] from None
            raise
