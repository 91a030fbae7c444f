"""Put nudges off, or stop a kind of them; stopping always has an end and prints the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.context import Context
from bot.domain.calendar import calendar_of
from bot.domain.occurrence import instant
from bot.domain.outbox import Occurrence, State
from bot.errors import UserMistake
from bot.i18n import msg
from bot.kinds import Day, Rest
from bot.message import Card, Reply, Text
from bot.registry import command
from bot.wordlists import KEYWORDS

HOUR = timedelta(hours=1)
WINDOW = timedelta(hours=4)
MUTED = timedelta(days=14)
MORNING = time(8, 30)


@command(
    "snooze",
    help=msg("help", "Puts a nudge off"),
    hidden=True,
    args=(
        Rest(name="nudges", label=msg("field", "Nudges"), multiline=False),
        Rest(name="until", label=msg("field", "Until"), optional=True, default="hour", multiline=False),
    ),
)
def snooze(ctx: Context, nudges: str, until: str) -> Reply:
    """Let the nudges of one message come again in an hour, or in the next working morning."""
    mine = [each for number in nudges.split() if (each := _mine(ctx, number))]
    if not mine:
        raise UserMistake("snooze", "That nudge is no longer there.")
    at = _next_morning(ctx) if until == "tomorrow" else ctx.at + HOUR
    for each in mine:
        ctx.work.outbox.plan(_again(each, at, at.astimezone(ctx.zone).date()))
    when = ctx.words.join((ctx.words.day(at.astimezone(ctx.zone).date()), ctx.words.time(at.astimezone(ctx.zone))))
    return Reply(card=Card(body=(Text(text=ctx.t("snooze", "Again: {when}.", when=when)),)), replaces=True)


def _mine(ctx: Context, number: str) -> Occurrence | None:
    found = ctx.work.outbox.get(int(number)) if number.isascii() and number.isdigit() else None
    return found if found and found.person == ctx.who.id else None


def _again(occurrence: Occurrence, at: datetime, day: date) -> Occurrence:
    key = f"{occurrence.key}~{at:%Y%m%dT%H%M}"
    return replace(occurrence, key=key, due=at, until=at + WINDOW, local_day=day, state=State.DUE, why="", receipt="")


def _next_morning(ctx: Context) -> datetime:
    day = calendar_of(ctx.who).next_workday(ctx.today)
    return instant(day, MORNING, ctx.zone) or ctx.at + timedelta(days=1)


@command(
    "mute",
    help=msg("help", "No nudges of one kind for a while"),
    args=(
        Rest(name="rule", label=msg("field", "Kind of nudge, such as N13, or off"), multiline=False),
        Day(name="until", label=msg("field", "Until"), optional=True, before=("until", "by")),
    ),
    examples=("mute N13 until mon", "mute off"),
)
def mute(ctx: Context, rule: str, until: date | None) -> Reply:
    """Stop one kind of nudge until a day, two weeks ahead when none is named."""
    if KEYWORDS.find(rule) == "off":
        ctx.work.people.change(ctx.who.id, muted=())
        return Reply(card=Card(body=(Text(text=ctx.t("mute", "All nudges are back.")),)), replaces=True)
    name = rule.upper()
    if not (name.startswith("N") and name[1:].isascii() and name[1:].isdigit() and len(name) <= 3):
        raise UserMistake("mute", "{rule} is no kind of nudge: type mute N13 until mon.", rule=f'"{rule[:40]}"')
    end = until or ctx.today + MUTED
    muted = dict(ctx.who.muted) | {name: end}
    ctx.work.people.change(ctx.who.id, muted=tuple(sorted(muted.items())))
    sentence = ctx.t(
        "mute", "No more {rule} until {day}; type mute off to have it back.", rule=name, day=ctx.words.day(end)
    )
    return Reply(card=Card(body=(Text(text=sentence),)), replaces=True)
