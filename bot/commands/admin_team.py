"""Add or change a team."""

from __future__ import annotations

from dataclasses import replace

from bot.arguments.basic import ButtonValue
from bot.arguments.keyword import KeywordArg, NewNameArg, plain
from bot.arguments.setup import COUNTRY, LANGUAGE, RENAMED, ZONE
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditAction
from bot.domain.people import ADMINS
from bot.language.i18n import msg
from bot.messages.card import Reply, Text
from bot.views.channels import channel_address, unknown_channel
from bot.views.known_tails import ask_tail, keyword_label, setting_tail
from bot.views.setup import record_saved, rename_item, saved_reply

ARGS = {"channel": "channel", "timezone": "zone", "language": "language"}
"""The argument of each keyword that a name may end in the value of."""


@command(
    "admin team",
    help=msg("help", "Make or change a team and its channel"),
    roles=ADMINS,
    args=(
        NewNameArg(name="name", label=msg("field", "Team")),
        KeywordArg(name="channel", label=msg("field", "Channel"), keyword="channel", meaning=plain, optional=True),
        ZONE,
        COUNTRY,
        LANGUAGE,
        RENAMED,
        ButtonValue(name="sure", label=msg("field", "Name")),
    ),
    examples=(
        "admin team Nord channel #nord timezone Europe/Oslo country NO language nb",
        "admin team Nord name Nordvest",
    ),
)
def admin_team(
    ctx: Context,
    name: str,
    channel: str | None,
    zone: str | None,
    country: str | None,
    language: str | None,
    renamed: str | None,
    sure: str,
) -> Reply:
    """Add a team or change what is named; the first team takes in everybody who is in none.

    The channel's address is stored too where it is known; raises UserMistake when several channels have the name.
    """
    asks = not (sure or channel or zone or country or language or renamed or ctx.work.teams.by_name(name))
    if asks and (found := setting_tail(ctx, name)):
        head, keyword, value = found
        values = {"name": head, ARGS[keyword]: value}
        label = keyword_label(ctx, head, keyword, value)
        return ask_tail(ctx, "admin team", name, (label, values), {"name": name, "sure": "1"})
    name = rename_item(ctx.work.teams, name, renamed)
    channel = (channel or "").lstrip("#")
    address = channel_address(ctx, channel) if channel else ""
    before = ctx.work.teams.by_name(name)
    team = ctx.work.teams.save(
        name,
        ctx.at,
        channel=channel,
        address=address,
        zone=zone or "",
        country=country or "",
        language=language or "",
    )
    named = {"name": renamed, "channel": channel, "zone": zone, "country": country, "language": language}
    fields = [field for field, value in named.items() if value]
    record_saved(ctx, AuditAction.TEAM_CHANGED, before, team, fields)
    if channel and before and before.channel != channel:
        # Another channel than before: neither its address nor why that one was refused holds for it.
        ctx.work.teams.move(team.id, channel, address)
        ctx.work.teams.park(team.id, "")
        ctx.work.outbox.unpark(ctx.at, team=team.id)
    reply = saved_reply(
        ctx, (team.name, f"#{team.channel}" if team.channel else "", team.zone, team.country, team.language)
    )
    warning = "" if address or not channel else unknown_channel(ctx, channel)
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, Text(text=warning)))) if warning else reply
