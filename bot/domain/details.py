"""What an entry tells, one class a kind: a call, a rating, a promise, a customer who waits."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum, unique
from typing import ClassVar, Literal

from bot.domain.account_fields import FieldChange
from bot.domain.ratings import Factor, Source
from bot.records import record


@unique
class Kind(StrEnum):
    """What an entry is; its value is the letter of its ref, such as C of C212."""

    CALL = "C"
    RATING = "R"
    PROMISE = "P"
    STEP = "S"
    FOLLOWUP = "F"
    WAITING = "W"
    WENT = "G"
    HANDOFF = "H"
    PLANNED = "D"
    REFILL = "B"
    REFILL_ORDER = "K"
    JUNK = "J"
    EXCLUSIVITY = "X"
    FREEZE = "Z"
    DEPARTURE = "L"
    VISIT = "V"
    MEETING = "M"
    MAIL = "E"
    OFFER = "O"
    ACCOUNT = "A"


class CallOutcome(StrEnum):
    """How a call went."""

    SPOKE = "spoke"
    VOICEMAIL = "vm"
    NONE = "none"
    MEETING = "meet"
    MAIL = "mail"


@record(kw_only=True)
class Call:
    """One call to an account.

    `questions` is how many open questions the seller asked, None when not said. `listened` says that `note` holds the
    customer's own words.
    """

    kind: ClassVar[Kind] = Kind.CALL
    outcome: CallOutcome = CallOutcome.SPOKE
    questions: int | None = None
    listened: bool = False
    note: str = ""


@record(kw_only=True)
class OtherContact:
    """One contact with an account that was no call; `note` is what was typed of it."""

    note: str = ""


@record(kw_only=True)
class Visit(OtherContact):
    """The seller was at the customer's."""

    kind: ClassVar[Literal[Kind.VISIT]] = Kind.VISIT


@record(kw_only=True)
class Meeting(OtherContact):
    """The seller met the customer, wherever that was."""

    kind: ClassVar[Literal[Kind.MEETING]] = Kind.MEETING


@record(kw_only=True)
class Mail(OtherContact):
    """The seller wrote to the customer."""

    kind: ClassVar[Literal[Kind.MAIL]] = Kind.MAIL


@record(kw_only=True)
class Offer(OtherContact):
    """The customer got an offer; `amount` is in whole units of the team's currency, None when not said."""

    kind: ClassVar[Literal[Kind.OFFER]] = Kind.OFFER
    amount: int | None = None


@record(kw_only=True)
class FactorScore:
    """One score on one factor: 0 less than expected, 1 as expected, 2 more than expected."""

    factor: Factor
    score: int


@record(kw_only=True)
class Touch:
    """The scores of one account at one touchpoint, on one or more factors; `why` is what was typed as the reason."""

    kind: ClassVar[Kind] = Kind.RATING
    touchpoint: int
    marks: tuple[FactorScore, ...]
    source: Source = Source.GUESS
    why: str = ""


class PromiseOutcome(StrEnum):
    """What a step makes of a promise; `told` leaves it open: the customer was told first, perhaps of a new day."""

    KEPT = "kept"
    TOLD = "told"
    BROKEN = "broken"


@record(kw_only=True)
class PromiseStep:
    """One step of the promise with number `promise`.

    `due` is its new local day, None to keep the old one; `hour` is the time on that new day, if there is one.
    """

    kind: ClassVar[Kind] = Kind.STEP
    promise: int
    outcome: PromiseOutcome
    told: bool = False
    due: date | None = None
    hour: time | None = None
    note: str = ""


@record(kw_only=True)
class PromiseMade:
    """A promise and the local day, and perhaps hour, by which it is due.

    `broken` says that it was recorded only after it had been broken. `after_step` is the number of the last step that
    there was when its day was edited: such steps move it no more.
    """

    kind: ClassVar[Kind] = Kind.PROMISE
    what: str
    due: date
    hour: time | None = None
    broken: bool = False
    told: bool = False
    after_step: int = 0


@record(kw_only=True)
class FollowUp:
    """A reminder to contact an account on a local day, perhaps at an hour of it."""

    kind: ClassVar[Kind] = Kind.FOLLOWUP
    due: date
    hour: time | None = None
    note: str = ""


@record(kw_only=True)
class Waiting:
    """A customer who waits at a place; `what` says for what."""

    kind: ClassVar[Kind] = Kind.WAITING
    place: str
    what: str = ""


@record(kw_only=True)
class WaitTaken:
    """The person of the entry went to the waiting customer with number `waiting`."""

    kind: ClassVar[Kind] = Kind.WENT
    waiting: int


@record(kw_only=True)
class HandOff:
    """An account was handed to a desk; `minutes` is the seller's time it had cost, 0 when not said."""

    kind: ClassVar[Kind] = Kind.HANDOFF
    desk: int
    minutes: int = 0
    cause: str = ""


@record(kw_only=True)
class Planned:
    """A call that is to be among the first of the local day `due`; the line that it is of names the others."""

    kind: ClassVar[Kind] = Kind.PLANNED
    due: date


@record(kw_only=True)
class RefillRhythm:
    """What a customer uses up, as typed, and every how many days; it counts from the day of its entry.

    With 0 days it ends: the customer uses it up no more.
    """

    kind: ClassVar[Kind] = Kind.REFILL
    item: str
    every: int


@record(kw_only=True)
class RefillOrder:
    """The customer ordered again what the refill with number `refill` is of."""

    kind: ClassVar[Kind] = Kind.REFILL_ORDER
    refill: int


@record(kw_only=True)
class Junk:
    """Minutes of the seller that went into something that no customer has any use of."""

    kind: ClassVar[Kind] = Kind.JUNK
    minutes: int
    what: str


@record(kw_only=True)
class Exclusivity:
    """An account alone may have an item, in a place or, with an empty place, everywhere; both as typed."""

    kind: ClassVar[Kind] = Kind.EXCLUSIVITY
    item: str
    place: str = ""


@record(kw_only=True)
class Freeze:
    """An account is left alone on purpose, or no longer where it is `over`; `value` is its yearly value by then."""

    kind: ClassVar[Kind] = Kind.FREEZE
    why: str = ""
    over: bool = False
    value: int | None = None


@record(kw_only=True)
class Departure:
    """The customer of an account left, for a reason as typed."""

    kind: ClassVar[Kind] = Kind.DEPARTURE
    why: str = ""


@record(kw_only=True)
class Handover:
    """What the person `leaver` answered for goes to `heir`, and the leaver off the list."""

    leaver: int
    heir: int


@record(kw_only=True)
class AccountChange:
    """What is from now on known of an account otherwise than before; no field where it was only entered.

    With a `handover`, the owner of all accounts of a person, and whatever else they answered for.
    """

    kind: ClassVar[Kind] = Kind.ACCOUNT
    fields: tuple[FieldChange, ...] = ()
    handover: Handover | None = None


ContactKind = Literal[Kind.VISIT, Kind.MEETING, Kind.MAIL, Kind.OFFER]
Contacted = Visit | Meeting | Mail | Offer
Detail = (
    Call
    | Touch
    | PromiseMade
    | PromiseStep
    | FollowUp
    | Waiting
    | WaitTaken
    | HandOff
    | Planned
    | RefillRhythm
    | RefillOrder
    | Junk
    | Exclusivity
    | Freeze
    | Departure
    | Contacted
    | AccountChange
)
