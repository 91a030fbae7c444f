"""The package that is uploaded: within the limits of its schema, in five languages, and nothing else in it."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import pytest

from adapters.teams.config import config_of
from adapters.teams.diagnosis import diagnose
from adapters.teams.manifest import manifest, package
from bot.errors import ConfigError
from bot.registry import discover
from bot.settings import load
from tests.fakes.slack import Fault
from tests.fakes.teams import APP, FakeTeams

COMMANDS = tuple(discover())


def opened() -> dict[str, bytes]:
    """Return the files of a package."""
    with zipfile.ZipFile(io.BytesIO(package(COMMANDS, APP))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_zip_holds_manifest_icons_and_languages_alone() -> None:
    """At its root, nothing else."""
    languages = {"da-dk.json", "nb-no.json", "sv-se.json", "pl-pl.json"}
    assert set(opened()) == {"manifest.json", "color.png", "outline.png"} | languages


@pytest.mark.parametrize(("name", "pixels"), [("color.png", 192), ("outline.png", 32)])
def test_icons_have_their_sizes(name: str, pixels: int) -> None:
    """Colour and outline, as PNG."""
    picture = opened()[name]
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (pixels, pixels)


def test_every_length_and_count_is_within_the_schema() -> None:
    """Unknown keys and long texts are refused by Teams."""
    shown = json.loads(json.dumps(manifest(COMMANDS, APP)))
    assert len(shown["name"]["short"]) <= 30
    assert len(shown["description"]["short"]) <= 80
    assert len(shown["description"]["full"]) <= 4000
    (bot,) = shown["bots"]
    assert bot["botId"] == APP
    assert bot["supportsTargetedMessages"] is True
    assert len(bot["commandLists"]) <= 3
    for listed in bot["commandLists"]:
        assert 0 < len(listed["commands"]) <= 12
        assert all(len(each["title"]) <= 32 and 0 < len(each["description"]) <= 128 for each in listed["commands"])
    (action,) = shown["composeExtensions"][0]["commands"]
    assert (action["context"], action["fetchTask"]) == (["message"], True)


def test_every_language_says_what_people_read() -> None:
    """As many sentences as in English, each its own."""
    files = {name: json.loads(content) for name, content in opened().items() if name.endswith(".json")}
    english = files.pop("manifest.json")["bots"][0]["commandLists"][0]["commands"]
    for found in files.values():
        for number, each in enumerate(english):
            said = found[f"bots[0].commandLists[0].commands[{number}].description"]
            assert 0 < len(said) <= 128
            assert said != each["description"]


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
async def test_s04_what_is_blank_is_refused_by_name(fake: FakeTeams, change: dict[str, str], says: str) -> None:
    """P14, T5: an empty app id never opens the door."""
    with pytest.raises(ConfigError, match=says):
        config_of(load(fake.environment() | {"SNURR_CONFIG": "/nowhere.toml"} | change))


async def test_doctor_names_what_microsoft_refuses_and_its_cure(fake: FakeTeams, tmp_path: Path) -> None:
    """Login and keys, as the bot would."""
    config = config_of(load(fake.environment() | {"SNURR_CONFIG": str(tmp_path / "none")}))
    assert config
    assert [each.state for each in await diagnose(config)] == ["ok", "ok", "ok"]
    fake.fail("login", Fault(status=401, error="invalid_client"))
    fake.fail("keys", Fault(status=500, error="x"))
    found = await diagnose(config)
    assert [each.state for each in found] == ["fail", "fail", "ok"]
    assert "client secret" in found[0].text
