"""What passing customers on costs: hours, money where an hour has a price, and the calls that were not made."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.junk import calls_lost
from bot.domain.periods import Period
from bot.domain.work import Work
from bot.language.i18n import Translator
from bot.records import record

HOURLY_COST = "hourly cost"
"""The mark under which an admin's price of an hour is stored."""
HOUR = 60


@record(kw_only=True)
class SwitchboardSum:
    """The hand-offs of a period; `cost` is None while no admin set what an hour costs."""

    times: int
    minutes: int
    calls_lost: int
    cost: int | None


def hourly_cost(work: Work) -> int | None:
    """Return what an hour of a seller costs, in the team's currency; None while no admin said it."""
    stored = work.people.mark(HOURLY_COST)
    return int(stored) if stored.isdecimal() and int(stored) else None


def switchboard_sum(work: Work, team: int | None, period: Period) -> SwitchboardSum:
    """Return a team's hand-offs of a period; the calls are those of each person's own working minutes."""
    minutes = work.desks.handoff_minutes(period.first, period.last, team=team)
    times = sum(cause.times for cause in work.desks.handoff_sums(period.first, period.last, team=team))
    return _summed(work, times, minutes)


def person_switchboard_sum(work: Work, person: int, period: Period) -> SwitchboardSum:
    """Return the same of one person's hand-offs."""
    sums = work.desks.handoff_sums(period.first, period.last, person=person)
    return _summed(work, sum(cause.times for cause in sums), {person: sum(cause.minutes for cause in sums)})


def _summed(work: Work, times: int, minutes: Mapping[int, int]) -> SwitchboardSum:
    total, price = sum(minutes.values()), hourly_cost(work)
    lost = sum(calls_lost(work.people.get(person), spent) for person, spent in minutes.items())
    cost = None if price is None else round(total * price / HOUR)
    return SwitchboardSum(times=times, minutes=total, calls_lost=lost, cost=cost)


def minutes_span(say: Translator, minutes: int) -> str:
    """Return minutes as a length of time, from an hour on in hours with a decimal."""
    if minutes < HOUR:
        return say.n("handoff", "{count} minute", "{count} minutes", minutes)
    return say.t("handoff", "{count} h", count=say.number(minutes / HOUR, 1))


def switchboard_line(say: Translator, spent: SwitchboardSum, currency: str) -> str:
    """Return how long hand-offs took, what that cost where it is known, and the calls that it would have been."""
    lost = say.n("handoff", "{count} call lost", "{count} calls lost", spent.calls_lost) if spent.calls_lost else ""
    cost = say.value(spent.cost, currency) if spent.cost else ""
    return say.join((minutes_span(say, spent.minutes), cost, lost))
