"""Show an account, or change its value, contacts, rhythm or owner."""

from __future__ import annotations

from bot.arguments.account import AccountArg
from bot.arguments.keyword import KeywordArg, count
from bot.arguments.money import MoneyArg, money
from bot.arguments.people import PersonArg
from bot.arguments.rhythm import RhythmArg, rhythm
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.accounts import Account
from bot.domain.audit import AuditAction
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS, Person
from bot.domain.ratings import Score, score
from bot.errors import UserMistake
from bot.language.amounts import Amount
from bot.language.i18n import capitalized, msg
from bot.language.vocabulary import OUTCOMES
from bot.messages.card import Card, Reply, Text
from bot.messages.press import existing
from bot.views.access import record_change, record_look
from bot.views.labels import factor_name, person_name, score_text
from bot.views.money import amount_in, currency_for
from bot.views.promises import told_first_streak_text

SHOWN = 3
"""Zeros, promises and calls that are listed, of each."""


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
            inner=PersonArg(name="owner", label=msg("field", "Owner"), adds=True),
        ),
    ),
    rank=80,
    menu=100,
    examples=("account acme", "account acme 7M contacts 250 every 3w owner @ola"),
)
def account(
    ctx: Context, account: Account, value: Amount | None, contacts: int | None, every: int | None, owner: Person | None
) -> Reply:
    """Store what is named and show the account: score, owner, zeros, promises, latest calls, breaches in 12 months."""
    currency = currency_for(ctx.work, owner.id if owner else account.owner, ctx.who)
    if value is None:
        _check_same_currency(ctx, account, currency)
    yearly = amount_in(value, currency, ctx.translator) if value else None
    named = {"value": yearly, "contacts": contacts, "rhythm": every, "owner": owner.id if owner else None}
    changes = {name: new for name, new in named.items() if new is not None}
    if changes:
        what = f"{','.join(sorted(changes))} {account.name}"
        record_change(ctx, AuditAction.ACCOUNT_CHANGED, what, account.owner, owner.id if owner else None)
    return _account_reply(ctx, ctx.work.accounts.change(account.id, **changes) if changes else account)


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


def _account_reply(ctx: Context, account: Account) -> Reply:
    if ctx.who.may(MANAGERS):
        record_look(ctx, _people_on_card(ctx, account), Look(view=View.ACCOUNT, subject=account.name))
    standing = ctx.work.figures.standing(ctx.today, account=account.id).get(account.id, ())
    now = score(standing)
    zeros = ctx.work.figures.zeros(ctx.today, account=account.id)
    lines = [
        ctx.translator.join(
            (
                capitalized(score_text(ctx.translator, now)),
                ctx.t("account", "owner {name}", name=person_name(ctx, account.owner)),
            )
        ),
        *(
            ctx.t(
                "account",
                "Zero: {point}, {factor}, since {day}.",
                point=touchpoint_name(ctx.translator, ctx.work.touchpoints.get(zero.touchpoint)),
                factor=factor_name(ctx.translator, zero.factor),
                day=ctx.translator.day(zero.since),
            )
            for zero in zeros[:SHOWN]
        ),
        *_promise_lines(ctx, account),
        *_contact_lines(ctx, account),
        _facts_line(ctx, account),
    ]
    log = ctx.button(ctx.t("button", "Log a call"), "call", account=existing(account.id))
    card = Card(title=account.name, body=tuple(Text(text=line) for line in lines if line), buttons=(log,))
    return Reply(card=card, figures=_figures(account, now, ctx.work.promises.breaches(account.id, ctx.today)))


def _people_on_card(ctx: Context, account: Account) -> set[int]:
    """Return whose calls and promises the card shows: a manager's reading of them is a look."""
    calls = ctx.work.figures.last_calls(account.id, SHOWN)
    return {call.person for call in calls} | {p.person for p in ctx.work.promises.open_for(account.id)[:SHOWN]}


def _promise_lines(ctx: Context, account: Account) -> list[str]:
    breaches = ctx.work.promises.breaches(account.id, ctx.today)
    lines = [
        ctx.translator.join((p.ref, p.what, ctx.t("promise", "due {day}", day=ctx.translator.day_at(p.due, p.hour))))
        for p in ctx.work.promises.open_for(account.id)[:SHOWN]
    ]
    if breaches:
        lines.append(ctx.n("account", "{count} breach in 12 months", "{count} breaches in 12 months", breaches))
    return [*lines, told_first_streak_text(ctx, account.id)]


def _contact_lines(ctx: Context, account: Account) -> list[str]:
    calls = ctx.work.figures.last_calls(account.id, SHOWN)
    lines = [
        ctx.translator.join(
            (ctx.translator.day(c.day), person_name(ctx, c.person), OUTCOMES.label(c.outcome, ctx.translator.language))
        )
        for c in calls
    ]
    if not calls and account.last_contact:
        lines.append(ctx.t("account", "Last contact {day}", day=ctx.translator.day(account.last_contact)))
    return lines or [ctx.t("account", "No contact yet.")]


def _facts_line(ctx: Context, account: Account) -> str:
    say, currency = ctx.translator, currency_for(ctx.work, account.owner, ctx.who)
    return say.join(
        (
            account.place,
            ctx.t("account", "{value} a year", value=say.value(account.value, currency))
            if account.value is not None
            else "",
            ctx.n("account", "{count} contact", "{count} contacts", account.contacts)
            if account.contacts is not None
            else "",
            ctx.n("account", "every {count} day", "every {count} days", account.rhythm) if account.rhythm else "",
        )
    )


def _figures(account: Account, now: Score, breaches: int) -> dict[str, float]:
    figures: dict[str, float] = {"zeros_open": now.zeros, "factors_known": now.factors_known, "breaches": breaches}
    if now.value is not None:
        figures["score"] = now.value
    for name in ("value", "contacts"):
        if (known := getattr(account, name)) is not None:
            figures[name] = known
    return figures
