"""Set a person's working hours."""

from __future__ import annotations

from bot.arguments.people import PersonArg
from bot.arguments.person_match import met_as
from bot.arguments.week_hours import WeekHoursArg, hours_of
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import ADMINS, Hours, Person
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.labels import hours_text
from bot.views.person_changes import change_person
from bot.views.setup import saved_reply


@command(
    "admin hours",
    help=msg("help", "A person's working hours"),
    roles=ADMINS,
    args=(PersonArg(name="person", label=msg("field", "Person")), WeekHoursArg(name="hours", label=msg("me", "Hours"))),
    examples=("admin hours Sanna mon-fri 08:00-16:00",),
)
def admin_hours(ctx: Context, person: Person, hours: Hours) -> Reply:
    """Store a person's working hours in local time; weekdays that are not named become free, unless none is."""
    changed = change_person(ctx, person, {"hours": hours_of(hours, person.hours)}, {"hours": "hours"})
    return saved_reply(ctx, (changed.name, met_as(ctx.work, changed), hours_text(ctx.translator, changed.hours)))
