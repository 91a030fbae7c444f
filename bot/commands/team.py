"""A team's sums, or one person's figures, for the manager."""

from __future__ import annotations

from dataclasses import replace

from bot.arguments.file_format import EXPORT
from bot.arguments.people import PersonOrTeamArg
from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS, Person
from bot.domain.periods import Period, period_before, period_of
from bot.domain.teams import Team
from bot.language.i18n import msg
from bot.messages.card import Button, Reply, Text
from bot.messages.events import Scope
from bot.views.access import authorize_person_view, authorized_team, record_look
from bot.views.export import attach_file, daily_sheet
from bot.views.figures import people_in_sums
from bot.views.own_touchpoints import raters_shown, sells
from bot.views.person import person_reply
from bot.views.purpose import open_note
from bot.views.sharing import shareable_sum
from bot.views.team import team_reply, with_elements


@command(
    "team",
    help=msg("help", "Your team's figures: “today”, “week”, “month”, “w47”; “zeros”, “promises”, “waiting”"),
    args=(
        PeriodArg(name="period", label=msg("field", "Period"), optional=True),
        PersonOrTeamArg(name="who", label=msg("field", "Person or team"), optional=True),
        EXPORT,
    ),
    roles=MANAGERS,
    native="team",
    rank=120,
    menu=110,
    examples=("team week", "team w47", "team zeros", "team sanna week", "team month export csv"),
)
def team(ctx: Context, period: Period | None, who: Person | Team | None, export: str | None) -> Reply:
    """Show a team's sums, or one person's figures to their manager; a file has one row a day."""
    period = period or period_of("today", ctx.today)
    if isinstance(who, Person):
        return _person_reply(ctx, who, period, export)
    shown = authorized_team(ctx, who)
    team_id, name = (shown.id, shown.name) if shown else (None, "team")
    look = Look(view=View.TEAM, period=period, export=export or "")
    before = people_in_sums(ctx.work, team_id, period_before(period))
    record_look(ctx, people_in_sums(ctx.work, team_id, period) | before, look)
    reply = team_reply(ctx, shown, period)
    notes = (Text(text=line) for line in open_note(ctx, team_id))
    reply = replace(reply, card=with_elements(reply.card, *notes))
    if export:
        reply = attach_file(ctx, reply, export, daily_sheet(ctx, name, period, team=team_id))
    in_channel = ctx.place.scope is Scope.CHANNEL
    # Sums that would say something about a person are for the manager alone.
    if not in_channel or not shareable_sum(ctx.work, team_id, period, ctx.at, ctx.today, ctx.who.id):
        return reply
    return replace(reply, card=replace(reply.card, buttons=(_share_button(ctx, shown, period),)))


def _person_reply(ctx: Context, person: Person, period: Period, export: str | None) -> Reply:
    authorize_person_view(ctx, person, Look(view=View.PERSON, period=period, export=export or ""))
    if not sells(person):
        record_look(ctx, raters_shown(ctx, person), Look(view=View.NOTES))
    reply = person_reply(ctx, person, period)
    return attach_file(ctx, reply, export, daily_sheet(ctx, person.name, period, person=person)) if export else reply


def _share_button(ctx: Context, shown: Team | None, period: Period) -> Button:
    """Return the button that shows the sums to the channel; it carries the place for replies in the private chat."""
    return ctx.button(
        ctx.t("button", "Share here"),
        "team share",
        team=str(shown.id if shown else ""),
        period=period.name,
        day=period.first.isoformat(),
        channel=ctx.place.channel,
        thread=ctx.place.thread,
    )
