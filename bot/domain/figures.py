"""Figures: daily sums, standing zeros, waiting customers and due follow-ups, all derived from the live entries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.details import Kind
from bot.domain.local_time import first_instant
from bot.domain.ratings import Factor, Rating
from bot.domain.sharing import CountedEntry, PromiseChange
from bot.records import record

SHORTEST_WAIT = timedelta(hours=1)
"""For how long a customer who came at the very end of a day may still be served."""


@record(kw_only=True)
class DayFigures:
    """What a person or a team logged for one local day; `told` counts steps and promises that say told first."""

    day: date
    calls: int = 0
    visits: int = 0
    meetings: int = 0
    mails: int = 0
    offers: int = 0
    promises: int = 0
    kept: int = 0
    broken: int = 0
    told: int = 0


@record(kw_only=True)
class PromiseSums:
    """What became of the promises of a period: each is in one of these; `due` are unanswered, and not late yet."""

    kept: int = 0
    told: int = 0
    broken: int = 0
    late: int = 0
    due: int = 0


@record(kw_only=True)
class OpenZero:
    """A standing rating of 0, which makes the account's whole score 0; `number` is that of its entry's ref."""

    account: int
    touchpoint: int
    factor: Factor
    since: date
    person: int
    entry: int
    number: int
    at: datetime
    why: str = ""


@record(kw_only=True)
class Drift:
    """A customer who gets as expected since a local day, and got more before that."""

    account: int
    touchpoint: int
    factor: Factor
    since: date


@record(kw_only=True)
class PointRating:
    """One score at a touchpoint, by whoever rated it, with the words for it; `number` is that of its entry's ref."""

    number: int
    person: int
    account: int
    day: date
    factor: Factor
    score: int
    why: str = ""


@record(kw_only=True)
class OpenWait:
    """A customer who waits or waited, on a local day; `went_by` and `went_at` are None until somebody goes.

    Times are aware UTC. `team` is that of whoever said so. The wait ends with its local day, or `SHORTEST_WAIT` later
    where it began at the very end of it; nobody who did not go by then served the customer.
    """

    number: int
    place: str
    what: str
    account: int | None
    person: int
    day: date
    team: int | None = None
    asked_at: datetime
    went_by: int | None = None
    went_at: datetime | None = None

    def unserved_on(self, day: date) -> bool:
        """Whether nobody went before its day was over."""
        return self.went_at is None and self.day < day

    def ends_at(self, zone: ZoneInfo) -> datetime:
        """Return the instant at which it ends by itself, by the zone of its place."""
        day = self.asked_at.astimezone(zone).date() + timedelta(days=1)
        return max(first_instant(day, zone), self.asked_at + SHORTEST_WAIT)

    def is_open(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether the customer still waits at an instant."""
        return self.went_at is None and at < self.ends_at(zone)


@record(kw_only=True)
class DueFollowUp:
    """A follow-up that no later call has answered; `due` and `hour` are local, `at` is when it was typed."""

    number: int
    account: int
    person: int
    due: date
    hour: time | None = None
    note: str
    at: datetime

    @property
    def ref(self) -> str:
        """The name that people type, such as F3."""
        return f"{Kind.FOLLOWUP}{self.number}"


@record(kw_only=True)
class PastContact:
    """One contact with an account on a local day, with what was noted.

    `outcome` is how a call went, "" for another contact; `amount` is that of an offer, None when not said.
    `via` is the program by which it came, "" for a person's own line.
    """

    kind: Kind
    day: date
    person: int
    outcome: str
    note: str
    amount: int | None
    via: str = ""


@record(kw_only=True)
class Listening:
    """How a person listened in a period: the calls in which somebody spoke, open questions asked, calls listened in."""

    conversations: int
    questions: int
    listened: int


class Figures(Protocol):
    """The figures of one company; days are local, both ends of a period included."""

    def days(
        self, first: date, last: date, *, team: int | None = None, person: int | None = None
    ) -> Sequence[DayFigures]: ...
    def logged(self, person: int, first: date, last: date) -> bool: ...
    def promises(
        self, first: date, last: date, today: date, *, team: int | None = None, person: int | None = None
    ) -> PromiseSums: ...
    def promise_days(
        self, first: date, last: date, today: date, *, team: int | None = None, person: int | None = None
    ) -> dict[date, PromiseSums]: ...
    def active(self, first: date, last: date, *, team: int | None = None) -> frozenset[int]: ...
    def counted(self, people: Collection[int], first: date, last: date) -> Sequence[CountedEntry]: ...
    def promising(self, first: date, last: date, *, team: int | None = None) -> frozenset[int]: ...
    def promise_changes(self, people: Collection[int], first: date, last: date) -> Sequence[PromiseChange]: ...
    def last_change(self) -> int: ...
    def last_entry(self) -> int: ...
    def standing(
        self,
        asof: date,
        *,
        account: int | None = None,
        team: int | None = None,
        owner: int | None = None,
        touchpoint: int | None = None,
    ) -> dict[int, tuple[Rating, ...]]: ...
    def zeros(
        self, asof: date, *, account: int | None = None, team: int | None = None, touchpoint: int | None = None
    ) -> Sequence[OpenZero]: ...
    def ratings_at(self, touchpoint: int, limit: int) -> Sequence[PointRating]: ...
    def scores_logged(self, first: date, last: date, *, team: int | None = None) -> tuple[int, int]: ...
    def drifted(self, asof: date, *, team: int | None = None) -> Sequence[Drift]: ...
    def fresh_zeros(self, person: int, since: date, asof: date) -> Sequence[OpenZero]: ...
    def waits(self, first: date, last: date, *, team: int | None = None) -> Sequence[OpenWait]: ...
    def open_waits(self, first: date, last: date, *, team: int | None = None) -> Sequence[OpenWait]: ...
    def waits_taken_by(self, person: int, first: date, last: date) -> Sequence[OpenWait]: ...
    def wait(self, number: int, first: date, last: date) -> OpenWait | None: ...
    def open_followups(self, person: int, upto: date) -> Sequence[DueFollowUp]: ...
    def open_followups_for(self, account: int) -> Sequence[DueFollowUp]: ...
    def conversations(self, account: int, since: date) -> int: ...
    def last_heard(self, account: int) -> PastContact | None: ...
    def listening(self, person: int, first: date, last: date) -> Listening: ...
    def last_contacts(self, account: int, limit: int) -> Sequence[PastContact]: ...
