"""Customers who wait: who still does, how that reads, and taking one, for `go` and `waiting done`."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.arguments.entry_ref import RefArg
from bot.dispatch.context import Context
from bot.domain.details import Kind, WaitTaken
from bot.domain.figures import OpenWait
from bot.domain.teams import place_zone
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.i18n import Translator, capitalized, msg, translator_for
from bot.messages.card import Button, Card, Reply, Style, Text

LOOK_BACK = timedelta(days=7)
"""For how long it is said of a wait who went, or that it ended."""
DAY = timedelta(days=1)
SHOWN_PLACE = 40
"""Characters of a place on a button."""
WAIT_REF = RefArg(
    name="waiting", label=msg("field", "Who waits"), kinds=(Kind.WAITING,), bare=Kind.WAITING, optional=True
)


def waits_at(work: Work, at: datetime, today: date, team: int | None) -> list[OpenWait]:
    """Return the customers of a team, of all teams for None, who wait at an instant."""
    found = work.figures.open_waits(today - DAY, today + DAY, team=team)
    return [wait for wait in found if wait.is_open(at, place_zone(work.teams, work.people, wait))]


def open_waits(ctx: Context) -> list[OpenWait]:
    """Return the customers of the person's team who wait now."""
    return waits_at(ctx.work, ctx.at, ctx.today, ctx.who.team)


def wait_text(ctx: Context, wait: OpenWait) -> str:
    """Return one waiting customer as a line."""
    return ctx.t("waiting", "{place}: a customer waits ({ref}).", place=wait.place, ref=f"W{wait.number}")


def unserved_text(say: Translator, place: str) -> str:
    """Return that nobody is on it yet, as the post of a wait says."""
    return say.t("waiting", "{place}. Nobody is on it yet.", place=capitalized(place))


def wait_now(work: Work, say: Translator, wait: OpenWait, at: datetime) -> str:
    """Return what became of a customer who waits no more, empty while they do."""
    if wait.went_at is not None:
        name = work.people.get(wait.went_by).name if wait.went_by else ""
        span = say.span(wait.went_at - wait.asked_at)
        return say.t("waiting", "{place}: {name} went after {span}.", place=wait.place, name=name, span=span)
    if wait.is_open(at, place_zone(work.teams, work.people, wait)):
        return ""
    return say.t("waiting", "{place}: nobody went before the day ended. Not served.", place=wait.place)


def go_button(ctx: Context, wait: OpenWait, *, alone: bool) -> Button:
    """Return the button for whoever goes to a waiting customer."""
    return ctx.button(go_label(ctx.translator, wait, alone=alone), "go", Style.MAIN, waiting=f"W{wait.number}")


def go_label(say: Translator, wait: OpenWait, *, alone: bool) -> str:
    """Return what the button for whoever goes says; to whom, where the customer does not wait `alone`."""
    return say.t("button", "I go") if alone else say.t("button", "I go: {place}", place=wait.place[:SHOWN_PLACE])


def take_wait(ctx: Context, waiting: tuple[Kind, int] | None) -> Reply:
    """Log that the person goes to the wait of a ref, or to the last open one, and tell everybody.

    A wait that somebody took before stays theirs. Raises UserMistake when no such customer waits, or waits no more.
    """
    wanted = _recent_wait(ctx, waiting[1]) if waiting else _last_open_wait(ctx)
    if wanted is None:
        raise UserMistake("waiting", "No customer is waiting.")
    # Two people may press at once: the first has the customer, the second reads who goes.
    if wanted.went_at is not None:
        return _taken_reply(ctx, wanted)
    if not wanted.is_open(ctx.at, place_zone(ctx.work.teams, ctx.work.people, wanted)):
        raise UserMistake("waiting", "{place}: nobody went before the day ended. Not served.", place=wanted.place)
    account = ctx.work.accounts.find(wanted.account or 0)
    entry = ctx.log(WaitTaken(waiting=wanted.number), account)
    taken = _recent_wait(ctx, wanted.number)
    assert taken is not None
    reply = _taken_reply(ctx, taken)
    return Reply(card=reply.card, stored=(entry.ref,), public=True, replaces=True, figures=reply.figures)


def _recent_wait(ctx: Context, number: int) -> OpenWait | None:
    return ctx.work.figures.wait(number, ctx.today - LOOK_BACK, ctx.today + DAY)


def _last_open_wait(ctx: Context) -> OpenWait | None:
    found = waits_at(ctx.work, ctx.at, ctx.today, None)
    return found[-1] if found else None


def _taken_reply(ctx: Context, wait: OpenWait) -> Reply:
    assert wait.went_at is not None
    # Public, so it is in the language of the team where the customer waits, not of whoever pressed.
    team = ctx.work.teams.get(wait.team) if wait.team else None
    say = translator_for(team.language) if team and team.language else ctx.translator
    sentence = wait_now(ctx.work, say, wait, ctx.at)
    figures = {"waited_s": (wait.went_at - wait.asked_at).total_seconds()}
    return Reply(card=Card(body=(Text(text=sentence),)), public=True, replaces=True, figures=figures)
