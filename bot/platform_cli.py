"""The operator's commands of one platform each."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.console import print_line
from bot.errors import ConfigError
from bot.registry import discover
from bot.settings import load

slack = typer.Typer(help="What Slack must be told.", no_args_is_help=True)


@slack.callback()
def of_slack() -> None:
    """Keep the command's own name even while it is the only one."""


@slack.command("manifest")
def slack_manifest(
    url: Annotated[str, typer.Option(help="Where Slack reaches this bot, such as https://snurr.example.com.")] = "",
    socket: Annotated[bool, typer.Option("--socket", help="Socket Mode: no public address is needed.")] = False,
) -> None:
    """Print the app manifest to paste at api.slack.com/apps."""
    from adapters.slack.manifest import checked_url, manifest, names_of  # noqa: PLC0415 - brings Slack's SDK

    if bool(url) is socket:
        raise ConfigError("Say how Slack reaches Snurr: --url https://snurr.example.com, or --socket.")
    names = names_of(load())
    address = checked_url(url) if url else ""
    print_line(json.dumps(manifest(tuple(discover()), names, address), indent=2, ensure_ascii=False))
