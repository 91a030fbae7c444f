"""N18: the week in figures, for the channel, on Friday afternoon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.i18n import msg
from bot.periods import week_of
from bot.teamcard import channel_card, team_figures
from nudges.rule import Nudge, To, nudge
from nudges.salesday import AFTERNOON, ChannelDay

WINDOW = timedelta(days=3)
FRIDAY = 5


@nudge("N18", to=To.CHANNEL, rank=50, help=msg("nudge", "The week in figures, on Friday"), limited=False)
def weekly_figures(day: ChannelDay) -> Iterator[Nudge]:
    """Post the team's sums of the week."""
    if day.day.isoweekday() != FRIDAY:
        return
    asked = week_of(day.day)
    figures = team_figures(day.work, day.team.id, asked, day.day)
    due = day.at(AFTERNOON)
    yield Nudge(
        subject=day.day.isoformat(),
        due=due,
        until=due + WINDOW,
        card=channel_card(day.work, day.say, day.team, asked, figures),
    )
