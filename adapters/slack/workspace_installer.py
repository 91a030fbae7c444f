"""Installation by other workspaces: OAuth's way to Slack's consent page and back, and the renewal of tokens.

1. `/slack/install` leads to Slack with a state that is signed, tied to the browser by a cookie, and works once.
2. Slack leads back to `/slack/oauth_redirect`; the code is changed for tokens, which are sealed and stored.
3. The workspace is served at once as a company of its own; whoever installed it is its first admin.
4. Once a minute each token that expires within `RENEW_AHEAD` is exchanged for a new one, which is sealed, stored and
   used from then on, as after an installation; what fails is tried again a minute later.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import html
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
import structlog
from aiohttp import web

from adapters.slack.client import delivery_error, rate_limited
from adapters.slack.config import SlackConfig
from adapters.slack.inbound import NAME
from adapters.slack.manifest import OPTIONAL, SCOPES
from adapters.slack.token_vault import TokenVault, WorkspaceTokens
from bot.clock import Clock
from bot.domain.installations import Installation
from bot.errors import DeliveryError, StoreError
from bot.ports import Store

log = structlog.get_logger()
INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
COOKIE = "snurr_install"
STATE_LIFETIME = timedelta(minutes=10)
# Tokens that expire last twelve hours; Bolt would renew them only while a request comes in.
RENEW_AHEAD = timedelta(hours=2)
RENEW_SECONDS = 60.0
PAGE = '<!doctype html><html lang="en"><title>Snurr</title><main><h1>Snurr</h1><p>{}</p></main></html>'
TRIES_A_MINUTE = 60
"""Ways back from the consent page that are looked at in a minute, as each costs rows and a call to Slack."""
SPENT = "This link is not valid any more: start again at /slack/install."
Serve = Callable[[Installation, WorkspaceTokens, str], Awaitable[None]]


@dataclass(kw_only=True)
class WorkspaceInstaller:
    """Installs workspaces; `serve` is called with each and its installer's user id, `machine` is a clock."""

    config: SlackConfig
    store: Store
    machine: Clock
    session: aiohttp.ClientSession
    serve: Serve
    vault: TokenVault
    _tries: deque[datetime] = field(default_factory=lambda: deque(maxlen=TRIES_A_MINUTE))

    def redirect_to_consent(self, request: web.Request) -> web.Response:
        """Redirect a browser to Slack's consent page, with a state that only this browser can bring back."""
        nonce = secrets.token_urlsafe(16)
        parts = urlsplit(self.config.api_url)
        query = {
            "client_id": self.config.client_id,
            "scope": ",".join(sorted(SCOPES)),
            "optional_scope": ",".join(sorted(OPTIONAL)),
            "state": self._state(nonce),
        }
        response = web.Response(
            status=302, headers={"Location": f"{parts.scheme}://{parts.netloc}/oauth/v2/authorize?{urlencode(query)}"}
        )
        # Behind a proxy that ends TLS the request itself comes in the clear.
        secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        seconds = int(STATE_LIFETIME.total_seconds())
        # Lax: a Strict cookie stays behind when the browser comes back from Slack's page.
        response.set_cookie(COOKIE, nonce, max_age=seconds, httponly=True, secure=secure, samesite="Lax")
        return response

    def _state(self, nonce: str, at: datetime | None = None) -> str:
        stamp = str(int((at or self.machine.now()).timestamp()))
        key = self.config.client_secret.encode()
        return f"{stamp}.{hmac.new(key, f'{stamp}.{nonce}'.encode(), hashlib.sha256).hexdigest()}"

    def _is_valid_state(self, state: str, nonce: str) -> bool:
        stamp = state.partition(".")[0]
        if not (nonce and stamp.isascii() and stamp.isdecimal() and len(stamp) < 12):
            return False
        at = datetime.fromtimestamp(int(stamp), self.machine.now().tzinfo)
        fresh = timedelta(0) <= self.machine.now() - at <= STATE_LIFETIME
        # As bytes, because compare_digest raises TypeError for text beyond ASCII.
        return fresh and hmac.compare_digest(state.encode(), self._state(nonce, at).encode())

    async def finish(self, request: web.Request) -> web.Response:
        """Exchange the code that Slack sent back for tokens, and serve the workspace from now on; returns a page."""
        state, code = request.query.get("state", ""), request.query.get("code", "")
        if not self._is_valid_state(state, request.cookies.get(COOKIE, "")):
            return _page(400, SPENT)
        if not self._may_try():
            return _page(429, "Too many installations at once: start again at /slack/install in a minute.")
        try:
            # why before the exchange: of two requests at once only one may go on
            if not await self._use(f"state:{state}"):
                return _page(400, SPENT)
            if not code:
                return _page(200, "Nothing was installed.")
            if not await self._use(f"code:{code}"):
                return _page(400, SPENT)
            return await self._install(code)
        except DeliveryError as error:
            log.warning("slack.install_failed", code=error.code)
            return _page(400, "Slack did not grant the installation: start again at /slack/install.")
        except StoreError:
            log.warning("slack.install_failed", code="store")
            return _page(503, "The installation could not be stored: start again at /slack/install in a minute.")

    def _may_try(self) -> bool:
        """Whether fewer than TRIES_A_MINUTE came before within a minute: anybody may ask for a state and come back."""
        now = self.machine.now()
        # why both ways: a clock that was set back must not keep everybody out
        if len(self._tries) == TRIES_A_MINUTE and abs(now - self._tries[0]) < timedelta(minutes=1):
            return False
        self._tries.append(now)
        return True

    async def _use(self, value: str) -> bool:
        """Return whether a value comes for the first time, in whatever process, also after a restart."""
        digest, at = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest(), self.machine.now()
        return await self.store.write(lambda work: work.installations.use(digest, at, at + STATE_LIFETIME))

    async def _install(self, code: str) -> web.Response:
        granted = await self._exchange({"code": code})
        name = str(granted["team"].get("name", ""))
        user = granted.get("authed_user")
        await self._join(granted, str(user.get("id", "")) if isinstance(user, dict) else "")
        return _page(200, f"Snurr is installed in {name}: write to it in Slack, or open its Home.{_left_out(granted)}")

    async def _join(self, granted: Mapping[str, Any], installer: str) -> None:
        tokens, team = self._tokens(granted), str(granted["team"]["id"])
        await self.serve(await self._save(team, tokens), tokens, installer)

    def _tokens(self, granted: Mapping[str, Any]) -> WorkspaceTokens:
        seconds = granted.get("expires_in")
        expires = (self.machine.now() + timedelta(seconds=int(seconds))).isoformat() if seconds else ""
        return WorkspaceTokens(
            token=granted["access_token"], refresh=granted.get("refresh_token") or "", expires=expires
        )

    async def _save(self, team: str, tokens: WorkspaceTokens) -> Installation:
        sealed, at = self.vault.seal(tokens), self.machine.now()
        return await self.store.write(lambda work: work.installations.save(NAME, team, sealed, at))

    async def _exchange(self, fields: Mapping[str, str]) -> dict[str, Any]:
        """Call oauth.v2.access with a code or a refresh token, and return its answer; raises DeliveryError."""
        form = dict(fields) | {"client_id": self.config.client_id, "client_secret": self.config.client_secret}
        now = self.machine.now()
        try:
            async with self.session.post(self.config.api_url.rstrip("/") + "/oauth.v2.access", data=form) as response:
                if response.status == 429:
                    raise rate_limited(dict(response.headers), now)
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise delivery_error(error, now) from None
        if not isinstance(answer, dict) or not answer.get("ok"):
            raise DeliveryError(str(answer.get("error")) if isinstance(answer, dict) else "no_answer", permanent=True)
        team = answer.get("team")
        if not isinstance(team, dict) or not team.get("id") or not answer.get("access_token"):
            raise DeliveryError("no_workspace", permanent=True)  # such as an installation for a whole organisation
        return answer

    async def installed(self) -> list[tuple[Installation, WorkspaceTokens]]:
        """Return every stored installation with its tokens; raises ConfigError when no key decrypts them."""
        found = await self.store.read(lambda work: work.installations.all(NAME))
        return [(installation, self.vault.open(installation.sealed)) for installation in found]

    async def forget(self, team: str) -> None:
        """Delete the tokens of a workspace that took Snurr away; its log stays."""
        await self.store.write(lambda work: work.installations.drop(NAME, team))

    async def renew_tokens(self) -> None:
        """Renew tokens `RENEW_AHEAD` before they expire, until cancelled; failures are logged and tried again."""
        while True:
            wait = RENEW_SECONDS
            try:
                for installation, tokens in await self.installed():
                    if tokens.runs_out(self.machine.now() + RENEW_AHEAD):
                        wait = max(wait, await self._renew(installation, tokens))
            except StoreError:
                log.warning("slack.renewal_failed", code="store")
            await asyncio.sleep(wait)

    async def _renew(self, installation: Installation, tokens: WorkspaceTokens) -> float:
        """Renew one workspace's tokens; return the seconds that Slack asks to wait before the next try."""
        try:
            granted = await self._exchange({"grant_type": "refresh_token", "refresh_token": tokens.refresh})
        except DeliveryError as error:
            log.warning("slack.renewal_failed", tenant=installation.tenant, code=error.code)
            return error.retry_after.total_seconds() if error.retry_after else 0.0
        if str(granted["team"]["id"]) == installation.workspace:
            await self._join(granted, "")
        return 0.0


def _left_out(granted: Mapping[str, Any]) -> str:
    """Return what the workspace goes without, by the optional scopes that were not granted."""
    scopes = str(granted.get("scope") or "").split(",")
    missing = [scope for scope in OPTIONAL if scope not in scopes] if granted.get("scope") else []
    without = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in missing)
    return f" It was not granted, and works without: {without}." if without else ""


def _page(status: int, sentence: str) -> web.Response:
    return web.Response(status=status, text=PAGE.format(html.escape(sentence)), content_type="text/html")
