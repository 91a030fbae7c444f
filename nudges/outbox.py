"""Claim, send, account: each nudge that came due ends as sent, skipped, expired, parked or uncertain.

1. In one transaction what is due is claimed under a lease, every condition is read again, and the card is made.
2. The message is sent outside any transaction.
3. In a second transaction, held by the lease, the outcome is stored.
A process that dies between 2 and 3 leaves the mark "sending": whoever claims it next calls it uncertain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

import structlog

from bot.domain.outbox import Occurrence, State
from bot.domain.reading import seconds
from bot.domain.work import Work
from bot.errors import DeliveryError
from bot.message import Card
from bot.ports import Address, Platform, Store
from nudges.budget import Budget, budget
from nudges.dress import Chosen, folded, words_of
from nudges.planner import Picture, Planned, day_of_person, day_of_team, keep, of_day, plan, why_not
from nudges.salesday import SalesDay

log = structlog.get_logger()
LEASE = timedelta(seconds=60)
BATCH = 500
TRIES = 5
HELD = "held for a later moment"
SENDING = "sending"


@dataclass(frozen=True, kw_only=True)
class Handled:
    """What became of one occurrence, as scripts read it."""

    rule: str
    to: str
    local_time: str
    outcome: str
    card: Card = field(default_factory=Card)
    words: int = 0

    @property
    def seconds(self) -> int:
        """Its own reading time."""
        return seconds(self.words)


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """One message on its way: which occurrences it carries, to whom, where they can be reached."""

    to: str
    addresses: tuple[Address, ...]
    card: Card
    chosen: tuple[Chosen, ...]


Route = Callable[[Envelope], tuple[Platform, Address] | None]


async def tick(store: Store, route: Route, now: datetime, owner: str, tenant: int = 1) -> list[Handled]:
    """Plan and deliver what is due by now, and return what became of each occurrence."""
    return await Delivery(store=store, route=route, now=now, owner=owner, tenant=tenant).run()


def take(work: Work, now: datetime, owner: str) -> tuple[list[Handled], list[Envelope]]:
    """Claim what is due and decide on each; what is to be sent is marked before the transaction ends."""
    handled: list[Handled] = []
    envelopes: list[Envelope] = []
    claimed = sorted(work.outbox.claim(now, owner, now + LEASE, BATCH), key=_recipient)
    for _, group in groupby(claimed, key=_recipient):
        done, envelope = _Claim(work, now, owner, tuple(group)).decide()
        handled += done
        envelopes += [envelope] if envelope else []
    return handled, envelopes


def _recipient(occurrence: Occurrence) -> tuple[int, int, str]:
    return occurrence.person or 0, occurrence.team or 0, occurrence.local_day.isoformat()


class _Claim:
    """The occurrences of one recipient's day, claimed in this transaction."""

    def __init__(self, work: Work, now: datetime, owner: str, claimed: tuple[Occurrence, ...]) -> None:
        first = claimed[0]
        self.work, self.now, self.owner, self.claimed = work, now, owner, claimed
        self.picture: Picture = (
            day_of_team(work, work.teams.get(first.team or 0), first.local_day, now)
            if first.person is None
            else day_of_person(work, work.people.get(first.person), first.local_day, now)
        )
        self.handled: list[Handled] = []

    def decide(self) -> tuple[list[Handled], Envelope | None]:
        """End what cannot be sent; return the rest as one envelope."""
        said = {(each.rule.id, each.nudge.subject): each for each in of_day(self.picture)}
        chosen = [each for occurrence in self.claimed if (each := self._ready(occurrence, said))]
        chosen.sort(key=lambda each: (each.planned.rule.rank, each.occurrence.due))
        chosen = self._within_budget(chosen)
        if not chosen:
            return self.handled, None
        for each in chosen:
            self.work.outbox.mark_sending(replace(each.occurrence, words=each.words), self.owner)
        to_person = isinstance(self.picture, SalesDay)
        card = folded(chosen, self.picture.say, to_person=to_person)
        envelope = Envelope(to=name_of(self.picture), addresses=self._addresses(), card=card, chosen=tuple(chosen))
        return self.handled, envelope

    def _ready(self, occurrence: Occurrence, said: dict[tuple[str, str], Planned]) -> Chosen | None:
        """Return what is still to be said; end the occurrence otherwise."""
        planned = said.get((occurrence.rule, occurrence.subject))
        if occurrence.why == SENDING:
            self._end(occurrence, planned, State.UNCERTAIN, "the answer was lost")
        elif planned is None:
            self._end(occurrence, None, State.SKIPPED, "already done")
        elif why := why_not(self.picture, planned.rule) or planned.nudge.why_not:
            self._end(occurrence, planned, State.SKIPPED, why)
        elif self.now > occurrence.until:
            self._end(occurrence, planned, State.EXPIRED, "too late")
        else:
            return Chosen(occurrence=occurrence, planned=planned)
        return None

    def _within_budget(self, chosen: list[Chosen]) -> list[Chosen]:
        """Keep what fits; the rest waits for the day's last moment, or is skipped."""
        if not isinstance(self.picture, SalesDay):
            return chosen
        sent = self.work.outbox.of_day(self.picture.day, person=self.picture.person.id)
        left = budget(self.picture, [each for each in sent if "~" not in each.key], self.now)
        kept: list[Chosen] = []
        words = left.words
        for each in chosen:
            free = "~" in each.occurrence.key or not each.planned.rule.limited
            if free or (left.open and each.words <= words):
                words -= 0 if free else each.words
                kept.append(each)
            else:
                self._hold(each, left)
        return kept

    def _hold(self, chosen: Chosen, left: Budget) -> None:
        occurrence = chosen.occurrence
        if left.later and left.later <= occurrence.until and self.now < left.later:
            self.work.outbox.retry(replace(occurrence, why=HELD), self.owner, left.later)
        else:
            self._end(occurrence, chosen.planned, State.SKIPPED, "the day's budget is used up")

    def _end(self, occurrence: Occurrence, planned: Planned | None, state: State, why: str) -> None:
        self.work.outbox.finish(replace(occurrence, state=state, why=why), self.owner)
        to, outcome = name_of(self.picture), f"{state}: {why}"
        if planned:
            self.handled.append(_handled(planned, occurrence, to, outcome))
            return
        local = occurrence.due.astimezone(self.picture.zone).isoformat(timespec="minutes")
        self.handled.append(Handled(rule=occurrence.rule, to=to, local_time=local, outcome=outcome))

    def _addresses(self) -> tuple[Address, ...]:
        if isinstance(self.picture, SalesDay):
            found = self.work.people.addresses(self.picture.person.id)
            return tuple(Address(platform=platform, target=target) for platform, target in found)
        team = self.picture.team
        return (Address(platform="", target=team.address or team.channel, channel=True),)


def _handled(planned: Planned, occurrence: Occurrence, to: str, outcome: str) -> Handled:
    local = occurrence.due.astimezone(planned.picture.zone).isoformat(timespec="minutes")
    picture = planned.picture
    chosen = (Chosen(occurrence=occurrence, planned=planned),)
    card = folded(chosen, picture.say, to_person=isinstance(picture, SalesDay))
    return Handled(rule=occurrence.rule, to=to, local_time=local, outcome=outcome, card=card, words=words_of(card))


def name_of(picture: Picture) -> str:
    """Return how a recipient is called."""
    return picture.person.name if isinstance(picture, SalesDay) else f"#{picture.team.channel}"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One turn of one process, known by `owner`, for one company."""

    store: Store
    route: Route
    now: datetime
    owner: str
    tenant: int

    async def run(self) -> list[Handled]:
        """Plan, then claim and send until nothing is due."""
        due = await self.store.read(lambda work: plan(work, self.now), self.tenant)
        await self.store.write(lambda work: keep(work, due, self.now), self.tenant)
        handled: list[Handled] = []
        while True:
            done, envelopes = await self.store.write(lambda work: take(work, self.now, self.owner), self.tenant)
            handled += done
            for envelope in envelopes:
                handled += await self._post(envelope)
            if not done and not envelopes:
                return handled

    async def _post(self, envelope: Envelope) -> list[Handled]:
        """Send one message and store how each occurrence that it carries ended."""
        found = self.route(envelope)
        if found is None:
            return await self._end(envelope, State.PARKED, "no address")
        platform, address = found
        try:
            receipt = await platform.send(address, envelope.card, envelope.chosen[0].occurrence.key)
        except DeliveryError as error:
            return await self._failed(envelope, error)
        return await self._end(envelope, State.SENT, receipt=receipt)

    async def _failed(self, envelope: Envelope, error: DeliveryError) -> list[Handled]:
        log.warning("nudge.failed", code=error.code)
        if error.permanent:
            return await self._end(envelope, State.PARKED, error.code)
        wait = error.retry_after
        if wait is None or max(each.occurrence.attempt for each in envelope.chosen) >= TRIES:
            return await self._end(envelope, State.UNCERTAIN, error.code)
        again = self.now + max(wait, timedelta(seconds=1))

        def later(work: Work) -> None:
            for each in envelope.chosen:
                work.outbox.retry(replace(each.occurrence, why=error.code), self.owner, again)

        await self.store.write(later, self.tenant)
        return []

    async def _end(self, envelope: Envelope, state: State, why: str = "", receipt: str = "") -> list[Handled]:
        def end(work: Work) -> None:
            for each in envelope.chosen:
                note = why or each.planned.nudge.note
                ended = replace(
                    each.occurrence, state=state, why=note, receipt=receipt, words=each.words, sent_at=self.now
                )
                if not work.outbox.finish(ended, self.owner):
                    log.warning("nudge.lease_lost", rule=ended.rule)

        await self.store.write(end, self.tenant)
        outcome = "sent" if state is State.SENT else f"{state}: {why}"
        return [_handled(each.planned, each.occurrence, envelope.to, outcome) for each in envelope.chosen]


def preview(work: Work, days: Sequence[Picture]) -> list[Handled]:
    """Return what would be said on the days of these recipients, and why not."""
    found: list[Handled] = []
    for picture in days:
        for each in of_day(picture):
            why = why_not(picture, each.rule) or each.nudge.why_not
            outcome = f"skipped: {why}" if why else "would send"
            found.append(_handled(each, each.occurrence(), name_of(picture), outcome))
    return sorted(found, key=lambda each: (each.local_time, each.to, each.rule))
