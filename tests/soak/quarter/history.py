"""What twenty people type in a quarter, at random but the same for a seed: a line, and what it means."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.messages.card import Reply
from tests.soak.quarter import facts
from tests.soak.quarter.asks import open_promises, today_of
from tests.soak.quarter.book import Book, OpenPromise, newest_rest, steps_of
from tests.soak.quarter.days import DAY, Person

GOODS = ("price list", "drawing", "samples", "contract", "estimate", "new pump")
FACTORS = {"c": "clarity", "q": "quality", "s": "service", "p": "promises"}
NEVER_LOGGED = ("user manual", "spare part", "safety sheet")
"""What was promised aloud, and is heard of here only when it is broken."""
ITEMS = ("toner", "filters", "gloves")
FEW = 12
"""Entries of a customer who may be merged: of more it is asked first."""
Say = Callable[[str, str, datetime], Awaitable[Reply]]


def typed(day: date, hour: time | None = None) -> str:
    """Return a day, and an hour on it, as it is typed."""
    return f"{day.day}/{day.month}{f' {hour:%H:%M}' if hour else ''}"


@dataclass(kw_only=True)
class Typist:
    """Types for everybody, and tells the book what was meant; `refused` are lines that were not understood."""

    book: Book
    say: Say
    chance: random.Random
    seq: int = 0
    lines: int = 0
    refused: list[str] = field(default_factory=list)
    last: dict[str, Callable[[], None]] = field(default_factory=dict)
    """How to take back, in the book, what each person said last."""
    newest: dict[str, str] = field(default_factory=dict)
    """The ref of the last log of each person, for an undo of it by name."""

    async def act(self, who: Person, now: datetime) -> None:
        """Let somebody type one line."""
        names = [name for name, _ in ACTIONS]
        (name,) = self.chance.choices(names, [weight for _, weight in ACTIONS])
        await getattr(self, f"_{name}")(who, now)

    async def _line(self, who: Person, now: datetime, line: str) -> Reply | None:
        self.seq += 1
        self.lines += 1
        reply = await self.say(who.name, line, now)
        if reply.ok:
            self.last.pop(who.name, None)
            return reply
        self.refused.append(f"{who.name} {now}: {line}: {' '.join(reply.card.texts())}")
        return None

    async def log(
        self, who: Person, now: datetime, line: str, kind: type[facts.Fact], /, *, account: str = "", **values: Any
    ) -> facts.Fact | None:
        """Type a line that logs one thing, and keep what it means."""
        reply = await self._line(who, now, line)
        return self.keep(who, now, reply, kind, account=account, **values) if reply else None

    def keep(
        self, who: Person, now: datetime, reply: Reply, kind: type[facts.Fact], /, *, account: str = "", **values: Any
    ) -> facts.Fact:
        """Keep what one thing that was logged means."""
        self.seq += 1
        (ref,) = reply.stored
        day = values.pop("day", who.local(now).date())
        fact = kind(ref=ref, who=who.name, account=account, at=now, day=day, seq=self.seq, **values)
        self.book.add(fact)
        self.last[who.name] = lambda: self._take_back(ref)
        self.newest[who.name] = ref
        return fact

    def forget(self, who: Person) -> None:
        """Forget how to take back what somebody said last, as something else was said since."""
        self.seq += 1
        self.last.pop(who.name, None)

    def _take_back(self, ref: str) -> None:
        self.book.change(ref, live=False)

    def _account(self, who: Person) -> str:
        """Return mostly one of somebody's own customers, and some more than others."""
        own = [name for name, account in self.book.accounts.items() if account.owner == who.name]
        if self.chance.random() < 0.08 or not own:
            return self.chance.choice(list(self.book.accounts))
        return self.chance.choice(own[: 1 + int(len(own) * self.chance.random())])

    def _late(self, who: Person, now: datetime) -> tuple[str, date]:
        today = who.local(now).date()
        return self.chance.choice((("", today),) * 6 + ((" yesterday", today - DAY),))

    def _coming(self, who: Person, now: datetime) -> date:
        return who.local(now).date() + timedelta(days=self.chance.choice((1, 1, 2, 3, 4, 5, 7, 10, 15)))

    def _due(self, who: Person, now: datetime) -> tuple[date, time | None]:
        """Return a day to come, or today, and perhaps an hour that is ahead."""
        local = who.local(now)
        due = local.date() if self.chance.random() < 0.15 else self._coming(who, now)
        hour = self.chance.choice((None, None, time(9), time(10, 30), time(14), time(16, 45), time(7)))
        passed = hour and due == local.date() and hour <= local.time()
        return due, None if passed else hour

    def _open(self, who: Person, now: datetime) -> OpenPromise | None:
        today = today_of(self.book, who, now)
        mine = open_promises(today) if today else []
        return self.chance.choice(sorted(mine, key=lambda each: (each.due, each.number))[:4]) if mine else None

    async def _call(self, who: Person, now: datetime) -> None:
        account, (late, day) = self._account(who), self._late(who, now)
        outcome = self.chance.choice(("", "", " vm", " none"))
        values: dict[str, Any] = {"day": day, "kind": "call", "outcome": outcome.strip()}
        await self.log(who, now, f"call {account}{outcome}{late}", facts.Contact, account=account, **values)

    async def _talk(self, who: Person, now: datetime) -> None:
        account = self._account(who)
        line = f'call {account} q{self.chance.randint(1, 6)} l "wants Friday deliveries"'
        await self.log(who, now, line, facts.Contact, account=account, kind="call", words="wants Friday deliveries")

    async def _contact(self, who: Person, now: datetime) -> None:
        account, verb = self._account(who), self.chance.choice(("visit", "meet", "mail", "offer"))
        line = f"{verb} {account}{' 120k' if verb == 'offer' else ''}"
        await self.log(who, now, line, facts.Contact, account=account, kind=verb)

    async def _touch(self, who: Person, now: datetime) -> None:
        # Two of the touchpoints are never rated.
        account, point = self._account(who), self.chance.choice(list(self.book.owners)[:-2])
        letter, score = self.chance.choice(tuple("cqsp")), self.chance.choices((0, 1, 2), (3, 4, 3))[0]
        source = self.chance.choice(("said", "seen", "guess", ""))
        late, day = self._late(who, now)
        typed_scores, scores = self.chance.choice(
            (
                (f"{letter}{score}", {FACTORS[letter]: score}),
                (f"{letter}{score}", {FACTORS[letter]: score}),
                (f"{score}", {"overall": score}),
                (f"11{score}2", {"promises": 1, "service": 1, "clarity": score, "quality": 2}),
            )
        )
        line = f"touch {account} {point} {typed_scores} {source}{late}".rstrip()
        values: dict[str, Any] = {"point": point, "scores": dict(scores), "source": source or "guess", "day": day}
        await self.log(who, now, line, facts.Rating, account=account, **values)

    async def _promise(self, who: Person, now: datetime) -> None:
        account, (due, hour) = self._account(who), self._due(who, now)
        line = f"promise {account} {self.chance.choice(GOODS)} by {typed(due, hour)}"
        await self.log(who, now, line, facts.Promise, account=account, due=due, hour=hour)

    async def _broke(self, who: Person, now: datetime) -> None:
        account, (late, day) = self._account(who), self._late(who, now)
        told = not late and self.chance.random() < 0.3
        line = f"broken {account} {self.chance.choice(NEVER_LOGGED)}{' told them' if told else late}"
        await self.log(who, now, line, facts.Promise, account=account, day=day, due=day, broken=True, told=told)

    async def _step(self, who: Person, now: datetime, fate: str) -> None:
        promise = self._open(who, now)
        if promise:
            account = self.book.facts[promise.ref].account
            line = f"{fate} {promise.ref}"
            await self.log(who, now, line, facts.Step, account=account, promise=promise.ref, fate=fate)

    async def _kept(self, who: Person, now: datetime) -> None:
        await self._step(who, now, "kept")

    async def _broken(self, who: Person, now: datetime) -> None:
        await self._step(who, now, "broken")

    async def _told(self, who: Person, now: datetime) -> None:
        promise = self._open(who, now)
        if promise is None:
            return
        account, due = self.book.facts[promise.ref].account, self._coming(who, now)
        values: dict[str, Any] = {"promise": promise.ref, "fate": "told", "told": True}
        if promise.due >= who.local(now).date() and self.chance.random() < 0.4:
            await self.log(who, now, f"told {promise.ref} same day", facts.Step, account=account, **values)
        else:
            line = f"told {promise.ref} new date {typed(due)}"
            await self.log(who, now, line, facts.Step, account=account, due=due, **values)

    async def _follow(self, who: Person, now: datetime) -> None:
        account, (due, hour) = self._account(who), self._due(who, now)
        line = f"follow {account} {typed(due, hour)} ask about the board"
        await self.log(who, now, line, facts.FollowUp, account=account, due=due, hour=hour)

    async def _wait(self, who: Person, now: datetime) -> None:
        place = self.chance.choice(("counter", "gate", "phone"))
        await self.log(who, now, f"waiting {place}", facts.Wait, team=who.team)

    async def _go(self, who: Person, now: datetime) -> None:
        day = who.local(now).date()
        waits = [each for each in self.book.waits if each.team == who.team and each.day == day and each.live]
        waits = [each for each in waits if not any(went.live for went in self.book.went.get(each.ref, ()))]
        if waits:
            await self.log(who, now, f"go {waits[0].ref}", facts.Went, wait=waits[0].ref)

    async def _handoff(self, who: Person, now: datetime) -> None:
        account, minutes = self._account(who), self.chance.choice((10, 25, 40))
        line = f"handoff {account} service {minutes}m wrong item"
        await self.log(who, now, line, facts.HandOff, account=account, minutes=minutes)

    async def _junk(self, who: Person, now: datetime) -> None:
        what, minutes = self.chance.choice(("internal report", "lost badge")), self.chance.choice((15, 30, 90))
        await self.log(who, now, f"junk {minutes}m {what}", facts.Junk, what=what, minutes=minutes)

    async def _refill(self, who: Person, now: datetime) -> None:
        account, item, weeks = self._account(who), self.chance.choice(ITEMS), self.chance.choice((1, 2, 3))
        line = f"refill {account} {item} {weeks}w"
        await self.log(who, now, line, facts.Refill, account=account, item=item, every=7 * weeks)

    async def _ordered(self, who: Person, now: datetime) -> None:
        own = [name for name in self.book.near[who.name] if self.book.standing(name).refills]
        if own:
            account = self.chance.choice(sorted(own))
            refill = self.book.standing(account).refills[0][0]
            await self.log(
                who, now, f"ordered {account} {refill.item}", facts.Order, account=account, refill=refill.ref
            )

    async def _rest(self, who: Person, now: datetime) -> None:
        account = self._account(who)
        resting = [name for name in sorted(self.book.near[who.name]) if self.book.standing(name).rests]
        if resting and self.chance.random() < 0.4:
            frozen = newest_rest(self.book.accounts[resting[0]])
            if frozen and frozen.kind == "freeze":
                await self.log(who, now, f"unfreeze {resting[0]}", facts.Rest, account=resting[0], kind="unfreeze")
        elif self.chance.random() < 0.5 and not self.book.standing(account).rests:
            await self.log(who, now, f"freeze {account} pays late", facts.Rest, account=account, kind="freeze")
        else:
            await self.log(who, now, f"left {account} unknown", facts.Rest, account=account, kind="left")

    async def _owner(self, who: Person, now: datetime) -> None:
        account = self._account(who)
        if self.book.accounts[account].owner == who.name:
            to = self.chance.choice(
                [other.name for other in self.book.people.values() if other.sells and other.team == who.team]
            )
            if await self._line(who, now, f"account {account} owner {to}"):
                self.book.hand_over(account, to)

    async def _exclusive(self, who: Person, now: datetime) -> None:
        account = self._account(who)
        await self.log(who, now, f"exclusive {account} planers bodo", facts.Other, account=account)

    async def _plan(self, who: Person, now: datetime) -> None:
        names = list(dict.fromkeys(self._account(who) for _ in range(self.chance.randint(1, 3))))
        reply = await self._line(who, now, f"plan {' '.join(names)}")
        if reply is None:
            return
        due, line, at = who.next_workday(who.local(now).date()), self.seq, now
        for ref, name in zip(reply.stored, names, strict=True):
            day = who.local(now).date()
            self.book.add(
                facts.PlannedCall(ref=ref, who=who.name, account=name, at=at, day=day, seq=line, due=due, line=line)
            )
        self.last[who.name] = lambda: [self._take_back(ref) for ref in reply.stored] and None

    async def _undo(self, who: Person, now: datetime) -> None:
        back = self.last.get(who.name)
        if back and await self._line(who, now, "undo"):
            back()

    async def _undo_named(self, who: Person, now: datetime) -> None:
        ref = self.newest.pop(who.name, "")
        if ref and self.book.facts[ref].live and await self._line(who, now, f"undo {ref}"):
            self._take_back(ref)

    async def _edit_promise(self, who: Person, now: datetime) -> None:
        promise = self._open(who, now)
        if promise is None or promise.hour:
            return
        due, fact = self._coming(who, now), self.book.facts[promise.ref]
        steps = steps_of(self.book.accounts[fact.account], fact)  # type: ignore[arg-type]
        if await self._line(who, now, f"edit {promise.ref} by {typed(due)}"):
            after = max((step.number for step in steps), default=0)
            said = {"at": now, "seq": self.seq}  # what is edited is said then
            before = self.book.change(promise.ref, due=due, hour=None, edited_after=after, **said)
            self.last[who.name] = lambda: self.book.change(promise.ref, **before) and None

    async def _edit_rating(self, who: Person, now: datetime) -> None:
        mine = [each for each in self.book.facts.values() if isinstance(each, facts.Rating) and each.who == who.name]
        mine = [each for each in mine[-3:] if each.live and len(each.scores) == 1 and "overall" not in each.scores]
        if mine:
            (factor,), score = mine[-1].scores, self.chance.choice((0, 1, 2))
            if await self._line(who, now, f"edit {mine[-1].ref} {factor} {score}"):
                before = self.book.change(mine[-1].ref, scores={factor: score}, at=now, seq=self.seq)
                self.last[who.name] = lambda: self.book.change(mine[-1].ref, **before) and None

    async def _off(self, who: Person, now: datetime) -> None:
        first = self._coming(who, now)
        last = first + DAY * self.chance.choice((0, 0, 1, 4))
        if await self._line(who, now, f"off {typed(first)}-{typed(last)}" if last > first else f"off {typed(first)}"):
            who.off.append((first, last))

    async def _sick(self, who: Person, now: datetime) -> None:
        if await self._line(who, now, "sick"):
            who.off.append((who.local(now).date(),) * 2)

    async def _pause(self, who: Person, now: datetime) -> None:
        until = self._coming(who, now)
        if await self._line(who, now, f"pause until {typed(until)}"):
            who.quiet_until = until

    async def _mute(self, who: Person, now: datetime) -> None:
        word, rule = self.chance.choice((("morning", "N1"), ("evening", "N13"), ("zeros", "N6"), ("follow-ups", "N3")))
        await self.mute(who, now, word, rule, self._coming(who, now))

    async def mute(self, who: Person, now: datetime, word: str, rule: str, until: date) -> None:
        """Stop a kind of nudge until a day."""
        if await self._line(who, now, f"mute {word} until {typed(until)}"):
            who.muted[rule] = until

    async def _merge(self, who: Person, now: datetime) -> None:
        """Make one of two own customers, of whom little enough was logged that nothing is asked."""
        own = [each for each in self.book.accounts.values() if each.owner == who.name and len(each.facts) < FEW]
        if len(own) > 1:
            one, into = self.chance.sample(own, 2)
            if await self._line(who, now, f"account merge {one.name} into {into.name}"):
                self.book.merge(one.name, into.name)


ACTIONS = (
    ("call", 30), ("talk", 5), ("contact", 8), ("touch", 9), ("promise", 9), ("kept", 6), ("told", 5), ("broken", 3),
    ("broke", 2), ("follow", 6), ("wait", 1.5), ("go", 2), ("handoff", 3), ("junk", 1.5), ("refill", 2), ("ordered", 1),
    ("rest", 1), ("exclusive", 0.3), ("owner", 0.3), ("plan", 4), ("undo", 2), ("undo_named", 1), ("edit_promise", 1.5),
    ("edit_rating", 1), ("off", 0.4), ("sick", 0.1), ("pause", 0.15), ("mute", 0.3),
    ("merge", 0.4),
)  # fmt: skip
"""What people type, and how often."""
