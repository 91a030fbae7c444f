"""The manifest of the Slack app, derived from the commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from adapters.slack.inbound import LOG, PROMISE
from adapters.slack.step_declarations import FUNCTION_EXECUTED, functions
from bot.dispatch.registry import Command, LazyCommand, lazily
from bot.errors import ConfigError
from bot.records import record
from bot.settings import Settings

PATH = "/slack/events"
USAGE_LENGTH = 1_000
NAME_SHAPE = re.compile(r"/[a-z0-9_-]{1,31}")
RESERVED = frozenset(
    [
        "active",
        "apps",
        "archive",
        "away",
        "call",
        "canvas",
        "collapse",
        "dm",
        "dnd",
        "expand",
        "feed",
        "feedback",
        "help",
        "huddle",
        "invite",
        "join",
        "kick",
        "leave",
        "me",
        "mstatus",
        "msg",
        "mute",
        "open",
        "part",
        "prefs",
        "remind",
        "remove",
        "rename",
        "search",
        "shortcuts",
        "shrug",
        "star",
        "status",
        "todo",
        "topic",
        "unarchive",
        "who",
    ]
)
"""Slack's own commands, whose names an app cannot use."""
SCOPES = {
    "commands": "slash commands and shortcuts",
    "chat:write": "answers and nudges",
    "users:read": "name, time zone, and who is a guest",
    "users:read.email": "admins listed by their address",
    "app_mentions:read": "lines that mention the bot in a channel",
    "im:history": "lines in direct messages",
    "channels:read": "team channels by name, and news of them",
    "channels:history": "whether a post arrived in a channel after its answer was lost",
    "im:write": "whether a message arrived for a person after its answer was lost",
    "files:write": "figures as files, and charts as pictures where Slack does not draw them",
}
"""Every scope that is asked for, with its purpose."""
OPTIONAL = {
    "users:read.email": "people are named by member ID, and an admin confirms who is who",
    "channels:read": "a team channel is found once the app is addressed or invited there",
    "channels:history": "a post whose answer was lost stays uncertain",
    "im:write": "a message whose answer was lost stays uncertain",
    "files:write": "figures and charts stand in words alone",
}
"""Scopes without which the app works with less, with what holds then."""
MCP_SCOPE = "mcp:connect"
"""Lets Slackbot reach the app's server of tools."""
NEW_APP = "https://api.slack.com/apps?new_app=1&manifest_json="
"""Slack's page that makes an app of the manifest behind it."""
EVENTS = (
    "app_home_opened", "app_mention", "app_uninstalled", "channel_archive", "channel_rename", "channel_unarchive",
    "member_joined_channel", "message.im", "tokens_revoked", "user_change",
)  # fmt: skip


@record(kw_only=True)
class CommandNames:
    """The names of the slash commands: `root` takes every line; one more per common verb unless `short` is off."""

    root: str = "nudge"
    prefix: str = ""
    short: bool = True

    def verbs(self, commands: Iterable[Command | LazyCommand]) -> Mapping[str, str]:
        """Return the verb by slash command, in the manifest's order; the root's is empty."""
        own = {f"/{self.prefix}{command.native}": command.verb for command in commands if command.native and self.short}
        return {f"/{self.prefix}{self.root}": ""} | own


def names_of(settings: Settings) -> CommandNames:
    """Return the names that the settings choose; raises ConfigError for one that Slack would refuse."""
    names = CommandNames(
        root=settings.slack_root.removeprefix("/"),
        prefix=settings.slack_prefix.removeprefix("/"),
        short=settings.slack_commands == "short",
    )
    for verb in names.verbs(lazily().known):
        if not NAME_SHAPE.fullmatch(verb) or verb[1:] in RESERVED:
            raise ConfigError(
                f"Slack would refuse the command {verb[:40]!r}: set SLACK_PREFIX or SLACK_ROOT to lower-case letters, "
                "digits, - and _, 31 at most, and none of Slack's own commands."
            )
    return names


def checked_url(url: str) -> str:
    """Return a public https address without its trailing slash; raises ConfigError."""
    try:
        parts = urlsplit(url)
        is_valid = parts.scheme == "https" and parts.hostname and not (parts.username or parts.query or parts.fragment)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        is_valid = False
    if not is_valid or any(c.isspace() for c in url):
        raise ConfigError(
            f"{url[:80]!r} is no public address: write it like https://snurr.example.com, or use --socket."
        )
    return url.rstrip("/").removesuffix(PATH)


@record(kw_only=True)
class Extras:
    """What is off by default: `mcp` is the address at which Slackbot finds tools, `steps` offers those of workflows."""

    mcp: str = ""
    steps: bool = False


PLAIN = Extras()


def extras_of(settings: Settings, url: str) -> Extras:
    """Return what the settings switch on; raises ConfigError where Slackbot would find no public address."""
    base = url or settings.snurr_url.strip().rstrip("/")
    if settings.slack_mcp and not base:
        raise ConfigError("Slackbot needs a public address also with --socket: set SNURR_URL, or unset SLACK_MCP.")
    return Extras(mcp=f"{checked_url(base)}/mcp" if settings.slack_mcp else "", steps=settings.slack_steps)


def manifest(
    commands: Sequence[Command], names: CommandNames, url: str = "", extras: Extras = PLAIN
) -> dict[str, object]:
    """Return the manifest for HTTP at a public address, or for Socket Mode when there is none."""
    shown = _manifest(commands, names, url)
    if extras.mcp:
        scopes: Any = shown["oauth_config"]
        scopes["scopes"]["bot"] = sorted((*SCOPES, MCP_SCOPE))
        shown["mcp_servers"] = {"Snurr": {"url": extras.mcp, "auth_type": "slack_identity_auth"}}
    if extras.steps:
        settings: Any = shown["settings"]
        settings["event_subscriptions"]["bot_events"].append(FUNCTION_EXECUTED)
        settings.update({"org_deploy_enabled": True, "function_runtime": "remote"})
        shown["functions"] = functions(commands)
    return shown


def _manifest(commands: Sequence[Command], names: CommandNames, url: str) -> dict[str, object]:
    address = {} if not url else {"url": f"{url}{PATH}"}
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": "Snurr",
            "description": "Reminds a sales team whom to call and what was promised.",
            "background_color": "#0072B2",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                # Where it is read-only, nobody can type to the bot.
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Snurr", "always_online": True},
            "shortcuts": [
                {"name": "Log a call", "type": "global", "callback_id": LOG, "description": "Opens the form."},
                {
                    "name": "Promise from this",
                    "type": "message",
                    "callback_id": PROMISE,
                    "description": "Logs what was promised in this message.",
                },
            ],
            "slash_commands": [slash_command | address for slash_command in _slash_commands(commands, names)],
        },
        # An optional one stands in both lists, as Slack asks for.
        "oauth_config": {"scopes": {"bot": sorted(SCOPES), "bot_optional": sorted(OPTIONAL)}},
        "settings": _settings(url),
    }


def new_app_link(shown: Mapping[str, object]) -> str:
    """Return the address that opens a manifest in the browser, ready to be confirmed."""
    return NEW_APP + quote(json.dumps(shown, separators=(",", ":"), ensure_ascii=False), safe="")


def _settings(url: str) -> dict[str, object]:
    request = {"request_url": f"{url}{PATH}"} if url else {}
    options = {"message_menu_options_url": f"{url}{PATH}"} if url else {}
    return {
        "event_subscriptions": {"bot_events": list(EVENTS)} | request,
        "interactivity": {"is_enabled": True} | request | options,
        # An organisation's installation names no workspace, and a workspace is a company here.
        "org_deploy_enabled": False,
        "socket_mode_enabled": not url,
        # A token from the settings has nobody who would store the renewed one.
        "token_rotation_enabled": False,
    }


def _slash_commands(commands: Sequence[Command], names: CommandNames) -> Iterator[dict[str, object]]:
    by_verb = {command.verb: command for command in commands}
    everything = " · ".join(command.verb for command in commands if not command.hidden)
    for name, verb in names.verbs(commands).items():
        description = by_verb[verb].summary if verb else "Everything that Snurr understands: type a line, or help."
        hint = by_verb[verb].usage().removeprefix(verb).strip() if verb else everything[:USAGE_LENGTH]
        shown: dict[str, object] = {"command": name, "description": description, "should_escape": False}
        yield shown | ({"usage_hint": hint} if hint else {})
