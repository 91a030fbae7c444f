"""The team's figures for its manager: sums, never a rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.args import Arg, Reading, Taken
from bot.commands.me_week import person_card
from bot.context import Context
from bot.domain.people import MANAGERS, Person, Role, Team
from bot.errors import UserMistake
from bot.i18n import msg
from bot.kinds import NAME_WORDS
from bot.message import Reply
from bot.periods import Period, PeriodArg
from bot.periods import period as period_of
from bot.registry import command
from bot.teamcard import team_card, team_figures
from bot.tokens import Token, text_of


@dataclass(frozen=True, kw_only=True)
class WhoArg(Arg):
    """A team or a person by name."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            name = text_of(words[:count]).removeprefix("@")
            found = reading.work.teams.named(name) or reading.work.people.named(name)
            if found:
                return Taken(found, count)
        return None


@command(
    "team",
    help=msg("help", "Your team's figures: today, week, month, w47; zeros, promises, waiting"),
    args=(
        PeriodArg(name="period", label=msg("field", "Period"), optional=True),
        WhoArg(name="who", label=msg("field", "Person or team"), optional=True),
    ),
    roles=MANAGERS,
    native="team",
    examples=("team week", "team w47", "team zeros", "team sanna week"),
)
def team(ctx: Context, period: Period | None, who: Person | Team | None) -> Reply:
    """Show sums of a team, or one person's figures to the own manager."""
    asked = period or _today(ctx)
    if isinstance(who, Person):
        return _person(ctx, who, asked)
    shown = who or _own(ctx)
    if shown and shown.id != ctx.who.team and Role.ADMIN not in ctx.who.roles:
        raise UserMistake("team", "That is another team: ask its manager.")
    figures = team_figures(ctx.work, shown.id if shown else None, asked, ctx.today)
    return Reply(card=team_card(ctx.work, ctx.words, shown, asked, figures), figures=figures)


def _today(ctx: Context) -> Period:
    return period_of("today", ctx.today)


def _own(ctx: Context) -> Team | None:
    return ctx.work.teams.get(ctx.who.team) if ctx.who.team else None


def _person(ctx: Context, person: Person, asked: Period) -> Reply:
    """The person can see who looked."""
    if person.id != ctx.who.id:
        if person.team != ctx.who.team and Role.ADMIN not in ctx.who.roles:
            raise UserMistake("team", "That is another team: ask its manager.")
        ctx.work.people.looked(person.id, ctx.who.id, asked.name, ctx.at)
    return person_card(ctx, person, asked)
