"""What `doctor` checks of Slack: tokens and scopes, and what to do about each failure."""

from __future__ import annotations

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.common.http_client import UNTRUSTED_CURE, open_session
from adapters.slack.client import TIMEOUT, header, silent_logger
from adapters.slack.config import SlackConfig
from adapters.slack.manifest import OPTIONAL, SCOPES
from bot.errors import ConfigError
from bot.ports import Check

TOKEN_CURE = "copy the bot token again from OAuth & Permissions into SLACK_BOT_TOKEN"
APP_TOKEN_CURE = "make an app-level token with connections:write under Basic Information and set SLACK_APP_TOKEN"


async def diagnose(config: SlackConfig) -> list[Check]:
    """Call Slack with each token that is set, and compare the scopes."""
    try:
        opened = open_session(TIMEOUT)
    except ConfigError as error:
        return [Check("slack certificates", "fail", str(error))]
    async with opened as session:
        base = config.api_url.rstrip("/") + "/"
        client = AsyncWebClient(
            token=config.token, base_url=base, session=session, retry_handlers=[], logger=silent_logger()
        )
        # The session obeys NO_PROXY, the SDK does not.
        client.proxy = None
        found = await _bot_token(client) if config.token else []
        return found + (await _socket_mode(client, config.app_token) if config.app_token else _http())


async def _bot_token(client: AsyncWebClient) -> list[Check]:
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        return [Check("slack token", "fail", f"Slack refuses it ({error.response.get('error')}): {TOKEN_CURE}.")]
    except (aiohttp.ClientError, TimeoutError) as error:
        return [_unreachable("slack token", client, error)]
    found = [Check("slack token", "ok", f"it opens the workspace {answer.get('team')}")]
    granted = {scope.strip() for scope in header(dict(answer.headers), "x-oauth-scopes").split(",") if scope.strip()}
    return found + (_scopes(granted) if granted else [])


def _scopes(granted: set[str]) -> list[Check]:
    missing = [scope for scope in SCOPES if scope not in granted]
    return [_missing(scope) for scope in missing] or [Check("slack scopes", "ok", "all are there")]


def _missing(scope: str) -> Check:
    """Return what is said of a scope: without an optional one Snurr works, with less."""
    cure = "add it under OAuth & Permissions and install the app again"
    if without := OPTIONAL.get(scope):
        return Check("slack scope", "warn", f"{scope} is not granted, so {without}; to change that, {cure}.")
    return Check("slack scope", "fail", f"{scope} is missing ({SCOPES[scope]}): {cure}.")


async def _socket_mode(client: AsyncWebClient, app_token: str) -> list[Check]:
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        return [Check("slack line", "fail", f"Slack refuses it ({error.response.get('error')}): {APP_TOKEN_CURE}.")]
    except (aiohttp.ClientError, TimeoutError) as error:
        return [_unreachable("slack line", client, error)]
    return [Check("slack line", "ok", "Socket Mode can be opened")]


def _unreachable(name: str, client: AsyncWebClient, error: Exception) -> Check:
    if isinstance(error, aiohttp.ClientSSLError):
        return Check(name, "fail", f"the certificate of {client.base_url} is not trusted: {UNTRUSTED_CURE}.")
    return Check(name, "fail", f"{client.base_url} cannot be reached: check the network and its proxy.")


def _http() -> list[Check]:
    return [
        Check("slack requests", "ok", "come to POST /slack/events; Slack must reach it under a public https address")
    ]
