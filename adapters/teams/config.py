"""The settings of Teams, checked before anything starts."""

from __future__ import annotations

from dataclasses import field
from urllib.parse import urlsplit

from adapters.common.addresses import check_address
from bot.errors import ConfigError
from bot.records import record
from bot.settings import OTHER_NAMES, Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LOGIN = "https://login.microsoftonline.com/{tenant}"
SCOPE = "https://api.botframework.com/.default"
ISSUER = "https://api.botframework.com"
KEYS = "https://login.botframework.com/v1/.well-known/openidconfiguration"
SCOPE_ENDING = "/.default"
CREDENTIALS = ("microsoft_app_id", "microsoft_app_password", "microsoft_app_tenant_id")
ENDPOINTS = (
    "to_channel_from_bot_login_url",
    "to_channel_from_bot_oauth_scope",
    "to_bot_from_channel_token_issuer",
    "oauth_url",
    "to_bot_from_channel_openid_metadata_url",
    "to_bot_from_emulator_openid_metadata_url",
)
PURPOSE = {
    "microsoft_app_id": "names the bot, and tokens are checked against it",
    "microsoft_app_password": "lets Snurr answer",
    "microsoft_app_tenant_id": "says whose people may write",
}


@record(kw_only=True)
class TeamsConfig:
    """One bot registration in one tenant: its credentials, endpoints, and the issuer that it trusts."""

    app_id: str
    password: str = field(repr=False)
    tenant: str
    login: str
    scope: str = SCOPE
    issuer: str = ISSUER
    keys: str = KEYS
    hosts: frozenset[str] = frozenset()
    rehearsal: bool = False
    audiences: frozenset[str] = frozenset()
    """For whom tokens are that Microsoft 365 brings to `/mcp`; none is taken where this is empty."""

    @property
    def loopback(self) -> bool:
        """Whether the login is on this machine, so that no real tenant can be reached."""
        return urlsplit(self.login).hostname in LOOPBACK


def config_of(settings: Settings) -> TeamsConfig | None:
    """Return the settings of Teams, None when none is set; raises ConfigError for one that is missing or wrong."""
    if not settings.given & set(CREDENTIALS):
        return None
    given = {
        "microsoft_app_id": settings.microsoft_app_id.strip(),
        "microsoft_app_password": settings.microsoft_app_password.value.strip(),
        "microsoft_app_tenant_id": settings.microsoft_app_tenant_id.strip(),
    }
    for name, value in given.items():
        if not value:
            also = next(other for other, meant in OTHER_NAMES.items() if meant == name)
            raise ConfigError(
                f"{name.upper()} is missing or blank, and so is {also.upper()}, the Teams CLI's name for it: it "
                f"{PURPOSE[name]}; copy it from the app registration in the Azure portal, docs/teams.md shows where."
            )
    config = _with_endpoints(settings, given)
    # A moved clock would send real people the nudges of another day.
    if config.rehearsal and not config.loopback:
        raise ConfigError(
            "SNURR_CLOCK moves the clock of rehearsals only: unset it, or point TO_CHANNEL_FROM_BOT_LOGIN_URL at "
            "loopback."
        )
    return config


def _with_endpoints(settings: Settings, given: dict[str, str]) -> TeamsConfig:
    """Return the configuration; raises ConfigError when only some endpoints of another cloud are set."""
    endpoints = {name: str(getattr(settings, name)).strip() for name in ENDPOINTS}
    given_endpoints = [name for name, value in endpoints.items() if value]
    # One address of another cloud beside the usual ones would carry secrets or tokens to the wrong one.
    if given_endpoints and len(given_endpoints) < len(ENDPOINTS):
        missing = next(name for name in ENDPOINTS if name not in given_endpoints)
        raise ConfigError(
            f"{missing.upper()} is missing: the addresses of another cloud are set all together, or none."
        )
    for name, value in endpoints.items():
        check_address(name.upper(), value)
    tenant = given["microsoft_app_tenant_id"]
    return TeamsConfig(
        app_id=given["microsoft_app_id"],
        password=given["microsoft_app_password"],
        tenant=tenant,
        login=endpoints["to_channel_from_bot_login_url"] or LOGIN.format(tenant=tenant),
        scope=full_scope(endpoints["to_channel_from_bot_oauth_scope"]) or SCOPE,
        issuer=endpoints["to_bot_from_channel_token_issuer"] or ISSUER,
        keys=endpoints["to_bot_from_channel_openid_metadata_url"] or KEYS,
        hosts=settings.service_hosts,
        audiences=settings.mcp_audiences,
        rehearsal=bool(settings.snurr_clock),
    )


def full_scope(scope: str) -> str:
    """Return a scope as the login wants it; botbuilder's own constants leave out the ending. An empty one stays so."""
    return scope and scope.rstrip("/").removesuffix(SCOPE_ENDING) + SCOPE_ENDING
