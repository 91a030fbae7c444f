"""A colleague leaves: customers, open promises, follow-ups and touchpoints go to somebody else, with one undo."""

from __future__ import annotations

from bot.arguments.keyword import KeywordArg
from bot.arguments.people import PersonArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.account_fields import AccountField, FieldChange
from bot.domain.audit import AuditAction
from bot.domain.details import AccountChange, Handover
from bot.domain.people import ADMINS, Person
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.access import record_change
from bot.views.handovers import handed_texts
from bot.views.replies import receipt_reply, text_reply
from bot.views.roles import record_removal


@command(
    "admin leave",
    help=msg("help", "Somebody leaves: hand over all they answer for"),
    roles=ADMINS,
    args=(
        PersonArg(name="person", label=msg("field", "Person"), removed=True),
        KeywordArg(
            name="heir",
            label=msg("field", "Who takes over"),
            keyword="into",
            inner=PersonArg(name="heir", label=msg("field", "Who takes over")),
        ),
    ),
    examples=("admin leave Ola to Sanna",),
)
def admin_leave(ctx: Context, person: Person, heir: Person) -> Reply:
    """Hand over what a person answers for and take them off the list, as one entry; said twice, it is done once.

    Raises UserMistake for handing over to the same person, for oneself and for the last manager.
    """
    if person.id == heir.id:
        raise UserMistake("leave", "{name} cannot take over from {name}: name somebody else.", name=person.name)
    accounts = ctx.work.accounts.owned_by(person.id)
    fields = tuple(
        FieldChange(account=account.id, field=AccountField.OWNER, value=heir.id)
        for account in sorted(accounts, key=lambda each: each.id)
    )
    if not person.active and not fields and not _duties(ctx, person):
        last = ctx.work.handovers.last_of(person.id)
        buttons = (ctx.undo_button(ctx.work.entries.get(last)),) if last else ()
        return text_reply(
            ctx.t("leave", "{name} has left already and answers for nothing.", name=person.name), buttons=buttons
        )
    if person.active:
        record_removal(ctx, person)
    entry = ctx.log(AccountChange(fields=fields, handover=Handover(leaver=person.id, heir=heir.id)), None)
    record_change(ctx, AuditAction.PERSON_CHANGED, f"handover {person.name}", heir.id)
    went = handed_texts(ctx.translator, ctx.work, entry.id)
    line = ctx.translator.join((ctx.t("leave", "{name} has left", name=person.name), entry.ref))
    to = (
        ctx.t("leave", "To {heir}: {things}.", heir=heir.name, things=", ".join(went))
        if went
        else ctx.t("leave", "There was nothing to hand over.")
    )
    return receipt_reply(
        ctx,
        entry,
        [
            line,
            to,
            ctx.t("leave", "No more nudges go to {name}.", name=person.name),
        ],
    )


def _duties(ctx: Context, person: Person) -> bool:
    """Whether a person answers for anything beside customers."""
    return bool(
        ctx.work.promises.open_of(person.id)
        or ctx.work.figures.open_followups(person.id, ctx.today.replace(year=ctx.today.year + 3))
        or any(touchpoint.owner == person.id for touchpoint in ctx.work.touchpoints.all())
    )
