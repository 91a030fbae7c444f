"""The ledger of the oracle: what was typed, as it was meant, and what follows from that by the papers alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from tests.soak.quarter.days import Person
from tests.soak.quarter.facts import (
    Contact,
    Fact,
    FollowUp,
    HandOff,
    Junk,
    Order,
    PlannedCall,
    Promise,
    Rating,
    Refill,
    Rest,
    Step,
    Wait,
    Went,
)

T = TypeVar("T", bound=Fact)
STANDS = timedelta(days=180)
YEAR = timedelta(days=365)


@dataclass(kw_only=True)
class Account:
    """A customer as the set-up made it."""

    id: int
    name: str
    owner: str
    value: int | None = None
    rhythm: int | None = None
    contacts: int | None = None
    facts: list[Fact] = field(default_factory=list)

    def live(self, kind: type[T]) -> list[T]:
        """Return what counts of a kind, as it was typed."""
        return [fact for fact in self.facts if isinstance(fact, kind) and fact.live]


@dataclass(frozen=True, kw_only=True)
class OpenPromise:
    """A promise that nobody called kept or broken yet."""

    ref: str
    number: int
    who: str
    due: date
    hour: time | None
    told: bool
    moved: bool
    made_at: datetime
    said_at: datetime | None
    """When the day that counts was said; None once the customer knows that it will not hold."""


@dataclass(frozen=True, kw_only=True)
class Zero:
    """A rating of 0 that stands."""

    ref: str
    number: int
    factor: str
    point: str
    who: str
    at: datetime
    day: date
    seq: int


@dataclass(kw_only=True)
class Standing:
    """What is true of a customer now, whatever the day; a quarter is shorter than what any rule forgets."""

    promises: list[OpenPromise]
    follow_ups: list[FollowUp]
    breaches: int
    breached_at: datetime | None
    last: date | None
    rests: bool
    scores: dict[tuple[str, str], int]
    zeros: list[Zero]
    refills: list[tuple[Refill, date, datetime]]
    """Each with the day of the last order, and when that was typed."""


class Book:
    """Everything that was said so far."""

    def __init__(self, people: dict[str, Person], accounts: dict[str, Account], owners: dict[str, str]) -> None:
        self.people, self.accounts, self.owners = people, accounts, owners
        self.point_ids: dict[str, int] = {}
        self.facts: dict[str, Fact] = {}
        self.waits: list[Wait] = []
        self.went: dict[str, list[Went]] = {}
        self.hand_offs: list[HandOff] = []
        self.junk: list[Junk] = []
        self.plans: dict[tuple[str, date], list[PlannedCall]] = {}
        self.notes: list[tuple[datetime, str, str, str]] = []
        """What colleagues wrote about a zero: when, to whom, a number, and the ref of the rating."""
        self.calls: dict[tuple[str, date], list[Contact]] = {}
        self.near: dict[str, set[str]] = {name: set() for name in people}
        """The customers of each person, and those of others whom they said something about."""
        self._known: dict[str, Standing] = {}
        for account in accounts.values():
            self.near[account.owner].add(account.name)

    def add(self, fact: Fact) -> None:
        """Take in what was said."""
        self.facts[fact.ref] = fact
        if fact.account:
            self.accounts[fact.account].facts.append(fact)
            self.near[fact.who].add(fact.account)
        if isinstance(fact, Contact):
            self.calls.setdefault((fact.who, fact.day), []).append(fact)
        if isinstance(fact, Wait):
            self.waits.append(fact)
        if isinstance(fact, Went):
            self.went.setdefault(fact.wait, []).append(fact)
        if isinstance(fact, HandOff):
            self.hand_offs.append(fact)
        if isinstance(fact, Junk):
            self.junk.append(fact)
        if isinstance(fact, PlannedCall):
            self.plans.setdefault((fact.who, fact.due), []).append(fact)
        self.changed(fact)

    def hand_over(self, account: str, to: str) -> None:
        """Give a customer another owner."""
        self.accounts[account].owner = to
        self.near[to].add(account)

    def merge(self, account: str, into: str) -> None:
        """Make a customer one with another, who takes over what it does not know itself."""
        gone, stays = self.accounts.pop(account), self.accounts[into]
        for fact in gone.facts:
            fact.account = into
        stays.facts = sorted((*stays.facts, *gone.facts), key=lambda fact: fact.seq)
        stays.value = stays.value if stays.value is not None else gone.value
        stays.rhythm = stays.rhythm if stays.rhythm is not None else gone.rhythm
        stays.contacts = stays.contacts if stays.contacts is not None else gone.contacts
        for near in self.near.values():
            if account in near:
                near.remove(account)
                near.add(into)
        self._known.pop(into, None)

    def change(self, ref: str, **values: Any) -> dict[str, Any]:
        """Change what was said, and return what it was."""
        fact = self.facts[ref]
        before = {name: getattr(fact, name) for name in values}
        for name, value in values.items():
            setattr(fact, name, value)
        self.changed(fact)
        return before

    def changed(self, fact: Fact) -> None:
        """Forget what followed from it."""
        if fact.account:
            self._known.pop(fact.account, None)

    def standing(self, account: str) -> Standing:
        """Return what is true of a customer."""
        if account not in self._known:
            self._known[account] = standing_of(self.accounts[account])
        return self._known[account]

    def calls_on(self, who: str, day: date) -> int:
        """Return the calls of somebody that count for a day."""
        return sum(fact.live and fact.kind == "call" for fact in self.calls.get((who, day), ()))

    def plan(self, who: str, day: date) -> list[str]:
        """Return whom somebody meant to call first on a day: what the newest line about it says."""
        live = [fact for fact in self.plans.get((who, day), ()) if fact.live]
        newest = max((fact.line for fact in live), default=0)
        return [fact.account for fact in live if fact.line == newest and not self._rests_since(fact)]

    def _rests_since(self, planned: PlannedCall) -> bool:
        """Whether a customer came to rest after it was planned to call them."""
        said = newest_rest(self.accounts[planned.account])
        return self.standing(planned.account).rests and said is not None and said.seq > planned.seq

    def last_rated(self, point: str) -> date | None:
        """Return the day of the newest rating at a touchpoint."""
        ratings = (fact for fact in self.facts.values() if isinstance(fact, Rating) and fact.live)
        return max((rating.day for rating in ratings if rating.point == point), default=None)


def standing_of(account: Account) -> Standing:
    """Return what is true of a customer by all that was said."""
    scores, zeros = _ratings(account)
    breaches = _breaches(account)
    return Standing(
        promises=[state for promise in account.live(Promise) if (state := open_promise(account, promise))],
        follow_ups=[each for each in account.live(FollowUp) if not _answered(account, each)],
        breaches=len(breaches),
        breached_at=max(breaches.values(), default=None),
        last=max((contact.day for contact in account.live(Contact)), default=None),
        rests=_rests(account),
        scores=scores,
        zeros=zeros,
        refills=_refills(account),
    )


def steps_of(account: Account, promise: Promise) -> list[Step]:
    """Return the answers to a promise that count, in the order in which they were given."""
    return sorted((step for step in account.live(Step) if step.promise == promise.ref), key=lambda step: step.number)


def open_promise(account: Account, promise: Promise) -> OpenPromise | None:
    """Return a promise that is open: the day told last counts, unless it was edited after that."""
    due, hour, told, moved, said_at = promise.due, promise.hour, promise.told, False, promise.at
    ended = promise.broken
    said: datetime | None = said_at
    for step in steps_of(account, promise):
        if step.due:
            edited = promise.edited_after >= step.number
            due, hour = (promise.due, promise.hour) if edited else (step.due, step.hour)
            told, moved, said = False, True, step.at
        elif step.fate == "told":
            told, said = True, None
        else:
            ended = True
    if ended:
        return None
    return OpenPromise(
        ref=promise.ref, number=promise.number, who=promise.who, due=due, hour=hour, told=told, moved=moved,
        made_at=promise.at, said_at=None if told else said,
    )  # fmt: skip


def _answered(account: Account, follow_up: FollowUp) -> bool:
    return any(
        contact.seq > follow_up.seq and contact.day >= follow_up.due for contact in account.live(Contact)
    )  # whoever made it


def _breaches(account: Account) -> dict[str, datetime]:
    """Return each breach and when it was logged: broken in silence, or a day with a zero on quality at a touchpoint."""
    found: dict[str, datetime] = {}
    for promise in account.live(Promise):
        steps = steps_of(account, promise)
        told, broken, at = promise.told, promise.broken, promise.at
        for step in steps:
            told = (told or step.told) and not step.due
            if step.fate == "broken":
                broken, at = True, step.at
            elif step.fate == "kept":
                broken = False
        if broken and not told:
            found[promise.ref] = at
    for rating in account.live(Rating):
        if rating.scores.get("quality") == 0:
            name = f"{rating.day}@{rating.point}"
            found[name] = max(rating.at, found.get(name, rating.at))
    return found


def _ratings(account: Account) -> tuple[dict[tuple[str, str], int], list[Zero]]:
    """Return the score that stands at each touchpoint and factor, and which of them are zeros."""
    keys: dict[tuple[str, str], list[Rating]] = {}
    for rating in sorted(account.live(Rating), key=lambda each: (each.day, each.seq)):
        for factor in rating.scores:
            keys.setdefault((rating.point, factor), []).append(rating)
    scores, zeros = {}, []
    for (point, factor), ratings in keys.items():
        firm = [rating for rating in ratings if rating.source != "guess"]
        stays = bool(firm) and firm[-1].source == "said" and firm[-1].scores[factor] == 0
        rating = firm[-1] if stays else ratings[-1]
        scores[point, factor] = rating.scores[factor]
        if rating.scores[factor] == 0:
            zeros.append(
                Zero(ref=rating.ref, number=rating.number, factor=factor, point=point, who=rating.who, at=rating.at,
                     day=rating.day, seq=rating.seq)
            )  # fmt: skip
    return scores, zeros


def newest_rest(account: Account) -> Rest | None:
    """Return what was said last of whether a customer rests."""
    return max(account.live(Rest), key=lambda each: (each.day, each.seq), default=None)


def _rests(account: Account) -> bool:
    """Whether it is frozen, or lost and not called since."""
    said = newest_rest(account)
    if said is None or said.kind == "unfreeze":
        return False
    talked = (each for each in account.live(Contact) if each.kind in {"call", "visit", "meet"})
    return said.kind == "freeze" or not any(each.seq > said.seq and each.day >= said.day for each in talked)


def _refills(account: Account) -> list[tuple[Refill, date, datetime]]:
    """Return what is used up, each item by what was typed last of it."""
    newest = {refill.item: refill for refill in account.live(Refill)}
    orders = account.live(Order)
    found = []
    for refill in newest.values():
        same = [order for order in orders if order.refill == refill.ref]
        since = max((order.day for order in same), default=refill.day)
        found.append((refill, since, max([refill.at, *(order.at for order in same)])))
    return found


Undo = Callable[[], None]
