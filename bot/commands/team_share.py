"""Show a team's sums to everybody in a channel; the button of `team`."""

from __future__ import annotations

from datetime import date

from bot.arguments.basic import ButtonValue
from bot.arguments.day_bounds import bounded_day
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import MANAGERS
from bot.domain.periods import Period, period_of, week_of
from bot.domain.sharing import is_group
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.access import authorized_team
from bot.views.sharing import record_shown, shareable_sum, showing_of
from bot.views.team import channel_reply


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
    """Show the sums publicly; the right to see them and who was active are checked again.

    Raises UserMistake for a team or a day that the button should not carry, for fewer than three people besides who
    shares, and for sums that give one person's work when they are held against what was shown before.
    """
    named = next((known for known in ctx.work.teams.all() if str(known.id) == team), None)
    if team and named is None:
        raise UserMistake("team", "That team is no longer there.")
    shown = authorized_team(ctx, named)
    asked = _parse_period(ctx, period, day)
    team_id = shown.id if shown else None
    shared = shareable_sum(ctx.work, team_id, asked, ctx.at, ctx.today, ctx.who.id)
    if shared is None:
        raise _refusal(is_group(ctx.work.figures.active(asked.first, asked.last, team=team_id), ctx.who.id))
    record_shown(ctx.work, showing_of(shared), ctx.at)
    return channel_reply(ctx.in_team_language(), shown, asked, shared.kinds)


def _refusal(group: bool) -> UserMistake:
    if not group:
        return UserMistake("team", "Figures of fewer than three people are not for a channel.")
    return UserMistake(
        "team", "Alone or with what was shown before, these figures would tell what one or two people did."
    )


def _parse_period(ctx: Context, name: str, day: str) -> Period:
    try:
        first = bounded_day(date.fromisoformat(day), ctx.today, ctx.translator)
    except ValueError:
        raise UserMistake("team", "I do not know that period: type “team week”.") from None
    return week_of(first) if name == "week" else period_of(name, first)
