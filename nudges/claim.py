"""What is to be done with the nudges that came due, decided in the transaction that claims them.

Every condition is read again here, so that nothing is said about what was done a moment ago.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain.outbox import Occurrence, State
from bot.domain.reading_time import reading_seconds
from bot.domain.work import Work
from bot.messages.card import Card
from bot.ports import Address
from nudges.brevity import words_of
from nudges.budget import Budget, budget
from nudges.compose import ClaimedNudge, fold_nudges
from nudges.planner import Picture, PlannedNudge, day_of_person, day_of_team, nudges_of_day, why_not
from nudges.salesday import AGAIN, DAY, SalesDay

LEASE = timedelta(seconds=60)
BATCH = 50
"""Nudges that one turn takes on; whatever comes up meanwhile waits for no more than these."""
REST = timedelta(hours=10)
"""Between two nudges of a daily rule, wherever the person has travelled."""
SNOOZED = "~"
"""Stands in the key of a nudge that its reader put off."""
HELD = "held for a later moment"
SENDING = "sending"
ABSENT = "not there at the first look"
LOST = (SENDING, ABSENT)
RESENT = "#"
"""Ends the key of a message, with a number, that is sent again because two looks did not find the one before."""


@dataclass(frozen=True, kw_only=True)
class NudgeResult:
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
        return reading_seconds(self.words)


@dataclass(frozen=True, kw_only=True)
class OutgoingMessage:
    """One message on its way: to whom, where they can be reached, which occurrences it carries.

    `message` is the key under which the platform knows it.
    """

    picture: Picture
    addresses: tuple[Address, ...]
    message: str
    card: Card
    chosen: tuple[ClaimedNudge, ...]

    @property
    def to(self) -> str:
        """How the recipient is called."""
        return name_of(self.picture)


@dataclass(frozen=True, kw_only=True)
class Unconfirmed:
    """One message whose answer was lost at `since`: it is looked for before anything is sent again."""

    to: str
    addresses: tuple[Address, ...]
    message: str
    since: datetime
    lost: tuple[tuple[Occurrence, NudgeResult], ...]


def claim_due(
    work: Work, now: datetime, owner: str
) -> tuple[list[NudgeResult], list[OutgoingMessage], list[Unconfirmed]]:
    """Claim what is due and decide on each: ended already, or to be sent, or to be looked for."""
    handled: list[NudgeResult] = []
    envelopes: list[OutgoingMessage] = []
    mislaid: list[Unconfirmed] = []
    claimed = sorted(work.outbox.claim(now, owner, now + LEASE, BATCH), key=_recipient)
    for _, group in groupby(claimed, key=_recipient):
        claim = _Claim(work, now, owner, tuple(group))
        mislaid += claim.mislaid()
        envelopes += claim.envelopes()
        handled += claim.handled
    envelopes.sort(key=lambda each: each.chosen[0].occurrence.due)
    return handled, envelopes, mislaid


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
        self.said = {(each.rule.id, each.nudge.subject): each for each in nudges_of_day(self.picture)}
        self.addresses, self.refused = self._reach()
        self.handled: list[NudgeResult] = []

    def mislaid(self) -> list[Unconfirmed]:
        """Return the messages whose answer was lost."""
        lost = [each for each in self.claimed if each.why in LOST]
        return [self._mislaid(tuple(group)) for _, group in groupby(lost, key=lambda each: each.message)]

    def _mislaid(self, lost: tuple[Occurrence, ...]) -> Unconfirmed:
        since = min((each.sent_at for each in lost if each.sent_at), default=self.now)
        carried = tuple((each, self._handled(each, State.UNCERTAIN)) for each in lost)
        to = name_of(self.picture)
        return Unconfirmed(to=to, addresses=self.addresses, message=lost[0].message, since=since, lost=carried)

    def envelopes(self) -> list[OutgoingMessage]:
        """End what is not to be said any more; return the rest as one envelope, if anything is left."""
        ready = [
            each for occurrence in self.claimed if occurrence.why not in LOST and (each := self._ready(occurrence))
        ]
        ready.sort(key=lambda each: (each.planned.rule.rank, each.occurrence.due))
        chosen = self._within_budget(ready)
        if not chosen:
            return []
        first = chosen[0].occurrence
        card = fold_nudges(chosen, self.picture.say, to_person=isinstance(self.picture, SalesDay))
        message = f"{first.key}{RESENT}{sends(first.message) + 1}" if first.message else first.key
        return [
            OutgoingMessage(
                picture=self.picture, addresses=self.addresses, message=message, card=card, chosen=tuple(chosen)
            )
        ]

    def _ready(self, occurrence: Occurrence) -> ClaimedNudge | None:
        """Return what is still to be said; end the occurrence otherwise."""
        planned = self._planned(occurrence)
        if planned is None:
            self._end(occurrence, State.SKIPPED, "already done")
        elif why := why_not(self.picture, planned.rule) or planned.nudge.why_not:
            self._end(occurrence, State.SKIPPED, why)
        elif self.now > occurrence.until:
            self._end(occurrence, State.EXPIRED, "too late")
        elif planned.rule.daily and self._lately(occurrence):
            self._end(occurrence, State.SKIPPED, "less than ten hours after the last one")
        elif self.refused:
            self._end(occurrence, State.PARKED, self.refused)
        else:
            return ClaimedNudge(occurrence=occurrence, planned=planned)
        return None

    def _lately(self, occurrence: Occurrence) -> bool:
        """Whether the same rule spoke a short while ago, on another date of a traveller."""
        if occurrence.person is None or SNOOZED in occurrence.key:
            return False
        day = occurrence.local_day
        near = self.work.outbox.between(occurrence.person, day - DAY, day + DAY)
        said = [each.sent_at for each in near if each.rule == occurrence.rule and each.id != occurrence.id]
        return any(at and abs(self.now - at) < REST for at in said)

    def _within_budget(self, chosen: list[ClaimedNudge]) -> list[ClaimedNudge]:
        """Keep what fits; the rest waits for the day's last moment, or is skipped."""
        if not isinstance(self.picture, SalesDay):
            return chosen
        sent = self.work.outbox.of_day(self.picture.person.id, self.picture.day)
        left = budget(self.picture, [each for each in sent if SNOOZED not in each.key], self.now)
        kept: list[ClaimedNudge] = []
        words = left.words
        for each in chosen:
            free = SNOOZED in each.occurrence.key or not each.planned.rule.limited
            if free or (left.open and each.words <= words):
                words -= 0 if free else each.words
                kept.append(each)
            else:
                self._hold(each, left)
        return kept

    def _hold(self, chosen: ClaimedNudge, left: Budget) -> None:
        occurrence = chosen.occurrence
        if left.later and left.later <= occurrence.until and self.now < left.later:
            self.work.outbox.retry(replace(occurrence, why=HELD), self.owner, left.later)
        else:
            self._end(occurrence, State.SKIPPED, "the day's budget is used up")

    def _end(self, occurrence: Occurrence, state: State, why: str) -> None:
        self.work.outbox.finish(replace(occurrence, state=state, why=why), self.owner)
        self.handled.append(self._handled(occurrence, f"{state}: {why}"))

    def _planned(self, occurrence: Occurrence) -> PlannedNudge | None:
        return self.said.get((occurrence.rule, occurrence.subject.partition(AGAIN)[0]))

    def _handled(self, occurrence: Occurrence, outcome: str) -> NudgeResult:
        planned = self._planned(occurrence)
        if planned:
            return handled(planned, occurrence, outcome)
        local = occurrence.due.astimezone(self.picture.zone).isoformat(timespec="minutes")
        return NudgeResult(rule=occurrence.rule, to=name_of(self.picture), local_time=local, outcome=outcome)

    def _reach(self) -> tuple[tuple[Address, ...], str]:
        """Return where the recipient can be reached, and why not when every address is refused."""
        if isinstance(self.picture, SalesDay):
            known = self.work.people.addresses(self.picture.person.id)
            open_ones = [Address(platform=each.platform, target=each.target) for each in known if not each.parked]
            return tuple(open_ones), known[0].parked if known and not open_ones else ""
        team = self.picture.team
        by_name = Address(platform="", target=team.channel, channel=True)
        return (Address.parse(team.address) if team.address else by_name,), team.parked


def handled(planned: PlannedNudge, occurrence: Occurrence, outcome: str) -> NudgeResult:
    """Return what became of an occurrence, with what it says."""
    picture = planned.picture
    chosen = (ClaimedNudge(occurrence=occurrence, planned=planned),)
    card = fold_nudges(chosen, picture.say, to_person=isinstance(picture, SalesDay))
    return NudgeResult(
        rule=occurrence.rule,
        to=name_of(picture),
        local_time=occurrence.due.astimezone(picture.zone).isoformat(timespec="minutes"),
        outcome=outcome,
        card=card,
        words=words_of(card),
    )


def sends(message: str) -> int:
    """Return the how manyth send of a message its key is of."""
    _, _, number = message.rpartition(RESENT)
    return int(number) if number.isdecimal() else 1


def name_of(picture: Picture) -> str:
    """Return how a recipient is called."""
    return picture.person.name if isinstance(picture, SalesDay) else f"#{picture.team.channel}"
