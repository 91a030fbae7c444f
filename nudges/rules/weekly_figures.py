"""N18: the week in figures, for the channel, on Friday afternoon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.domain.outbox import Reason
from bot.domain.periods import week_of
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.views.figures import calls_line, few_line, promises_line, team_figures, waits_line
from bot.views.periods import period_title
from bot.views.sharing import shareable_sum, showing_of
from nudges.brevity import clipped
from nudges.rule import Nudge, To, nudge
from nudges.salesday import ChannelDay

FRIDAY = 5
LATE_DAYS = 3
"""Working days after Friday until which it may come late."""


@nudge("N18", to=To.CHANNEL, rank=50, help=msg("nudge", "The week in figures, every Friday"), limited=False)
def weekly_figures(day: ChannelDay) -> Iterator[Nudge]:
    """Post the team's sums of the week."""
    if day.day.isoweekday() != FRIDAY:
        return
    worked = day.calendar.hours_on(day.day)
    shown = shareable_sum(day.work, day.team.id, week_of(day.day), day.now, None)
    yield Nudge(
        subject=day.day.isoformat(),
        due=day.at(day.hour("N18")),
        until=_last(day),
        draw=partial(_card, day, complete=shown is not None),
        shows=showing_of(shown) if shown else None,
        skip=Reason.HALF_DAY if worked and worked[1] <= day.hour("N18") else None,
    )


def _last(day: ChannelDay) -> datetime:
    last = day.day
    for _ in range(LATE_DAYS):
        last = day.calendar.next_workday(last)
    return day.at(day.hour("N18"), last)


def _card(day: ChannelDay, *, complete: bool) -> Card:
    """Return the sums in short; if not `complete` only what is not about one person."""
    say, asked = day.say, week_of(day.day)
    figures = team_figures(day.work, day.team.id, asked, day.day)
    zeros = say.n("nudge", "{count} zero open", "{count} zeros open", int(figures["zeros_open"]))
    if complete:
        lines = [say.join((calls_line(say, figures), promises_line(say, figures), zeros, waits_line(say, figures)))]
    else:
        lines = [zeros, few_line(say)]
    return Card(
        title=say.join((clipped(day.team.name, 2), period_title(say, asked))),
        body=tuple(Text(text=line) for line in lines),
        buttons=(day.button(say.t("button", "My week"), "me week", Style.MAIN),),
    )
