"""Settings: the environment, then the settings file; each with a default and its help; no error shows a value."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field, fields
from pathlib import Path
from typing import Any, Literal

from bot.clock import Clock, ShiftedClock, SystemClock, known_zone, parse_instant
from bot.disk import read_file
from bot.errors import ConfigError
from bot.language.word_files import LANGUAGES
from bot.records import record

MOST_BYTES = 1024 * 1024
"""The largest settings file that is read."""
WHOLE = re.compile(r"\s*([+-]?\d{1,99}(?:_\d{1,99})*)(?:\.0+)?\s*", re.ASCII)
"""How a whole number is written."""
TRUTHS = dict.fromkeys(("1", "on", "t", "true", "y", "yes"), True) | dict.fromkeys(
    ("0", "off", "f", "false", "n", "no"), False
)


@record
class Secret:
    """A text that no log line, error or traceback shows."""

    value: str = field(default="", repr=False)


@record(kw_only=True)
class Setting:
    """What is declared of a setting; its type is that of its default."""

    default: bool | int | str | Secret
    description: str
    fit: Callable[[Any], Any] | None = None
    """Returns a value as it is kept; raises ValueError with a sentence for one that does not fit."""
    among: tuple[str, ...] = ()
    """The values that there are, where they are few."""

    def read(self, given: object) -> object:
        """Return a value of the environment or the file; raises ValueError with a sentence that does not hold it."""
        match self.default:
            case _ if self.among:
                value: object = _one_of(self.among, given)
            case bool():
                value = _truth(given)
            case int():
                value = _whole(given)
            case Secret():
                value = Secret(_text(given))
            case _:
                value = _text(given)
        return self.fit(value) if self.fit else value


def setting(
    default: bool | int | str | Secret,
    description: str,
    fit: Callable[[Any], Any] | None = None,
    *,
    among: tuple[str, ...] = (),
) -> Any:
    """Declare a setting."""
    declared = Setting(default=default, description=description, fit=fit, among=among)
    return field(default=default, metadata={"setting": declared})


def _one_of(values: tuple[str, ...], given: object) -> object:
    if given not in values:
        raise ValueError(f"Input should be {' or '.join(map(repr, values))}")
    return given


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise ValueError("Input should be a valid string")
    return given


def _truth(given: object) -> bool:
    # inf and nan leave nan, which counts as true
    if not isinstance(given, str | int | float) or (isinstance(given, float) and given % 1):
        raise ValueError("Input should be a valid boolean")
    truth = TRUTHS.get(given.lower()) if isinstance(given, str) else {0.0: False, 1.0: True}.get(given)
    if truth is None:
        raise ValueError("Input should be a valid boolean, unable to interpret input")
    return truth


def _whole(given: object) -> int:
    if isinstance(given, str):
        if not (found := WHOLE.fullmatch(given)):
            raise ValueError("Input should be a valid integer, unable to parse string as an integer")
        return int(found[1])
    if not isinstance(given, int | float):
        raise ValueError("Input should be a valid integer")
    if not math.isfinite(given):
        raise ValueError("Input should be a finite number")
    if given % 1:
        raise ValueError("Input should be a valid integer, got a number with a fractional part")
    return int(given)


def _between(least: int, most: int) -> Callable[[int], int]:
    def fit(value: int) -> int:
        if value < least:
            raise ValueError(f"Input should be greater than or equal to {least}")
        if value > most:
            raise ValueError(f"Input should be less than or equal to {most}")
        return value

    return fit


def _address(value: str) -> str:
    # The system takes a blank address for every address of the machine.
    if not value.strip():
        raise ValueError("it is blank: 127.0.0.1 lets this machine in, 0.0.0.0 other machines too")
    return value.strip()


def _web_address(value: str) -> str:
    if value and not re.fullmatch(
        r"(?:https://[\w.-]+|http://(?:localhost|127\.0\.0\.1))(?::\d{1,5})?", value.rstrip("/")
    ):
        raise ValueError("write it like https://snurr.example.com, without a path")
    return value.rstrip("/")


def _zone(value: str) -> str:
    # Without a table of zones every name would be called wrong, and the operator would correct the wrong thing.
    if not known_zone("UTC"):
        raise ValueError("this machine has no table of time zones: pip install tzdata")
    if not known_zone(value):
        raise ValueError("there is no such time zone: write it like Europe/Oslo")
    return value


def _country(value: str) -> str:
    if not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise ValueError("a country has two letters: DK, NO, SE or PL")
    return value.upper()


def _language(value: str) -> str:
    if value not in LANGUAGES:
        raise ValueError(f"it is one of {', '.join(LANGUAGES)}")
    return value


def _listed(text: str) -> frozenset[str]:
    """Return the parts of a list by comma, in lower case."""
    return frozenset(each.strip().casefold() for each in text.split(",") if each.strip())


@record(kw_only=True)
class Settings:
    """Everything an operator may set; unknown names in the file are errors."""

    given: frozenset[str] = frozenset()
    """The names of those that were set."""

    database_url: str = setting(
        "sqlite:///data/snurr.db",
        "where the log is kept: sqlite:/// and a path, or postgresql://user:password@host/database",
    )
    snurr_throwaway_disk: bool = setting(False, "1 lets SQLite live on a disk that the host erases at every restart")
    host: str = setting("127.0.0.1", "listening address; 0.0.0.0 lets other machines in", _address)
    port: int = setting(8080, "listening port; the demo takes any free one when this is not set", _between(0, 65535))
    snurr_ops_port: int = setting(
        0, "a port of its own for /metrics and the reasons of /readyz; 0: PORT shows them here", _between(0, 65535)
    )
    snurr_ops_host: str = setting("127.0.0.1", "listening address of SNURR_OPS_PORT", _address)
    snurr_lease_seconds: int = setting(
        60,
        "how long what a process claimed to send waits for it, should it die; for rehearsals of that",
        _between(10, 600),
    )
    snurr_clock: str = setting("", "for rehearsals only: an ISO instant at which the process clock starts")
    snurr_url: str = setting(
        "", "https address at which programs reach this server, such as https://snurr.example.com", _web_address
    )
    snurr_admins: str = setting("", "admins from first contact: slack:ID, teams:ID or an e-mail address, by comma")
    snurr_timezone: str = setting("Europe/Copenhagen", "time zone of people whose team has none", _zone)
    snurr_country: str = setting("DK", "country whose public holidays count where a team names none", _country)
    snurr_language: str = setting(
        "en", f"language of people who have none: {', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}", _language
    )

    snurr_purpose: str = setting("", "what team figures are for in a new company; empty: an admin has to say so first")
    snurr_basis: str = setting("legitimate interest, GDPR article 6(1)(f)", "legal basis of that purpose")

    slack_bot_token: Secret = setting(Secret(), "Slack: the bot token, it begins with xoxb-")
    slack_signing_secret: Secret = setting(Secret(), "Slack over HTTP: what requests are signed with")
    slack_app_token: Secret = setting(Secret(), "Slack by Socket Mode: the app-level token, it begins with xapp-")
    slack_api_url: str = setting("https://slack.com/api/", "Slack: base of the Web API")
    slack_commands: Literal["short", "root"] = setting(
        "short",
        "Slack: short registers a slash command for each of the common verbs, root only the root",
        among=("short", "root"),
    )
    slack_root: str = setting("nudge", "Slack: the slash command that takes every line")
    slack_prefix: str = setting("", "Slack: leads every slash command, for names that others took")
    slack_client_id: str = setting("", "Slack: only where other workspaces install the app by themselves")
    slack_client_secret: Secret = setting(Secret(), "Slack: belongs to SLACK_CLIENT_ID")
    microsoft_app_id: str = setting("", "Teams: the application (client) id of the registration, or CLIENT_ID")
    microsoft_app_password: Secret = setting(Secret(), "Teams: the client secret's value, or CLIENT_SECRET")
    microsoft_app_tenant_id: str = setting("", "Teams: the directory (tenant) id, or TENANT_ID")
    to_channel_from_bot_login_url: str = setting("", "Teams, sovereign clouds and rehearsals: login")
    to_channel_from_bot_oauth_scope: str = setting("", "Teams, the same: scope of outgoing tokens")
    to_bot_from_channel_token_issuer: str = setting("", "Teams, the same: issuer of incoming tokens")
    oauth_url: str = setting("", "Teams, the same: user tokens, which Snurr does not use")
    to_bot_from_channel_openid_metadata_url: str = setting("", "Teams, the same: keys of incoming tokens")
    to_bot_from_emulator_openid_metadata_url: str = setting("", "Teams, the same: the emulator, not used")
    snurr_secret_key: Secret = setting(
        Secret(), "encrypts tokens of installed workspaces; several by comma, the first one encrypts"
    )
    snurr_mcp: bool = setting(
        False, "1 lets assistants reach each person's own log at POST /mcp, by the token of “me token”"
    )
    snurr_mcp_origins: str = setting(
        "", "pages whose scripts may ask there too, such as https://assistant.example, by comma; usually none"
    )
    slack_mcp: bool = setting(
        False, "Slack: 1 lets Slackbot reach POST /mcp too, by Slack's signature, for whoever asks it; needs SNURR_MCP"
    )
    slack_steps: bool = setting(False, "Slack: 1 offers and carries out steps of workflows, such as Log a call")
    slack_cards: bool = setting(False, "Slack: 1 draws the customers of a nudge as cards, side by side")
    microsoft_mcp_audience: str = setting(
        "", "Teams: for whom tokens are that Microsoft 365 brings to POST /mcp, by comma; needs SNURR_MCP"
    )
    snurr_webhook_hosts: str = setting("", "hosts that events may go to (admin webhook), by comma; *: all public")
    snurr_service_hosts: str = setting(
        "", "for sovereign clouds and rehearsals: extra hosts that a payload may tell us to call, by comma"
    )

    @property
    def service_hosts(self) -> frozenset[str]:
        """The hosts of `snurr_service_hosts`."""
        return _listed(self.snurr_service_hosts)

    @property
    def webhook_hosts(self) -> frozenset[str]:
        """The hosts of `snurr_webhook_hosts`; an address that was written instead stands for its host."""
        return _listed(self.snurr_webhook_hosts.replace("https://", "").replace("/", ""))

    @property
    def mcp_origins(self) -> frozenset[str]:
        """The origins of `snurr_mcp_origins`."""
        return _listed(self.snurr_mcp_origins)

    @property
    def mcp_audiences(self) -> frozenset[str]:
        """The audiences of `microsoft_mcp_audience`."""
        return frozenset(each.strip() for each in self.microsoft_mcp_audience.split(",") if each.strip())

    @property
    def admins(self) -> frozenset[str]:
        """The addresses and mails of `snurr_admins`."""
        return _listed(self.snurr_admins)


OTHER_NAMES = {
    "client_id": "microsoft_app_id",
    "client_secret": "microsoft_app_password",
    "tenant_id": "microsoft_app_tenant_id",
    "slack_cli_xoxb": "slack_bot_token",
    "slack_cli_xapp": "slack_app_token",
}
"""What the Teams CLI and the Slack CLI call settings of ours in the environment."""
SETTINGS: Mapping[str, Setting] = {each.name: each.metadata["setting"] for each in fields(Settings) if each.metadata}


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
    named = {name.lower(): value for name, value in environment.items()}
    given = {name: value for name, value in named.items() if name in SETTINGS}
    return _settings(written | _by_other_names(named, given.keys() | written.keys()) | given)


def _by_other_names(named: Mapping[str, str], known: AbstractSet[str]) -> dict[str, str]:
    """Return what the environment sets by another tool's names; raises ConfigError where both names differ.

    Programs of all kinds have a CLIENT_ID: it is ours beside a TENANT_ID or another setting of Teams alone.
    """
    teams = "tenant_id" in named or any(name.startswith("microsoft_app_") for name in known)
    found = {
        other: name
        for other, name in OTHER_NAMES.items()
        if other in named and (teams or not name.startswith("microsoft_app_"))
    }
    for other, name in found.items():
        if named.get(name, named[other]).strip() != named[other].strip():
            raise ConfigError(f"{other.upper()} and {name.upper()} name two different things: unset one of them.")
    return {name: named[other] for other, name in found.items()}


def _settings(given: Mapping[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    problems: list[str] = []
    # The zone's default too: without a table of zones no name is known.
    for name in (name for name in SETTINGS if name in given or name == "snurr_timezone"):
        try:
            values[name] = SETTINGS[name].read(given.get(name, SETTINGS[name].default))
        except ValueError as error:
            problems.append(f"{name.upper()}: {error}")
    problems += [f"{name.upper()}: there is no such setting" for name in given if name not in SETTINGS]
    if problems:
        raise ConfigError(f"Settings that do not fit: {'; '.join(problems)}.")
    return Settings(given=frozenset(given), **values)


def _written(file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most installations have no settings file

    return flat(tomllib.loads(read_file(file, MOST_BYTES).decode("utf-8")))


def clock_of(settings: Settings) -> Clock:
    """Return the machine's clock, or one that starts at SNURR_CLOCK and runs on from there."""
    return ShiftedClock(parse_instant(settings.snurr_clock)) if settings.snurr_clock else SystemClock()
