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
    """What a team did in a week, None for what fewer than three people did; `team_id` 0 is a company without teams."""

    team_id: int
    team: str
    week: str
    first_day: date
    calls: int | None = None
    visits: int | None = None
    meetings: int | None = None
    mails: int | None = None
    offers: int | None = None
    promises_kept: int | None = None
    told_first: int | None = None
    promises_broken: int | None = None
    promises_late: int | None = None


def finished_weeks(today: date) -> list[Period]:
    """Return the weeks that the file holds on a day, oldest first."""
    return [week_of(today - OVER - timedelta(weeks=back)) for back in reversed(range(WEEKS))]
