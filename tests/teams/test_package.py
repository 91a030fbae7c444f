"""The package that is uploaded: within the limits of its schema, in every language, and nothing else in it."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.teams.config import config_of
from adapters.teams.diagnosis import diagnose
from adapters.teams.manifest import LOCALES, ToolServer, localization, manifest, menu_commands, package
from bot.cli.main import cli
from bot.dispatch.registry import discover
from bot.errors import ConfigError
from bot.settings import load
from tests.fakes.slack import Fault
from tests.fakes.teams import APP, FakeTeams
from tests.teams.schema import problems

COMMANDS = tuple(discover())


def opened() -> dict[str, bytes]:
    """Return the files of a package."""
    with zipfile.ZipFile(io.BytesIO(package(COMMANDS, APP))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_zip_holds_manifest_icons_and_languages_alone() -> None:
    """All files are at its root, and there are no others."""
    languages = {f"{tag}.json" for tag in LOCALES.values()}
    assert set(opened()) == {"manifest.json", "color.png", "outline.png"} | languages


@pytest.mark.parametrize(("name", "pixels"), [("color.png", 192), ("outline.png", 32)])
def test_icons_have_their_sizes(name: str, pixels: int) -> None:
    """The icons are PNG files of the sizes that Teams asks for."""
    picture = opened()[name]
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (pixels, pixels)


CONNECTOR = ToolServer(url="https://snurr.example.com/mcp", sign_on="Zm9v")


def test_agents_of_microsoft_365_find_the_tools_where_the_package_says_so() -> None:
    """Off by default; in every language, and within the published schema."""
    assert "agentConnectors" not in manifest(COMMANDS, APP)
    shown = json.loads(json.dumps(manifest(COMMANDS, APP, connector=CONNECTOR)))
    assert problems("manifest", shown) == []
    (found,) = shown["agentConnectors"]
    assert found["toolSource"]["remoteMcpServer"] == {
        "mcpServerUrl": "https://snurr.example.com/mcp",
        "authorization": {"type": "OAuthPluginVault", "referenceId": "Zm9v"},
    }
    del found["toolSource"]["remoteMcpServer"]["authorization"]["referenceId"]
    assert problems("manifest", shown) != []
    for language in LOCALES:
        told = localization(COMMANDS, language, connects=True)
        assert problems("localization", told) == []
        assert told["agentConnectors[0].description"] == told["description.short"]


def test_the_connector_needs_the_address_of_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which SNURR_URL says."""
    monkeypatch.setenv("MICROSOFT_APP_ID", APP)
    monkeypatch.chdir(tmp_path)
    asked = ["teams", "package", "snurr.zip", "--connector", "Zm9v"]
    refused = CliRunner().invoke(cli, asked)
    assert refused.exit_code
    assert "SNURR_URL" in str(refused.exception)
    monkeypatch.setenv("SNURR_URL", "https://snurr.example.com")
    assert CliRunner().invoke(cli, asked).exit_code == 0
    with zipfile.ZipFile(tmp_path / "snurr.zip") as archive:
        assert b"https://snurr.example.com/mcp" in archive.read("manifest.json")


def test_the_manifest_fits_its_published_schema() -> None:
    """Unknown keys, long texts and odd ids are refused by Teams."""
    shown = json.loads(opened()["manifest.json"])
    assert problems("manifest", shown) == []
    (bot,) = shown["bots"]
    assert (bot["botId"], bot["supportsTargetedMessages"]) == (APP, True)
    assert {tuple(command_list.get("triggers", ())) for command_list in bot["commandLists"]} == {
        (),
        ("mention", "slash"),
    }
    promise, log = shown["composeExtensions"][0]["commands"]
    assert (promise["context"], promise["fetchTask"]) == (["message"], True)
    assert (log["triggers"], log["fetchTask"]) == (["slash"], True)


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"id": "7"},
        {"name": {"short": "x" * 31}},
        {"icons": {"color": "color.png"}},
        {"bots": [{}, {}]},
        {"accentColor": "blue"},
    ],
)
def test_the_check_of_the_schema_sees_what_is_wrong(change: dict[str, object]) -> None:
    """A manifest with one wrong value does not pass the check."""
    assert problems("manifest", json.loads(opened()["manifest.json"]) | change)


@pytest.mark.parametrize("tag", LOCALES.values())
def test_every_language_fits_its_published_schema(tag: str) -> None:
    """Name and description are needed in each; Teams refuses the whole package otherwise."""
    shown = json.loads(opened()[f"{tag}.json"])
    assert problems("localization", shown) == []
    assert problems("localization", {name: text for name, text in shown.items() if name != "name.short"})


def test_the_languages_are_those_that_the_manifest_names() -> None:
    """A file that is named and missing makes the upload fail, one that is not named is never read."""
    named = json.loads(opened()["manifest.json"])["localizationInfo"]["additionalLanguages"]
    assert {language_file["file"] for language_file in named} == {
        name for name in opened() if name.endswith("-dk.json") or name[2] == "-"
    }


def test_the_menu_is_full_and_holds_help() -> None:
    """Twelve commands, as many as Teams shows; the others are found by the last of them."""
    verbs = [command.verb for command in menu_commands(COMMANDS)]
    assert (12, True) == (len(verbs), "help" in verbs)


def test_what_the_menu_offers_is_understood_as_it_stands() -> None:
    """The client puts a command's title into the line: in each language it is a command of ours."""
    for name, content in opened().items():
        if name[2] == "-":
            titles = [text for key, text in json.loads(content).items() if key.endswith("].title") and "bots" in key]
            assert len(titles) == 24
            assert all(discover().find(title.split()) for title in titles)


def test_every_language_says_what_people_read() -> None:
    """As many sentences as in English, each its own."""
    files = {name: json.loads(content) for name, content in opened().items() if name.endswith(".json")}
    english = files.pop("manifest.json")["bots"][0]["commandLists"][0]["commands"]
    for found in files.values():
        for number, command in enumerate(english):
            assert found[f"bots[0].commandLists[0].commands[{number}].description"] != command["description"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"MICROSOFT_APP_ID": ""}, "MICROSOFT_APP_ID is missing"),
        ({"MICROSOFT_APP_PASSWORD": " "}, "MICROSOFT_APP_PASSWORD is missing"),
        ({"MICROSOFT_APP_TENANT_ID": ""}, "MICROSOFT_APP_TENANT_ID is missing"),
        ({"OAUTH_URL": ""}, "OAUTH_URL is missing"),
        (
            {"SNURR_CLOCK": "2026-11-24T08:00+01:00", "TO_CHANNEL_FROM_BOT_LOGIN_URL": "https://login.example"},
            "SNURR_CLOCK",
        ),
    ],
)
async def test_a_blank_setting_is_refused_by_name(fake: FakeTeams, change: dict[str, str], says: str) -> None:
    """A blank setting is an error that names it."""
    with pytest.raises(ConfigError, match=says):
        config_of(load(fake.environment() | {"SNURR_CONFIG": "/nowhere.toml"} | change))


@pytest.mark.parametrize("of", ["com", "us"])
@pytest.mark.parametrize("ending", ["", "/", "/.default", "/.default/"])
def test_the_scope_may_be_written_as_in_microsofts_papers_and_constants(fake: FakeTeams, of: str, ending: str) -> None:
    """The login is asked for the one form that it takes."""
    given = {"SNURR_CONFIG": "none.toml", "TO_CHANNEL_FROM_BOT_OAUTH_SCOPE": f"https://api.botframework.{of}{ending}"}
    config = config_of(load(fake.environment() | given))
    assert config
    assert config.scope == f"https://api.botframework.{of}/.default"


async def test_doctor_names_what_microsoft_refuses_and_its_cure(fake: FakeTeams, tmp_path: Path) -> None:
    """Login and keys, as the bot would."""
    config = config_of(load(fake.environment() | {"SNURR_CONFIG": str(tmp_path / "none")}))
    assert config
    assert [check.state for check in await diagnose(config)] == ["ok", "ok", "ok"]
    fake.fail("login", Fault(status=401, error="invalid_client"))
    fake.fail("keys", Fault(status=500, error="x"))
    found = await diagnose(config)
    assert [check.state for check in found] == ["fail", "fail", "ok"]
    assert "client secret" in found[0].text


def test_the_command_writes_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that is named, with one's own page about Snurr."""
    monkeypatch.setenv("MICROSOFT_APP_ID", APP)
    done = CliRunner().invoke(
        cli, ["teams", "package", str(tmp_path / "snurr.zip"), "--website", "https://snurr.test/"]
    )
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "snurr.zip") as archive:
        developer = json.loads(archive.read("manifest.json"))["developer"]
    assert developer["privacyUrl"] == "https://snurr.test/privacy"


@pytest.mark.parametrize(
    ("app_id", "arguments", "says"),
    [
        ("", ["x.zip"], "MICROSOFT_APP_ID"),
        (" ", ["x.zip"], "MICROSOFT_APP_ID"),
        (APP, ["missing/x.zip"], "cannot be written"),
        (APP, ["x.zip", "--website", "snurr.test"], "no address of a page"),
        (APP, ["x.zip", "--website", "http://snurr.test"], "no address of a page"),
    ],
)
def test_a_package_that_cannot_be_made_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app_id: str, arguments: list[str], says: str
) -> None:
    """One sentence on stderr, exit 2, no file."""
    monkeypatch.setenv("MICROSOFT_APP_ID", app_id)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=says):
        CliRunner().invoke(cli, ["teams", "package", *arguments], catch_exceptions=False, standalone_mode=False)
    assert list(tmp_path.iterdir()) == []


def test_an_app_id_that_teams_refuses_is_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The upload would fail with a message that names a pattern, not the setting."""
    monkeypatch.setenv("MICROSOFT_APP_ID", "my-bot")
    done = CliRunner().invoke(cli, ["teams", "package", str(tmp_path / "snurr.zip")])
    assert (done.exit_code, "MICROSOFT_APP_ID must look like" in done.stderr) == (0, True)
