"""Set the calls a day that are asked of a person, and the visits, meetings, mails and offers."""

from __future__ import annotations

from bot.arguments.people import PersonArg
from bot.arguments.person_match import met_as
from bot.arguments.quotas import Quotas, QuotasArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.details import Kind
from bot.domain.people import ADMINS, Person
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.contacts import SUMS, contact_quota_rows
from bot.views.labels import quota_text
from bot.views.person_changes import change_person
from bot.views.setup import saved_reply


@command(
    "admin quota",
    help=msg("help", "Calls, visits, meetings, mails and offers a day, for all days or by weekday"),
    roles=ADMINS,
    args=(
        PersonArg(name="person", label=msg("field", "Person")),
        QuotasArg(name="quota", label=msg("me", "Calls a day")),
    ),
    examples=("admin quota Sanna 10", "admin quota Sanna mon-thu 8 fri 4", "admin quota Sanna 8 calls 2 visits"),
)
def admin_quota(ctx: Context, person: Person, quota: Quotas) -> Reply:
    """Store the counts asked for by kind and weekday; kinds and weekdays that are not named keep theirs."""
    changed = _with_calls(ctx, person, {day: count for kind, day, count in quota if kind is Kind.CALL})
    for kind, name in SUMS.items():
        named = {day: count for of, day, count in quota if of is kind}
        if named:
            merged = {(of, day): count for of, day, count in changed.contact_quotas} | {
                (kind, day): count for day, count in named.items()
            }
            kept = tuple((of, day, count) for (of, day), count in sorted(merged.items()) if count)
            changed = change_person(
                ctx, changed, {"contact_quotas": kept}, {"contact_quotas": f"{name} {_figures(named)}"}
            )
    say = ctx.translator
    others = (f"{label} {counts}" for label, counts in contact_quota_rows(say, changed))
    facts = (changed.name, met_as(ctx.work, changed), ctx.t("me", "Calls a day"), quota_text(say, changed), *others)
    return saved_reply(ctx, facts)


def _with_calls(ctx: Context, person: Person, calls: dict[int, int]) -> Person:
    if not calls:
        return person
    merged = tuple(sorted((dict(person.quotas) | calls).items()))
    return change_person(ctx, person, {"quotas": merged}, {"quotas": f"quota {_figures(calls)}"})


def _figures(counts: dict[int, int]) -> str:
    return " ".join(str(count) for count in sorted(set(counts.values())))
