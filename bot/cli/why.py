"""The operator's command `why`: what became of one person's nudges on a day, rule by rule, and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.cli.company import TenantOption, company
from bot.cli.console import JsonOption, day_near, parse_date, print_line, run
from bot.clock import local_day
from bot.domain.people import Person
from bot.domain.person_search import address_of, parse_person_address, person_at
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.language.tokens import clean
from bot.settings import load
from nudges.explain import RuleAnswer, explain_day

cli = typer.Typer()


@cli.command()
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
        found = await app.store.read(lambda work: _answers(work, clean(who), day, app.clock.now()), number)
    finally:
        app.store.close()
    for each in found:
        print_line(json.dumps(asdict(each), ensure_ascii=False) if as_json else _line(each))


def _answers(work: Work, who: str, day: str, now: datetime) -> list[RuleAnswer]:
    person = _person(work, who)
    today = local_day(now, person.zone)
    return explain_day(work, person, day_near(parse_date(day), today) if day else today, now)


def _person(work: Work, who: str) -> Person:
    """Return the one whom a name or an address means, also one who gets nothing any more; raises ConfigError."""
    if address := parse_person_address(who):
        met = person_at(work, address)
        people = [met] if met else []
    else:
        people = list(work.people.named(who))
    people = [person for person in people if person.active] or people
    if len(people) > 1:
        choices = ", ".join(str(address) for person in people if (address := address_of(work, person)))
        raise ConfigError(f"Several people are called {who[:40]}: write one of these instead: {choices}.")
    if not people:
        raise ConfigError(f"Nobody is called {who[:40]!r}: write a name, or an address such as slack:U024BE7LD.")
    return people[0]


def _line(answer: RuleAnswer) -> str:
    parts = (answer.rule, answer.local_time or answer.day, answer.outcome)
    return "  ".join((*parts, f"next {answer.next_time}" if answer.next_time else "no next one within eight days"))
