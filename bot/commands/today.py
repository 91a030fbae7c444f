"""Today: calls against the target, what is due, what can be taken back."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.call import calls_on
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Button, Card, Element, Progress, Reply, Style, Text

SHOWN = 5


@command(
    "today",
    help=msg("help", "Your calls, promises and follow-ups today"),
    reads=True,
    native="today",
    rank=90,
    menu=20,
    examples=("today",),
)
def today(ctx: Context) -> Reply:
    """Show what the day holds."""
    calls, quota = calls_on(ctx, ctx.today)
    progress = Progress(label=ctx.t("today", "Calls"), done=calls, target=quota)
    lines = [*_promises(ctx), *_followups(ctx), *_waiting(ctx)]
    body: tuple[Element, ...] = (progress, *(Text(text=line) for line in lines))
    if not lines:
        body = (*body, Text(text=ctx.t("today", "No promise and no follow-up is due.")))
    title = ctx.t("today", "Today, {day}", day=ctx.translator.day(ctx.today))
    figures = {"calls": calls, "target": quota, "promises_open": len(ctx.work.promises.open_of(ctx.who.id))}
    return Reply(card=Card(title=title, body=body, buttons=_buttons(ctx)), figures=figures)


def _promises(ctx: Context) -> list[str]:
    lines = []
    for each in ctx.work.promises.open_of(ctx.who.id)[:SHOWN]:
        account = ctx.work.accounts.get(each.account).name
        day = ctx.translator.day(each.due)
        late = each.due < ctx.today
        due = ctx.t("promise", "was due {day}", day=day) if late else ctx.t("promise", "due {day}", day=day)
        lines.append(ctx.translator.join((each.ref, account, each.what, due)))
    return lines


def _followups(ctx: Context) -> list[str]:
    return [
        ctx.translator.join((f"F{followup.number}", ctx.work.accounts.get(followup.account).name, followup.note))
        for followup in ctx.work.figures.open_followups(ctx.who.id, ctx.today)[:SHOWN]
    ]


def _waiting(ctx: Context) -> list[str]:
    waits = ctx.work.figures.waits(ctx.today - timedelta(days=1), ctx.today, team=ctx.who.team)
    return [
        ctx.t("waiting", "{place}: a customer waits ({ref}).", place=wait.place, ref=f"W{wait.number}")
        for wait in waits
        if wait.went_at is None
    ]


def _buttons(ctx: Context) -> tuple[Button, ...]:
    log = ctx.button(ctx.t("button", "Log a call"), "call", Style.MAIN)
    latest = ctx.work.entries.latest(ctx.who.id)
    if latest is None:
        return (log,)
    label = ctx.t("button", "Undo {ref}", ref=latest.ref)
    return log, ctx.button(label, "undo", ref=latest.ref)
