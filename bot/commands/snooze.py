"""Put nudges off for an hour, or until the next working morning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.arguments.basic import ButtonValue
from bot.arguments.parser import Arg, Match, ParseContext
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.calendar import calendar_of
from bot.domain.local_time import instant
from bot.domain.outbox import Occurrence, State
from bot.domain.people import Person
from bot.errors import UserMistake
from bot.language.dates import parse_day
from bot.language.i18n import msg
from bot.language.tokens import Token, text_of
from bot.messages.card import Card, Reply, Text

HOUR = timedelta(hours=1)
WINDOW = timedelta(hours=4)
MORNING = time(8, 30)


@dataclass(frozen=True, kw_only=True)
class SnoozeArg(Arg):
    """`1h`, `3 h` or `tomorrow`; the value is the instant."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        text = text_of(words)
        hit = re.fullmatch(r"([0-9]{1,2}) ?[htg]\w*", text.casefold())
        if hit:
            return Match(context.at + int(hit[1]) * HOUR, len(words))
        day = parse_day([word.text for word in words], context.today)
        if day and day[0] == context.today + timedelta(days=1) and day[1] == len(words):
            return Match(next_morning(context.who, context.today, context.at), len(words))
        if words:
            raise UserMistake("snooze", "{text} is no time to put off to: type 1h or tomorrow.", text=f'"{text[:40]}"')
        return None


@command(
    "snooze",
    help=msg("help", "Put the last nudge off: 1h or tomorrow"),
    args=(
        ButtonValue(name="nudges", label=msg("field", "Nudges")),
        SnoozeArg(name="until", label=msg("field", "Until"), optional=True),
    ),
    examples=("snooze 1h", "snooze tomorrow"),
)
def snooze(ctx: Context, nudges: str, until: datetime | None) -> Reply:
    """Let the nudges of one message, the last one when none is named, come again later."""
    at = _worked(ctx, until or ctx.at + HOUR)
    mine = [each for number in nudges.split() if (each := _mine(ctx, number))] if nudges else _last(ctx)
    if not mine:
        raise UserMistake("snooze", "That nudge is no longer there.")
    for each in mine:
        ctx.work.outbox.plan(each.snoozed(at, at + WINDOW, at.astimezone(ctx.zone).date()))
    when = ctx.translator.join(
        (ctx.translator.day(at.astimezone(ctx.zone).date()), ctx.translator.time(at.astimezone(ctx.zone)))
    )
    return Reply(card=Card(body=(Text(text=ctx.t("snooze", "Again: {when}.", when=when)),)), replaces=bool(nudges))


def _worked(ctx: Context, at: datetime) -> datetime:
    """Return the instant, or the next working morning when nobody works on its day."""
    day = at.astimezone(ctx.zone).date()
    return at if calendar_of(ctx.who).works(day) else next_morning(ctx.who, day, at)


def _last(ctx: Context) -> list[Occurrence]:
    sent = [each for each in ctx.work.outbox.of_day(ctx.who.id, ctx.today) if each.state is State.SENT]
    last = max((each.sent_at for each in sent if each.sent_at), default=None)
    return [each for each in sent if each.sent_at == last]


def _mine(ctx: Context, number: str) -> Occurrence | None:
    found = ctx.work.outbox.get(int(number)) if re.fullmatch("[0-9]{1,12}", number) else None
    return found if found and found.person == ctx.who.id else None


def next_morning(who: Person, today: date, now: datetime) -> datetime:
    """Return the morning moment of a person's next working day."""
    day = calendar_of(who).next_workday(today)
    return instant(day, MORNING, ZoneInfo(who.zone)) or now + timedelta(days=1)
