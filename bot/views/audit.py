"""Records of the audit as text: what was looked at, shown or changed, in the reader's language."""

from __future__ import annotations

from datetime import date

from bot.dispatch.context import Context
from bot.dispatch.programs import via_text
from bot.domain.audit import LOOKS, AuditAction, AuditRecord
from bot.domain.looks import Look, View, parse_look
from bot.domain.people import Role
from bot.language.i18n import Message, msg
from bot.language.vocabulary import KEPT, ROLES, VERBS, verb_label
from bot.views.labels import person_name
from bot.views.periods import period_title

VIEWS: dict[View, Message] = {
    View.TEAM: msg("audit", "the team's figures"),
    View.PERSON: msg("audit", "personal figures"),
    View.PROMISES: msg("audit", "open promises"),
    View.ZEROS: msg("audit", "open zeros"),
    View.WAITING: msg("audit", "waiting customers"),
    View.SWITCHBOARD: msg("audit", "hand-offs"),
    View.RISK: msg("audit", "silent customers"),
    View.DRIFT: msg("audit", "customers who fell"),
    View.MAP: msg("audit", "touchpoints"),
    View.LEAGUE: msg("audit", "the league"),
    View.ACCOUNT: msg("audit", "a customer's card"),
    View.AUDIT: msg("audit", "the audit"),
    View.NOTES: msg("audit", "notes"),
    View.VALUES: msg("audit", "answers about values and touchpoints"),
    View.EXPLORE: msg("audit", "the team's sums by week"),
    View.EXPORT: msg("audit", "everything stored, as a file"),
    View.NUDGES: msg("audit", "the nudges of a day"),
}
ACTIONS: dict[AuditAction, Message] = {
    AuditAction.ROLE_GIVEN: msg("audit", "role given"),
    AuditAction.ROLE_TAKEN: msg("audit", "role taken"),
    AuditAction.REMOVED: msg("audit", "person removed"),
    AuditAction.RESTORED: msg("audit", "person put back"),
    AuditAction.ERASED: msg("audit", "person erased"),
    AuditAction.CLAIMED: msg("audit", "name claimed"),
    AuditAction.CLAIM_CONFIRMED: msg("audit", "claim confirmed"),
    AuditAction.CLAIM_REFUSED: msg("audit", "claim refused"),
    AuditAction.INSTALLED: msg("audit", "installed"),
    AuditAction.LOOKED: msg("audit", "looked"),
    AuditAction.SHARED: msg("audit", "shown to a channel"),
    AuditAction.PROMISE_CHANGED: msg("audit", "promise changed"),
    AuditAction.ACCOUNT_CHANGED: msg("audit", "customer changed"),
    AuditAction.TOUCHPOINT_CHANGED: msg("audit", "touchpoint changed"),
    AuditAction.DESK_CHANGED: msg("audit", "desk changed"),
    AuditAction.TEAM_CHANGED: msg("audit", "team changed"),
    AuditAction.PERSON_CHANGED: msg("audit", "person changed"),
    AuditAction.CLOSED_DAYS_CHANGED: msg("audit", "company holidays changed"),
    AuditAction.ENTRY_CHANGED: msg("audit", "entry changed"),
    AuditAction.VALUE_CHANGED: msg("audit", "value changed"),
    AuditAction.NUDGE_SENT_AGAIN: msg("audit", "nudge to be sent again"),
    AuditAction.NUDGE_DROPPED: msg("audit", "nudge dropped"),
    AuditAction.EXPIRED: msg("audit", "deleted by its age"),
    AuditAction.RETENTION_CHANGED: msg("audit", "retention changed"),
    AuditAction.ACCESS_GIVEN: msg("audit", "token made"),
    AuditAction.ACCESS_TAKEN: msg("audit", "token revoked"),
    AuditAction.PURPOSE_CHANGED: msg("audit", "purpose of team figures changed"),
    AuditAction.OWN_CHANGED: msg("audit", "own setting changed"),
    AuditAction.WEBHOOK_CHANGED: msg("audit", "receiver of events changed"),
}
FIELDS: dict[str, Message] = {
    "kept": msg("audit", "kept"),
    "told": msg("audit", "told first"),
    "broken": msg("audit", "broken"),
    "edited": msg("audit", "edited"),
    "undone": msg("audit", "undone"),
    "added": msg("audit", "added"),
    "removed": msg("audit", "removed"),
    "restored": msg("audit", "put back"),
    "owner": msg("audit", "owner"),
    "value": msg("audit", "value"),
    "contacts": msg("audit", "contacts"),
    "rhythm": msg("audit", "rhythm"),
    "name": msg("audit", "name"),
    "phone": msg("audit", "phone"),
    "contact_person": msg("audit", "contact person"),
    "closed": msg("audit", "closed or opened"),
    "closed,merged_into": msg("audit", "merged into another"),
    "channel": msg("audit", "channel"),
    "zone": msg("audit", "time zone"),
    "country": msg("audit", "country"),
    "language": msg("audit", "language"),
    "team": msg("audit", "team"),
    "quota": msg("audit", "calls a day"),
    "visits": msg("audit", "visits a day"),
    "meetings": msg("audit", "meetings a day"),
    "mails": msg("audit", "mails a day"),
    "offers": msg("audit", "offers a day"),
    "hours": msg("audit", "hours"),
    "frozen": msg("audit", "frozen on purpose"),
    "unfrozen": msg("audit", "unfrozen"),
    "lost": msg("audit", "lost"),
    "handover": msg("audit", "handed over"),
    "assistant": msg("token", "for an assistant"),
    "calendar": msg("token", "for a calendar"),
    "hook": msg("token", "for lines of a program"),
    "purpose": msg("audit", "purpose"),
    "basis": msg("audit", "legal basis"),
    "turned_on": msg("audit", "turned on"),
    "turned_off": msg("audit", "turned off"),
    "secret": msg("audit", "new secret"),
    "day": msg("audit", "day people were told"),
    "notice": msg("audit", "days of notice"),
}
"""Machine words of what changed."""


def author_name(ctx: Context, record: AuditRecord) -> str:
    """Return who acted; where no person did, the operator for a look, and Snurr itself for all else."""
    if record.author:
        return person_name(ctx, record.author)
    return ctx.t("audit", "The operator") if record.action is AuditAction.LOOKED else "Snurr"


def action_text(ctx: Context, record: AuditRecord) -> str:
    """Return what was done; sums in the operator's file were shown to no channel."""
    done = ctx.t("audit", "put in a file") if is_in_file(record) else ctx.m(ACTIONS[record.action])
    return ctx.translator.join((done, via_text(ctx.translator, record.via)))


def is_in_file(record: AuditRecord) -> bool:
    """Whether it says that somebody's work is in a sum of the operator's file."""
    return record.action is AuditAction.SHARED and record.what.startswith(View.EXPLORE)


def local_date(ctx: Context, record: AuditRecord) -> date:
    """Return the reader's local day of a record."""
    return record.at.astimezone(ctx.zone).date()


def view_text(ctx: Context, look: Look, *, exact: bool = True) -> str:
    """Return what was looked at; `exact` with its period, its kind of file and the customer."""
    if not exact:
        return ctx.m(VIEWS[look.view])
    period = period_title(ctx.translator, look.period) if look.period else ""
    if look.period and look.period.name == "week":
        period = f"{period}, {look.period.first.isocalendar().year}"
    return ctx.translator.join((ctx.m(VIEWS[look.view]), look.subject, period, look.export.upper()))


def what_text(ctx: Context, record: AuditRecord) -> str:
    """Return what a record is about, in the reader's language where the words are Snurr's own.

    Which setting of their own somebody changed, such as a pause, nobody else reads.
    """
    if record.action is AuditAction.OWN_CHANGED:
        known = record.author == ctx.who.id and record.what.partition(" ")[0] in VERBS.words
        return verb_label(record.what, ctx.translator.language) if known else ""
    if record.action in LOOKS:
        look = parse_look(record.what)
        return view_text(ctx, look) if look else record.what
    if record.action in (AuditAction.ROLE_GIVEN, AuditAction.ROLE_TAKEN):
        return ROLES.label(record.what, ctx.translator.language) if record.what in set(Role) else record.what
    first, _, rest = record.what.partition(" ")
    if record.action in (AuditAction.PROMISE_CHANGED, AuditAction.ENTRY_CHANGED):
        return ctx.translator.join((first, _field_text(ctx, rest)))
    if record.action in (AuditAction.EXPIRED, AuditAction.RETENTION_CHANGED):
        return f"{KEPT.label(first, ctx.translator.language) if first in KEPT.words else first} {rest}"
    fields = (first,) if first in FIELDS else first.split(",")
    return ctx.translator.join((", ".join(_field_text(ctx, field) for field in fields), rest))


def _field_text(ctx: Context, field: str) -> str:
    return ctx.m(FIELDS[field]) if field in FIELDS else field
