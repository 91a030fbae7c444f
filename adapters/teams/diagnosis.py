"""What `doctor` checks of Teams: login, clock, keys and hosts, and what to do about each failure."""

from __future__ import annotations

import aiohttp

from adapters.common.http_client import UNTRUSTED_CURE, open_session
from adapters.common.platform_clock import SKEWED
from adapters.teams.config import TeamsConfig
from adapters.teams.signing_keys import SigningKeys
from adapters.teams.token_client import CERTIFICATE, LOGIN_PREFIX, TokenClient
from bot.errors import ConfigError, DeliveryError
from bot.ports import Check

TIMEOUT = aiohttp.ClientTimeout(total=10)
NETWORK = "check the network and HTTPS_PROXY"
NEW_SECRET = "make a new client secret under Certificates & secrets and set MICROSOFT_APP_PASSWORD to its Value"
IDS = "copy MICROSOFT_APP_ID and MICROSOFT_APP_TENANT_ID again from the registration's Overview page"
CURES = {
    "AADSTS7000215": f"the secret is wrong; often its ID was copied instead of its Value: {NEW_SECRET}",
    "AADSTS7000222": f"the secret has run out: {NEW_SECRET}",
    "invalid_client": f"the secret is wrong or has run out: {NEW_SECRET}",
    "AADSTS700016": f"the tenant has no such application: {IDS}",
    "unauthorized_client": f"the tenant has no such application: {IDS}",
    "AADSTS90002": f"there is no such tenant: {IDS}",
    "AADSTS900023": f"that is no tenant id: {IDS}",
    "AADSTS7000112": "the application is switched off: switch it on under Enterprise applications, Properties",
    "AADSTS53003": "a Conditional Access policy forbids it: let an administrator exempt this application",
    "AADSTS70011": "that scope does not exist: check TO_CHANNEL_FROM_BOT_OAUTH_SCOPE",
    CERTIFICATE: f"its certificate is not trusted: {UNTRUSTED_CURE}",
}


def cure_of(error: DeliveryError) -> str:
    """Return why the registration cannot log in, and what to do about it."""
    code = error.code.removeprefix(LOGIN_PREFIX)
    return CURES.get(code, f"{IDS}, and {NEW_SECRET}" if error.permanent else NETWORK)


async def diagnose(config: TeamsConfig) -> list[Check]:
    """Log in and fetch the keys, as `run` does."""
    try:
        session = open_session(TIMEOUT)
    except ConfigError as error:
        return [Check("teams certificates", "fail", str(error))]
    async with session:
        return [await _login(config, session), await _keys(config, session), *_hosts(config), _requests()]


async def _login(config: TeamsConfig, session: aiohttp.ClientSession) -> Check:
    login = TokenClient(config=config, session=session)
    try:
        await login.token()
    except DeliveryError as error:
        code = error.code.removeprefix(LOGIN_PREFIX)
        return Check("teams login", "fail", f"it does not succeed ({code}): {cure_of(error)}.")
    if abs(login.microsoft_clock.skew) > SKEWED and not config.rehearsal:
        seconds = f"{login.microsoft_clock.skew.total_seconds():.0f}"
        return Check("teams clock", "fail", f"this machine is {seconds} s ahead of Microsoft: set its clock by NTP.")
    return Check("teams login", "ok", "the registration can log in")


async def _keys(config: TeamsConfig, session: aiohttp.ClientSession) -> Check:
    keys = SigningKeys(url=config.keys, session=session)
    await keys.refresh()
    if keys.ready:
        return Check("teams keys", "ok", "incoming tokens can be checked")
    cure = UNTRUSTED_CURE if keys.problem == CERTIFICATE else NETWORK
    return Check("teams keys", "fail", f"{config.keys} cannot be read ({keys.problem}): {cure}.")


def _hosts(config: TeamsConfig) -> list[Check]:
    if not config.hosts or config.loopback:
        return []
    named = ", ".join(sorted(config.hosts))
    return [Check("teams hosts", "warn", f"tokens may also go to {named}: keep in SNURR_SERVICE_HOSTS only your own.")]


def _requests() -> Check:
    return Check("teams requests", "ok", "come to POST /api/messages; Teams must reach it under a public https address")
