"""The operator's commands of one platform each."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_app
from bot.cli.console import EXIT_WARNINGS, SET_UP, ForceOption, example, print_line, writing
from bot.cli.plain_command import PlainCommand, PlainGroup
from bot.cli.set_up_steps import set_up_steps
from bot.disk import make_folder, new_file
from bot.dispatch.registry import lazily
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.ports import Check
from bot.settings import load

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
SLACK_CLI: Mapping[str, object] = {
    "hooks": {"get-manifest": "snurr slack manifest --socket", "start": "snurr serve"},
    # Snurr opens Socket Mode by itself, with the tokens that the CLI hands over.
    "config": {"sdk-managed-connection-enabled": True, "protocol-version": ["default"]},
    "runtime": "python",
}
"""What the Slack CLI reads in .slack/hooks.json."""
slack = typer.Typer(cls=PlainGroup, help="What Slack must be told.", no_args_is_help=True)
teams = typer.Typer(cls=PlainGroup, help="What Microsoft Teams must be told.", no_args_is_help=True)
cli = typer.Typer()
cli.add_typer(slack, name="slack", epilog=example("snurr slack manifest --socket"), rich_help_panel=SET_UP)
cli.add_typer(teams, name="teams", epilog=example("snurr teams package snurr.zip"), rich_help_panel=SET_UP)


@slack.command("manifest", cls=PlainCommand, epilog=example("snurr slack manifest --socket"))
def slack_manifest(
    url: Annotated[str, typer.Option(help="Where Slack reaches this bot, such as https://snurr.example.com.")] = "",
    socket: Annotated[bool, typer.Option("--socket", help="Socket Mode: no public address is needed.")] = False,
    link: Annotated[bool, typer.Option("--link", help="Print the link that opens it in the browser.")] = False,
    source: Annotated[str, typer.Option(hidden=True, help="The Slack CLI names its folder.")] = "",
) -> None:
    """Print the app manifest to paste at api.slack.com/apps, or the link that opens it there."""
    from adapters.slack.manifest import (  # noqa: PLC0415 - brings Slack's SDK
        checked_url,
        extras_of,
        manifest,
        names_of,
        new_app_link,
    )

    if bool(url) is socket:
        raise ConfigError("Say how Slack reaches Snurr: --url https://snurr.example.com, or --socket.")
    settings = load()
    address = checked_url(url) if url else ""
    made = manifest(tuple(lazily()), names_of(settings), address, extras_of(settings, address))
    print_line(new_app_link(made) if link else json.dumps(made, indent=2, ensure_ascii=False))


@slack.command("hooks", cls=PlainCommand, epilog=example("snurr slack hooks"))
def slack_hooks(force: ForceOption = False) -> None:
    """Write .slack/hooks.json, by which the Slack CLI makes the app and runs Snurr: slack run."""
    file = Path(".slack/hooks.json")
    with writing(file):
        make_folder(file.parent)
        with new_file(file, replace=force) as made:
            made.write_text(json.dumps(SLACK_CLI, indent=2) + "\n", encoding="utf-8")
    print_line(f"{file} is written. Next: slack run, in this folder; it makes the app, installs it and starts Snurr.")


@slack.command("check", cls=PlainCommand, epilog=example("snurr slack check"))
def slack_check() -> None:
    """Say what of the set-up is done, and the one next step; exit 0 once nothing is left, else 1."""
    from adapters.slack import configured  # noqa: PLC0415 - one platform's settings alone

    _say_next(asyncio.run(set_up_steps("slack", configured)))


def _say_next(steps: list[Check]) -> None:
    for step in steps:
        print_line(f"{'next' if step.state == 'fail' else step.state:4}  {step.name}: {step.text}")
    if steps[-1].state == "fail":
        raise SystemExit(EXIT_WARNINGS)


@slack.command("key", cls=PlainCommand, epilog=example("snurr slack key"))
def slack_key() -> None:
    """Print a fresh SNURR_SECRET_KEY, which seals the tokens of workspaces that install Snurr by themselves."""
    from adapters.slack.token_vault import new_key  # noqa: PLC0415 - brings the ciphers

    print_line(new_key())


@slack.command("reseal", cls=PlainCommand, epilog=example("snurr slack reseal"))
def slack_reseal() -> None:
    """Seal the stored tokens of all workspaces with the first key of SNURR_SECRET_KEY; the bot may run on meanwhile."""
    from adapters.slack.inbound import NAME  # noqa: PLC0415 - brings Slack's SDK
    from adapters.slack.token_vault import TokenVault  # noqa: PLC0415 - brings the ciphers

    settings = load()
    keys = settings.snurr_secret_key.value
    if not keys.strip(" ,"):
        raise ConfigError("SNURR_SECRET_KEY is missing or blank: put the new key before the old one, by comma.")
    vault, app = TokenVault(keys), open_app(settings)
    try:
        count = asyncio.run(app.store.write(lambda work: resealed(work, NAME, vault.reseal, app.clock.now())))
    finally:
        app.store.close()
    print_line(f"{count} workspaces: their tokens are sealed with the first key alone, the keys behind it may go.")


def resealed(work: Work, platform: str, reseal: Callable[[str], str], at: datetime) -> int:
    """Seal the tokens of every workspace anew in one transaction, all or none; return how many there are."""
    found = work.installations.all(platform)
    for each in found:
        work.installations.save(platform, each.workspace, reseal(each.sealed), at)
    return len(found)


@teams.command("check", cls=PlainCommand, epilog=example("snurr teams check"))
def teams_check() -> None:
    """Say what of the set-up is done, and the one next step; exit 0 once nothing is left, else 1."""
    from adapters.teams import configured  # noqa: PLC0415 - one platform's settings alone

    _say_next(asyncio.run(set_up_steps("teams", configured)))


@teams.command("package", cls=PlainCommand, epilog=example("snurr teams package snurr.zip"))
def teams_package(
    file: Annotated[Path, typer.Argument(help="The zip to write.")],
    website: Annotated[str, typer.Option(help="Your page about Snurr; Teams shows it, /privacy and /terms.")] = "",
    connector: Annotated[
        str, typer.Option(help="Id of the sign-on for agents of Microsoft 365, from the Teams Developer Portal.")
    ] = "",
    force: ForceOption = False,
) -> None:
    """Write the app package to upload in the Teams admin center."""
    from adapters.teams.manifest import WEBSITE, ToolServer, package  # noqa: PLC0415 - brings the picture renderer

    settings = load()
    app_id = settings.microsoft_app_id.strip()
    if not app_id:
        raise ConfigError(
            "MICROSOFT_APP_ID is missing or blank: it names the bot in the package; copy it from the app registration."
        )
    if website and not re.fullmatch(r"https://[^\s/]+(/[^\s]*)?", website):
        raise ConfigError(f"{website[:80]!r} is no address of a page: write it like --website https://example.com.")
    server = None
    if connector:
        if not settings.snurr_url.startswith("https://"):
            raise ConfigError("SNURR_URL is missing: --connector says there where Microsoft 365 finds the tools.")
        server = ToolServer(url=f"{settings.snurr_url.rstrip('/')}/mcp", sign_on=connector)
    with writing(file), new_file(file, replace=force) as made:
        made.write_bytes(package(tuple(lazily()), app_id, website.rstrip("/") or WEBSITE, server))
    print_line(f"{file}: upload it under Teams apps, Manage apps, in the Teams admin center.")
    if not GUID.fullmatch(app_id):
        sys.stderr.write(
            "Teams will refuse it: MICROSOFT_APP_ID must look like 00000000-0000-0000-0000-000000000000.\n"
        )
