"""The operator's command `erase`: takes one person's name out of everything, after it said what that means."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.cli.company import TenantOption, company, person_called
from bot.cli.console import DATA, JsonOption, example, print_line, run
from bot.cli.plain_command import PlainCommand
from bot.domain.erasure import alias_of, erase_person, indispensable_role
from bot.domain.people import Person
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.language.tokens import clean
from bot.settings import load
from bot.views.personal_data import emptied

cli = typer.Typer()


@cli.command(cls=PlainCommand, epilog=example('snurr erase "Kari Nord" --yes'), rich_help_panel=DATA)
def erase(
    who: Annotated[str, typer.Argument(metavar="PERSON", help="By name or address, such as slack:U024BE7LD.")],
    yes: Annotated[bool, typer.Option("--yes", help="Erase; without it nothing is changed.")] = False,
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Erase a person's name, addresses, settings and typed lines; what they logged stays without the name."""
    run(_erase(open_app(load()), tenant, who, yes, as_json))


async def _erase(app: App, tenant: str, who: str, yes: bool, as_json: bool) -> None:
    try:
        number = await company(app.store, tenant)
        found = await app.store.read(lambda work: _found(work, who), number)
        if yes:
            await app.store.write(lambda work: _erased(work, found.id, app.clock.now()), number)
    finally:
        app.store.close()  # empties what SQLite keeps beside the file, too
    answer = {"person": found.name, "alias": alias_of(found), "erased": yes}
    print_line(json.dumps(answer, ensure_ascii=False) if as_json else _text(found, yes))


def _found(work: Work, who: str) -> Person:
    person = person_called(work, clean(who))
    if role := indispensable_role(work, person):
        raise ConfigError(f"{person.name} is the last {role}: name another first.")
    return person


def _erased(work: Work, person: int, at: datetime) -> None:
    erase_person(work, work.people.get(person), None, at, emptied)


def _text(person: Person, yes: bool) -> str:
    stays = "\nThe address stays, without which whoever was removed would be let in again." if person.gone else ""
    if yes:
        return (
            f"{person.name} is erased: what was logged stays as that of {alias_of(person)}.{stays}\n"
            "Older backups and exports still hold the name until they are deleted."
        )
    return (
        f"{person.name}: name, addresses, settings, days off, own words and typed lines would be gone for good; "
        f"what was logged would stay as that of {alias_of(person)}, notes as typed.{stays}\n"
        "Nothing was erased: add --yes."
    )
