"""The operator's command `explore`: sums by team and week in the browser, with Datasette."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.app import App, open_app
from bot.cli.company import FIRST, TenantOption, only_company
from bot.cli.console import SEE, example, print_line, writing
from bot.domain.team_figures import team_figures_gate
from bot.domain.week_sums import WeekSum, finished_weeks
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.settings import load
from bot.views.week_sums import add_week_sums
from storage.week_sums import read_week_sums, write_week_sums

cli = typer.Typer()
HOST = "127.0.0.1"
"""Datasette asks nobody who they are."""
MISSING = "snurr explore needs Datasette: python -m pip install --require-hashes -r requirements-explore.txt"
CLOSED = "Team figures are closed: an admin says what they are for by “admin purpose”, which also shows when they open."
QUERIES = {
    "weeks_of_a_team": {
        "title": "One team, week by week",
        "sql": "SELECT week, calls, visits, meetings, mails, offers FROM team_weeks WHERE team = :team"
        " ORDER BY week DESC",
    },
    "teams_in_a_week": {
        "title": "All teams in one week, such as 2026-W47",
        "sql": "SELECT team, calls, visits, meetings, mails, offers FROM team_weeks WHERE week = :week ORDER BY team",
    },
    "promises_by_week": {
        "title": "What became of promises",
        "sql": "SELECT week, team, promises_kept, told_first, promises_broken, promises_late FROM team_weeks"
        " ORDER BY week DESC, team",
    },
}
SETTINGS = {"default_allow_sql": False, "allow_download": False}


@cli.command(epilog=example("snurr explore"), rich_help_panel=SEE)
def explore(
    file: Annotated[Path, typer.Option("--file", help="The file of sums that it keeps.")] = Path("data/explore.db"),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where the browser finds it.")] = 8001,
    tenant: TenantOption = "",
) -> None:
    """Open Datasette on sums by team and week, on this machine alone; never on one person's figures."""
    if find_spec("datasette") is None:
        raise ConfigError(MISSING)
    sums = asyncio.run(_kept(open_app(load()), file, tenant))
    print_line(f"{file}: {len(sums)} sums of a team and week. Open http://{HOST}:{port}, Ctrl-C ends it.")
    import uvicorn  # noqa: PLC0415 - comes with Datasette, which is an extra

    uvicorn.run(datasette_on(file).app(), host=HOST, port=port, log_level="warning")


async def _kept(app: App, file: Path, tenant: str) -> list[WeekSum]:
    try:
        number = await only_company(app.store, tenant) or FIRST
        if not await app.store.read(partial(_any_open, at=app.clock.now()), number):
            raise ConfigError(CLOSED)
        return await keep_week_sums(app, file, number)
    finally:
        app.store.close()


def _any_open(work: Work, at: datetime) -> bool:
    """Whether the figures of any team are open."""
    teams: list[int | None] = [team.id for team in work.teams.all()]
    return any(team_figures_gate(work, team, at.date()).open for team in teams or [None])


async def keep_week_sums(app: App, file: Path, tenant: int) -> list[WeekSum]:
    """Bring a file of a company's sums up to date and return them; raises ConfigError.

    1. A week that is in it stays as it is: two versions of it would differ by what one person corrected.
    2. Each other one is a transaction of its own, so that the bot goes on meanwhile, committed before it is written.
    """
    at = app.clock.now()
    weeks = finished_weeks(at.date())
    sums = [each for each in read_week_sums(file, tenant) if each.first_day >= weeks[0].first]
    for week in weeks:
        kept = {each.team_id for each in sums if each.first_day == week.first}
        sums += await app.store.write(partial(add_week_sums, week=week, at=at, kept=kept), tenant)
    sums = await app.store.read(lambda work: _named(work, sums), tenant)
    with writing(file):
        write_week_sums(file, tenant, sums)
    return sums


def _named(work: Work, sums: Sequence[WeekSum]) -> list[WeekSum]:
    """Return the sums with the names that the teams have now."""
    names = {team.id: team.name for team in work.teams.all()}
    return [replace(each, team=names.get(each.team_id, each.team)) for each in sums]


def datasette_on(file: Path) -> Any:
    """Return Datasette on the file, which it can only read, with queries made in advance and no others."""
    from datasette.app import Datasette  # noqa: PLC0415 - an extra

    told = {"title": "Snurr", "databases": {file.stem: {"queries": QUERIES}}}
    return Datasette([], immutables=[str(file)], metadata=told, settings=SETTINGS)
