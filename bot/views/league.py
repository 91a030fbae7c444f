"""The league of a team: who takes part, and each one's share of their own target."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.people import Person
from bot.domain.periods import Period
from bot.domain.quotas import call_target
from bot.domain.sharing import GROUP
from bot.domain.teams import Team
from bot.messages.card import Bars, Button, Card, Element, Reply, Text
from bot.views.figures import ALT_LIMIT, sellers
from bot.views.periods import beside, period_title

PERCENT = 100


def participants(ctx: Context, team: Team | None) -> tuple[list[Person], int]:
    """Return the sellers of a team who take part, and how many sellers there are."""
    joined, everybody = ctx.work.people.in_league(), sellers(ctx.work, team.id if team else None)
    return [person for person in everybody if person.id in joined], len(everybody)


def share(ctx: Context, person: Person, period: Period) -> int | None:
    """Return the calls of a person as per cent of their own target, None where nothing is asked of them."""
    target = call_target(person, period.first, period.last)
    calls = sum(day.calls for day in ctx.work.figures.days(period.first, period.last, person=person.id))
    return round(calls * PERCENT / target) if target else None


def league_reply(ctx: Context, shares: list[tuple[str, int, int | None]], count: int, period: Period) -> Reply:
    """Return the league: names with their share of the own target, the highest first, beside the period before.

    With fewer than three who take part nobody is named, and it says how to join.
    """
    say = ctx.translator
    figures = {"taking_part": len(shares)}
    title = say.t("league", "Share of own target, {period}", period=period_title(say, period))
    if len(shares) < GROUP:
        few = say.t("league", "The league begins when three take part. Each of you decides for yourself.")
        return Reply(card=Card(title=title, body=(Text(text=few),), buttons=(join_button(ctx),)), figures=figures)
    parts = say.n("league", "{count} of {all} takes part", "{count} of {all} take part", len(shares), all=count)
    lines = [
        beside(say, period, f"{name} {say.number(now)} %", "" if before is None else f"{say.number(before)} %")
        for name, now, before in shares
    ]
    bars = tuple((name, float(now)) for name, now, _ in shares)
    alt = ", ".join(f"{name} {now} %" for name, now, _ in shares)
    chart = Bars(title=title, bars=bars, alt=alt[:ALT_LIMIT], target=float(PERCENT))
    body: tuple[Element, ...] = (Text(text=parts), *(Text(text=line) for line in lines), chart)
    return Reply(card=Card(title=title, body=body, buttons=(join_button(ctx),)), figures=figures)


def join_button(ctx: Context) -> Button:
    """Return the button with which a person joins the league, or leaves it."""
    return ctx.button(ctx.t("button", "Join or leave"), "me league")
