"""Taking a customer who waits, for `go` and `waiting done`."""

from __future__ import annotations

from datetime import timedelta

from bot.arguments.entry_ref import RefArg
from bot.dispatch.context import Context
from bot.domain.entries import Kind, WaitTaken
from bot.domain.figures import OpenWait
from bot.errors import UserMistake
from bot.language.i18n import Translator, msg
from bot.messages.card import Button, Card, Reply, Style, Text
from bot.views.labels import person_name

LOOK_BACK = timedelta(days=7)
"""How long a wait can be taken."""
SHOWN_PLACE = 40
"""Characters of a place on a button."""
WAIT_REF = RefArg(
    name="waiting", label=msg("field", "Who waits"), kinds=(Kind.WAITING,), bare=Kind.WAITING, optional=True
)


def open_waits(ctx: Context) -> list[OpenWait]:
    """Return the customers of the person's team who wait since yesterday or today."""
    return list(ctx.work.figures.open_waits(ctx.today - timedelta(days=1), ctx.today, team=ctx.who.team))


def wait_text(ctx: Context, wait: OpenWait) -> str:
    """Return one waiting customer as a line."""
    return ctx.t("waiting", "{place}: a customer waits ({ref}).", place=wait.place, ref=f"W{wait.number}")


def go_button(ctx: Context, wait: OpenWait, *, alone: bool) -> Button:
    """Return the button for whoever goes to a waiting customer."""
    return ctx.button(go_label(ctx.translator, wait, alone=alone), "go", Style.MAIN, waiting=f"W{wait.number}")


def go_label(say: Translator, wait: OpenWait, *, alone: bool) -> str:
    """Return what the button for whoever goes says; to whom, where the customer does not wait `alone`."""
    return say.t("button", "I go") if alone else say.t("button", "I go: {place}", place=wait.place[:SHOWN_PLACE])


def take_wait(ctx: Context, waiting: tuple[Kind, int] | None) -> Reply:
    """Log that the person goes to the wait of a ref, or to the last open one, and tell everybody.

    A wait that somebody took before stays theirs. Raises UserMistake when no such customer waits.
    """
    # The reply is public, so it is in the language of the team, not of whoever pressed.
    ctx = ctx.in_team_language()
    wanted = _recent_wait(ctx, waiting[1]) if waiting else _last_open_wait(ctx)
    if wanted is None:
        raise UserMistake("waiting", "No customer is waiting.")
    # Two people may press at once: the first has the customer, the second reads who goes.
    if wanted.went_at is not None:
        return _taken_reply(ctx, wanted)
    account = ctx.work.accounts.find(wanted.account or 0)
    entry = ctx.log(WaitTaken(waiting=wanted.number), account)
    taken = _recent_wait(ctx, wanted.number)
    assert taken is not None
    reply = _taken_reply(ctx, taken)
    return Reply(card=reply.card, stored=(entry.ref,), public=True, replaces=True, figures=reply.figures)


def _recent_wait(ctx: Context, number: int) -> OpenWait | None:
    return ctx.work.figures.wait(number, ctx.today - LOOK_BACK, ctx.today)


def _last_open_wait(ctx: Context) -> OpenWait | None:
    return next(reversed(ctx.work.figures.open_waits(ctx.today - LOOK_BACK, ctx.today)), None)


def _taken_reply(ctx: Context, wait: OpenWait) -> Reply:
    assert wait.went_at is not None
    span = wait.went_at - wait.asked_at
    name = person_name(ctx, wait.went_by)
    sentence = ctx.t(
        "waiting", "{place}: {name} went after {span}.", place=wait.place, name=name, span=ctx.translator.span(span)
    )
    figures = {"waited_s": span.total_seconds()}
    return Reply(card=Card(body=(Text(text=sentence),)), public=True, replaces=True, figures=figures)
