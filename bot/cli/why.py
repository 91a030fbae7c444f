"""The operator's command `why`: what became of one person's nudges on a day, rule by rule, and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.cli.company import TenantOption, company, person_called
from bot.cli.console import SEE, JsonOption, day_near, example, parse_date, run
from bot.cli.plain_command import PlainCommand
from bot.cli.tables import print_table
from bot.clock import local_day
from bot.domain.looks import Look, View
from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.tokens import clean
from bot.settings import load
from bot.views.access import record_operator_look
from nudges.explain import RuleAnswer, explain_day

cli = typer.Typer()


@cli.command(cls=PlainCommand, epilog=example("snurr why Sanna --day 2026-12-24"), rich_help_panel=SEE)
def why(
    who: Annotated[str, typer.Argument(metavar="PERSON", help="By name or address, such as slack:U024BE7LD.")],
    day: Annotated[
        str, typer.Option("--day", help="The day, such as 2026-12-24; the person's today when left out.")
    ] = "",
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say for one person and day what each rule sent, or why it did not, and when it speaks next."""
    run(_why(open_app(load()), tenant, who, day, as_json))


async def _why(app: App, tenant: str, who: str, day: str, as_json: bool) -> None:
    try:
        number = await company(app.store, tenant)
        # Read first, so that a name of nobody's is refused before anything is written.
        person = await app.store.read(lambda work: person_called(work, clean(who)), number)
        found = await app.store.write(lambda work: _answers(work, person, day, app.clock.now()), number)
    finally:
        app.store.close()
    lines = (json.dumps(asdict(each), ensure_ascii=False) if as_json else "  ".join(_cells(each)) for each in found)
    print_table(("rule", "when", "outcome", "next"), map(_cells, found), lines, plain=as_json)


def _answers(work: Work, person: Person, day: str, now: datetime) -> list[RuleAnswer]:
    today = local_day(now, person.zone)
    found = explain_day(work, person, day_near(parse_date(day), today) if day else today, now)
    record_operator_look(work, [person.id], Look(view=View.NUDGES), now)
    return found


def _cells(answer: RuleAnswer) -> tuple[str, ...]:
    following = f"next {answer.next_time}" if answer.next_time else "no next one within eight days"
    return answer.rule, answer.local_time or answer.day, answer.outcome, following
