"""Changes of accounts: how each reads in one line, and the receipt of one."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.dispatch.context import Context
from bot.domain.account_fields import AccountField, FieldChange, kept_text, stored_value
from bot.domain.accounts import Account
from bot.domain.audit import AuditAction
from bot.domain.details import AccountChange
from bot.domain.entries import Entry
from bot.domain.people import Person
from bot.messages.card import Reply, Text
from bot.messages.press import Nobody
from bot.views.access import record_change
from bot.views.labels import person_name, rhythm_text
from bot.views.money import currency_for

IN_SIGHT = 3
"""Buttons of a card that are in sight."""


def log_change(ctx: Context, account: Account, *fields: FieldChange) -> Entry:
    """Change fields of an account, or of two, as one entry that can be undone; whose they are is told of it."""
    entry = ctx.log(AccountChange(fields=tuple(sorted(fields, key=lambda each: (each.account, each.field)))), account)
    owners = {each.value for each in fields if each.field is AccountField.OWNER and isinstance(each.value, int)}
    changed = ",".join(sorted({each.field.value for each in fields if each.account == account.id}))
    if changed:
        record_change(ctx, AuditAction.ACCOUNT_CHANGED, f"{changed} {account.name}", account.owner, *owners)
    return entry


def opened_text(ctx: Context, owner: Person | Nobody | None, account: str) -> str:
    """Return who may read from now on what was noted about an account that has a new owner."""
    if isinstance(owner, Person):
        return ctx.t(
            "account",
            "{owner} and the manager of their team may now read what was noted about {account}.",
            owner=owner.name,
            account=account,
        )
    return ctx.t("account", "Everybody may now read what was noted about {account}.", account=account)


def with_receipt(ctx: Context, reply: Reply, entry: Entry, *told: str) -> Reply:
    """Return an account's card as the receipt of a change: what changed in front, and the button that takes it back.

    What else is `told` of the change stands behind it.
    """
    line = ctx.translator.join((ctx.t("edit", "Changed"), entry_facts(ctx, entry)))
    first, rest = reply.card.buttons[: IN_SIGHT - 1], reply.card.buttons[IN_SIGHT - 1 :]
    card = replace(
        reply.card,
        body=(*(Text(text=text) for text in (line, *told) if text), *reply.card.body),
        buttons=(*first, ctx.undo_button(entry)),
        more=(*rest, *reply.card.more),
    )
    return replace(reply, card=card, stored=(entry.ref,))


def entry_facts(ctx: Context, entry: Entry) -> str:
    """Return the ref of a change and what it changed, as one line."""
    assert isinstance(entry.detail, AccountChange)
    return ctx.translator.join((entry.ref, *change_texts(ctx, entry.account, entry.detail)))


def change_texts(ctx: Context, account: int | None, change: AccountChange) -> tuple[str, ...]:
    """Return what an entry changed about its account, as short texts; what came to another one is left out."""
    if change.handover:
        names = (person_name(ctx, person) for person in (change.handover.leaver, change.handover.heir))
        return (ctx.t("leave", "handed over by {name} to {heir}", **dict(zip(("name", "heir"), names, strict=True))),)
    merged = any(each.field is AccountField.MERGED_INTO for each in change.fields)
    shown = [
        each
        for each in change.fields
        if (each.field is AccountField.MERGED_INTO if merged else account in (None, each.account))
    ]
    return tuple(field_text(ctx, each) for each in shown) or (ctx.t("account", "entered"),)


def field_text(ctx: Context, change: FieldChange) -> str:
    """Return what a field of an account is from a change on."""
    value, say = change.value, ctx.translator
    match change.field:
        case AccountField.NAME:
            return ctx.t("account", "now called {name}", name=value)
        case AccountField.MERGED_INTO:
            source, into = (ctx.work.accounts.columns(int(each or 0))["name"] for each in (change.account, value))
            return ctx.t("account", "{account} merged into {into}", account=source, into=into)
        case AccountField.CLOSED:
            return say.join((ctx.t("account", "closed"), str(value))) if value is not None else _opened(ctx)
        case AccountField.OWNER:
            return ctx.t("account", "owner {name}", name=person_name(ctx, _number(value)))
        case AccountField.VALUE:
            return _labelled(ctx.t("field", "Value a year"), "" if value is None else _money(ctx, change))
        case AccountField.CONTACTS:
            return _labelled(ctx.t("field", "Contacts"), value)
        case AccountField.RHYTHM:
            days = _number(value)
            return rhythm_text(ctx.translator, days) if days else ctx.t("account", "no rhythm")
        case AccountField.PHONE:
            return _labelled(ctx.t("field", "Phone"), value)
        case AccountField.CONTACT_PERSON:
            return _labelled(ctx.t("field", "Contact person"), value)
        case AccountField.PLACE:
            return _labelled(ctx.t("field", "Place"), value)
        case AccountField.IMPORTED_CONTACT:
            return _labelled(ctx.t("field", "Last contact"), value)
        case _:
            assert_never(change.field)


def standing_texts(ctx: Context, change: AccountChange) -> list[str]:
    """Return what is true of an account now that a change of it was taken back."""
    for each in change.fields:
        if each.field is AccountField.MERGED_INTO:
            name = ctx.work.accounts.columns(each.account)["name"]
            return [ctx.t("account", "{account} is an account of its own again", account=name)]
    return [field_text(ctx, replace(each, value=_now(ctx, each))) for each in change.fields]


def record_undone_change(ctx: Context, entry: Entry) -> None:
    """Record for the owners of an account, of before and now, that a change of it was taken back."""
    if isinstance(entry.detail, AccountChange) and entry.detail.handover:
        ctx.work.audit.add(AuditAction.RESTORED, ctx.at, author=ctx.who.id, person=entry.detail.handover.leaver)
        return
    if isinstance(entry.detail, AccountChange) and (account := ctx.work.accounts.find(entry.account or 0)):
        owners = {each.value for each in entry.detail.fields if each.field is AccountField.OWNER}
        others = (owner for owner in owners if isinstance(owner, int))
        record_change(ctx, AuditAction.ACCOUNT_CHANGED, f"undone {account.name}", account.owner, *others)


def _now(ctx: Context, change: FieldChange) -> int | str | None:
    return stored_value(change.field, kept_text(ctx.work.accounts.columns(change.account)[change.field]))


def _opened(ctx: Context) -> str:
    return ctx.t("account", "open again")


def _labelled(label: str, value: object) -> str:
    return f"{label}: {'–' if value in (None, '') else value}"


def _number(value: int | str | None) -> int | None:
    return None if value is None else int(value)


def _money(ctx: Context, change: FieldChange) -> str:
    owner = ctx.work.accounts.columns(change.account)["owner"]
    currency = currency_for(ctx.work, owner if isinstance(owner, int) else None, ctx.who)
    return ctx.translator.value(int(change.value or 0), currency)
