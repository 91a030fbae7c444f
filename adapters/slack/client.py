"""Calls of the Web API: one try each, every failure as a DeliveryError that says whether it may be repeated."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.common.pacing import Pacer
from adapters.common.retry_after import retry_after, skew
from bot.errors import DeliveryError

log = structlog.get_logger()

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=4)
RETRY_AFTER = timedelta(seconds=30)
"""What a Retry-After that cannot be read is taken for."""
UNREACHED = timedelta(seconds=2)
LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
AMBIGUOUS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
WORKSPACE = frozenset(
    {"account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed", "missing_scope"}
    | {"org_login_required", "team_access_not_granted"}
)
RECIPIENT = frozenset(
    {"channel_not_found", "is_archived", "not_in_channel", "messages_tab_disabled", "user_not_found", "user_disabled"}
    | {"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel"}
    | {"restricted_action_non_threadable_channel", "cannot_dm_bot"}
)
OURS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "no_text", "metadata_too_large"})
HOOK_HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
FILE_HOSTS = frozenset({"files.slack.com", "files.slack-gov.com"})


def silent() -> logging.Logger:
    """Return a logger for the SDK and Bolt, which would write payloads, tokens and ticket addresses."""
    logger = logging.Logger("snurr.silent", logging.CRITICAL + 1)
    logger.addHandler(logging.NullHandler())
    return logger


def failure(error: Exception, now: datetime) -> DeliveryError:
    """Return what a failed call means; without `retry_after` nobody knows whether it arrived."""
    match error:
        case SlackApiError():
            return _refused(error, now)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return DeliveryError("unreachable", retry_after=UNREACHED)
        case TimeoutError():
            return DeliveryError("timeout")
        case _:
            return DeliveryError("answer_lost")


def _refused(error: SlackApiError, now: datetime) -> DeliveryError:
    answer = error.response
    data = answer.data if isinstance(answer.data, dict) else {}
    code = str(data.get("error", ""))
    if answer.status_code == 429 or code in LIMITED:
        return limited(dict(answer.headers), now)
    if answer.status_code >= 500 or not code or code in AMBIGUOUS:
        return DeliveryError(code or f"http_{answer.status_code}")
    return DeliveryError(code, permanent=True, parks=code in RECIPIENT)


def limited(headers: Mapping[str, str], now: datetime) -> DeliveryError:
    """Return what an answer means that asks us to wait."""
    return DeliveryError("ratelimited", retry_after=retry_after(header(headers, "retry-after"), now, RETRY_AFTER))


def header(headers: Mapping[str, str], name: str) -> str:
    """Return a header without its surrounding space, empty when it is not there."""
    return next((value for key, value in headers.items() if key.lower() == name), "").strip()


@dataclass(kw_only=True)
class SlackClient:
    """One workspace's Web API over one shared session; `now` is machine time.

    `skew` is how far the machine's clock is ahead of Slack's, as the last answer showed.
    """

    token: str = field(repr=False)
    base: str
    now: Callable[[], datetime]
    session: aiohttp.ClientSession
    hosts: frozenset[str] = frozenset()
    pace: Pacer = field(default_factory=Pacer)
    skew: timedelta = timedelta(0)
    web: AsyncWebClient = field(init=False)

    def __post_init__(self) -> None:
        base = self.base.rstrip("/") + "/"
        self.web = AsyncWebClient(
            token=self.token, base_url=base, session=self.session, retry_handlers=[], logger=silent()
        )
        self.web.proxy = None  # the session obeys NO_PROXY, the SDK does not

    def use(self, token: str) -> None:
        """Call with another token from now on."""
        self.token = self.web.token = token

    async def call(self, method: str, *, reads: bool = False, **values: object) -> dict[str, Any]:
        """Call a method once; raises DeliveryError. A method that Slack has closed for a while is not called."""
        if wait := self.pace.wait(method):
            raise DeliveryError("ratelimited", retry_after=wait)
        try:
            if reads:
                answer = await self.web.api_call(method, http_verb="GET", params=values)
            else:
                answer = await self.web.api_call(method, json=values)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, AttributeError, ValueError) as error:
            failed = failure(error, self.now())
            if failed.code == "ratelimited" and failed.retry_after is not None:
                self.pace.shut(method, failed.retry_after)
            log.warning("slack.call_failed", method=method, code=failed.code)
            raise failed from None
        self.skew = skew(header(dict(answer.headers), "date"), self.now())
        return dict(answer.data) if isinstance(answer.data, dict) else {}

    async def respond(self, url: str, answer: Mapping[str, object]) -> None:
        """Post to a response_url, only ever on Slack's own hosts; raises DeliveryError."""
        if not self.allowed(url):
            raise DeliveryError("response_url_refused", permanent=True)
        try:
            async with self.session.post(url, json=dict(answer), allow_redirects=False) as response:
                if response.status != 200:
                    raise DeliveryError(f"http_{response.status}", permanent=response.status < 500)
                code = re.search(r'"error"\s*:\s*"(\w+)"', await response.text(errors="replace"))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise failure(error, self.now()) from None
        if code:
            raise DeliveryError(code[1], permanent=True)

    def allowed(self, url: str, known: frozenset[str] = HOOK_HOSTS) -> bool:
        """Whether an address that came in a payload may be called; rehearsal hosts may use plain http and any port."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            return False
        if parts.username or parts.password:
            return False
        if host in self.hosts:
            return parts.scheme in ("http", "https")
        return parts.scheme == "https" and host in known and port in (None, 443)

    def allowed_upload(self, url: str) -> bool:
        """Whether an address for an upload is one of Slack's."""
        return self.allowed(url, FILE_HOSTS)
