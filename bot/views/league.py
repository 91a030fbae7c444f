"""The league of a team: who takes part, and each one's share of their own target."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dispatch.context import Context
from bot.domain.people import Person
from bot.domain.periods import Period
from bot.domain.quotas import call_target
from bot.domain.sharing import GROUP
from bot.domain.teams import Team
from bot.messages.card import Bars, Button, Card, Element, Reply, Text
from bot.views.charts import bars_text
from bot.views.figures import sellers
from bot.views.periods import beside, period_title
from bot.views.team import more_in_file

Share = tuple[str, int, int | None]
"""A name, its share of the own target in per cent, and that of the period before, None where nothing was asked."""
PERCENT = 100
SHOWN = 20
"""People of a league on the card; a file holds all."""


def participants(ctx: Context, team: Team | None) -> tuple[list[Person], int]:
    """Return the sellers of a team who take part, and how many sellers there are."""
    joined, everybody = ctx.work.people.in_league(), sellers(ctx.work, team.id if team else None)
    return [person for person in everybody if person.id in joined], len(everybody)


def share(ctx: Context, person: Person, period: Period) -> int | None:
    """Return the calls of a person as per cent of their own target, None where nothing is asked of them."""
    target = call_target(person, period.first, period.last)
    calls = sum(day.calls for day in ctx.work.figures.days(period.first, period.last, person=person.id))
    return round(calls * PERCENT / target) if target else None


def league_reply(ctx: Context, shares: Sequence[Share], count: int, period: Period) -> Reply:
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
        for name, now, before in _shown(ctx, shares)
    ]
    bars = tuple((name, float(now)) for name, now, _ in _shown(ctx, shares))
    alt = bars_text(say, [(name, f"{say.number(int(now))} %") for name, now in bars])
    chart = Bars(title=title, bars=bars, alt=alt, target=float(PERCENT))
    rest = [more_in_file(ctx, len(shares) - len(bars))] if len(shares) > len(bars) else []
    body: tuple[Element, ...] = (*(Text(text=line) for line in (parts, *lines, *rest)), chart)
    return Reply(card=Card(title=title, body=body, buttons=(join_button(ctx),)), figures=figures)


def _shown(ctx: Context, shares: Sequence[Share]) -> list[Share]:
    """Return the first of them, with the one who asks as the last where they would be left out."""
    own = [share for share in shares[SHOWN:] if share[0] == ctx.who.name]
    return [*shares[: SHOWN - len(own)], *own]


def join_button(ctx: Context) -> Button:
    """Return the button with which a person joins the league, or leaves it."""
    return ctx.button(ctx.t("button", "Join or leave"), "me league")
