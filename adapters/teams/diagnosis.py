"""What an operator is told by `doctor`: each thing that Microsoft can refuse, and its cure."""

from __future__ import annotations

import aiohttp

from adapters.teams.config import TeamsConfig
from adapters.teams.keys import Keys
from adapters.teams.login import Login
from bot.console import Check
from bot.errors import DeliveryError

TIMEOUT = aiohttp.ClientTimeout(total=10)


async def diagnose(config: TeamsConfig) -> list[Check]:
    """Log in and fetch the keys, as the bot would."""
    async with aiohttp.ClientSession(timeout=TIMEOUT, trust_env=True) as session:
        return [await _login(config, session), await _keys(config, session), _requests()]


async def _login(config: TeamsConfig, session: aiohttp.ClientSession) -> Check:
    try:
        await Login(config=config, session=session).token()
    except DeliveryError as error:
        cure = (
            "make a new client secret under Certificates & secrets, and check both ids on the Overview page"
            if error.permanent
            else "check the network, HTTPS_PROXY and SSL_CERT_FILE"
        )
        return Check("teams login", "fail", f"it does not succeed ({error.code}): {cure}.")
    return Check("teams login", "ok", "the registration can log in")


async def _keys(config: TeamsConfig, session: aiohttp.ClientSession) -> Check:
    keys = Keys(url=config.keys, session=session)
    await keys.refresh()
    if not keys.ready:
        return Check(
            "teams keys", "fail", f"{config.keys} cannot be read: check the network, HTTPS_PROXY and SSL_CERT_FILE."
        )
    return Check("teams keys", "ok", "incoming tokens can be checked")


def _requests() -> Check:
    return Check("teams requests", "ok", "come to POST /api/messages; Teams must reach it under a public https address")
