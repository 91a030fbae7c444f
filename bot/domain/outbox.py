"""The transactional outbox of nudges: each occurrence that came due, where it stands in delivery, how and why it ended.

Keys are built here and never parsed: whatever is asked of a key is a field of the occurrence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.calendar import WhyOff
from bot.records import record


class State(StrEnum):
    """How far an occurrence is; the last five are final and add up to what came due."""

    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    PARKED = "parked"
    UNCERTAIN = "uncertain"


class Stage(StrEnum):
    """Where an occurrence that has not ended stands in delivery; it outlives the lease of whoever claimed it."""

    FRESH = "fresh"
    """Ready to be sent: no send has begun, or none of those that began arrived."""
    HELD = "held"
    """Waits for the day's last moment, because the budget until then is used up."""
    REFUSED = "refused"
    """Waits because the platform took no message for now; `reason` holds the platform's code."""
    SENDING = "sending"
    """A send began and its answer is not stored: the message may have arrived, so it is looked up first."""
    ABSENT = "absent"
    """One look-up did not find the message; a second one, a while later, decides."""


UNCONFIRMED = frozenset({Stage.SENDING, Stage.ABSENT})
"""Stages in which a message may have arrived: nothing is sent again before it was looked up."""


class Reason(StrEnum):
    """Why an occurrence ended other than as sent, in the words that scripts and operators read after the state."""

    WEEKEND = WhyOff.WEEKEND
    HOLIDAY = WhyOff.HOLIDAY
    CLOSED = WhyOff.CLOSED
    LEAVE = WhyOff.LEAVE
    GONE = "no longer there"
    PAUSED = "paused"
    MUTED = "muted"
    ALREADY_DONE = "already done"
    NO_CALLS = "no calls asked for"
    NO_PURPOSE = "team figures are closed"
    HALF_DAY = "half day"
    TOO_SOON = "less than ten hours after the last one"
    NO_BUDGET = "the day's budget is used up"
    TOO_LATE = "too late"
    NO_ADDRESS = "no address"
    ANSWER_LOST = "the answer was lost"
    LOST_REPEATEDLY = "lost again and again"
    PERHAPS_TWICE = "perhaps sent twice"
    FAILED = "it could not be read"
    DROPPED = "dropped by the operator"


@record(kw_only=True)
class Occurrence:
    """One nudge for one recipient on one local day; `key` is unique for ever.

    `person` or `team` says to whom. `subject` names what it is about, such as F12. `due` and `until` are aware UTC.
    """

    key: str
    rule: str
    local_day: date
    due: datetime
    until: datetime
    person: int | None = None
    team: int | None = None
    subject: str = ""
    repeat_day: date | None = None
    """The local day for which a subject was planned again, because it could not be said on an earlier one."""
    snoozes: int = 0
    """How often its reader put it off."""
    id: int = 0
    state: State = State.DUE
    stage: Stage | None = Stage.FRESH
    """None once it has ended."""
    reason: str = ""
    """A `Reason`, or the platform's code when it refused the last send; empty when sent."""
    note: str = ""
    """What the rule keeps for later days about what was sent, such as which question was asked."""
    attempt: int = 0
    """Sends that the platform refused for now, so far or since an operator wanted it sent again."""
    receipt: str = ""
    message: str = ""
    """The key under which the platform knows the message that carried it, of the last send that was not refused."""
    message_send: int = 0
    """Which send `message` is: 1 the first one, 2 the one after that was lost; 0 before any."""
    words: int = 0
    sent_at: datetime | None = None
    answered: bool = False
    """Whether its reader pressed a button of it that did something, or put it off."""
    helped: str = ""
    """What its reader said of it, "yes" or "no"; empty while they said nothing."""

    def snoozed(self, due: datetime, until: datetime, local_day: date) -> Occurrence:
        """Return the occurrence that brings this one again at `due`, as its reader asked."""
        return Occurrence(
            key=f"{self.key}~{due:%Y%m%dT%H%M}",
            rule=self.rule,
            local_day=local_day,
            due=due,
            until=until,
            person=self.person,
            team=self.team,
            subject=self.subject,
            repeat_day=self.repeat_day,
            snoozes=self.snoozes + 1,
        )

    def brings_again(self, other: Occurrence) -> bool:
        """Whether it was put off and is to come, and says again what another one said."""
        same = (self.rule, self.subject, self.repeat_day) == (other.rule, other.subject, other.repeat_day)
        return same and self.snoozes > 0 and self.state is State.DUE

    def next_message(self) -> tuple[str, int]:
        """Return the key and the number of the next send of a message that this occurrence leads.

        Each send has a key of its own, so that a look-up never takes a late copy of one for another.
        """
        send = self.message_send + 1
        return (self.key if send == 1 else f"{self.key}#{send}"), send

    def ended(self, state: State, reason: str = "") -> Occurrence:
        """Return it as it ends."""
        return replace(self, state=state, stage=None, reason=reason)


def occurrence_key(rule: str, recipient: str, subject: str, repeat_day: date | None = None) -> str:
    """Return the key of a rule's subject for a recipient, first said or planned again for a later day."""
    key = f"{rule}:{recipient}:{subject}"
    return f"{key}!{repeat_day.isoformat()}" if repeat_day else key


@record(kw_only=True)
class Tally:
    """How the occurrences of one recipient's local day ended; `open` ones have not yet. The six add up to `due`."""

    day: date
    recipient: str
    due: int = 0
    sent: int = 0
    skipped: int = 0
    expired: int = 0
    parked: int = 0
    uncertain: int = 0
    open: int = 0


class Outbox(Protocol):
    """The occurrences of one company. Instants are aware UTC.

    `owner` names the process that claims. What it claimed is its own until `lease_until`; after that another process
    may claim it, and every change by the first one is refused with False.
    """

    def plan(self, occurrence: Occurrence) -> bool: ...
    def move(self, occurrence: int, to: Occurrence) -> bool: ...
    def get(self, occurrence: int) -> Occurrence | None: ...
    def claim(self, at: datetime, owner: str, lease_until: datetime, limit: int) -> Sequence[Occurrence]: ...
    def claimable(self, at: datetime) -> bool: ...
    def reopen(self, at: datetime) -> int: ...
    def finish(self, occurrence: Occurrence, owner: str) -> bool: ...
    def confirm(self, occurrence: Occurrence) -> bool: ...
    def mark_uncertain(self, occurrence: Occurrence) -> None: ...
    def retry(self, occurrence: Occurrence, owner: str, at: datetime) -> bool: ...
    def mark_sending(self, occurrence: Occurrence, owner: str, lease_until: datetime) -> bool: ...
    def of_day(self, person: int, day: date) -> Sequence[Occurrence]: ...
    def between(self, person: int, first: date, last: date) -> Sequence[Occurrence]: ...
    def said(self, person: int, first: date, last: date) -> Mapping[tuple[str, str], bool]: ...
    def mark_answered(self, occurrence: int) -> None: ...
    def mark_helped(self, occurrence: int, helped: str) -> None: ...
    def unanswered(self, person: int, first: date, last: date, least: int) -> frozenset[str]: ...
    def kept_ever(self, person: int, rule: str, text: str) -> bool: ...
    def at_receipt(self, receipt: str) -> Sequence[Occurrence]: ...
    def sent(self, rule: str, team: int, limit: int = 30) -> Sequence[Occurrence]: ...
    def with_key(self, key: str) -> Occurrence | None: ...
    def next_due(self) -> datetime | None: ...
    def stuck(self, since: date) -> Sequence[Occurrence]: ...
    def waiting(self, since: date) -> Sequence[Occurrence]: ...
    def unpark(self, at: datetime, *, person: int | None = None, team: int | None = None) -> None: ...
    def send_again(self, occurrence: int, at: datetime) -> bool: ...
    def drop(self, occurrence: int) -> bool: ...
    def tallies(self, first: date, last: date) -> Sequence[Tally]: ...
    def answer(self, team: int, day: date, person: int, choice: str) -> None: ...
    def answers(self, team: int, day: date) -> Mapping[str, int]: ...
