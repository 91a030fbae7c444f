"""The demo: a throw-away company with a fortnight behind it, a clock that only moves forward, and the local web chat."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters import renderers
from adapters.web.chat_room import ChatRoom
from adapters.web.platform import WebChat
from bot.app import App, open_app
from bot.cli.gallery import gallery_cards
from bot.clock import ShiftedClock, SystemClock, parse_instant
from bot.domain.calendar import WorkCalendar
from bot.domain.people import Person, Role
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.language.names import account_key, fold
from bot.language.vocabulary import PERIODS, verb_label
from bot.messages.card import Reply
from bot.messages.events import Event, Line, Sender
from bot.ports import Address, Transport
from bot.settings import Settings
from nudges.delivery import tick
from nudges.planner import next_due

ZONE = ZoneInfo("Europe/Oslo")
START = time(8)
LEAD = timedelta(seconds=8)
"""How long the first nudge lets a visitor look around."""
VISITOR = "Sanna"
SOON = timedelta(hours=1)
TURN_SECONDS = 1.0
ANY_PORT = 0
ANYBODY = "acme norge"
"""Whom somebody without accounts may try to call."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
TEAM = "admin team Nord channel #sales timezone Europe/Oslo country NO language en"
PEOPLE = (
    ("Mette", "manager", "da"),
    ("Sanna", "seller", "sv"),
    ("Ola", "seller", "nb"),
    ("Piotr", "seller", "pl"),
    ("Maja", "seller", "da"),
    ("Jonas", "seller", "de"),
)
# Letters of five languages, and one name full of markup: it shows that no platform draws what people type.
ACCOUNTS = (
    ("Ødegård Vin AS", "Ola", 7_000_000), ("Bergen Bygg AS", "Ola", 2_400_000), ("Nilsson Rör AB", "Sanna", 1_100_000),
    ("Åkerlund & Söner AB", "Sanna", 900_000), ("Łódzkie Okna Sp. z o.o.", "Piotr", 3_200_000), ("Zakład Świt S.A.", "Piotr", 640_000),
    ("Acme A/S, Aalborg", "Maja", 5_000_000), ("Acme Norge AS", "Ola", 1_800_000), ("Sønderjysk Korn ApS", "Maja", 2_000_000),
    ("Hvide Sande Fisk A/S", "Maja", 750_000), ("Fjällräven Buss AB", "Sanna", 410_000), ("Kraków Meble Sp. z o.o.", "Piotr", 1_300_000),
    ("Grünwald Metallbau GmbH", "Jonas", 1_600_000), ("Weiß & Töchter KG", "Jonas", 520_000),
    ("O'Brien Planers Ltd", "Ola", 300_000), ("<!channel> *Bold* & <b>Sons</b>", "Sanna", 50_000),
)  # fmt: skip
HISTORY = (
    (41, "Ola", "call odegard vin"), (10, "Ola", "call bergen bygg meet wants two prices before the board meets"),
    (9, "Sanna", "call nilsson q4 l wants Friday deliveries"), (8, "Piotr", "call lodzkie vm"), (7, "Maja", "call acme aalborg"),
    (7, "Maja", "touch acme aalborg invoice clarity 0 said did not understand the terms"), (6, "Sanna", "touch nilsson reception 2112"),
    (6, "Ola", "touch bergen bygg yard service 1"), (5, "Maja", "promise acme aalborg price list 2027 by {day1}"),
    (4, "Piotr", "promise lodzkie samples by {day2}"), (3, "Piotr", "call krakow meble"), (3, "Ola", "broken acme norge delivery plan"),
    (3, "Sanna", "call akerlund"), (2, "Sanna", "call fjallraven vm"), (2, "Ola", "follow bergen bygg {day0} wants two prices before the board meets on Thursday"),
    (1, "Sanna", 'call "<!channel>" vm'), (1, "Maja", "call hvide sande"), (1, "Sanna", "touch nilsson invoice clarity 1 guess"),
    (8, "Jonas", "call grünwald q3 l wants the drawings as PDF"), (5, "Jonas", "touch grünwald invoice 0 wrong address"),
    (4, "Jonas", "promise grünwald drawings by {day1}"), (2, "Jonas", "call weiß vm"),
    *((1 + n % 5, "Jonas", ("call -", "call - vm", "call - none")[n % 3]) for n in range(10)),
    *((1 + n % 5, ("Sanna", "Ola", "Piotr", "Maja")[n % 4], ("call -", "call - vm", "call - none")[n % 3]) for n in range(46)),
)  # fmt: skip


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
            room=ChatRoom(renderers=renderers()),
            port=port,
        )
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
            await tick(self.app.store, self._route, self.clock, "demo")

    def _route(self, to: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address] | None:
        channel = to.startswith("#")
        return self.chat, Address(platform=self.chat.name, target=to.removeprefix("#"), channel=channel)

    async def _steer(self, to: str) -> None:
        if to == "reset":
            async with self._turn:
                await self._reset()
            return
        now = self.clock.now()
        target = await self.app.store.read(lambda work: next_due(work, now)) if to == "next" else later(now, to)
        if target:
            self.clock.move_to(target)
        await self._tick()

    async def _reset(self) -> None:
        old = self.app
        await self._fresh()
        # Only now: until the new company is seeded the page is served from the old one.
        old.store.close()
        self.chat.clock = self.clock
        self.chat.room.messages.clear()
        self.chat.room.broadcast({"type": "reset"})

    async def _describe(self) -> Mapping[str, object]:
        return await self.app.store.read(self._described)

    def _described(self, work: Work) -> Mapping[str, object]:
        accounts = sorted(work.accounts.get(id).name for id in work.accounts.ids_by_key().values())
        people = [_person(work, person) for person in work.people.everyone()]
        return {"people": people, "accounts": accounts, "zone": str(ZONE)}


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


async def seed(app: App, start: datetime) -> None:
    """Fill an empty company: a team, its people, accounts, and a fortnight of typed lines."""
    began = start - timedelta(days=60)
    await _say(app, "Mette", began, TEAM)
    for name, role, _ in PEOPLE:
        await _say(app, "Mette", began, f"admin person {name} {role}")
    await app.store.write(lambda work: _accounts(work, began))
    days = {f"day{n}": _workday(start, n).isoformat() for n in range(3)}
    async with asyncio.TaskGroup() as tasks:  # many lines, few flushes to the disk
        for back, name, line in HISTORY:
            at = start - timedelta(days=back) + timedelta(hours=2)
            tasks.create_task(_say(app, name, at, line.format(**days)))
    await app.store.write(_speak)


def _workday(start: datetime, ahead: int) -> date:
    calendar, day = WorkCalendar(country="NO"), start.astimezone(ZONE).date()
    for _ in range(ahead):
        day = calendar.next_workday(day)
    return day


def _accounts(work: Work, at: datetime) -> None:
    for name, owner, value in ACCOUNTS:
        person = work.people.by_name(owner)
        work.accounts.change(work.accounts.add(name, person.id if person else None, at).id, value=value)
    kari = work.people.add("Kari", at, team=1)
    work.people.change(kari.id, roles=frozenset({Role.COLLEAGUE}))
    work.touchpoints.save("invoice", kari.id)


def _speak(work: Work) -> None:
    """Set the language of each person but Mette and Sanna: a visitor meets those two first, in English."""
    for name, _, language in PEOPLE[2:]:
        person = work.people.by_name(name)
        if person:
            work.people.change(person.id, language=language)


async def _say(app: App, name: str, at: datetime, line: str) -> None:
    sender = Sender(platform="web", user=fold(name), name=name)
    # Not limited: a fortnight of lines in one second would pass the flood limit and the question about retyping.
    reply = await app.dispatcher(Line(sender=sender, at=at, text=line, limited=False))
    if not reply.ok:
        raise RuntimeError(f"the demo's own line was refused: {line!r}: {reply.error or reply.card}")


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
