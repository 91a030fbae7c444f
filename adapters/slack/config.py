"""The settings of Slack, checked before anything starts."""

from __future__ import annotations

from dataclasses import field
from urllib.parse import urlsplit

from adapters.common.addresses import check_address
from bot.errors import ConfigError
from bot.records import record
from bot.settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
WHERE = "the app's page on api.slack.com/apps"


@record(kw_only=True)
class SlackConfig:
    """The settings of one Slack app.

    `secret` is what requests are signed with, `app_token` opens Socket Mode, `client_id` and `client_secret` let other
    workspaces install the app, `key` encrypts their tokens, `hosts` may be called beside Slack's own.
    """

    token: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    hosts: frozenset[str] = frozenset()
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    rehearsal: bool = False
    slackbot: bool = False
    """Whether Slackbot may call `/mcp` for whoever asks it."""
    steps: bool = False
    """Whether steps of workflows are carried out."""
    cards: bool = False
    """Whether customers of a nudge stand side by side, in Slack's own cards."""

    @property
    def loopback(self) -> bool:
        """Whether the Web API is on this machine, so that no real workspace can be reached."""
        return urlsplit(self.api_url).hostname in LOOPBACK


def config_of(settings: Settings) -> SlackConfig | None:
    """Return the settings of Slack, None when none is set; raises ConfigError for one that is missing or wrong."""
    # Names and addresses, such as SLACK_PREFIX, do not switch Slack on.
    if not any(name.startswith("slack_") and name in NEEDED for name in settings.given):
        return None
    config = SlackConfig(
        token=settings.slack_bot_token.value.strip(),
        secret=settings.slack_signing_secret.value.strip(),
        app_token=settings.slack_app_token.value.strip(),
        api_url=settings.slack_api_url,
        hosts=settings.service_hosts,
        client_id=settings.slack_client_id.strip(),
        client_secret=settings.slack_client_secret.value.strip(),
        key=settings.snurr_secret_key.value.strip(),
        rehearsal=bool(settings.snurr_clock),
        slackbot=settings.slack_mcp,
        steps=settings.slack_steps,
        cards=settings.slack_cards,
    )
    _check(config, settings)
    return config


NEEDED = frozenset(
    {"slack_bot_token", "slack_signing_secret", "slack_app_token", "slack_client_id", "slack_client_secret"}
)


def _check(config: SlackConfig, settings: Settings) -> None:
    check_address("SLACK_API_URL", config.api_url)
    installs = bool(config.client_id)
    if not config.token and not installs:
        raise _missing("SLACK_BOT_TOKEN", "lets Snurr answer", "OAuth & Permissions, it begins with xoxb-")
    # A blank one would silently mean requests over HTTP.
    if "slack_app_token" in settings.given and not config.app_token:
        raise _missing("SLACK_APP_TOKEN", "opens Socket Mode", "Basic Information, App-Level Tokens")
    # Bolt starts without a secret, and then answers every request with 500.
    if not config.secret and not config.app_token:
        raise _missing(
            "SLACK_SIGNING_SECRET",
            "proves that requests come from Slack; without a public address, SLACK_APP_TOKEN opens Socket Mode instead",
            "Basic Information",
        )
    if config.slackbot and not config.secret:
        raise _missing("SLACK_SIGNING_SECRET", "proves that Slackbot's requests come from Slack", "Basic Information")
    if installs and not (config.client_secret and config.key):
        name = "SNURR_SECRET_KEY" if config.client_secret else "SLACK_CLIENT_SECRET"
        raise ConfigError(f"{name} is missing: installs by other workspaces need it; docs/slack.md says where it is.")
    # A moved clock would send real people the nudges of another day.
    if config.rehearsal and not config.loopback:
        raise ConfigError(
            "SNURR_CLOCK moves the clock of rehearsals only: unset it, or point SLACK_API_URL at loopback."
        )


def _missing(name: str, purpose: str, where: str) -> ConfigError:
    return ConfigError(f"{name} is missing or blank: it {purpose}; copy it from {WHERE}, {where}.")
