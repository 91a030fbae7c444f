"""Settings: the environment, then the settings file; each with a default and its help; no error shows a value."""

from __future__ import annotations

import os
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ConfigError


class Settings(BaseSettings):
    """Everything an operator may set; unknown names in the file are errors."""

    model_config = SettingsConfigDict(extra="forbid", hide_input_in_errors=True, case_sensitive=False)

    database_url: str = Field("sqlite:///data/snurr.db", description="where the log is kept: sqlite:/// and a path")
    port: int = Field(
        8080, ge=0, le=65535, description="listening port; the demo takes any free one when this is not set"
    )
    snurr_clock: str = Field("", description="for rehearsals only: an ISO instant at which the process clock starts")
    snurr_admins: str = Field(
        "", description="people who are admin from first contact: slack:ID, teams:ID or an e-mail address, by comma"
    )
    snurr_timezone: str = Field("Europe/Copenhagen", description="time zone of people whose team has none")
    snurr_country: str = Field("DK", description="country whose public holidays count where a team names none")
    snurr_language: str = Field("en", description="language of people who have none: en, da, nb, sv or pl")

    @property
    def admins(self) -> frozenset[str]:
        """The addresses and mails of `snurr_admins`."""
        return frozenset(each.strip().casefold() for each in self.snurr_admins.split(",") if each.strip())


def load(environment: dict[str, str] | None = None) -> Settings:
    """Read the settings once; raises ConfigError with one sentence for each that is wrong."""
    environment = dict(os.environ) if environment is None else environment
    file = Path(environment.get("SNURR_CONFIG", "snurr.toml"))
    try:
        written: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise ConfigError(f"The settings file {file} cannot be read: {error}.") from None
    given = {name.lower(): value for name, value in environment.items() if name.lower() in Settings.model_fields}
    try:
        return partial(Settings, **(written | given))()
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise ConfigError(f"Settings that do not fit: {problems}.") from None
