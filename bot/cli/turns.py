"""`snurr tick` and `snurr preview`: what is due, and what would be sent on a day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated

import typer

from adapters.terminal import Terminal
from bot.app import App, open_app
from bot.cli.clock_option import clock_at
from bot.cli.company import TenantOption, company
from bot.cli.console import RUN, SEE, At, JsonOption, day_near, example, parse_date, print_line, run
from bot.cli.nothing import nobody_nudged, nothing_due
from bot.cli.plain_command import PlainCommand
from bot.cli.tables import print_table
from bot.domain.looks import Look, View
from bot.domain.work import Work
from bot.errors import DeliveryError
from bot.language.names import fold
from bot.messages.plain_text import card_text
from bot.ports import Address
from bot.settings import Settings, load
from bot.views.access import record_operator_look
from nudges import claim, delivery, planner
from nudges.preview import preview as preview_days
from nudges.salesday import SalesDay
from nudges.upkeep import Upkeep

cli = typer.Typer()
LEFT_TO_SERVE, LEFT_FOR = "left to snurr serve", timedelta(seconds=1)
"""Why a nudge stays open that a platform is to bring, and for how long no other turn takes it."""


@cli.command(cls=PlainCommand, epilog=example("snurr tick --at 2026-12-24T08:30+01:00"), rich_help_panel=RUN)
def tick(at: At = "", tenant: TenantOption = "", as_json: JsonOption = False) -> None:
    """Plan and deliver what is due: one turn of the loop that `serve` runs every minute."""
    settings = load()
    app = open_app(settings, clock=clock_at(settings, at))
    run(_tick(app, tenant, as_json))


def _served(settings: Settings) -> frozenset[str]:
    """Return the platforms that are set up, on which people read what this terminal cannot show them."""
    named = {"slack": settings.slack_bot_token.value or settings.slack_client_id, "teams": settings.microsoft_app_id}
    return frozenset(name for name, is_set in named.items() if is_set)


async def _tick(app: App, tenant: str, as_json: bool) -> None:
    terminal = Terminal(at=app.clock.now, write=lambda text: None)
    try:
        number = await company(app.store, tenant)
        route = partial(to_terminal, terminal, _served(app.settings))
        handled = await delivery.tick(app.store, route, app.clock, "tick", number)
        await Upkeep(store=app.store, clock=app.clock).round()
        ahead = await app.store.read(lambda work: planner.next_due(work, app.clock.now()), number)
    finally:
        app.store.close()
    _print_handled(handled, as_json)
    if not (handled or as_json):
        print_line(nothing_due(ahead))


def to_terminal(
    terminal: Terminal, served: frozenset[str], to: str, addresses: tuple[Address, ...]
) -> tuple[Terminal, Address]:
    """Route a message to the terminal; raises DeliveryError for who reads on a platform that `snurr serve` serves.

    What only this terminal shows would else count as sent to them.
    """
    if served and any(not address.platform or address.platform in served for address in addresses):
        raise DeliveryError(LEFT_TO_SERVE, retry_after=LEFT_FOR, held=True)
    return terminal, Address(platform=terminal.name, target=to)


def _print_handled(handled: Sequence[claim.NudgeResult], as_json: bool) -> None:
    rows = ((each.local_time, each.rule, each.to, each.outcome, card_text(each.card)) for each in handled)
    print_table(
        ("when", "rule", "to", "outcome", "text"),
        rows,
        (handled_text(each, as_json) for each in handled),
        plain=as_json,
    )


def handled_text(each: claim.NudgeResult, as_json: bool) -> str:
    """Return one occurrence as an object for scripts, or as lines for a person."""
    text = card_text(each.card)
    if not as_json:
        return f"{each.local_time}  {each.rule}  {each.to}  {each.outcome}\n{text}\n"
    values = {"rule": each.rule, "to": each.to, "local_time": each.local_time, "words": each.words}
    values |= {"seconds": each.seconds, "text": text, "outcome": each.outcome}
    return json.dumps(values, ensure_ascii=False)


@cli.command(cls=PlainCommand, epilog=example("snurr preview --on 2026-12-24 --for Sanna"), rich_help_panel=SEE)
def preview(
    on: Annotated[str, typer.Option("--on", help="The day, such as 2026-12-24; today when left out.")] = "",
    who: Annotated[str, typer.Option("--for", help="Only this person.")] = "",
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Show what would be sent on a day, to whom, and why not."""
    settings = load()
    app = open_app(settings)
    day = day_near(parse_date(on), app.clock.now().date()) if on else app.clock.now().date()
    run(_preview(app, tenant, day, who, as_json))


async def _preview(app: App, tenant: str, day: date, who: str, as_json: bool) -> None:
    try:
        number = await company(app.store, tenant)
        found, nothing = await app.store.write(lambda work: _outlook(work, day, app.clock.now(), who), number)
    finally:
        app.store.close()
    _print_handled(found, as_json)
    if not (found or as_json):
        print_line(nothing)


def _outlook(work: Work, day: date, now: datetime, who: str) -> tuple[list[claim.NudgeResult], str]:
    """Return what would be sent to those who are asked about, and the sentence for nothing."""
    pictures = [
        each for each in planner.pictures_on(work, day, now) if not who or fold(claim.name_of(each)) == fold(who)
    ]
    people = [picture.person.id for picture in pictures if isinstance(picture, SalesDay)]
    record_operator_look(work, people, Look(view=View.NUDGES), now)
    return preview_days(work, pictures), nobody_nudged(pictures, day, who)
