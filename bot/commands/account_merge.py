"""Make two accounts one: what was logged about the first goes to the second, whose names both of them then find."""

from __future__ import annotations

from collections.abc import Iterator

from bot.arguments.account import AccountArg
from bot.arguments.basic import ButtonValue
from bot.arguments.keyword import KeywordArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.account_fields import AccountField, FieldChange
from bot.domain.accounts import Account
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Style, Text
from bot.messages.press import existing
from bot.views.access import authorize_account_change
from bot.views.account_changes import log_change
from bot.views.account_counts import moved_counts
from bot.views.money import currency_for
from bot.views.replies import receipt_reply

LARGE = 20
"""Entries from which a press is asked for."""
FILLED = (
    AccountField.OWNER,
    AccountField.PLACE,
    AccountField.CONTACTS,
    AccountField.RHYTHM,
    AccountField.PHONE,
    AccountField.CONTACT_PERSON,
)
"""Particulars that the account takes over where it has none."""


@command(
    "account merge",
    help=msg("help", "Make two customers one, with all that was logged"),
    args=(
        AccountArg(name="account", label=msg("field", "Account"), creates=False),
        KeywordArg(
            name="into",
            label=msg("field", "Into"),
            keyword="into",
            inner=AccountArg(name="into", label=msg("field", "Into"), creates=False),
        ),
        ButtonValue(name="sure", label=msg("field", "Account")),
    ),
    examples=("account merge akme into acme",),
)
def account_merge(ctx: Context, account: Account, into: Account, sure: str) -> Reply:
    """Merge an account into another; where much was logged, say what moves and ask first.

    Raises UserMistake for an account and itself, and for closed ones.
    """
    if account.id == into.id:
        raise UserMistake("account", "{account} is one account: name two.", account=account.name)
    authorize_account_change(ctx, account, into)
    for each in (account, into):
        if each.closed is not None:
            raise UserMistake("account", "{account} is closed: type “account open {account}” first.", account=each.name)
    entries, counted = moved_counts(ctx, account)
    moved = ctx.t("account", "Moved to {into}: {things}.", into=into.name, things=counted)
    if entries >= LARGE and not sure:
        title = ctx.t("account", "Merge {account} into {into}?", account=account.name, into=into.name)
        press = {"account": existing(account.id), "into": existing(into.id), "sure": "1"}
        merge = ctx.button(ctx.t("button", "Merge"), "account merge", Style.MAIN, **press)
        return Reply(card=Card(title=title, body=(Text(text=moved),), buttons=(merge,)), ok=False)
    entry = log_change(ctx, account, *_fields(ctx, account, into))
    line = ctx.translator.join(
        (ctx.t("account", "{account} merged into {into}", account=account.name, into=into.name), entry.ref)
    )
    finds = ctx.t("account", "“{account}” finds {into} from now on.", account=account.name, into=into.name)
    return receipt_reply(ctx, entry, [line, *([moved] if entries else []), finds])


def _fields(ctx: Context, account: Account, into: Account) -> Iterator[FieldChange]:
    """Yield what changes: the one account ends in the other, which takes over what it does not know itself."""
    yield FieldChange(account=account.id, field=AccountField.CLOSED, value="")
    yield FieldChange(account=account.id, field=AccountField.MERGED_INTO, value=into.id)
    ours, theirs = ctx.work.accounts.columns(into.id), ctx.work.accounts.columns(account.id)
    same_money = currency_for(ctx.work, account.owner, ctx.who) == currency_for(ctx.work, into.owner, ctx.who)
    for field in (*FILLED, *((AccountField.VALUE,) if same_money else ())):
        value = theirs[field]
        if ours[field] in (None, "") and value not in (None, "") and not isinstance(value, float):
            yield FieldChange(account=into.id, field=field, value=value)
    contact, other = ours[AccountField.IMPORTED_CONTACT], theirs[AccountField.IMPORTED_CONTACT]
    if other and str(other) > str(contact or ""):
        yield FieldChange(account=into.id, field=AccountField.IMPORTED_CONTACT, value=str(other))
