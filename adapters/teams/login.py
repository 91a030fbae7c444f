"""The token that outgoing calls carry: one for the process, fetched without blocking and before it runs out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import aiohttp
import structlog

from adapters.teams.config import TeamsConfig
from bot.clock import seconds_run
from bot.errors import DeliveryError

log = structlog.get_logger()
LOGIN_SECONDS = 10.0
EARLY_SECONDS = 300.0
AGAIN = timedelta(seconds=5)
V2, PLAIN = "/oauth2/v2.0/token", "/oauth2/token"


@dataclass(kw_only=True)
class Login:
    """Logs one registration in; `seconds` only measures."""

    config: TeamsConfig
    session: aiohttp.ClientSession
    seconds: Callable[[], float] = seconds_run
    requests: int = 0
    _token: str = ""
    _until: float = 0.0
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def ready(self) -> bool:
        """Whether a token is there."""
        return bool(self._token)

    async def token(self) -> str:
        """Return a token that holds for a while, one fetch for all who wait; raises DeliveryError."""
        if self._token and self.seconds() < self._until:
            return self._token
        async with self._lock:
            if not self._token or self.seconds() >= self._until:
                await self._fetch()
        return self._token

    def drop(self, token: str) -> None:
        """Forget a token that the connector refused."""
        if token == self._token:
            self._token = ""

    async def _fetch(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.config.app_id,
            "client_secret": self.config.password,
            "scope": self.config.scope,
        }
        status, answer = 0, dict[str, object]()
        for url in token_urls(self.config.login):
            self.requests += 1
            status, answer = await self._post(url, form)
            if status not in (404, 405):
                break
        if status == 200 and answer.get("access_token"):
            self._token = str(answer["access_token"])
            lasts = float(str(answer.get("expires_in") or 3600))
            self._until = self.seconds() + max(lasts - EARLY_SECONDS, 30.0)
            return
        code = str(answer.get("error") or f"login_http_{status}")
        log.warning("teams.login_failed", code=code)
        if status in (400, 401, 403):
            raise DeliveryError(code, permanent=True)
        raise DeliveryError(code, retry_after=AGAIN)

    async def _post(self, url: str, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        try:
            async with asyncio.timeout(LOGIN_SECONDS), self.session.post(url, data=form) as response:
                answer = await response.json(content_type=None)
                return response.status, answer if isinstance(answer, dict) else {}
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return 503, {"error": "login_unreachable"}


def token_urls(login: str) -> tuple[str, ...]:
    """Return where a token is asked for, the likeliest first."""
    base = login.rstrip("/")
    if base.endswith("/token"):
        return (base,)
    first, second = (PLAIN, V2) if "/adfs" in urlsplit(base).path else (V2, PLAIN)
    return base + first, base + second
