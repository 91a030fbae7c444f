"""A team's sums of a finished week, as an operator's file of them keeps one."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.periods import Period, week_of
from bot.records import record

WEEKS = 52
"""How many finished weeks the file holds."""
OVER = timedelta(days=8)
"""How long ago a week began that is over in every time zone, as seen from a day in UTC."""


@record(kw_only=True)
class WeekSum:
    """What a team of three or more active people did in a week; `team_id` 0 is a company without teams."""

    team_id: int
    team: str
    week: str
    first_day: date
    calls: int
    visits: int
    meetings: int
    mails: int
    offers: int
    promises_kept: int
    told_first: int
    promises_broken: int
    promises_late: int


def finished_weeks(today: date) -> list[Period]:
    """Return the weeks that the file holds on a day, oldest first."""
    return [week_of(today - OVER - timedelta(weeks=back)) for back in reversed(range(WEEKS))]
