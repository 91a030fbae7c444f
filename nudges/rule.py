"""Nudge rules by declaration: pure functions from a recipient's day to what should be said, found by discovery."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache, cached_property

import nudges.rules
from bot.domain.looks import Showing
from bot.domain.outbox import Reason
from bot.errors import Collision
from bot.language.i18n import Message
from bot.messages.card import Card
from bot.records import record
from nudges.brevity import words_of
from nudges.salesday import ChannelDay, SalesDay


class To(StrEnum):
    """Who a rule speaks to."""

    PERSON = "person"
    CHANNEL = "channel"


@record(kw_only=True)
class Nudge:
    """Something to say about `subject`, from `due` until `until` (aware UTC).

    A rule is asked again when the send is claimed: a subject that it no longer yields is done. With `skip` it is
    accounted for and not sent, for that reason. `keep` gives what is kept with what was sent, for later days.
    Its card is drawn when it is first asked for, because most of what is planned is not due yet.
    `again` draws what is left of it after an answer, given what was kept, for one that asks several things; else one
    answer ends it. `shows` says which sums of people's work it holds, which are recorded with the claim.
    """

    subject: str
    due: datetime
    until: datetime
    draw: Callable[[], Card]
    skip: Reason | None = None
    keep: Callable[[], str] = str
    again: Callable[[str], Card | None] | None = None
    shows: tuple[Showing, ...] = ()

    @cached_property
    def card(self) -> Card:
        """What is said; drawn in the transaction whose day it is of."""
        return self.draw()

    @cached_property
    def words(self) -> int:
        """How many words its card costs."""
        return words_of(self.card)

    @cached_property
    def note(self) -> str:
        """What is kept of it; read in the same transaction."""
        return self.keep()


Yields = Callable[[SalesDay], Iterator[Nudge]] | Callable[[ChannelDay], Iterator[Nudge]]


@record(kw_only=True)
class Rule:
    """One declared rule; lower `rank` comes first when a day's budget is short."""

    id: str
    to: To
    rank: int
    help: Message
    yields: Callable[..., Iterator[Nudge]]
    limited: bool = True
    """Whether it counts against the day's three moments and 273 words."""
    daily: bool = False
    """Whether it comes once a day, and keeps ten hours from the last one of a person who travels."""
    by_press: bool = False
    """Whether only a press answers it; else whoever logs anything answers it too."""
    figures: bool = False
    """Whether it shows a team's figures, which are closed without a purpose."""
    lasting: bool = False
    """Whether what could not be said on its day is said on a later one, as long as the rule yields it."""

    @property
    def module(self) -> str:
        """The module that declares it, such as `nudges.rules.follow_up`."""
        return self.yields.__module__


def nudge(
    id: str,
    *,
    to: To,
    rank: int,
    help: Message,
    limited: bool = True,
    daily: bool = False,
    figures: bool = False,
    lasting: bool = False,
    by_press: bool = False,
) -> Callable[[Yields], Yields]:
    """Declare the decorated function as a rule."""

    def declare(yields: Yields) -> Yields:
        yields.declared = Rule(  # type: ignore[union-attr]
            id=id,
            to=to,
            rank=rank,
            help=help,
            yields=yields,
            limited=limited,
            daily=daily,
            figures=figures,
            lasting=lasting,
            by_press=by_press,
        )
        return yields

    return declare


def in_order(declared: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return rules by rank; raises Collision when two share an id or a rank."""
    claims: dict[str, Rule] = {}
    for rule in declared:
        # Of two equal ranks the names of files would decide which nudge a short day drops.
        for claim in (f"the id {rule.id}", f"rank {rule.rank}"):
            if (other := claims.setdefault(claim, rule)) is not rule:
                raise Collision(f"{other.module} and {rule.module} both declare {claim}: change one of the two.")
    return tuple(sorted(declared, key=lambda rule: rule.rank))


@cache
def rules() -> tuple[Rule, ...]:
    """Import every module of nudges.rules and return what they declare, by rank; raises Collision."""
    found: dict[int, Rule] = {}
    for module in pkgutil.iter_modules(nudges.rules.__path__, "nudges.rules."):
        values = vars(importlib.import_module(module.name)).values()
        declared = (getattr(value, "declared", None) for value in values)
        # By identity, because a rule that another module imports is met twice.
        found |= {id(each): each for each in declared if isinstance(each, Rule)}
    return in_order(tuple(found.values()))
