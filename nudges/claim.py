"""Claiming: takes what is due under a lease and decides, in the same transaction, what becomes of each occurrence.

1. The outbox hands a batch of due occurrences to this process until its lease ends, of nobody who is yet to be planned.
2. They are grouped by recipient and local day; what a person gets becomes one message at most.
3. Occurrences whose last send is unconfirmed are set aside: they are looked up before anything is sent again.
4. For each other one its rule is asked again, and every condition is read again; what is not to be sent any more ends
   here, with a reason.
5. What is left is held against the day's budget: what does not fit waits for the day's last moment, or ends.
6. What fits is folded into one message, which `nudges.delivery` sends after this transaction.
A recipient for whom 2 to 6 raise anything is put off, or ends when it is too late; the others are not touched.
Conditions are read in the transaction that claims, so that nothing is said about what was done a moment before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby

from bot.domain.outbox import UNCONFIRMED, Occurrence, Reason, Stage, State
from bot.domain.reading_time import reading_seconds
from bot.domain.work import Work
from bot.messages.card import Card
from bot.ports import Address
from bot.records import record
from bot.views.sharing import record_shown
from nudges.budget import Budget, budget
from nudges.compose import ClaimedNudge, fold_nudges
from nudges.conditions import end_unsent, reachable_at
from nudges.failing import RETRY, Failure, Recipient, Step
from nudges.planner import Picture, PlannedNudge, attempt, nudges_by_subject, picture_of
from nudges.salesday import ChannelDay, SalesDay
from nudges.unanswered import offer_to_stop

LEASE = timedelta(seconds=60)
"""How long a claim, and a send that was begun, belong to one process."""
BATCH = 50
"""Nudges that one turn takes on; whatever comes up meanwhile waits for no more than these."""


@record(kw_only=True)
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


@record(kw_only=True)
class OutgoingMessage:
    """One message to send: to whom, where they can be reached, and the nudges that it carries.

    The platform knows it by `key`; `send` counts the sends of it from 1.
    """

    picture: Picture
    addresses: tuple[Address, ...]
    key: str
    send: int
    card: Card
    nudges: tuple[ClaimedNudge, ...]

    @property
    def to(self) -> str:
        """How the recipient is called."""
        return name_of(self.picture)

    def results(self, outcome: str) -> list[NudgeResult]:
        """Return what became of each nudge that it carries."""
        alone = self.card if len(self.nudges) == 1 else None
        return [nudge_result(nudge.planned, nudge.occurrence, outcome, alone) for nudge in self.nudges]


@record(kw_only=True)
class Unconfirmed:
    """One message, sent at `since`, whose answer is not known: it is looked up before anything is sent again.

    `stage` says whether this is the first look-up or the second one.
    """

    to: str
    addresses: tuple[Address, ...]
    key: str
    send: int
    stage: Stage | None
    since: datetime
    nudges: tuple[tuple[Occurrence, NudgeResult], ...]

    @property
    def occurrences(self) -> list[Occurrence]:
        """What it carries."""
        return [occurrence for occurrence, _ in self.nudges]


@record(kw_only=True)
class ClaimedBatch:
    """What was decided: what ended already, what is to be sent, the first due first, and what is to be looked up.

    `claimed` are the recipients that it is about, `failures` those of them for whom nothing could be decided.
    """

    results: Sequence[NudgeResult] = ()
    messages: Sequence[OutgoingMessage] = ()
    unconfirmed: Sequence[Unconfirmed] = ()
    claimed: Sequence[Recipient] = ()
    failures: Sequence[Failure] = ()


def claim_due(work: Work, now: datetime, owner: str, lease: timedelta = LEASE) -> ClaimedBatch:
    """Claim a batch of what is due by `now` for the process `owner`, and decide on each occurrence."""
    claimed = sorted(work.outbox.claim(now, owner, now + lease, BATCH), key=_recipient)
    batches: list[ClaimedBatch] = []
    for _, group in groupby(claimed, key=_recipient):
        occurrences = tuple(group)
        found = attempt(partial(_claim_recipient, work, now, owner, occurrences))
        batches.append(_put_off(work, now, owner, occurrences, found) if isinstance(found, Exception) else found)
    # Why sorted again: the groups stand by recipient, but what came due first is to leave first.
    messages = [message for batch in batches for message in batch.messages]
    return ClaimedBatch(
        results=[result for batch in batches for result in batch.results],
        messages=sorted(messages, key=lambda message: message.nudges[0].occurrence.due),
        unconfirmed=[lost for batch in batches for lost in batch.unconfirmed],
        claimed=[recipient for batch in batches for recipient in batch.claimed],
        failures=[failure for batch in batches for failure in batch.failures],
    )


def _claim_recipient(work: Work, now: datetime, owner: str, occurrences: tuple[Occurrence, ...]) -> ClaimedBatch:
    claim = _RecipientClaim(work, now, owner, occurrences)
    unconfirmed, messages = claim.unconfirmed(), claim.messages()
    return ClaimedBatch(
        results=claim.results,  # filled by messages()
        messages=messages,
        unconfirmed=unconfirmed,
        claimed=(recipient_of(occurrences[0]),),
    )


def _put_off(
    work: Work, now: datetime, owner: str, occurrences: tuple[Occurrence, ...], error: Exception
) -> ClaimedBatch:
    """Let a recipient's occurrences come due again later; what is too late ends, accounted for."""
    recipient = recipient_of(occurrences[0])
    results: list[NudgeResult] = []
    for occurrence in occurrences:
        if now <= occurrence.until:
            work.outbox.retry(occurrence, owner, now + RETRY)
            continue
        lost = occurrence.stage in UNCONFIRMED
        state, reason = (State.UNCERTAIN, Reason.ANSWER_LOST) if lost else (State.EXPIRED, Reason.FAILED)
        if work.outbox.finish(occurrence.ended(state, reason), owner):
            at = occurrence.due.isoformat(timespec="minutes")
            outcome = f"{state}: {reason}"
            results.append(NudgeResult(rule=occurrence.rule, to=str(recipient), local_time=at, outcome=outcome))
    failure = Failure(recipient=recipient, step=Step.CLAIM, error=error)
    return ClaimedBatch(results=results, failures=(failure,))


def recipient_of(occurrence: Occurrence) -> Recipient:
    """Return whom an occurrence is for."""
    return Recipient(person=occurrence.person, team=None if occurrence.person else occurrence.team)


def failed_result(failure: Failure, at: datetime) -> NudgeResult:
    """Return a failure as scripts read it."""
    local = at.isoformat(timespec="minutes")
    return NudgeResult(rule="", to=str(failure.recipient), local_time=local, outcome=failure.outcome)


def _recipient(occurrence: Occurrence) -> tuple[int, int, str]:
    return occurrence.person or 0, occurrence.team or 0, occurrence.local_day.isoformat()


class _RecipientClaim:
    """The occurrences of one recipient's local day, claimed in this transaction; `results` are those that ended."""

    def __init__(self, work: Work, now: datetime, owner: str, claimed: tuple[Occurrence, ...]) -> None:
        self.work, self.now, self.owner, self.claimed = work, now, owner, claimed
        self.picture = picture_of(work, claimed[0], now)
        # Asked once for all occurrences: a rule reads the whole day each time.
        self.current = nudges_by_subject(self.picture)
        """What the rules yield now."""
        # Drawn before anything is decided, so that what no card can be made of is put off as a whole.
        for occurrence in claimed:
            if planned := self._planned(occurrence):
                _ = planned.nudge.card
        self.addresses, self.parked = reachable_at(work, self.picture)
        self.results: list[NudgeResult] = []

    def unconfirmed(self) -> list[Unconfirmed]:
        """Return the messages whose answer is not known."""
        lost = [occurrence for occurrence in self.claimed if occurrence.stage in UNCONFIRMED]
        return [
            self._unconfirmed(tuple(group)) for _, group in groupby(lost, key=lambda occurrence: occurrence.message)
        ]

    def _unconfirmed(self, carried: tuple[Occurrence, ...]) -> Unconfirmed:
        first = carried[0]
        return Unconfirmed(
            to=name_of(self.picture),
            addresses=self.addresses,
            key=first.message,
            send=first.message_send,
            stage=first.stage,
            # The earliest, so that the look-up reaches back to the first mark.
            since=min((occurrence.sent_at for occurrence in carried if occurrence.sent_at), default=self.now),
            nudges=tuple((occurrence, self._result(occurrence, State.UNCERTAIN)) for occurrence in carried),
        )

    def messages(self) -> list[OutgoingMessage]:
        """End what is not to be sent any more; return the rest, for a person as one message."""
        ready = [
            nudge
            for occurrence in self.claimed
            if occurrence.stage not in UNCONFIRMED and (nudge := self._still_due(occurrence))
        ]
        # Why by rank: the budget is given in this order, and the first one's title and buttons lead the message.
        if isinstance(self.picture, SalesDay):
            ready = offer_to_stop(self.work, self.picture, ready)
        ready.sort(key=lambda nudge: (nudge.planned.rule.rank, nudge.occurrence.due))
        nudges = self._within_budget(ready)
        if not nudges:
            return []
        for nudge in nudges:
            # Before it is sent: a post that nobody saw does less harm in the audit than one that is missing there.
            for shown in nudge.planned.nudge.shows:
                record_shown(self.work, shown, self.now)
        # A channel's posts are answered by many, each for itself, and change with what they are about: none is folded.
        folded = [nudges] if isinstance(self.picture, SalesDay) else [[nudge] for nudge in nudges]
        return [self._message(tuple(each)) for each in folded]

    def _message(self, nudges: tuple[ClaimedNudge, ...]) -> OutgoingMessage:
        key, send = nudges[0].occurrence.next_message()
        card = fold_nudges(nudges, self.picture)
        return OutgoingMessage(
            picture=self.picture, addresses=self.addresses, key=key, send=send, card=card, nudges=nudges
        )

    def _still_due(self, occurrence: Occurrence) -> ClaimedNudge | None:
        """Return what is still to be sent; end the occurrence otherwise."""
        planned = self._planned(occurrence)
        if end := end_unsent(self.work, self.picture, planned, occurrence, self.now, self.parked):
            self._end(occurrence, *end)
        elif later := self._waits_until(occurrence):
            self._put_off(occurrence, later)
            return None
        return ClaimedNudge(occurrence=occurrence, planned=planned) if planned and not end else None

    def _waits_until(self, occurrence: Occurrence) -> datetime | None:
        """Return until when a post that comes on a later day waits for work to begin, None for what may go now."""
        later = self.picture.waits_until if isinstance(self.picture, ChannelDay) else None
        return later if later and later <= occurrence.until else None

    def _within_budget(self, nudges: list[ClaimedNudge]) -> list[ClaimedNudge]:
        """Return what fits, the most important first; the rest waits for the day's last moment, or ends.

        What its reader put off was counted when it was sent first, and is free.
        """
        if not isinstance(self.picture, SalesDay):
            return nudges
        day = self.work.outbox.of_day(self.picture.person.id, self.picture.day)
        left = budget(self.picture, [occurrence for occurrence in day if not occurrence.snoozes], self.now)
        fitting: list[ClaimedNudge] = []
        words = left.words
        for nudge in nudges:
            free = bool(nudge.occurrence.snoozes) or not nudge.planned.rule.limited
            if free or (left.open and nudge.words <= words):
                words -= 0 if free else nudge.words
                fitting.append(nudge)
            else:
                self._hold(nudge.occurrence, left)
        return fitting

    def _hold(self, occurrence: Occurrence, left: Budget) -> None:
        # Held only for a moment that is still to come and not too late, or it would come due again at once, for ever.
        if left.later and left.later <= occurrence.until and self.now < left.later:
            self._put_off(occurrence, left.later)
        else:
            self._end(occurrence, State.SKIPPED, Reason.NO_BUDGET)

    def _put_off(self, occurrence: Occurrence, later: datetime) -> None:
        self.work.outbox.retry(replace(occurrence, stage=Stage.HELD, reason=""), self.owner, later)

    def _end(self, occurrence: Occurrence, state: State, reason: str) -> None:
        self.work.outbox.finish(occurrence.ended(state, reason), self.owner)
        self.results.append(self._result(occurrence, f"{state}: {reason}"))

    def _planned(self, occurrence: Occurrence) -> PlannedNudge | None:
        return self.current.get((occurrence.rule, occurrence.subject))

    def _result(self, occurrence: Occurrence, outcome: str) -> NudgeResult:
        planned = self._planned(occurrence)
        if planned:
            return nudge_result(planned, occurrence, outcome)
        local = self.picture.local_text(occurrence.due)
        return NudgeResult(rule=occurrence.rule, to=name_of(self.picture), local_time=local, outcome=outcome)


def nudge_result(planned: PlannedNudge, occurrence: Occurrence, outcome: str, drawn: Card | None = None) -> NudgeResult:
    """Return what became of an occurrence, with what it says: the card that was `drawn` of it alone, if one was."""
    picture = planned.picture
    card = drawn or fold_nudges((ClaimedNudge(occurrence=occurrence, planned=planned),), picture)
    return NudgeResult(
        rule=occurrence.rule,
        to=name_of(picture),
        local_time=picture.local_text(occurrence.due),
        outcome=outcome,
        card=card,
        words=planned.nudge.words,
    )


def name_of(picture: Picture) -> str:
    """Return how a recipient is called."""
    return picture.person.name if isinstance(picture, SalesDay) else f"#{picture.team.channel}"


def outcome_text(state: State, reason: str) -> str:
    """Return an outcome as scripts read it."""
    return "sent" if state is State.SENT else f"{state}: {reason}"
