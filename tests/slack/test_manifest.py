"""What Slack is told: derived from the declarations, within what Slack accepts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.slack.config import SlackConfig
from adapters.slack.diagnosis import diagnose
from adapters.slack.manifest import (
    OPTIONAL,
    PLAIN,
    SCOPES,
    CommandNames,
    Extras,
    checked_url,
    extras_of,
    manifest,
    names_of,
    new_app_link,
)
from adapters.slack.step_declarations import STEPS
from bot.dispatch.registry import discover
from bot.errors import ConfigError
from bot.settings import load
from tests.fakes.slack import APP_TOKEN, TOKEN, FakeSlack
from tests.teams.schema import problems_by

COMMANDS = tuple(discover())
SCHEMA = Path(__file__).parent / "schemas" / "manifest-2.0.0.json"


def made(url: str = "https://snurr.example.com", names: CommandNames | None = None) -> dict[str, Any]:
    """Return a manifest as Slack reads it."""
    found: dict[str, Any] = json.loads(json.dumps(manifest(COMMANDS, names or CommandNames(), url)))
    return found


ALL = Extras(mcp="https://snurr.example.com/mcp", steps=True)


def all_made(url: str = "https://snurr.example.com", extras: Extras = ALL) -> dict[str, Any]:
    """Return a manifest with what is off by default."""
    found: dict[str, Any] = json.loads(json.dumps(manifest(COMMANDS, CommandNames(), url, extras)))
    return found


@pytest.mark.parametrize("extras", [PLAIN, ALL, Extras(steps=True)])
@pytest.mark.parametrize("url", ["", "https://snurr.example.com"])
def test_the_manifest_fits_its_published_schema(url: str, extras: Extras) -> None:
    """With and without what is off by default, over both transports."""
    assert problems_by(SCHEMA, all_made(url, extras)) == []


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"mcp_servers": {"Snurr": {"url": "http://a.example", "auth_type": "no_auth"}}}, "another form"),
        ({"mcp_servers": {"Snurr": {"url": "https://a.example", "auth_type": "trust"}}}, "not among"),
        ({"mcp_servers": {"Snurr": {"url": "https://a.example"}}}, "no auth_type"),
        ({"functions": {"x": {"title": "x"}}}, "no input_parameters"),
        ({"secrets": {}}, "unknown"),
    ],
)
def test_what_the_schema_refuses_is_found(change: dict[str, Any], part: str) -> None:
    """Or the test before would say nothing."""
    assert any(part in problem for problem in problems_by(SCHEMA, all_made() | change))


def test_what_is_off_by_default_is_in_no_manifest_until_it_is_on() -> None:
    """Neither Slackbot's way in with its scope, nor steps of workflows with what they need."""
    assert {"mcp_servers", "functions"} & made().keys() == set()
    assert "mcp:connect" not in str(made())
    assert (made()["settings"]["org_deploy_enabled"], "function_executed" in str(made())) == (False, False)
    shown = all_made("")
    assert shown["mcp_servers"] == {
        "Snurr": {"url": "https://snurr.example.com/mcp", "auth_type": "slack_identity_auth"}
    }
    assert "mcp:connect" in shown["oauth_config"]["scopes"]["bot"]
    assert "function_executed" in shown["settings"]["event_subscriptions"]["bot_events"]
    assert (shown["settings"]["org_deploy_enabled"], shown["settings"]["function_runtime"]) == (True, "remote")


def test_steps_take_what_their_commands_take() -> None:
    """And who runs them, which Slack fills in and no builder of a workflow can."""
    for callback, (verb, _, _) in STEPS.items():
        taken = all_made()["functions"][callback]["input_parameters"]
        (command,) = (each for each in COMMANDS if each.verb == verb)
        assert set(taken["properties"]) == {"who"} | {arg.name for arg in command.said_args if not arg.hidden}
        assert taken["required"] == ["who", *(arg.name for arg in command.said_args if not arg.optional)]
        assert taken["properties"]["who"]["type"] == "slack#/types/user_context"


def test_the_settings_say_what_is_in_the_manifest() -> None:
    """Slackbot needs a public address, over a line too."""
    url = "https://a.example"
    assert extras_of(load({}), url) == PLAIN
    assert extras_of(load({"SLACK_MCP": "1", "SLACK_STEPS": "1"}), url) == Extras(mcp=f"{url}/mcp", steps=True)
    assert extras_of(load({"SLACK_MCP": "1", "SNURR_URL": url}), "").mcp == f"{url}/mcp"
    with pytest.raises(ConfigError, match="SNURR_URL"):
        extras_of(load({"SLACK_MCP": "1"}), "")


def test_every_length_and_count_is_within_slacks_limits() -> None:
    """One illegal name makes Slack refuse the whole manifest."""
    shown = made()
    about, features = shown["display_information"], shown["features"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 0 < len(features["slash_commands"]) <= 50
    for feature in features["slash_commands"]:
        assert len(feature["command"]) <= 32
        assert 0 < len(feature["description"]) <= 2000
        assert len(feature.get("usage_hint", "")) <= 1000
    assert all(len(feature["name"]) <= 24 for feature in features["shortcuts"])
    assert len(features["shortcuts"]) <= 10


def test_the_short_names_and_the_root_are_registered() -> None:
    """Nine names; and messages can be typed to the bot."""
    features = made()["features"]
    names = {feature["command"] for feature in features["slash_commands"]}
    assert {
        "/nudge", "/called", "/touch", "/promise", "/broken", "/waiting", "/handoff", "/today", "/team"
    } == names  # fmt: skip
    assert features["app_home"]["messages_tab_read_only_enabled"] is False


def test_the_root_command_names_every_command_that_people_see() -> None:
    """Its usage hint lists them."""
    root = next(command for command in made()["features"]["slash_commands"] if command["command"] == "/nudge")
    visible = [command.verb for command in COMMANDS if not command.hidden]
    assert visible == root["usage_hint"].split(" · ")


def test_every_address_is_ours_over_http_and_none_is_there_in_socket_mode() -> None:
    """One manifest for each transport."""
    over_http, by_line = made(), made("")
    assert over_http["settings"]["event_subscriptions"]["request_url"] == "https://snurr.example.com/slack/events"
    assert over_http["settings"]["socket_mode_enabled"] is False
    assert by_line["settings"]["socket_mode_enabled"] is True
    assert "snurr.example.com" not in str(by_line)
    assert "url" not in str(by_line["features"]["slash_commands"])


def test_every_scope_has_its_reason() -> None:
    """The needed scopes are told from the optional ones."""
    assert set(made()["oauth_config"]["scopes"]["bot"]) == set(SCOPES)
    assert set(made()["oauth_config"]["scopes"]["bot_optional"]) == set(OPTIONAL)
    assert all(SCOPES.values())
    assert all(OPTIONAL.values())
    assert set(SCOPES) > set(OPTIONAL)
    assert {"commands", "chat:write", "users:read", "im:history", "app_mentions:read"} == set(SCOPES) - set(OPTIONAL)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (CommandNames(short=False), ["/nudge"]),
        (CommandNames(root="snurr", short=False), ["/snurr"]),
        (CommandNames(prefix="s-"), ["/s-nudge", "/s-called"]),
    ],
)
def test_the_names_of_the_commands_can_be_changed(names: CommandNames, expected: Sequence[str]) -> None:
    """Only the root, another root, or a prefix."""
    shown = [command["command"] for command in made(names=names)["features"]["slash_commands"]]
    assert set(expected) <= set(shown)
    assert all(name.startswith(f"/{names.prefix}") for name in shown)


@pytest.mark.parametrize(
    "environment", [{"SLACK_ROOT": "remind"}, {"SLACK_PREFIX": "Å"}, {"SLACK_ROOT": "x" * 40}, {"SLACK_ROOT": "a b"}]
)
def test_names_that_slack_would_refuse_are_refused_here(environment: dict[str, str]) -> None:
    """With the setting to change."""
    with pytest.raises(ConfigError, match="SLACK_PREFIX or SLACK_ROOT"):
        names_of(load(environment))


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example",
        "https://",
        "https://a b",
        "ftp://a",
        "https://u:p@a.example",
        "https://a.example/?x",
        "https://a:b",
    ],
)
def test_a_bad_address_is_refused(url: str) -> None:
    """Exit 2 with how to write it."""
    with pytest.raises(ConfigError, match="https://snurr"):
        checked_url(url)


def test_a_good_address_may_name_the_path_already() -> None:
    """An address that ends in the path of the events is accepted."""
    assert checked_url("https://a.example/") == checked_url("https://a.example/slack/events") == "https://a.example"


def test_the_link_opens_the_very_manifest_and_a_browser_takes_it() -> None:
    """An address of up to eight thousand letters passes every browser and server."""
    link = new_app_link(made(""))
    (shown,) = parse_qs(urlsplit(link).query)["manifest_json"]
    assert json.loads(shown) == made("")
    assert len(link) < 8_000


async def test_each_missing_scope_is_one_sentence_with_what_holds_without_it(fake: FakeSlack) -> None:
    """A needed one fails; an optional one warns, and everything else is fine."""
    config = SlackConfig(token=TOKEN, app_token=APP_TOKEN, api_url=fake.api_url)
    for scope in SCOPES:
        fake.scopes = tuple(set(SCOPES) - {scope})
        (said,) = [check for check in await diagnose(config) if check.state != "ok"]
        assert (said.state, True) == ("warn" if scope in OPTIONAL else "fail", said.text.startswith(f"{scope} is "))
        assert OPTIONAL.get(scope, SCOPES[scope]) in said.text


async def test_doctor_names_what_slack_refuses_and_its_cure(fake: FakeSlack) -> None:
    """Token, scopes, line."""
    good = SlackConfig(token=TOKEN, app_token=APP_TOKEN, api_url=fake.api_url)
    fake.scopes = tuple(SCOPES)
    assert {check.state for check in await diagnose(good)} == {"ok"}
    fake.scopes = ("commands", "chat:write", "users:read", "im:history")
    found = {(check.state, check.text.split()[0]) for check in await diagnose(good) if check.state != "ok"}
    assert ("fail", "app_mentions:read") in found
    assert ("warn", "files:write") in found
    bad = SlackConfig(token="xoxb-wrong", app_token="xapp-wrong", api_url=fake.api_url)
    assert [check.state for check in await diagnose(bad)] == ["fail", "fail"]
    away = SlackConfig(token=TOKEN, secret="s", api_url="http://127.0.0.1:9/api/")
    assert [check.state for check in await diagnose(away)] == ["fail", "ok"]
