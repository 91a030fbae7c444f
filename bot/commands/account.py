"""Show an account, or change its value, contacts, rhythm, owner, phone or contact person."""

from __future__ import annotations

from bot.arguments.account import AccountArg
from bot.arguments.basic import ButtonValue
from bot.arguments.keyword import KeywordArg, count
from bot.arguments.money import MoneyArg, money
from bot.arguments.people import PersonArg
from bot.arguments.phone import PhoneArg, contact_person, phone_number
from bot.arguments.rhythm import RhythmArg, rhythm
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.account_fields import AccountField, FieldChange
from bot.domain.accounts import Account
from bot.domain.people import Person
from bot.errors import UserMistake
from bot.language.amounts import Amount
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.messages.press import Nobody
from bot.views.access import authorize_account_change
from bot.views.account_card import ALL, SHOWN, account_reply
from bot.views.account_changes import log_change, opened_text, with_receipt
from bot.views.money import amount_in, currency_for


@command(
    "account",
    help=msg("help", "Everything about a customer; to change it, add for example “owner Kari”"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        MoneyArg(name="value", label=msg("field", "Value a year"), keyword="value", meaning=money, optional=True),
        KeywordArg(name="contacts", label=msg("field", "Contacts"), keyword="contacts", meaning=count, optional=True),
        RhythmArg(
            name="every", label=msg("field", "Rhythm, such as 3w"), keyword="every", meaning=rhythm, optional=True
        ),
        KeywordArg(
            name="owner",
            label=msg("field", "Owner"),
            keyword="owner",
            optional=True,
            inner=PersonArg(name="owner", label=msg("field", "Owner"), adds=True, nobody=True),
        ),
        PhoneArg(name="phone", label=msg("field", "Phone"), keyword="phone", meaning=phone_number, optional=True),
        KeywordArg(
            name="contact_person",
            label=msg("field", "Contact person"),
            keyword="person",
            meaning=contact_person,
            optional=True,
        ),
        ButtonValue(name="whole", label=msg("field", "Account")),
    ),
    rank=80,
    menu=100,
    examples=("account acme", "account acme 7M every 3w owner @ola phone 55 12 34 56 person Kari"),
)
def account(
    ctx: Context,
    account: Account,
    value: Amount | None,
    contacts: int | None,
    every: int | None,
    owner: Person | Nobody | None,
    phone: str | None,
    contact_person: str | None,
    whole: str,
) -> Reply:
    """Store what is named, as an entry that can be undone, and show the account's card; with `whole` all its lists."""
    holder = account.owner if owner is None else owner.id if isinstance(owner, Person) else None
    currency = currency_for(ctx.work, holder, ctx.who)
    if value is None:
        _check_same_currency(ctx, account, currency)
    yearly = amount_in(value, currency, ctx.translator) if value else None
    named = {
        AccountField.VALUE: yearly,
        AccountField.CONTACTS: contacts,
        AccountField.RHYTHM: every,
        AccountField.PHONE: phone,
        AccountField.CONTACT_PERSON: contact_person,
    }
    changed: dict[AccountField, int | str | None] = {field: new for field, new in named.items() if new is not None}
    changed |= {} if owner is None else {AccountField.OWNER: holder}
    if holder != account.owner:
        authorize_account_change(ctx, account)
    fields = [FieldChange(account=account.id, field=field, value=new) for field, new in changed.items()]
    if not fields and not account.new:
        return account_reply(ctx, account, ALL if whole else SHOWN)
    entry = log_change(ctx, account, *fields)
    opened = opened_text(ctx, owner, account.name) if holder != account.owner else ""
    return with_receipt(ctx, account_reply(ctx, ctx.work.accounts.get(account.id)), entry, opened)


def _check_same_currency(ctx: Context, account: Account, currency: str) -> None:
    """Raise UserMistake when the value that stands would become one in another currency with the new owner."""
    before = currency_for(ctx.work, account.owner, ctx.who)
    if account.value is not None and currency != before:
        raise UserMistake(
            "account",
            "The value is in {before}, the new owner's team counts in {currency}: type the value too.",
            before=before,
            currency=currency,
        )
