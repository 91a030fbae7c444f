"""Set the calls a day that are asked of a person."""

from __future__ import annotations

from bot.arguments.keyword import WeekdayCountsArg
from bot.arguments.people import PersonArg
from bot.arguments.person_match import met_as
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import ADMINS, Person
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.labels import quota_text
from bot.views.person_changes import change_person
from bot.views.setup import saved_reply


@command(
    "admin quota",
    help=msg("help", "Calls a day, for all days or by weekday"),
    roles=ADMINS,
    args=(
        PersonArg(name="person", label=msg("field", "Person")),
        WeekdayCountsArg(name="quota", label=msg("me", "Calls a day")),
    ),
    examples=("admin quota Sanna 10", "admin quota Sanna mon-thu 8 fri 4"),
)
def admin_quota(ctx: Context, person: Person, quota: tuple[tuple[int, int], ...]) -> Reply:
    """Store the calls asked for by weekday; weekdays that are not named keep theirs."""
    merged = tuple(sorted((dict(person.quotas) | dict(quota)).items()))
    figures = " ".join(f"{calls}" for calls in sorted({calls for _, calls in quota}))
    changed = change_person(ctx, person, {"quotas": merged}, {"quotas": f"quota {figures}"})
    return saved_reply(
        ctx, (changed.name, met_as(ctx.work, changed), ctx.t("me", "Calls a day"), quota_text(ctx.translator, changed))
    )
