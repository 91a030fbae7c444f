"""Send nudges again later: after some hours, or on the next working morning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.arguments.basic import ButtonValue
from bot.arguments.day_frame import frame_of
from bot.arguments.parser import Arg, Match, ParseContext
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.calendar import calendar_of
from bot.domain.local_time import instant
from bot.domain.outbox import Occurrence, State
from bot.domain.people import Person
from bot.errors import UserMistake
from bot.language.day_arithmetic import furthest_day, plus_days
from bot.language.days.frame import Aim, Moment
from bot.language.days.reading import read_whole
from bot.language.i18n import Quoted, msg
from bot.language.tokens import Token, text_of
from bot.messages.card import Reply
from bot.records import record
from bot.views.replies import text_reply

HOUR = timedelta(hours=1)
WINDOW = timedelta(hours=4)
"""How long a nudge that was put off may be sent."""
MOST_HOURS = 24
"""How far ahead hours may reach; `tomorrow` is the next working morning, however far that is."""
MOST_NUDGES = 50
"""Nudges of one message, far more than one ever holds."""
MORNING = time(8, 30)
EARLIEST, LATEST = time(7), time(18)
"""Local times, as MORNING is; whoever works longer is reminded until then."""


@record(kw_only=True)
class SnoozeArg(Arg):
    """Hours such as `1h` or `3 h`, from 1 to `MOST_HOURS`, or `tomorrow`; the value is an aware UTC instant.

    Raises UserMistake for other hours and words.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        text = text_of(words)
        # h, t and g: hours, timer and timmar, godziny.
        hit = re.fullmatch(r"([0-9]{1,9}) ?[htg]\w*", text.casefold())
        if hit:
            if not 1 <= int(hit[1]) <= MOST_HOURS:
                raise UserMistake(
                    "snooze", "A nudge is put off by 1 to {most} hours: type “1h” or “tomorrow”.", most=MOST_HOURS
                )
            return Match(context.at + int(hit[1]) * HOUR, len(words))
        day = read_whole([word.text for word in words], frame_of(context, Aim.UNTIL))
        if day and day.sure == Moment(day=context.today + timedelta(days=1)):
            return Match(next_morning(context.who, context.today, context.at), len(words))
        if words:
            raise UserMistake(
                "snooze", "{text} is not a time to put off to: type “1h” or “tomorrow”.", text=Quoted(text[:40])
            )
        return None


@command(
    "snooze",
    help=msg("help", "Snooze the last nudge: “1h” or “tomorrow”"),
    args=(
        ButtonValue(name="nudges", label=msg("field", "Nudges")),
        SnoozeArg(name="until", label=msg("field", "Until"), optional=True),
    ),
    examples=("snooze 1h", "snooze tomorrow"),
)
def snooze(ctx: Context, nudges: str, until: datetime | None) -> Reply:
    """Plan the nudges of one message again, by default of the last one sent today, an hour ahead unless named.

    Raises UserMistake when there is no such nudge of one's own.
    """
    at = _while_working(ctx, until or ctx.at + HOUR)
    own = (
        [found for number in nudges.split()[:MOST_NUDGES] if (found := _find_own(ctx, number))]
        if nudges
        else _last_sent(ctx)
    )
    if not own and not nudges:
        raise UserMistake("snooze", "No nudge came to you today.")
    if not own:
        raise UserMistake("snooze", "That nudge is no longer there.")
    pending = ctx.work.outbox.between(ctx.who.id, plus_days(ctx.today, -1), furthest_day(ctx.today))
    for occurrence in own:
        again = occurrence.snoozed(at, at + WINDOW, at.astimezone(ctx.zone).date())
        before = next((each for each in pending if each.brings_again(occurrence)), None)
        # Put off twice, it comes once, when its reader said last.
        if before is None or not ctx.work.outbox.move(before.id, again):
            ctx.work.outbox.plan(again)
    local = at.astimezone(ctx.zone)
    when = ctx.translator.day_at(local.date(), local.time())
    return text_reply(ctx.t("snooze", "I will remind you again {when}.", when=when), replaces=bool(nudges))


def _while_working(ctx: Context, at: datetime) -> datetime:
    """Return the instant, or the next working morning when nobody is to be reminded then.

    That is on a day off, and before EARLIEST and after LATEST or the person's own hours, where those are longer.
    """
    local = at.astimezone(ctx.zone)
    day = local.date()
    if not calendar_of(ctx.who).works(day):
        return next_morning(ctx.who, day, at)
    hours = [(start, end) for weekday, start, end in ctx.who.hours if weekday == day.isoweekday()]
    if local.time() < min([EARLIEST, *(start for start, _ in hours)]):
        return next_morning(ctx.who, plus_days(day, -1), at)
    return next_morning(ctx.who, day, at) if local.time() > max([LATEST, *(end for _, end in hours)]) else at


def _last_sent(ctx: Context) -> list[Occurrence]:
    sent = [nudge for nudge in ctx.work.outbox.of_day(ctx.who.id, ctx.today) if nudge.state is State.SENT]
    last = max((nudge.sent_at for nudge in sent if nudge.sent_at), default=None)
    return [nudge for nudge in sent if nudge.sent_at == last]


def _find_own(ctx: Context, number: str) -> Occurrence | None:
    found = ctx.work.outbox.get(int(number)) if re.fullmatch("[0-9]{1,12}", number) else None
    return found if found and found.person == ctx.who.id else None


def next_morning(who: Person, today: date, now: datetime) -> datetime:
    """Return the UTC instant of 08:30 local time on the person's next working day."""
    day = calendar_of(who).next_workday(today)
    # A zone can skip a whole date, as Samoa's did in 2011: then there is no such morning.
    return instant(day, MORNING, ZoneInfo(who.zone)) or now + timedelta(days=1)
