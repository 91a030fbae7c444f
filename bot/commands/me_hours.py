"""Set one's own working hours."""

from __future__ import annotations

from bot.arguments.week_hours import WeekHoursArg, hours_of
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import Hours, Person
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.labels import hours_text, lunch_text
from bot.views.replies import text_reply


@command(
    "me hours",
    help=msg("help", "Your working hours"),
    examples=("me hours mon-fri 08:00-16:00",),
    args=(WeekHoursArg(name="hours", label=msg("me", "Hours")),),
)
def me_hours(ctx: Context, hours: Hours) -> Reply:
    """Store one's own working hours in local time; nudges come within them. Hours alone keep the days as they are."""
    before = ctx.who.hours
    changed = ctx.work.people.change(ctx.who.id, hours=hours_of(hours, before))
    undo = ctx.button(ctx.t("button", "Undo"), "me hours", hours=hours_text(ctx.translator, before))
    sentence = ctx.t("me", "Your hours: {hours}.", hours=hours_text(ctx.translator, changed.hours))
    return text_reply(sentence, _lunch_line(ctx, changed), buttons=(undo,) if changed.hours != before else ())


def _lunch_line(ctx: Context, person: Person) -> str:
    """Return that the person's lunch lies outside of their hours from now on, "" where it does not."""
    hours = [(start, end) for _, start, end in person.hours]
    if all(any(first <= start < end <= last for first, last in hours) for start, end in person.lunch):
        return ""
    return ctx.t(
        "me",
        "Your lunch {lunch} lies outside of them: type a new one, or “me lunch off”.",
        lunch=lunch_text(person.lunch),
    )
