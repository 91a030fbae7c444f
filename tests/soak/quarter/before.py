"""What was said before the first day: old enough to be forgotten by now, or just not, and more than one day can hold."""

from __future__ import annotations

from datetime import date, datetime, time

from tests.soak.quarter import facts
from tests.soak.quarter.book import Account
from tests.soak.quarter.days import DAY, Person
from tests.soak.quarter.history import Typist, typed

LONG = "ask about the board, the new prices for spring and the samples that they liked"
OWN = 10
"""Customers of somebody that are used, those first whom they speak with most rarely."""


async def before(typist: Typist, first: date, last: date) -> None:
    """Type what is to be forgotten within two weeks that begin on `first`; each person's own customers are used up."""
    people = typist.book.people
    forgetful, owing, crowded = people["bodil"], people["dina"], people["igor"]
    await _muted_for_a_month(typist, forgetful, last)
    await _old_zeros(typist, people["gunnar"], owing, first)
    await _ran_out(typist, people["frida"], first)
    await _crowded_day(typist, crowded, first)


def _own(typist: Typist, who: Person) -> list[Account]:
    return [account for account in typist.book.accounts.values() if account.owner == who.name][::-1][:OWN]


def _at(who: Person, day: date) -> datetime:
    return who.instant(day, time(12, 0))


async def _muted_for_a_month(typist: Typist, who: Person, last: date) -> None:
    """What was due while reminders were off comes afterwards, unless that is longer ago than a month."""
    for account, days in zip(_own(typist, who), (31, 29), strict=False):
        due = last - days * DAY
        now = _at(who, due - DAY)
        line = f"follow {account.name} {typed(due)} {LONG}"
        await typist.log(who, now, line, facts.FollowUp, account=account.name, due=due)
    await typist.mute(who, _at(who, last - 32 * DAY), "follow-ups", "N3", last)


async def _old_zeros(typist: Typist, rater: Person, owner: Person, first: date) -> None:
    """A zero is told for two weeks after it was logged."""
    for account, days in zip(_own(typist, owner), (16, 12), strict=False):
        now = _at(rater, first - days * DAY)
        line, scores = f"touch {account.name} delivery c0", {"clarity": 0}
        await typist.log(
            rater, now, line, facts.Rating, account=account.name, point="delivery", scores=scores, source="guess"
        )


async def _ran_out(typist: Typist, who: Person, first: date) -> None:
    """Who was to run out is rung for two weeks."""
    for account, days in zip(_own(typist, who), (18, 10), strict=False):
        now = _at(who, first - days * DAY)
        await typist.log(
            who, now, f"refill {account.name} gloves 3 days", facts.Refill, account=account.name, item="gloves", every=3
        )


async def _crowded_day(typist: Typist, who: Person, due: date) -> None:
    """More is due in one morning than a day has words for: what matters less is left out."""
    own, now = _own(typist, who), _at(who, due - 3 * DAY)
    for account in (*own, *own[:2]):
        line = f"follow {account.name} {typed(due)} {LONG}"
        await typist.log(who, now, line, facts.FollowUp, account=account.name, due=due)
    for account in own[:6]:
        line = f"refill {account.name} toner 10 days"
        await typist.log(who, now, line, facts.Refill, account=account.name, item="toner", every=10)
    for account in own[:4]:
        # Too late for the afternoon before.
        line, late = f"promise {account.name} drawing by {typed(due)}", who.instant(due - DAY, time(16, 0))
        await typist.log(who, late, line, facts.Promise, account=account.name, due=due)
