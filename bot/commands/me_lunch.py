"""Set one's own lunch: the lunch plan comes half an hour before, and alarms wait until it is over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.arguments.basic import ChoiceArg
from bot.arguments.clock_time import ClockTimeArg
from bot.arguments.parser import MissingArguments
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import Role
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Button, Reply
from bot.views.labels import lunch_text
from bot.views.replies import text_reply

USUAL = timedelta(minutes=30)
"""How long, when no end is named."""
SOME_DAY = date(2026, 1, 1)
"""Times of day are added on it."""
AHEAD = timedelta(minutes=30)
"""How long before it the lunch plan comes."""


@command(
    "me lunch",
    help=msg("help", "Your lunch, and who is first after it"),
    args=(
        ChoiceArg(name="off", label=msg("field", "Off"), table=KEYWORDS, choices=("off",), optional=True, hidden=True),
        ClockTimeArg(name="hours", label=msg("field", "Lunch, such as 11:30 or 11:30-12:15"), span=True, optional=True),
    ),
    examples=("me lunch 11:30", "me lunch 11:30-12:15", "me lunch off"),
)
def me_lunch(ctx: Context, off: str | None, hours: tuple[time, ...] | None) -> Reply:
    """Store one's own lunch in local time, or with `off` have none; it has to lie within working hours."""
    before = ctx.who.lunch
    if off:
        ctx.work.people.change(ctx.who.id, lunch=())
        sentence = ctx.t("me", "No lunch plan any more.") if before else ctx.t("me", "There is no lunch plan.")
        return text_reply(sentence, buttons=(_undo_button(ctx),) if before else ())
    if hours is None:
        raise MissingArguments(["hours"])
    start, end = hours if len(hours) > 1 else (hours[0], _later(hours[0], USUAL))
    _require_within(ctx, start, end)
    ctx.work.people.change(ctx.who.id, lunch=((start, end),))
    # The plan asks for calls, which are asked of sellers alone; for the others lunch is only quiet.
    lines = (
        ctx.t("me", "Lunch {hours}: alarms wait until it is over.", hours=lunch_text(((start, end),))),
        ctx.t(
            "me",
            "On workdays at {hour} I ask who is first afterwards.",
            hour=ctx.translator.hour(_later(start, -AHEAD)),
        )
        if Role.SELLER in ctx.who.roles
        else "",
        ctx.t("me", "Type “me lunch off” to end that."),
    )
    return text_reply(" ".join(filter(None, lines)), buttons=(_undo_button(ctx),))


def _undo_button(ctx: Context) -> Button:
    """Return the button that stores the lunch that was set until now."""
    label, before = ctx.t("button", "Undo"), lunch_text(ctx.who.lunch)
    return ctx.button(label, "me lunch", hours=before) if before else ctx.button(label, "me lunch", off="off")


def _require_within(ctx: Context, start: time, end: time) -> None:
    hours = ctx.who.hours
    if not any(first <= start < end <= last for _, first, last in hours):
        first, last = min(first for _, first, _ in hours), max(last for _, _, last in hours)
        raise UserMistake(
            "me",
            "Lunch lies within your working hours: type a time between {first} and {last}.",
            first=ctx.translator.hour(first),
            last=ctx.translator.hour(last),
        ).at("hours")


def _later(at: time, span: timedelta) -> time:
    """Return the time of day so much later."""
    return (datetime.combine(SOME_DAY, at) + span).time()
