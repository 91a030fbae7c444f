"""Erase a customer's contact person: name and number go for good, after a question; the customer stays."""

from __future__ import annotations

from bot.arguments.account import AccountArg
from bot.arguments.basic import ButtonValue
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.accounts import Account
from bot.domain.audit import AuditAction
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Text
from bot.messages.press import existing
from bot.views.access import authorize_account_change
from bot.views.personal_data import emptied
from bot.views.replies import text_reply


@command(
    "account erase",
    help=msg("help", "Erase a customer's contact person and number for good"),
    by_hand=True,
    args=(
        AccountArg(name="account", label=msg("field", "Account"), creates=False),
        ButtonValue(name="sure", label=msg("field", "Account")),
    ),
    examples=("account erase acme",),
)
def account_erase(ctx: Context, account: Account, sure: str) -> Reply:
    """Ask first; the button of the question erases. Where nobody is kept there is nothing to ask."""
    authorize_account_change(ctx, account)
    if not (account.contact_person or account.phone):
        return text_reply(ctx.t("account", "{account} has no contact person and no number.", account=account.name))
    if sure != str(account.id):
        return _question(ctx, account)
    ctx.work.personal_data.erase_contact(account.id, emptied)
    ctx.work.audit.add(
        AuditAction.ERASED, ctx.at, author=ctx.who.id, person=account.owner, what=f"contact_person {account.name}"
    )
    return text_reply(ctx.t("account", "Erased: the contact person and number of {account}.", account=account.name))


def _question(ctx: Context, account: Account) -> Reply:
    shown = ctx.translator.join((account.contact_person, account.phone))
    title = ctx.t("account", "Erase the contact person of {account}?", account=account.name)
    lines = [
        shown,
        ctx.t("account", "Gone for good, also from earlier changes, imports and typed lines."),
        *(
            [ctx.t("account", "Notes stay as typed: “find {name}” shows them.", name=account.contact_person)]
            if account.contact_person
            else []
        ),
    ]
    button = ctx.button(ctx.t("button", "Erase"), "account erase", account=existing(account.id), sure=str(account.id))
    return Reply(card=Card(title=title, body=tuple(Text(text=line) for line in lines), buttons=(button,)), ok=False)
