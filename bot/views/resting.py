"""Accounts at rest as text: who decided it, what the customer was worth then, what is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.details import Freeze
from bot.domain.entries import Entry
from bot.domain.resting import Rest, Resting, asks_for_reminder
from bot.messages.card import Element, Quote, Text
from bot.views.access import may_read_words
from bot.views.contacts import past_texts
from bot.views.labels import factor_name, person_name
from bot.views.money import currency_for


def revise_freeze(old: Freeze, changes: Mapping[str, Any]) -> Freeze:
    """Return a freeze with an edited reason."""
    return replace(old, **changes)


def resting_elements(ctx: Context, account: Account) -> Iterator[Element]:
    """Yield since when an account rests, who decided it and why, and its value then and now; nothing for others."""
    resting = ctx.work.resting.of(account.id)
    if resting is None:
        return
    yield Text(text=ctx.translator.join((resting.ref, _since(ctx, resting))))
    if resting.why and (resting.person == ctx.who.id or may_read_words(ctx, account)):
        yield Quote(text=resting.why)
    if resting.rest is Rest.FROZEN and resting.value is not None:
        yield Text(text=_value(ctx, account, resting.value))


def _since(ctx: Context, resting: Resting) -> str:
    name, day = person_name(ctx, resting.person), ctx.translator.day(resting.since)
    if resting.rest is Rest.FROZEN:
        return ctx.t("freeze", "Frozen on purpose by {name}, since {day}.", name=name, day=day)
    return ctx.t("left", "Lost since {day}, said {name}. A call brings it back.", name=name, day=day)


def _value(ctx: Context, account: Account, then: int) -> str:
    say, currency = ctx.translator, currency_for(ctx.work, account.owner, ctx.who)
    before = say.value(then, currency)
    if account.value is None or account.value == then:
        return say.t("freeze", "{value} a year when it was frozen.", value=before)
    now = say.value(account.value, currency)
    return say.t("freeze", "{before} a year when it was frozen, {now} now.", before=before, now=now)


def is_left_alone(ctx: Context, account: Account) -> bool:
    """Whether nobody is to be asked to call an account: it rests, or is closed."""
    return account.closed is not None or ctx.work.resting.of(account.id) is not None


def left_open_line(ctx: Context, account: Account) -> str:
    """Return what is open with an account of which nobody is reminded any more, "" for nothing."""
    promises = [promise.ref for promise in ctx.work.promises.open_for(account.id)]
    followups = [followup.ref for followup in ctx.work.figures.open_followups_for(account.id)]
    return not_brought_up_line(ctx, (*promises, *followups))


def not_brought_up_line(ctx: Context, refs: Iterable[str]) -> str:
    """Return that what has these refs is open and nobody is reminded of it, "" for none."""
    named = ", ".join(refs)
    return ctx.t("freeze", "Still open, but no longer brought up: {refs}.", refs=named) if named else ""


def no_reminder_line(ctx: Context, entry: Entry) -> str:
    """Return that nobody is reminded of what an entry plans, as its account rests; "" where somebody is."""
    if entry.account is None or not entry.may_rest or not asks_for_reminder(entry.detail):
        return ""
    resting = ctx.work.resting.of(entry.account)
    if resting is None:
        return ""
    if resting.rest is Rest.LOST:
        return ctx.t("left", "Lost ({ref}): no reminder of it until a call brings the customer back.", ref=resting.ref)
    return ctx.t(
        "freeze",
        "Frozen ({ref}): no reminder of it until you type “unfreeze {account}”.",
        ref=resting.ref,
        account=ctx.work.accounts.get(entry.account).name,
    )


def last_contact_line(ctx: Context, account: Account) -> str:
    """Return the last contact with an account, with its words where the person may read them."""
    say = ctx.translator
    contacts = ctx.work.figures.last_contacts(account.id, 1)
    if not contacts or (account.last_contact and contacts[0].day < account.last_contact):
        if account.last_contact is None:
            return ctx.t("account", "No contact yet.")
        return ctx.t("account", "Last contact {day}", day=say.day(account.last_contact))
    (past,) = contacts
    shown = past.person == ctx.who.id or may_read_words(ctx, account)
    texts = past_texts(say, past, currency_for(ctx.work, account.owner, ctx.who))
    facts = (say.day(past.day), person_name(ctx, past.person), *texts, past.note if shown else "")
    return ctx.t("left", "Last contact: {facts}", facts=say.join(facts))


def last_zero_line(ctx: Context, account: Account) -> str:
    """Return the newest zero that stands, with its words where the person may read them."""
    zeros = ctx.work.figures.zeros(ctx.today, account=account.id)
    if not zeros:
        return ctx.t("left", "No zero stands: nobody noted what went wrong.")
    zero = max(zeros, key=lambda each: (each.since, each.entry))
    say, point = ctx.translator, ctx.work.touchpoints.get(zero.touchpoint)
    shown = zero.person == ctx.who.id or may_read_words(ctx, account)
    facts = (touchpoint_name(say, point), factor_name(say, zero.factor), say.day(zero.since))
    return ctx.t("left", "Last zero: {facts}", facts=say.join((*facts, zero.why if shown else "")))
