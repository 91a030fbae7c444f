"""When a team's nudges come: the hours that differ from the usual ones, with the next sendings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from bot.arguments.basic import ButtonValue, ChoiceArg
from bot.arguments.clock_time import ClockTimeArg
from bot.arguments.nudge_kind import NudgeKindsArg
from bot.arguments.parser import MissingArguments
from bot.arguments.setup import TEAM
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditAction
from bot.domain.nudge_kinds import SWEEPS, TIMED, TIMED_FOR_CHANNEL, USUAL_HOURS
from bot.domain.people import ADMINS
from bot.domain.sendings import Sending, next_sendings
from bot.domain.teams import Team
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import KEYWORDS, NUDGES
from bot.messages.card import Button, Card, Reply, Text
from bot.views.access import record_change
from bot.views.replies import text_reply

NEXT = 5
"""Sendings that are shown after a change."""
NAMED = 3
"""People whom a sending names; the rest are counted."""
EARLIEST, LATEST = time(6), time(20)
"""Between which an hour may be set: nobody is nudged at night."""
TEAMS_SHOWN = 5
PROMISES = "N4"
CLOCK = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


@command(
    "admin nudge",
    help=msg("help", "At which hour a team's nudges come"),
    roles=ADMINS,
    args=(
        NudgeKindsArg(name="kind", label=msg("field", "Kind of nudge"), kinds=TIMED, optional=True),
        ChoiceArg(name="off", label=msg("field", "Off"), table=KEYWORDS, choices=("off",), optional=True, hidden=True),
        ClockTimeArg(name="hour", label=msg("field", "Time, such as 08:15"), optional=True),
        TEAM,
        ButtonValue(name="before", label=msg("field", "Time, such as 08:15")),
    ),
    examples=("admin nudge", "admin nudge morning 08:15", "admin nudge morning off"),
)
def admin_nudge(
    ctx: Context, kind: tuple[str, ...] | None, off: str | None, hour: time | None, team: Team | None, before: str
) -> Reply:
    """Set the hour of kinds of nudge for a team, or with `off` the usual one again; show all hours without a kind.

    Undo carries in `before` the hours that were set.
    """
    if kind is None and not before:
        return _overview(ctx)
    chosen = team or _only_team(ctx)
    if before:
        return _set(ctx, chosen, _read_hours(before), kind or ())
    if hour is None and not off:
        raise MissingArguments(["hour"], {"kind": " ".join(kind or ())})
    if hour and not EARLIEST <= hour <= LATEST:
        raise UserMistake(
            "admin", "Nobody is nudged at night: type a time from {first} to {last}.", first="06:00", last="20:00"
        ).at("hour")
    hours = dict(chosen.nudge_hours)
    for each in kind or ():
        hours.pop(each, None)
        hours |= {each: hour} if hour and hour != USUAL_HOURS.get(each) else {}
    return _set(ctx, chosen, hours, kind or ())


def _set(ctx: Context, team: Team, hours: dict[str, time], kinds: tuple[str, ...]) -> Reply:
    """Store the hours of a team and show what comes next; what was so already is only shown."""
    was = dict(team.nudge_hours)
    changed = hours != was
    if changed:
        team = ctx.work.teams.set_nudge_hours(team.id, tuple(sorted(hours.items())))
        record_change(ctx, AuditAction.TEAM_CHANGED, f"hours {team.name}")
    lines = [line for each in kinds or TIMED for line in (_hour_line(ctx, team, each), *_next_lines(ctx, team, each))]
    undo = (_undo_button(ctx, team, kinds, was),) if changed else ()
    return text_reply(*lines, buttons=undo)


def _undo_button(ctx: Context, team: Team, kinds: tuple[str, ...], was: dict[str, time]) -> Button:
    label = ctx.t("button", "Undo")
    return ctx.button(label, "admin nudge", kind=" ".join(kinds), team=team.name, before=_as_value(was))


def _hour_line(ctx: Context, team: Team, kind: str) -> str:
    """Return when a kind comes to a team, and when it usually would."""
    name = NUDGES.label(kind, ctx.translator.language)
    own, usual = dict(team.nudge_hours).get(kind), USUAL_HOURS.get(kind)
    if own and usual:
        return ctx.t(
            "admin",
            "{team}: {nudge} at {hour}, instead of {usual}.",
            team=team.name,
            nudge=name,
            hour=ctx.translator.hour(own),
            usual=ctx.translator.hour(usual),
        )
    if own:
        return ctx.t(
            "admin",
            "{team}: {nudge} at {hour}, or 15 minutes before the own end of work where that is earlier.",
            team=team.name,
            nudge=name,
            hour=ctx.translator.hour(own),
        )
    if usual:
        hour = ctx.translator.hour(usual)
        return ctx.t("admin", "{team}: {nudge} at {hour}, as usual.", team=team.name, nudge=name, hour=hour)
    return ctx.t("admin", "{team}: {nudge} 15 minutes before the own end of work.", team=team.name, nudge=name)


def _next_lines(ctx: Context, team: Team, kind: str, count: int = NEXT) -> Iterator[str]:
    """Yield the next sendings as sentences."""
    if kind == PROMISES:
        yield ctx.t("admin", "It comes on the workday before a promise is due.")
        return
    if kind in SWEEPS:
        yield ctx.t("admin", "It comes on Fridays, to whom it has something to say.")
        return
    sendings = next_sendings(ctx.work, team, kind, ctx.at, count)
    if not sendings:
        yield (
            ctx.t("admin", "Nobody gets it: the team has no channel.")
            if (kind in TIMED_FOR_CHANNEL and not team.channel)
            else ctx.t("admin", "Nobody gets it in the next weeks.")
        )
    yield from (_sending_text(ctx, team, sending) for sending in sendings)


def _sending_text(ctx: Context, team: Team, sending: Sending) -> str:
    when = ctx.translator.day_at(sending.day, sending.hour)
    names = ", ".join(person.name for person in sending.people[:NAMED]) or f"#{team.channel}"
    more = len(sending.people) - NAMED
    to = ctx.t("missing", "and {count} more", count=more) if more > 0 else ""
    return ctx.t("admin", "{when}: to {names}.", when=when, names=", ".join(filter(None, (names, to))))


def _overview(ctx: Context) -> Reply:
    """Show the hours of each team, with the next sending of each kind."""
    teams = ctx.work.teams.all(TEAMS_SHOWN)
    if not teams:
        raise UserMistake("admin", "There is no team yet: make one with “admin team Nord”.")
    lines = [
        f"{_hour_line(ctx, team, kind)} {' '.join(_next_lines(ctx, team, kind, 1))}" for team in teams for kind in TIMED
    ]
    more = ctx.work.teams.count() - len(teams)
    lines += [ctx.n("team", "And {count} more.", "And {count} more.", more)] if more > 0 else []
    lines.append(ctx.t("admin", "Type “admin nudge morning 08:15” or “admin nudge morning off”."))
    body = tuple(Text(text=line) for line in lines)
    return Reply(card=Card(title=ctx.t("admin", "When nudges come"), body=body))


def _only_team(ctx: Context) -> Team:
    """Return the team that is meant where none is named: the only one, or else the own one."""
    only = ctx.work.teams.only()
    if only is None and ctx.who.team is None:
        raise UserMistake("admin", "Which team? Type “admin nudge morning 08:15 team Nord”.")
    return only or ctx.work.teams.get(ctx.who.team or 0)


def _as_value(hours: dict[str, time]) -> str:
    return " ".join(f"{kind}={at:%H:%M}" for kind, at in sorted(hours.items())) or "-"


def _read_hours(before: str) -> dict[str, time]:
    """Return the hours that an undo carries; what is none of them is left out."""
    hours: dict[str, time] = {}
    for kind, _, at in (part.partition("=") for part in before.split()):
        if kind in TIMED and CLOCK.fullmatch(at):
            hours[kind] = time.fromisoformat(at)
    return hours
