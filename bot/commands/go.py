"""Somebody goes to the customer who waits."""

from __future__ import annotations

from datetime import timedelta

from bot.arguments.entities import RefArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.entries import Kind, WaitTaken
from bot.domain.figures import OpenWait
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Text
from bot.views.entries import person_name

LOOK_BACK = timedelta(days=7)
ARGS = (
    RefArg(name="waiting", label=msg("field", "Who waits"), kinds=(Kind.WAITING,), bare=Kind.WAITING, optional=True),
)


@command("go", help=msg("help", "You go to the customer who waits"), args=ARGS, examples=("go", "go W1"))
def go(ctx: Context, waiting: tuple[Kind, int] | None) -> Reply:
    """Take the customer who waits; the first one who says so went."""
    ctx = ctx.aloud()
    recent = ctx.work.figures.waits(ctx.today - LOOK_BACK, ctx.today)
    open_waits = [each for each in recent if each.went_at is None]
    wanted = [each for each in recent if each.number == waiting[1]] if waiting else open_waits[-1:]
    if not wanted:
        raise UserMistake("waiting", "No customer is waiting.")
    if wanted[0].went_at is not None:
        return _shown(ctx, wanted[0])
    account = ctx.work.accounts.find(wanted[0].account or 0)
    entry = ctx.log(WaitTaken(waiting=wanted[0].number), account)
    went = next(
        wait for wait in ctx.work.figures.waits(ctx.today - LOOK_BACK, ctx.today) if wait.number == wanted[0].number
    )
    reply = _shown(ctx, went)
    return Reply(card=reply.card, stored=(entry.ref,), public=True, replaces=True, figures=reply.figures)


def _shown(ctx: Context, wait: OpenWait) -> Reply:
    assert wait.went_at is not None
    span = wait.went_at - wait.asked_at
    name = person_name(ctx, wait.went_by)
    sentence = ctx.t(
        "waiting", "{place}: {name} went after {span}.", place=wait.place, name=name, span=ctx.translator.span(span)
    )
    figures = {"waited_s": span.total_seconds()}
    return Reply(card=Card(body=(Text(text=sentence),)), public=True, replaces=True, figures=figures)


@command(
    "waiting done", help=msg("help", "The customer who waited is taken care of"), args=ARGS, examples=("waiting done",)
)
def waiting_done(ctx: Context, waiting: tuple[Kind, int] | None) -> Reply:
    """The same as `go`, said afterwards."""
    return go(ctx, waiting)
