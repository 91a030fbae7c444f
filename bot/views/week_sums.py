"""A week's sums of each team, for the operator's file of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.details import Kind
from bot.domain.figures import PromiseSums
from bot.domain.looks import View
from bot.domain.periods import Period
from bot.domain.teams import Team
from bot.domain.week_sums import WeekSum
from bot.domain.work import Work
from bot.views.contacts import SUMS
from bot.views.sharing import record_shown, shareable_sum, showing_of

CONTACTS: dict[Kind, str] = {Kind.CALL: "calls"} | dict(SUMS.items())
KINDS = frozenset({*CONTACTS, Kind.PROMISE})


def add_week_sums(work: Work, week: Period, at: datetime, kept: Collection[int]) -> list[WeekSum]:
    """Return the sums of a finished week that may be shown, and record for whose work they hold that they were.

    Of each team, of the company only where it has no teams; without those of the teams that are `kept` already. One
    that holds the work of fewer than three, or gives it together with any sum shown before, is left out, and so is each
    kind of work.
    """
    teams: list[Team | None] = [*work.teams.all()] or [None]
    found = [_shown(work, team, week, at) for team in teams if (team.id if team else 0) not in kept]
    return [each for each in found if each]


def _shown(work: Work, team: Team | None, week: Period, at: datetime) -> WeekSum | None:
    number, today = team.id if team else None, at.date()
    shown = shareable_sum(work, number, week, at, today, None, view=View.EXPLORE, kinds=KINDS)
    if shown is None:
        return None
    record_shown(work, showing_of(shown), at)
    days = work.figures.days(week.first, week.last, team=number)
    promises = work.figures.promises(week.first, week.last, today, team=number)
    year, of_year, _ = week.first.isocalendar()
    return WeekSum(
        team_id=number or 0,
        team=team.name if team else "",
        week=f"{year}-W{of_year:02}",
        first_day=week.first,
        **{name: sum(getattr(day, name) for day in days) for kind, name in CONTACTS.items() if kind in shown.kinds},
        **(_became(promises) if Kind.PROMISE in shown.kinds else {}),
    )


def _became(promises: PromiseSums) -> dict[str, int]:
    return {
        "promises_kept": promises.kept,
        "told_first": promises.told,
        "promises_broken": promises.broken,
        "promises_late": promises.late,
    }
