"""N18: the week in figures, for the channel, on Friday afternoon."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import partial

from bot.domain.details import Kind
from bot.domain.outbox import Reason
from bot.domain.periods import week_of
from bot.domain.reading_time import word_count
from bot.domain.sharing import SUMMED
from bot.language.amounts import currency_of
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.views.contacts import contact_lines
from bot.views.figures import calls_line, few_line, of_kinds, promise_parts, promises_line, team_figures, wait_parts
from bot.views.periods import period_title
from bot.views.risk import silent_accounts, silent_value
from bot.views.sharing import shareable_sum, showing_of
from bot.views.switchboard import minutes_span, switchboard_sum
from nudges.brevity import NUDGE_WORDS, clipped
from nudges.rule import Nudge, To, nudge
from nudges.salesday import ChannelDay

FRIDAY = 5
LATE_DAYS = 3
"""Working days after Friday until which it may come late."""


@nudge(
    "N18",
    to=To.CHANNEL,
    rank=50,
    help=msg("nudge", "The week in figures, every Friday"),
    limited=False,
    figures=True,
)
def weekly_figures(day: ChannelDay) -> Iterator[Nudge]:
    """Post the team's sums of the week."""
    if day.day.isoweekday() != FRIDAY:
        return
    worked = day.calendar.hours_on(day.day)
    shown = shareable_sum(day.work, day.team.id, week_of(day.day), day.now, day.day, None, kinds=SUMMED)
    yield Nudge(
        subject=day.day.isoformat(),
        due=day.at(day.hour("N18")),
        until=_last(day),
        draw=partial(_card, day, shown.kinds if shown else ()),
        shows=(showing_of(shown),) if shown else (),
        skip=Reason.HALF_DAY if worked and worked[1] <= day.hour("N18") else None,
    )


def _last(day: ChannelDay) -> datetime:
    last = day.day
    for _ in range(LATE_DAYS):
        last = day.calendar.next_workday(last)
    return day.at(day.hour("N18"), last)


def _card(day: ChannelDay, kinds: Collection[Kind]) -> Card:
    """Return the sums in short: of people's work those of these kinds alone."""
    say, asked = day.say, week_of(day.day)
    figures = of_kinds(team_figures(day.work, day.team.id, asked, day.day), kinds)
    zeros = say.n("nudge", "{count} zero open", "{count} zeros open", int(figures["zeros_open"]))
    title = say.join((clipped(day.team.name, 2), period_title(say, asked)))
    few = few_line(say, kinds)
    parts = (
        calls_line(say, figures),
        *(promise_parts(say, figures) or (promises_line(say, figures),)),
        zeros,
        *wait_parts(say, figures),
        _switchboard(day) if Kind.HANDOFF in kinds else "",
        _silent(day),
        *contact_lines(say, figures),
    )
    *fitting, last = _fitting(title, [part for part in (*parts, few) if part])
    lines = (say.join(fitting), last) if last == few else (say.join((*fitting, last)),)
    return Card(
        title=title,
        body=tuple(Text(text=line) for line in lines),
        buttons=(day.button(say.t("button", "My week"), "me week", Style.MAIN),),
    )


def _fitting(title: str, parts: list[str]) -> list[str]:
    """Return the parts that a nudge has words for, each that fits behind those before it."""
    taken: list[str] = []
    for part in parts:
        if word_count((title, *taken, part)) <= NUDGE_WORDS:
            taken.append(part)
    return taken


def _switchboard(day: ChannelDay) -> str:
    """Return what handing over cost, or took."""
    spent = switchboard_sum(day.work, day.team.id, week_of(day.day))
    currency = currency_of(day.country)
    cost = day.say.value(spent.cost, currency) if spent.cost else minutes_span(day.say, spent.minutes)
    return day.say.t("nudge", "switchboard {cost}", cost=cost)


def _silent(day: ChannelDay) -> str:
    """Return what the customers are worth that nobody contacted for too long; nothing where no value is known."""
    value = silent_value(silent_accounts(day.work, day.team.id, day.day))
    return day.say.t("nudge", "silent {value}", value=day.say.value(value, currency_of(day.country))) if value else ""
