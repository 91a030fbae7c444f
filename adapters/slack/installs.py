"""Installing by other workspaces: the way to Slack's consent and back, and tokens that renew themselves.

1. `/slack/install` leads to Slack with a state that is signed and tied to the browser by a cookie.
2. Slack leads back to `/slack/oauth_redirect`; the code is changed for tokens, which are sealed and stored.
3. The workspace is served at once as a company of its own; whoever installed it is its first admin.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import html
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
import structlog
from aiohttp import web

from adapters.slack.client import failure, limited
from adapters.slack.config import SlackConfig
from adapters.slack.inbound import NAME
from adapters.slack.manifest import SCOPES
from adapters.slack.vault import TokenVault, WorkspaceTokens
from bot.clock import Clock
from bot.domain.installations import Installation
from bot.errors import DeliveryError, StoreError
from bot.ports import Store

log = structlog.get_logger()
INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
COOKIE = "snurr_install"
STATE_LIFE = timedelta(minutes=10)
RENEW_AHEAD = timedelta(hours=2)
RENEW_SECONDS = 60.0
PAGE = '<!doctype html><html lang="en"><title>Snurr</title><main><h1>Snurr</h1><p>{}</p></main></html>'
Joined = Callable[[Installation, WorkspaceTokens, str], Awaitable[None]]


@dataclass(kw_only=True)
class WorkspaceInstaller:
    """Lets workspaces in; `joined` is told of each with its installer's user id, `machine` is machine time."""

    config: SlackConfig
    store: Store
    machine: Clock
    session: aiohttp.ClientSession
    joined: Joined
    vault: TokenVault

    def install(self, request: web.Request) -> web.Response:
        """Lead to Slack's consent."""
        nonce = secrets.token_urlsafe(16)
        parts = urlsplit(self.config.api_url)
        query = {"client_id": self.config.client_id, "scope": ",".join(sorted(SCOPES)), "state": self._state(nonce)}
        response = web.Response(
            status=302, headers={"Location": f"{parts.scheme}://{parts.netloc}/oauth/v2/authorize?{urlencode(query)}"}
        )
        secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        lasts = int(STATE_LIFE.total_seconds())
        response.set_cookie(COOKIE, nonce, max_age=lasts, httponly=True, secure=secure, samesite="Lax")
        return response

    def _state(self, nonce: str, at: datetime | None = None) -> str:
        stamp = str(int((at or self.machine.now()).timestamp()))
        key = self.config.client_secret.encode()
        return f"{stamp}.{hmac.new(key, f'{stamp}.{nonce}'.encode(), hashlib.sha256).hexdigest()}"

    def _vouched(self, state: str, nonce: str) -> bool:
        stamp = state.partition(".")[0]
        if not (nonce and stamp.isascii() and stamp.isdecimal() and len(stamp) < 12):
            return False
        at = datetime.fromtimestamp(int(stamp), self.machine.now().tzinfo)
        fresh = timedelta(0) <= self.machine.now() - at <= STATE_LIFE
        return fresh and hmac.compare_digest(state.encode(), self._state(nonce, at).encode())

    async def back(self, request: web.Request) -> web.Response:
        """Change the code that Slack sent back for tokens, and serve the workspace from now on."""
        if not self._vouched(request.query.get("state", ""), request.cookies.get(COOKIE, "")):
            return _page(400, "This link is not valid any more: start again at /slack/install.")
        if "code" not in request.query:
            return _page(200, "Nothing was installed.")
        try:
            granted = await self._granted({"code": request.query["code"]})
        except DeliveryError as error:
            log.warning("slack.install_failed", code=error.code)
            return _page(400, "Slack did not grant the installation: start again at /slack/install.")
        name = str((granted.get("team") or {}).get("name", ""))
        await self._join(granted, str((granted.get("authed_user") or {}).get("id", "")))
        return _page(200, f"Snurr is installed in {name}: write to it in Slack, or open its Home.")

    async def _join(self, granted: Mapping[str, Any], installer: str) -> None:
        tokens, team = self._tokens(granted), str(granted["team"]["id"])
        await self.joined(await self._saved(team, tokens), tokens, installer)

    def _tokens(self, granted: Mapping[str, Any]) -> WorkspaceTokens:
        lasts = granted.get("expires_in")
        expires = (self.machine.now() + timedelta(seconds=int(lasts))).isoformat() if lasts else ""
        return WorkspaceTokens(
            token=granted["access_token"], refresh=granted.get("refresh_token") or "", expires=expires
        )

    async def _saved(self, team: str, tokens: WorkspaceTokens) -> Installation:
        sealed, at = self.vault.seal(tokens), self.machine.now()
        return await self.store.write(lambda work: work.installations.save(NAME, team, sealed, at))

    async def _granted(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """Call oauth.v2.access; raises DeliveryError."""
        form = dict(asked) | {"client_id": self.config.client_id, "client_secret": self.config.client_secret}
        now = self.machine.now()
        try:
            async with self.session.post(self.config.api_url.rstrip("/") + "/oauth.v2.access", data=form) as response:
                if response.status == 429:
                    raise limited(dict(response.headers), now)
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise failure(error, now) from None
        if not isinstance(answer, dict) or not answer.get("ok"):
            raise DeliveryError(str(answer.get("error")) if isinstance(answer, dict) else "no_answer", permanent=True)
        team = answer.get("team")
        if not isinstance(team, dict) or not team.get("id") or not answer.get("access_token"):
            raise DeliveryError("no_workspace", permanent=True)  # such as a whole organisation at once
        return answer

    async def known(self) -> list[tuple[Installation, WorkspaceTokens]]:
        """Return every workspace that installed Snurr; raises ConfigError for a key that does not fit."""
        found = await self.store.read(lambda work: work.installations.all(NAME))
        return [(each, self.vault.open(each.sealed)) for each in found]

    async def left(self, team: str) -> None:
        """Forget the tokens of a workspace that took Snurr away."""
        await self.store.write(lambda work: work.installations.drop(NAME, team))

    async def renew(self) -> None:
        """Change tokens that run out for fresh ones, well before they do, until cancelled."""
        while True:
            wait = RENEW_SECONDS
            try:
                for installation, tokens in await self.known():
                    if tokens.runs_out(self.machine.now() + RENEW_AHEAD):
                        wait = max(wait, await self._renewed(installation, tokens))
            except StoreError:
                log.warning("slack.renewal_failed", code="store")
            await asyncio.sleep(wait)

    async def _renewed(self, installation: Installation, tokens: WorkspaceTokens) -> float:
        """Change one workspace's tokens, and return for how many seconds Slack wants to be left alone."""
        try:
            granted = await self._granted({"grant_type": "refresh_token", "refresh_token": tokens.refresh})
        except DeliveryError as error:
            log.warning("slack.renewal_failed", tenant=installation.tenant, code=error.code)
            return error.retry_after.total_seconds() if error.retry_after else 0.0
        if str(granted["team"]["id"]) == installation.workspace:
            await self._join(granted, "")
        return 0.0


def _page(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=PAGE.format(html.escape(sentence)), content_type="text/html")
