"""The league of a team: named, and only of whoever asked to take part."""

from __future__ import annotations

from bot.arguments.file_format import EXPORT
from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.looks import Look, View
from bot.domain.periods import Period, period_before, week_of
from bot.domain.sharing import GROUP
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.messages.spreadsheet import Sheet
from bot.views.access import authorized_team, record_look
from bot.views.export import attach_file
from bot.views.league import league_reply, participants, share


@command(
    "team league",
    help=msg("help", "Who takes part, by share of the own target; each decides for themselves"),
    by_hand=True,
    args=(PeriodArg(name="period", label=msg("field", "Period"), optional=True), EXPORT),
    examples=("team league",),
)
def team_league(ctx: Context, period: Period | None, export: str | None) -> Reply:
    """Show the share of their own target of those who take part, to everybody in the team; from three people on."""
    period = period or week_of(ctx.today)
    people, count = participants(ctx, authorized_team(ctx))
    before = period_before(period)
    shares = [
        (person.name, now, share(ctx, person, before))
        for person in people
        if (now := share(ctx, person, period)) is not None
    ]
    shares.sort(key=lambda each: (-each[1], each[0]))
    named = len(shares) >= GROUP
    if named:
        record_look(ctx, (person.id for person in people), Look(view=View.LEAGUE, period=period, export=export or ""))
    reply = league_reply(ctx, shares, count, period)
    header = (ctx.t("field", "Person"), ctx.t("league", "Share of own target in per cent"))
    rows = tuple((name, now) for name, now, _ in shares) if named else ()
    return attach_file(ctx, reply, export, Sheet(name=f"league {period.first.isoformat()}", header=header, rows=rows))
