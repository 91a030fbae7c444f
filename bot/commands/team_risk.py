"""Customers that were not contacted for too long, and what they are worth."""

from __future__ import annotations

from bot.arguments.file_format import EXPORT
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.accounts import Account, silent_days
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS
from bot.domain.periods import period_before, week_of
from bot.domain.resting import Rest
from bot.language.i18n import msg
from bot.messages.card import Bars, Reply, Text
from bot.messages.spreadsheet import Sheet
from bot.views.charts import bars_text
from bot.views.coverage import reached
from bot.views.export import attach_file
from bot.views.labels import person_name
from bot.views.money import currency_for
from bot.views.periods import beside
from bot.views.risk import rest_of, silent_accounts, silent_before, silent_value
from bot.views.team import SHOWN, table_card, viewed_figures, viewed_team_id, with_elements

SPANS = ((60, "60"), (90, "90"), (180, "180"))
"""Days up to which customers stand together in the chart."""


@command(
    "team risk",
    help=msg("help", "Customers nobody contacted for too long, by what they are worth"),
    args=(EXPORT,),
    roles=MANAGERS,
    examples=("team risk", "team risk export csv"),
)
def team_risk(ctx: Context, export: str | None) -> Reply:
    """Show the silent customers of the team, by days of silence times yearly value; those without a value come last."""
    team_id = viewed_team_id(ctx)
    found = silent_accounts(ctx.work, team_id, ctx.today)
    look = Look(view=View.RISK, export=export or "")
    figures = viewed_figures(ctx, team_id, look, (account.owner for account in found))
    figures |= {"accounts_silent": len(found), "value_silent": silent_value(found)}
    header = (
        ctx.t("field", "Account"),
        ctx.t("team", "Days silent"),
        ctx.t("field", "Value a year"),
        ctx.t("field", "Contacts"),
        ctx.t("team", "Contacts reached"),
        ctx.t("field", "Owner"),
        ctx.t("team", "Status"),
    )
    rows = tuple(
        (
            account.name,
            silent_days(account, ctx.today),
            account.value,
            account.contacts,
            reached(ctx, account) if export or n < SHOWN else None,
            person_name(ctx, account.owner),
            _status(ctx, account),
        )
        for n, account in enumerate(found)
    )
    shown = [_shown(ctx, account, row[4]) for account, row in zip(found, rows, strict=True)]
    title = ctx.t("team", "Silent customers")
    card = table_card(ctx, title, header, shown, ctx.t("team", "No customer is silent for too long."), rows)
    card = with_elements(card, *_chart(ctx, found), *_before(ctx, team_id, len(found)))
    return attach_file(ctx, Reply(card=card, figures=figures), export, Sheet(name=title, header=header, rows=rows))


def _before(ctx: Context, team: int | None, now: int) -> tuple[Text, ...]:
    """Return how many customers are silent, beside the end of the week before; nothing where none was either time."""
    week = week_of(ctx.today)
    before = silent_before(ctx.work, team, period_before(week).last)
    line = ctx.n("team", "{count} customer silent", "{count} customers silent", now)
    return (Text(text=beside(ctx.translator, week, line, ctx.translator.number(before))),) if now or before else ()


def _shown(ctx: Context, account: Account, covered: int | None) -> tuple[str, ...]:
    currency = currency_for(ctx.work, account.owner, ctx.who)
    value = "" if account.value is None else ctx.translator.value(account.value, currency)
    contacts = "" if account.contacts is None else ctx.translator.number(account.contacts)
    days = ctx.translator.number(silent_days(account, ctx.today))
    known = "" if covered is None else ctx.translator.number(covered)
    return account.name, days, value, contacts, known, person_name(ctx, account.owner), _status(ctx, account)


def _status(ctx: Context, account: Account) -> str:
    """Return that a customer is left alone on purpose, "" for one who is not."""
    frozen = rest_of(ctx.work, account.id) is Rest.FROZEN
    return ctx.t("audit", "frozen on purpose") if frozen else ""


def _chart(ctx: Context, found: list[Account]) -> tuple[Bars, ...]:
    """Return the yearly value of the silent customers by how long they are silent; nothing where none has a value."""
    if not silent_value(found):
        return ()
    sums: dict[str, float] = {}
    for account in found:
        days = silent_days(account, ctx.today)
        label = next((f"≤ {name}" for most, name in SPANS if days <= most), f"> {SPANS[-1][1]}")
        sums[label] = sums.get(label, 0) + (account.value or 0)
    labels = [*(f"≤ {name}" for _, name in SPANS), f"> {SPANS[-1][1]}"]
    bars = tuple((label, sums.get(label, 0.0)) for label in labels)
    currency = currency_for(ctx.work, None, ctx.who)
    worth = [(label, ctx.translator.value(int(value), currency)) for label, value in bars if value]
    shown = bars_text(ctx.translator, worth, ": ")
    alt = ctx.t("team", "Value a year by days silent: {spans}.", spans=shown)
    return (Bars(title=ctx.t("team", "Value by days silent"), bars=bars, alt=alt),)
