"""Plan the first calls of a day, or see what is left of the plan."""

from __future__ import annotations

from datetime import date

from bot.arguments.listed_account import ListedAccountArg
from bot.arguments.plan_day import PlanDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.accounts import Account
from bot.language.i18n import msg
from bot.language.vocabulary import verb_label
from bot.messages.card import Button, Card, Reply, Style, Text
from bot.views.plan import calls_left, log_button, names_of, plan_reply, planned_accounts, planning_day


@command(
    "plan",
    help=msg("help", "Plan the first calls of your next working day"),
    args=(
        ListedAccountArg(name="account", label=msg("field", "First call"), optional=True),
        ListedAccountArg(name="second", label=msg("field", "Second call"), optional=True),
        ListedAccountArg(name="third", label=msg("field", "Third call"), optional=True),
        PlanDayArg(name="due", label=msg("field", "Day"), optional=True),
    ),
    examples=("plan acme", "plan acme fri", "plan"),
)
def plan(
    ctx: Context, account: Account | None, second: Account | None, third: Account | None, due: date | None
) -> Reply:
    """Make up to three customers the first calls of a day, instead of an earlier plan for it; alone, show the plan."""
    named = [each for each in (account, second, third) if each]
    if named:
        return plan_reply(ctx, named, due or planning_day(ctx))
    return _plan_card(ctx, [due] if due else [ctx.today, planning_day(ctx)])


def _plan_card(ctx: Context, days: list[date]) -> Reply:
    """Return what is planned for some days: of today what is left, with a button to log each of it."""
    lines: list[str] = []
    buttons: list[Button] = []
    for day in days:
        accounts = planned_accounts(ctx, day)
        left = calls_left(accounts, day) if day == ctx.today else accounts
        if left:
            shown = ctx.translator.day(day)
            lines.append(ctx.t("plan", "First calls {day}: {names}", day=shown, names=names_of(left)))
        elif accounts:
            lines.append(ctx.t("plan", "You have made the planned calls of today."))
        buttons += [log_button(ctx, each, Style.PLAIN) for each in left] if day == ctx.today else []
    word = verb_label("plan", ctx.translator.language)
    empty = ctx.t("plan", "Nothing is planned: type “{word}” and up to three customers.", word=word)
    choose = ctx.button(ctx.t("button", "Choose a call"), "firstcall", due=days[-1].isoformat())
    body = tuple(Text(text=line) for line in lines or [empty])
    return Reply(card=Card(title=ctx.t("plan", "Your plan"), body=body, buttons=(*buttons, choose)))
