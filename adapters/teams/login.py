"""The token that outgoing calls carry: one for the process, fetched without blocking and before it runs out."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog

from adapters.common.retry_after import skew
from adapters.teams.config import TeamsConfig
from bot.clock import SystemClock, seconds_run
from bot.errors import DeliveryError

log = structlog.get_logger()
LOGIN_SECONDS = 10.0
EARLY_SECONDS = 300.0
LASTS_SECONDS = 3600.0
AGAIN = timedelta(seconds=5)
V2, PLAIN = "/oauth2/v2.0/token", "/oauth2/token"
REFUSED = "login:"
"""Leads the code of a registration that may not log in."""
CERTIFICATE, UNREACHABLE = "certificate", "unreachable"


@dataclass(kw_only=True)
class TokenClient:
    """Logs one registration in; `seconds` only measures.

    `skew` is how far the machine's clock, `now`, is ahead of Microsoft's, as the last answer showed.
    """

    config: TeamsConfig
    session: aiohttp.ClientSession
    seconds: Callable[[], float] = seconds_run
    now: Callable[[], datetime] = SystemClock().now
    skew: timedelta = timedelta(0)
    requests: int = 0
    _token: str = ""
    _renew: float = 0.0
    _until: float = 0.0
    _fetching: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether a token is there."""
        return bool(self._token)

    async def token(self) -> str:
        """Return a token that holds; raises DeliveryError.

        One fetch serves all who wait. Shortly before a token runs out it still serves while the next one is fetched.
        """
        now = self.seconds()
        if not self._token or now >= self._until:
            await asyncio.shield(self._fetch_once())
        elif now >= self._renew:
            self._renew = now + AGAIN.total_seconds()
            self._fetch_once()
        return self._token

    def drop(self, token: str) -> None:
        """Forget a token that the connector refused."""
        if token == self._token:
            self._token = ""

    def _fetch_once(self) -> asyncio.Task[None]:
        if self._fetching is None:
            self._fetching = asyncio.ensure_future(self._fetch())
            self._fetching.add_done_callback(self._fetched)
        return self._fetching

    def _fetched(self, task: asyncio.Task[None]) -> None:
        self._fetching = None
        if not task.cancelled():
            task.exception()  # whoever waits is told, and a renewal is tried again

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
            if status not in (404, 405):
                break
        if status == 200 and answer.get("access_token"):
            self._keep(str(answer["access_token"]), answer.get("expires_in"))
            return
        code = code_of(answer) or f"http_{status}"
        log.warning("teams.login_failed", code=code)
        if status in (400, 401, 403):
            raise DeliveryError(REFUSED + code, permanent=True)
        raise DeliveryError(REFUSED + code, retry_after=AGAIN)

    def _keep(self, token: str, expires_in: object) -> None:
        try:
            lasts = float(str(expires_in))
        except ValueError:
            lasts = LASTS_SECONDS
        now = self.seconds()
        self._token, self._until = token, now + lasts
        self._renew = now + max(lasts - EARLY_SECONDS, lasts / 2)

    async def _post(self, url: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        try:
            async with asyncio.timeout(LOGIN_SECONDS), self.session.post(url, data=form) as response:
                self.skew = skew(response.headers.get("Date", ""), self.now())
                return response.status, json_object(await response.text(errors="replace"))
        except aiohttp.ClientSSLError:
            return 503, {"error": CERTIFICATE}
        except (aiohttp.ClientError, TimeoutError):
            return 503, {"error": UNREACHABLE}


def code_of(answer: Mapping[str, Any]) -> str:
    """Return Microsoft's own number of a refusal, or else the standard's word for it."""
    number = re.search(r"AADSTS\d+", str(answer.get("error_description", "")))
    error = answer.get("error")
    return number[0] if number else error if isinstance(error, str) else ""


def json_object(text: str) -> dict[str, Any]:
    """Return an answer's JSON object, an empty one for anything else."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def token_urls(login: str, tenant: str) -> tuple[str, ...]:
    """Return where a token is asked for, the likeliest first; the next one is for who answers 404."""
    base = login.rstrip("/")
    if base.endswith("/token"):
        return (base,)
    first, second = (PLAIN, V2) if "/adfs" in urlsplit(base).path else (V2, PLAIN)
    below = () if tenant in base else (f"{base}/{tenant}{V2}",)
    return base + first, base + second, *below
