"""Where settings come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import MOST_BYTES, load


def test_settings_come_from_the_environment_that_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process itself was started with does not reach into it."""
    monkeypatch.setenv("PORT", "9090")
    monkeypatch.setenv("SNURR_CLOCK", "2026-11-24T08:00+01:00")
    settings = load({"SNURR_CONFIG": "none.toml", "HOST": "127.0.0.2"})
    assert {"host"} == settings.given
    assert (8080, "") == (settings.port, settings.snurr_clock)


@pytest.mark.parametrize("name", ["HOST", "SNURR_OPS_HOST"])
@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_blank_address_is_not_every_address(name: str, blank: str) -> None:
    """The system would listen for everybody; that has to be asked for by name."""
    with pytest.raises(ConfigError, match=f"{name}: it is blank: 127.0.0.1 lets this machine in"):
        load({"SNURR_CONFIG": "none.toml", name: blank})


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (b"#" * (MOST_BYTES + 1), "File too large"),
        (b"x = " + b"[" * 5_000, "it is not TOML in UTF-8"),
        (b"x = {a = " * 5_000, "it is not TOML in UTF-8"),
        (b"\xff", "it is not TOML in UTF-8"),
    ],
    ids=["huge", "deep lists", "deep tables", "no UTF-8"],
)
def test_a_settings_file_that_is_none_is_one_sentence(tmp_path: Path, written: bytes, why: str) -> None:
    """Too long, too deep, or no text: refused before anything is made of it."""
    file = tmp_path / "snurr.toml"
    file.write_bytes(written)
    with pytest.raises(ConfigError) as refused:
        load({"SNURR_CONFIG": str(file)})
    assert f"The settings file {file} cannot be read: {why}." == str(refused.value)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("port = 70000", "PORT: Input should be less than or equal to 65535"),
        ("port = -1", "PORT: Input should be greater than or equal to 0"),
        ("port = 80.5", "PORT: Input should be a valid integer, got a number with a fractional part"),
        ("port = inf", "PORT: Input should be a finite number"),
        ("port = []", "PORT: Input should be a valid integer"),
        ('port = "80a"', "PORT: Input should be a valid integer, unable to parse string as an integer"),
        ('port = "１２"', "PORT: Input should be a valid integer, unable to parse string as an integer"),
        ("snurr_lease_seconds = 9", "SNURR_LEASE_SECONDS: Input should be greater than or equal to 10"),
        ("snurr_throwaway_disk = []", "SNURR_THROWAWAY_DISK: Input should be a valid boolean"),
        (
            'snurr_throwaway_disk = "maybe"',
            "SNURR_THROWAWAY_DISK: Input should be a valid boolean, unable to interpret input",
        ),
        (
            "snurr_throwaway_disk = 2",
            "SNURR_THROWAWAY_DISK: Input should be a valid boolean, unable to interpret input",
        ),
        ("database_url = 1", "DATABASE_URL: Input should be a valid string"),
        ("[slack]\nbot_token = 1", "SLACK_BOT_TOKEN: Input should be a valid string"),
        ("slack_commands = 1", "SLACK_COMMANDS: Input should be 'short' or 'root'"),
        ('slack_commands = "long"', "SLACK_COMMANDS: Input should be 'short' or 'root'"),
        ("[teams]\nprot = 1", "TEAMS_PROT: there is no such setting"),
        (
            'zebra = 1\nsnurr_country = "DKK"\nport = "x"',
            "PORT: Input should be a valid integer, unable to parse string as an integer; "
            "SNURR_COUNTRY: a country has two letters: DK, NO, SE or PL; ZEBRA: there is no such setting",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence_each(tmp_path: Path, written: str, sentence: str) -> None:
    """In the order of the papers, unknown names last; operators look these sentences up."""
    file = tmp_path / "snurr.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load({"SNURR_CONFIG": str(file)})
    assert f"Settings that do not fit: {sentence}." == str(refused.value)


@pytest.mark.parametrize(
    ("written", "port", "throwaway"),
    [("8081", 8081, "1"), (" 8_081 ", 8081, "Yes"), ("+8081.0", 8081, "on"), ("08081", 8081, "T")],
)
def test_numbers_and_truths_are_read_as_people_write_them(written: str, port: int, throwaway: str) -> None:
    """What an environment holds is text."""
    settings = load({"SNURR_CONFIG": "none.toml", "PORT": written, "SNURR_THROWAWAY_DISK": throwaway})
    assert (port, True) == (settings.port, settings.snurr_throwaway_disk)


CLI = {"CLIENT_ID": "id", "CLIENT_SECRET": "secret", "TENANT_ID": "tenant", "SNURR_CONFIG": "none.toml"}
"""What Microsoft's Teams CLI writes."""


def test_settings_are_known_by_the_names_that_other_tools_give_them() -> None:
    """The Teams CLI's three, beside one of ours too; and what the Slack CLI starts us with."""
    by_theirs = load(CLI)
    ours = ("MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID")
    assert by_theirs == load(dict(zip(ours, ("id", "secret", "tenant"), strict=True)) | {"SNURR_CONFIG": "none.toml"})
    assert by_theirs == load(CLI | {"MICROSOFT_APP_ID": "id"})
    slack = load({"SLACK_CLI_XOXB": "xoxb-1", "SLACK_CLI_XAPP": "xapp-1", "SNURR_CONFIG": "none.toml"})
    assert ("xoxb-1", "xapp-1") == (slack.slack_bot_token.value, slack.slack_app_token.value)


def test_a_client_id_of_another_program_switches_nothing_on() -> None:
    """Such as that of some other service on the same machine."""
    assert {"snurr_language"} == load(
        {"CLIENT_ID": "x", "CLIENT_SECRET": "y", "SNURR_LANGUAGE": "da", "SNURR_CONFIG": "none.toml"}
    ).given


def test_two_names_with_different_values_are_refused_without_showing_either() -> None:
    """Nobody could know which of them counts."""
    with pytest.raises(ConfigError) as refused:
        load(CLI | {"MICROSOFT_APP_PASSWORD": "another"})
    said = "CLIENT_SECRET and MICROSOFT_APP_PASSWORD name two different things: unset one of them."
    assert said == str(refused.value)
