"""The team's figures for its manager: sums, never a rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.arguments.basic import NAME_WORDS, ButtonValue
from bot.arguments.parser import Arg, Match, ParseContext
from bot.arguments.period import PeriodArg
from bot.commands.me_week import person_card
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import MANAGERS, Person
from bot.domain.periods import Period, period_of, week_of
from bot.domain.teams import Team
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.tokens import Token, text_of
from bot.messages.card import Button, Reply
from bot.messages.events import Scope
from bot.views.access import group_asked, person_asked, team_asked
from bot.views.export import EXPORT, days_sheet, with_file
from bot.views.figures import sellers, team_card, team_figures


@dataclass(frozen=True, kw_only=True)
class WhoArg(Arg):
    """A team or a person by name."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            name = text_of(words[:count]).removeprefix("@")
            found = context.work.teams.by_name(name) or context.work.people.by_name(name)
            if found:
                return Match(found, count)
        return None


@command(
    "team",
    help=msg("help", "Your team's figures: today, week, month, w47; zeros, promises, waiting"),
    args=(
        PeriodArg(name="period", label=msg("field", "Period"), optional=True),
        WhoArg(name="who", label=msg("field", "Person or team"), optional=True),
        EXPORT,
    ),
    roles=MANAGERS,
    native="team",
    rank=120,
    menu=110,
    examples=("team week", "team w47", "team zeros", "team sanna week", "team month export csv"),
)
def team(ctx: Context, period: Period | None, who: Person | Team | None, export: str | None) -> Reply:
    """Show sums of a team, or one person's figures to the own manager; by day in a file."""
    asked = period or period_of("today", ctx.today)
    if isinstance(who, Person):
        person_asked(ctx, who, asked.name)
        days = ctx.work.figures.days(asked.first, asked.last, person=who.id)
        return with_file(ctx, person_card(ctx, who, asked), export, days_sheet(ctx, who.name, asked, days, [who]))
    shown = team_asked(ctx, who)
    group = group_asked(ctx, shown, asked.name)
    number, name = (shown.id, shown.name) if shown else (None, "team")
    days = ctx.work.figures.days(asked.first, asked.last, team=number)
    sheet = days_sheet(ctx, name, asked, days, sellers(ctx.work, number))
    reply = with_file(ctx, _sums(ctx, shown, asked), export, sheet)
    if not group or ctx.place.scope is not Scope.CHANNEL:
        return reply
    return replace(reply, card=replace(reply.card, buttons=(_share_button(ctx, shown, asked),)))


def _sums(ctx: Context, shown: Team | None, asked: Period) -> Reply:
    figures = team_figures(ctx.work, shown.id if shown else None, asked, ctx.today)
    return Reply(card=team_card(ctx.work, ctx.translator, shown, asked, figures), figures=figures)


def _share_button(ctx: Context, shown: Team | None, asked: Period) -> Button:
    """The place comes along for platforms that answer in the asker's own chat."""
    return ctx.button(
        ctx.t("button", "Share here"),
        "team share",
        team=str(shown.id if shown else ""),
        period=asked.name,
        day=asked.first.isoformat(),
        channel=ctx.place.channel,
        thread=ctx.place.thread,
    )


@command(
    "team share",
    help=msg("help", "Shows your team's figures to everybody in the channel"),
    args=tuple(
        ButtonValue(name=name, label=msg("field", "Team")) for name in ("team", "period", "day", "channel", "thread")
    ),
    roles=MANAGERS,
    hidden=True,
)
def team_share(ctx: Context, team: str, period: str, day: str, channel: str, thread: str) -> Reply:
    """Show a team's sums where they were asked for; whose they are is decided anew."""
    found = next((each for each in ctx.work.teams.all() if str(each.id) == team), None)
    if team and found is None:
        raise UserMistake("team", "That team is no longer there.")
    shown = team_asked(ctx, found)
    asked = _period(period, day)
    if not group_asked(ctx, shown, asked.name):
        raise UserMistake("team", "Figures of fewer than three people are not for a channel.")
    return replace(_sums(ctx.aloud(), shown, asked), public=True)


def _period(name: str, day: str) -> Period:
    try:
        first = date.fromisoformat(day)
    except ValueError:
        raise UserMistake("team", "That period is not known: type team week.") from None
    return week_of(first) if name == "week" else period_of(name, first)
