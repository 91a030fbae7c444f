"""The card of one's day, for `today` and for the home page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.calendar import calendar_of
from bot.domain.figures import DueFollowUp
from bot.domain.promises import Promise
from bot.domain.quotas import call_target
from bot.domain.refills import Refill, due_refills
from bot.messages.card import Button, Card, Element, Progress, Reply, Style, Text
from bot.views.contacts import contact_figures, contact_progress
from bot.views.own_touchpoints import mending_buttons, sells, touchpoint_lines, touchpoints_of, zeros_at
from bot.views.plan import calls_left, log_button, names_of, planned_accounts
from bot.views.refills import due_refill_text
from bot.views.replies import first_lines
from bot.views.resting import not_brought_up_line
from bot.views.waits import open_waits, wait_text

SHOWN = 5
"""Promises, follow-ups and refills that are listed, of each."""
ALL = 50
"""How many of each are listed when all are asked for."""


def calls_and_target(ctx: Context, day: date) -> tuple[int, int]:
    """Return how many calls the person logged for a day and how many are asked for."""
    sums = ctx.work.figures.days(day, day, person=ctx.who.id)
    return sum(figures.calls for figures in sums), call_target(ctx.who, day, day)


def today_reply(ctx: Context, most: int = SHOWN) -> Reply:
    """Return the day: calls against the target, promises, follow-ups and refills due, who waits, and undo.

    Whoever sells nothing reads of their touchpoints in the place of calls. What is open with a customer who rests is
    not brought up, as the receipt of a freeze says. At most `most` of each are listed; a button
    leads to all.
    """
    calls, quota = calls_and_target(ctx, ctx.today)
    sums = ctx.work.figures.days(ctx.today, ctx.today, person=ctx.who.id)
    others = contact_figures(sums, [ctx.who], ctx.today)
    asked = sells(ctx.who) or calls > 0
    progress = Progress(label=ctx.t("today", "Calls"), done=calls, target=quota)
    touchpoints = () if sells(ctx.who) else touchpoint_lines(ctx, ctx.who)
    planned = calls_left(planned_accounts(ctx, ctx.today), ctx.today)
    waits = (wait_text(ctx, wait) for wait in open_waits(ctx))
    resting = ctx.work.resting.ids()
    promises, followups, refills = ctx.work.promises.open_of(ctx.who.id), _followups(ctx), _refills(ctx)
    lists = (
        [_promise_line(ctx, each) for each in promises if each.account not in resting],
        [_followup_line(ctx, each) for each in followups if each.account not in resting],
        [due_refill_text(ctx, each) for each in refills if each.account not in resting],
    )
    due = (line for rows in lists for line in first_lines(ctx, rows, most))
    open_rows: Sequence[Promise | DueFollowUp | Refill] = (*promises, *followups, *refills)
    asleep = not_brought_up_line(ctx, (each.ref for each in open_rows if each.account in resting))
    lines = [*touchpoints, *_plan_line(ctx, planned), *due, *waits, *filter(None, (asleep,))]
    counts = (progress, *contact_progress(ctx.translator, others)) if asked else ()
    body: tuple[Element, ...] = (*counts, *(Text(text=line) for line in lines))
    if not lines:
        body = (*body, Text(text=ctx.t("today", "No open promises, and no follow-ups for today.")))
    title = ctx.t("today", "Today, {day}", day=ctx.translator.day(ctx.today))
    figures = {"calls": calls, "target": quota, "promises_open": len(lists[0])} | others
    cut = most < ALL and any(len(rows) > most for rows in lists)
    whole = (ctx.button(ctx.t("button", "Show all"), "today", whole="1"),) if cut else ()
    buttons = _buttons(ctx, planned) if sells(ctx.who) else _buttons_of_colleague(ctx)
    return Reply(card=Card(title=title, body=body, buttons=(*buttons, *whole)), figures=figures)


def _plan_line(ctx: Context, planned: list[Account]) -> list[str]:
    return [ctx.t("plan", "Planned calls: {names}", names=names_of(planned))] if planned else []


def _promise_line(ctx: Context, promise: Promise) -> str:
    account = ctx.work.accounts.get(promise.account).name
    day = ctx.translator.day_at(promise.due, promise.hour)
    late = promise.due < ctx.today
    due = ctx.t("promise", "was due {day}", day=day) if late else ctx.t("promise", "due {day}", day=day)
    return ctx.translator.join((promise.ref, account, promise.what, due))


def _followups(ctx: Context) -> Sequence[DueFollowUp]:
    return ctx.work.figures.open_followups(ctx.who.id, ctx.today)


def _followup_line(ctx: Context, followup: DueFollowUp) -> str:
    account = ctx.work.accounts.get(followup.account).name
    when = ctx.translator.day_at(followup.due, followup.hour) if followup.hour else ""
    return ctx.translator.join((followup.ref, account, followup.note, when))


def _refills(ctx: Context) -> Sequence[Refill]:
    return due_refills(ctx.work.refills.of(ctx.who.id), calendar_of(ctx.who), ctx.today)


def _buttons(ctx: Context, planned: list[Account]) -> tuple[Button, ...]:
    log = ctx.button(ctx.t("button", "Log a call"), "call", Style.MAIN)
    if planned:
        log = log_button(ctx, planned[0], Style.MAIN)
    return log, *_undo_button(ctx)


def _buttons_of_colleague(ctx: Context) -> tuple[Button, ...]:
    return *mending_buttons(ctx, zeros_at(ctx, touchpoints_of(ctx, ctx.who))), *_undo_button(ctx)


def _undo_button(ctx: Context) -> tuple[Button, ...]:
    latest = ctx.work.entries.latest(ctx.who.id)
    if latest is None:
        return ()
    return (ctx.button(ctx.t("button", "Undo {ref}", ref=latest.ref), "undo", ref=latest.ref),)
