"""Plays the quarter: people type, turns are taken, and after each turn the oracle compares."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.clock import FrozenClock
from bot.domain.work import Work
from bot.messages.card import Card, Reply
from bot.messages.events import Line, Pressed, Sender
from bot.messages.press import Press
from nudges.delivery import tick
from storage.work import SqlStore
from tests.migrated import memory_engine
from tests.nudges.house import House
from tests.soak.quarter.asks import today_of
from tests.soak.quarter.book import Book
from tests.soak.quarter.company import PLACES, found
from tests.soak.quarter.days import DAY, Person
from tests.soak.quarter.desk import Desk, Sent
from tests.soak.quarter.figures import VIEWS, differences, of_account, of_team, read_log, said_of_team
from tests.soak.quarter.history import Typist
from tests.soak.quarter.posts import Board
from tests.soak.quarter.presses import Presser

FROM, UNTIL = time(5), time(21, 30)
"""The hours in UTC between which anybody of the three places is at work, and it is the same day in all of them."""
FRIDAY = 5


@dataclass(kw_only=True)
class Quarter:
    """A company on its way through some weeks."""

    house: House
    book: Book
    typist: Typist
    presser: Presser
    every: timedelta
    chance: random.Random
    desks: dict[str, Desk] = field(default_factory=dict)
    boards: dict[str, Board] = field(default_factory=dict)
    fixes: list[tuple[str, str]] = field(default_factory=list)
    """Zeros at a touchpoint whose owner is about to say that it is mended."""

    fixed: set[str] = field(default_factory=set)
    down: tuple[tuple[datetime, datetime], ...] = ()
    """When no turn is taken, although people type."""
    read: int = 0
    """How many messages were looked at."""
    messages: dict[str, tuple[str, Card]] = field(default_factory=dict)
    """The receipt and the card of each message."""
    offered: list[tuple[str, list[Sent]]] = field(default_factory=list)
    """What came with the last turn, and to whom."""
    misread: list[str] = field(default_factory=list)
    """Each figure that a view got wrong."""

    async def play(self, first: date, last: date, lines: float) -> None:
        """Play the days from one to another, on which each seller types so many lines."""
        for n in range((last - first).days + 1):
            await self._day(first + n * DAY, lines)
            if (first + n * DAY).isoweekday() == FRIDAY:
                await self._look(first + n * DAY)
        for board in self.boards.values():
            board.check_questions()

    async def _look(self, day: date) -> None:
        """Let the managers look at the week, and at some of their customers."""
        now = datetime.combine(day, UNTIL, UTC)
        log = await self.house.store.read(lambda work: read_log(work, day))
        for team, _, _, manager in PLACES:
            asked = {view: await self.typist.say(manager, f"team {view}", now) for view in VIEWS}
            wrong = differences(of_team(self.book, log, team), said_of_team(asked))
            own = [each for each in self.book.accounts.values() if self.book.people[each.owner].team == team]
            for account in self.chance.sample(own, 7):
                card = await self.typist.say(manager, f"account {account.name}", now)
                said = differences(of_account(self.book, log, account), dict(card.figures))
                wrong += [f"{account.name}: {line}" for line in said]
            self.misread += [f"{team} {day}: {line}" for line in wrong]

    async def _day(self, day: date, lines: float) -> None:
        typed = sorted(self._moments(day, lines), key=lambda each: (each[0], each[1]))
        now, end = datetime.combine(day, FROM, UTC), datetime.combine(day, UNTIL, UTC)
        while now <= end:
            while typed and typed[0][0] < now:
                at, name = typed.pop(0)
                await self.typist.act(self.book.people[name], at)
            if not any(down <= now < up for down, up in self.down):
                await self._press(now - timedelta(seconds=9))
                await self._fix(now - timedelta(seconds=7))
                await self._turn(now)
            now += self.every

    def _moments(self, day: date, lines: float) -> Iterator[tuple[datetime, str]]:
        """Yield when who types; few do on a day off."""
        for who in self.book.people.values():
            hours = who.hours(day) or (time(10), time(12))
            busy = lines if who.sells and not who.is_off(day) else 0.1 if who.sells else 0
            for _ in range(int(busy + self.chance.random())):
                start = who.instant(day, hours[0]) - timedelta(minutes=20)
                span = who.instant(day, hours[1]) + timedelta(minutes=50) - start
                seconds = int(span.total_seconds() * self.chance.random()) // 60 * 60 + self.chance.randint(11, 47)
                yield start + timedelta(seconds=seconds), who.name

    async def _turn(self, now: datetime) -> None:
        todays = {name: today_of(self.book, who, now) for name, who in self.book.people.items()}
        ready = {name: self.desks[name].ready(today) for name, today in todays.items() if today}
        results = await tick(self.house.store, self.house.route, FrozenClock(now), self.house.owner)
        sent = await self._sent(now) if results else {}
        for name, today in todays.items():
            if today:
                self.desks[name].settle(today, ready[name], sent.get(name, []))
            elif name in sent:
                self.desks[name].wrong.append(f"{name} {now}: {sent[name]} came on a day off")
        for channel, board in self.boards.items():
            board.settle(self.book, now, sent.get(channel, []))
        self._remember_fixes(sent)
        self.offered = [(name, told) for name, told in sent.items() if todays.get(name)]

    async def _press(self, now: datetime) -> None:
        """Let people press what came with the last turn; whom a message came to has it alone."""
        for name, told in self.offered:
            receipt, card = self.messages[told[0].message]
            await self.presser.answer(self.book.people[name], self.desks[name], told, card, receipt, now)
        self.offered.clear()

    async def _sent(self, now: datetime) -> dict[str, list[Sent]]:
        rows = await self.house.store.read(lambda work: _rows(work, now))
        new = self.house.paper.sent[self.read :]
        for number, written in enumerate(new, self.read + 1):
            self.messages[written.key] = (f"paper:{number}", written.card)
        self.read += len(new)
        found: dict[str, list[Sent]] = {}
        for to, each in rows:
            told = self._as_told(each)
            found.setdefault(to, []).append(replace(told, text="\n".join(self.messages[told.message][1].texts())))
        return found

    def _as_told(self, each: Sent) -> Sent:
        """Return what was sent under the names that the oracle uses."""
        about = each.about
        if each.rule == "N7":
            account, _, rest = about.removeprefix("A").partition(":")
            count, _, at = rest.partition(":")
            name = next(name for name, known in self.book.accounts.items() if known.id == int(account))
            moment = datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
            about = f"{name}:{count}:{moment.isoformat()}"
        if each.rule == "N23":
            about = "".join(letter for letter in about if letter.isdigit())
        return replace(each, about=about)

    def _remember_fixes(self, sent: dict[str, list[Sent]]) -> None:
        for name, told in sent.items():
            for each in told:
                ref = each.about.partition(":")[0]
                if each.rule == "N6" and self.chance.random() < 0.5:
                    fact = self.book.facts[ref]
                    if self.book.owners[fact.point] == name:  # type: ignore[attr-defined]
                        self.fixes.append((name, ref))

    async def _fix(self, now: datetime) -> None:
        """Press [Fixed] on what came last; the owner of the customer is to hear of it."""
        for name, ref in dict.fromkeys(self.fixes):
            owner = self.book.accounts[self.book.facts[ref].account].owner
            if self.book.facts[ref].live and owner != name and ref not in self.fixed:
                sender = Sender(platform="terminal", user=name, name=name)
                press = Press(verb="zero fixed", values={"rating": ref})
                assert (await self.house.give(Pressed(sender=sender, at=now, press=press))).ok
                self.fixed.add(ref)
                self.book.notes.append((now, owner, str(len(self.fixed)), ref))
        self.fixes.clear()

    @property
    def wrong(self) -> list[str]:
        """Each difference between what was sent or shown and what had to be, in words."""
        sent = [line for each in (*self.desks.values(), *self.boards.values()) for line in each.wrong]
        return sent + self.misread

    @property
    def right(self) -> Counter[str]:
        """How often each rule spoke as it had to."""
        total: Counter[str] = Counter()
        for each in (*self.desks.values(), *self.boards.values()):
            total.update(each.right)
        return total


def _rows(work: Work, now: datetime) -> list[tuple[str, Sent]]:
    """Return what was sent at an instant, as it is stored."""
    found = work._db.rows(  # type: ignore[attr-defined]
        "SELECT o.*, p.name AS who, t.channel AS channel FROM outbox o LEFT JOIN person p ON p.id = o.person"
        " LEFT JOIN team t ON t.id = o.team WHERE o.tenant = :tenant AND o.state = 'sent' AND o.local_day >= :since"
        " AND o.sent_at = :now",
        since=(now - 7 * DAY).date().isoformat(),
        now=now.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    )
    return [
        (
            row["who"] or f"#{row['channel']}",
            Sent(rule=row["rule"], about=row["subject"], words=row["words"], note=row["note"], message=row["message"]),
        )
        for row in found
    ]


async def quarter(seed: int, accounts: int, every: timedelta, *down: tuple[str, str]) -> Quarter:
    """Return a company before its first day; nothing is sent between the instants of `down`, in UTC."""
    house = House(store=SqlStore(memory_engine()))
    book = await found(house, seed, accounts)

    async def say(who: str, line: str, at: datetime) -> Reply:
        sender = Sender(platform="terminal", user=who, name=who)
        return await house.give(Line(sender=sender, at=at, text=line, limited=False))

    chance = random.Random(seed)

    async def press(who: str, pressed: Press, at: datetime, receipt: str) -> Reply:
        sender = Sender(platform="terminal", user=who, name=who)
        return await house.give(Pressed(sender=sender, at=at, press=pressed, receipt=receipt))

    typist = Typist(book=book, say=say, chance=chance)
    presser = Presser(typist=typist, press=press, chance=random.Random(seed + 1))
    closed = next(iter(book.people.values())).closed
    boards = {
        f"#{team.lower()}": Board(
            place=Person(name=f"#{team.lower()}", team=team, zone=zone, country=country, closed=closed)
        )
        for team, zone, country, _ in PLACES
    }
    desks = {name: Desk() for name in book.people}
    spans = tuple(
        (datetime.fromisoformat(f"{from_}+00:00"), datetime.fromisoformat(f"{to}+00:00")) for from_, to in down
    )
    return Quarter(
        house=house,
        book=book,
        typist=typist,
        presser=presser,
        every=every,
        chance=chance,
        desks=desks,
        boards=boards,
        down=spans,
    )
