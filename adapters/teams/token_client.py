"""The access token of outgoing calls: one per process, fetched by client credentials and renewed before it expires."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog

from adapters.common.platform_clock import PlatformClock
from adapters.teams.config import TeamsConfig
from bot.clock import seconds_run
from bot.errors import DeliveryError

log = structlog.get_logger()
LOGIN_SECONDS = 10.0
RENEW_AHEAD_SECONDS = 300.0
DEFAULT_LIFETIME_SECONDS = 3600.0
RETRY = timedelta(seconds=5)
V2, PLAIN = "/oauth2/v2.0/token", "/oauth2/token"
LOGIN_PREFIX = "login:"
"""Prefix of the error code when the registration cannot log in."""
CERTIFICATE, UNREACHABLE = "certificate", "unreachable"


@dataclass(kw_only=True)
class TokenClient:
    """Logs one registration in; `seconds` is a clock that only measures.

    `microsoft_clock` is told the time by each answer.
    """

    config: TeamsConfig
    session: aiohttp.ClientSession
    seconds: Callable[[], float] = seconds_run
    microsoft_clock: PlatformClock = field(default_factory=PlatformClock)
    requests: int = 0
    _token: str = ""
    _renew_at: float = 0.0
    _expires_at: float = 0.0
    _fetching: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether there is a token."""
        return bool(self._token)

    async def token(self) -> str:
        """Return a valid token; raises DeliveryError.

        1. Without one, all callers wait for the same fetch.
        2. From `RENEW_AHEAD_SECONDS` before it expires, callers get it while the next one is fetched.
        """
        now = self.seconds()
        if not self._token or now >= self._expires_at:
            # A caller that is given up must not cancel the fetch that others wait for.
            await asyncio.shield(self._fetch_once())
        elif now >= self._renew_at:
            self._renew_at = now + RETRY.total_seconds()
            self._fetch_once()
        return self._token

    async def compare_clocks(self) -> None:
        """Ask for Microsoft's time by logging in anew; raises DeliveryError."""
        await asyncio.shield(self._fetch_once())

    def drop(self, token: str) -> None:
        """Forget a token that the connector refused, so that the next call fetches one."""
        # After several calls with the same 401 the fresh token of the first must stay.
        if token == self._token:
            self._token = ""

    def _fetch_once(self) -> asyncio.Task[None]:
        if self._fetching is None:
            self._fetching = asyncio.ensure_future(self._fetch())
            self._fetching.add_done_callback(self._fetch_ended)
        return self._fetching

    def _fetch_ended(self, task: asyncio.Task[None]) -> None:
        self._fetching = None
        if not task.cancelled():
            task.exception()  # why here: callers that wait get the exception; a renewal that fails is tried again

    async def _fetch(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.config.app_id,
            "client_secret": self.config.password,
            "scope": self.config.scope,
        }
        status, answer = 0, dict[str, Any]()
        for url in token_urls(self.config.login, self.config.tenant):
            self.requests += 1
            status, answer = await self._post(url, form)
            # Only these say that the path is wrong; any other answer is the login's.
            if status not in (404, 405):
                break
        if status == 200 and answer.get("access_token"):
            self._store_token(str(answer["access_token"]), answer.get("expires_in"))
            return
        code = code_of(answer) or f"http_{status}"
        log.warning("teams.login_failed", code=code)
        if status in (400, 401, 403):
            raise DeliveryError(LOGIN_PREFIX + code, permanent=True)
        raise DeliveryError(LOGIN_PREFIX + code, retry_after=RETRY)

    def _store_token(self, token: str, expires_in: object) -> None:
        try:
            lifetime = float(str(expires_in))
        except ValueError:
            lifetime = DEFAULT_LIFETIME_SECONDS
        now = self.seconds()
        self._token, self._expires_at = token, now + lifetime
        # Half of a short lifetime, which would otherwise be renewed with each call.
        self._renew_at = now + max(lifetime - RENEW_AHEAD_SECONDS, lifetime / 2)

    async def _post(self, url: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        try:
            async with asyncio.timeout(LOGIN_SECONDS), self.session.post(url, data=form) as response:
                self.microsoft_clock.note(response.headers.get("Date", ""))
                return response.status, json_object(await response.text(errors="replace"))
        except aiohttp.ClientSSLError:
            return 503, {"error": CERTIFICATE}
        except (aiohttp.ClientError, TimeoutError):
            return 503, {"error": UNREACHABLE}


def code_of(answer: Mapping[str, Any]) -> str:
    """Return the AADSTS number of a refusal, or else its OAuth error."""
    number = re.search(r"AADSTS\d+", str(answer.get("error_description", "")))
    error = answer.get("error")
    return number[0] if number else error if isinstance(error, str) else ""


def json_object(text: str) -> dict[str, Any]:
    """Return the JSON object in a text, an empty one for anything else."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def token_urls(login: str, tenant: str) -> tuple[str, ...]:
    """Return the token endpoints of a login address, the likeliest first; the next one is tried after a 404 or 405."""
    base = login.rstrip("/")
    if base.endswith("/token"):
        return (base,)
    first, second = (PLAIN, V2) if "/adfs" in urlsplit(base).path else (V2, PLAIN)
    below = () if tenant in base else (f"{base}/{tenant}{V2}",)
    return base + first, base + second, *below
