"""Settings: the environment, then the settings file; each with a default and its help; no error shows a value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.clock import known_zone
from bot.disk import read_file
from bot.errors import ConfigError
from bot.language.word_files import LANGUAGES

MOST_BYTES = 1024 * 1024
"""The largest settings file that is read."""


class Settings(BaseSettings):
    """Everything an operator may set; unknown names in the file are errors."""

    # hide_input_in_errors: pydantic would print the value that does not fit, and a token would be in the log.
    model_config = SettingsConfigDict(extra="forbid", hide_input_in_errors=True, case_sensitive=False)

    database_url: str = Field(
        "sqlite:///data/snurr.db",
        description="where the log is kept: sqlite:/// and a path, or postgresql://user:password@host/database",
    )
    snurr_throwaway_disk: bool = Field(
        False, description="1 lets SQLite live on a disk that the host erases at every restart"
    )
    host: str = Field("127.0.0.1", description="listening address; 0.0.0.0 lets other machines in")
    port: int = Field(
        8080, ge=0, le=65535, description="listening port; the demo takes any free one when this is not set"
    )
    snurr_ops_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="a port of its own for /metrics and the reasons of /readyz; 0: PORT shows them here",
    )
    snurr_ops_host: str = Field("127.0.0.1", description="listening address of SNURR_OPS_PORT")
    snurr_lease_seconds: int = Field(
        60,
        ge=10,
        le=600,
        description="how long what a process claimed to send waits for it, should it die; for rehearsals of that",
    )
    snurr_clock: str = Field("", description="for rehearsals only: an ISO instant at which the process clock starts")
    snurr_admins: str = Field(
        "", description="people who are admin from first contact: slack:ID, teams:ID or an e-mail address, by comma"
    )
    snurr_timezone: str = Field("Europe/Copenhagen", description="time zone of people whose team has none")
    snurr_country: str = Field("DK", description="country whose public holidays count where a team names none")
    snurr_language: str = Field(
        "en", description=f"language of people who have none: {', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}"
    )

    slack_bot_token: SecretStr = Field(SecretStr(""), description="Slack: the bot token, it begins with xoxb-")
    slack_signing_secret: SecretStr = Field(SecretStr(""), description="Slack over HTTP: what requests are signed with")
    slack_app_token: SecretStr = Field(
        SecretStr(""), description="Slack by Socket Mode: the app-level token, it begins with xapp-"
    )
    slack_api_url: str = Field("https://slack.com/api/", description="Slack: base of the Web API")
    slack_commands: Literal["short", "root"] = Field(
        "short", description="Slack: short registers a slash command for each of the common verbs, root only the root"
    )
    slack_root: str = Field("nudge", description="Slack: the slash command that takes every line")
    slack_prefix: str = Field("", description="Slack: leads every slash command, for names that others took")
    slack_client_id: str = Field("", description="Slack: only where other workspaces install the app by themselves")
    slack_client_secret: SecretStr = Field(SecretStr(""), description="Slack: belongs to SLACK_CLIENT_ID")
    microsoft_app_id: str = Field("", description="Teams: the application (client) id of the registration")
    microsoft_app_password: SecretStr = Field(SecretStr(""), description="Teams: the client secret's value")
    microsoft_app_tenant_id: str = Field("", description="Teams: the directory (tenant) id")
    to_channel_from_bot_login_url: str = Field("", description="Teams, sovereign clouds and rehearsals: login")
    to_channel_from_bot_oauth_scope: str = Field("", description="Teams, the same: scope of outgoing tokens")
    to_bot_from_channel_token_issuer: str = Field("", description="Teams, the same: issuer of incoming tokens")
    oauth_url: str = Field("", description="Teams, the same: user tokens, which Snurr does not use")
    to_bot_from_channel_openid_metadata_url: str = Field("", description="Teams, the same: keys of incoming tokens")
    to_bot_from_emulator_openid_metadata_url: str = Field("", description="Teams, the same: the emulator, not used")
    snurr_secret_key: SecretStr = Field(
        SecretStr(""), description="encrypts tokens of installed workspaces; several by comma, the first one encrypts"
    )
    snurr_service_hosts: str = Field(
        "", description="for sovereign clouds and rehearsals: extra hosts that a payload may tell us to call, by comma"
    )

    @field_validator("host", "snurr_ops_host")
    @classmethod
    def _address(cls, value: str) -> str:
        # The system takes a blank address for every address of the machine.
        if not value.strip():
            raise ValueError("it is blank: 127.0.0.1 lets this machine in, 0.0.0.0 other machines too")
        return value.strip()

    @field_validator("snurr_timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        # Without a table of zones every name would be called wrong, and the operator would correct the wrong thing.
        if not known_zone("UTC"):
            raise ValueError("this machine has no table of time zones: pip install tzdata")
        if not known_zone(value):
            raise ValueError("there is no such time zone: write it like Europe/Oslo")
        return value

    @field_validator("snurr_country")
    @classmethod
    def _country(cls, value: str) -> str:
        if not (len(value) == 2 and value.isascii() and value.isalpha()):
            raise ValueError("a country has two letters: DK, NO, SE or PL")
        return value.upper()

    @field_validator("snurr_language")
    @classmethod
    def _language(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"it is one of {', '.join(LANGUAGES)}")
        return value

    @classmethod
    def settings_customise_sources(  # type: ignore[override]
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, **_: object
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take the values that `load` read and nothing else: the process's own environment may not be the one meant."""
        return (init_settings,)

    @property
    def service_hosts(self) -> frozenset[str]:
        """The hosts of `snurr_service_hosts`."""
        return frozenset(each.strip().lower() for each in self.snurr_service_hosts.split(",") if each.strip())

    @property
    def admins(self) -> frozenset[str]:
        """The addresses and mails of `snurr_admins`."""
        return frozenset(each.strip().casefold() for each in self.snurr_admins.split(",") if each.strip())


def flat(written: dict[str, Any]) -> dict[str, Any]:
    """Return a file's settings by name; `[slack] root` is another way to write `slack_root`."""
    plain = {name.lower(): value for name, value in written.items() if not isinstance(value, dict)}
    sections = {name: value for name, value in written.items() if isinstance(value, dict)}
    return plain | {
        f"{name}_{key}".lower(): value for name, section in sections.items() for key, value in section.items()
    }


def settings_file(environment: Mapping[str, str]) -> Path:
    """Return where the settings file is, or would be."""
    return Path(environment.get("SNURR_CONFIG", "snurr.toml"))


def load(environment: dict[str, str] | None = None) -> Settings:
    """Read the settings once; raises ConfigError with one sentence for each that is wrong."""
    environment = dict(os.environ) if environment is None else environment
    file = settings_file(environment)
    try:
        written = _written(file) if file.exists() else {}
    except (ValueError, OSError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not TOML in UTF-8"
        raise ConfigError(f"The settings file {file} cannot be read: {why}.") from None
    given = {name.lower(): value for name, value in environment.items() if name.lower() in Settings.model_fields}
    try:
        return partial(Settings, **(written | given))()
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])).upper()}: {_sentence(e['msg'])}" for e in error.errors())
        raise ConfigError(f"Settings that do not fit: {problems}.") from None


def _written(file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most installations have no settings file

    return flat(tomllib.loads(read_file(file, MOST_BYTES).decode("utf-8")))


def _sentence(message: str) -> str:
    """Return the validator's message without its jargon; it never holds the value."""
    if message == "Extra inputs are not permitted":
        return "there is no such setting"
    return message.removeprefix("Value error, ")
