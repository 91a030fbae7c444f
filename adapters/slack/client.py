"""Calls of Slack's Web API: one try each; every failure becomes a DeliveryError that says whether to try again."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.common.http_client import may_be_called
from adapters.common.pacing import Pacer
from adapters.common.platform_clock import PlatformClock
from adapters.common.retry_after import retry_after
from adapters.common.shared_pauses import SharedPauses
from adapters.slack.refusal_log import RefusalLog
from bot.errors import DeliveryError

# Of the session, as the SDK's own timeout is ignored once it is given one; aiohttp's default is five minutes.
TIMEOUT = aiohttp.ClientTimeout(total=10, connect=4)
RETRY_AFTER = timedelta(seconds=30)
"""Stands for a Retry-After that cannot be read."""
RETRY_UNREACHABLE = timedelta(seconds=2)
POST, LIMITED = "chat.postMessage", "ratelimited"
RATE_LIMIT_ERRORS = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
UNCLEAR_ERRORS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""After these nobody knows whether Slack did what was asked."""
UNREACHABLE, SCOPE_ERROR = "unreachable", "missing_scope"
WORKSPACE_ERRORS = frozenset(
    {"account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed", SCOPE_ERROR}
    | {"org_login_required", "team_access_not_granted"}
)
"""The workspace refuses the app, whatever is sent."""
RECIPIENT_ERRORS = frozenset(
    {"channel_not_found", "is_archived", "not_in_channel", "messages_tab_disabled", "user_not_found", "user_disabled"}
    | {"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel"}
    | {"restricted_action_non_threadable_channel", "cannot_dm_bot"}
)
"""One person or channel cannot be written to."""
BLOCK_ERRORS = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "no_text", "metadata_too_large"}
)
"""The message itself is built wrongly: a plainer one may pass."""
HOOK_HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
FILE_HOSTS = frozenset({"files.slack.com", "files.slack-gov.com"})


def silent_logger() -> logging.Logger:
    """Return a logger that writes nothing, for the SDK and Bolt: theirs would write payloads, tokens and addresses."""
    logger = logging.Logger("snurr.silent", logging.CRITICAL + 1)
    logger.addHandler(logging.NullHandler())
    return logger


def delivery_error(error: Exception, now: datetime) -> DeliveryError:
    """Return what a failed call means; one without `retry_after` that is not permanent may have arrived."""
    match error:
        case SlackApiError():
            return _api_error(error, now)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return DeliveryError(UNREACHABLE, retry_after=RETRY_UNREACHABLE)
        case TimeoutError():
            return DeliveryError("timeout")
        case _:
            return DeliveryError("answer_lost")


def _api_error(error: SlackApiError, now: datetime) -> DeliveryError:
    answer = error.response
    data = answer.data if isinstance(answer.data, dict) else {}
    code = str(data.get("error", ""))
    if answer.status_code == 429 or code in RATE_LIMIT_ERRORS:
        return rate_limited(dict(answer.headers), now)
    # Not surely refused: Slack may have posted the message before it failed.
    if answer.status_code >= 500 or not code or code in UNCLEAR_ERRORS:
        return DeliveryError(code or f"http_{answer.status_code}")
    return DeliveryError(code, permanent=True, parks=code in RECIPIENT_ERRORS)


def rate_limited(headers: Mapping[str, str], now: datetime) -> DeliveryError:
    """Return the error of an answer that asks to wait, for as long as its Retry-After says."""
    return DeliveryError(LIMITED, retry_after=retry_after(header(headers, "retry-after"), now, RETRY_AFTER))


def header(headers: Mapping[str, str], name: str) -> str:
    """Return a header's value, whatever the case of its name, stripped; empty when it is missing."""
    return next((value for key, value in headers.items() if key.lower() == name), "").strip()


@dataclass(kw_only=True)
class SlackClient:
    """The Web API as one token sees it, over a shared session.

    `now` is machine time; each answer tells `slack_clock` the time. `hosts` are those of rehearsals, which may be
    called beside Slack's own.
    """

    token: str = field(repr=False)
    base: str
    now: Callable[[], datetime]
    session: aiohttp.ClientSession
    hosts: frozenset[str] = frozenset()
    pacer: Pacer = field(default_factory=Pacer)
    pauses: SharedPauses | None = None
    """What other processes were told about posts, None for a token that posts nothing."""
    slack_clock: PlatformClock = field(init=False)
    web: AsyncWebClient = field(init=False)
    _refusals: RefusalLog = field(default_factory=RefusalLog)

    def __post_init__(self) -> None:
        self.slack_clock = PlatformClock(now=self.now)
        base = self.base.rstrip("/") + "/"
        # No retry handlers: the default one repeats a call whose answer was lost, and the message is there twice.
        self.web = AsyncWebClient(
            token=self.token, base_url=base, session=self.session, retry_handlers=[], logger=silent_logger()
        )
        self.web.proxy = None  # the session obeys NO_PROXY, the SDK does not

    def use_token(self, token: str) -> None:
        """Call with another token from now on, such as a renewed one."""
        self.token = self.web.token = token

    async def call(self, method: str, *, reads: bool = False, **values: object) -> dict[str, Any]:
        """Call a method once and return its answer; raises DeliveryError.

        A GET when it only `reads`. While Slack has closed the method (Retry-After), nothing is sent.
        """
        if wait := self.pacer.closed_for(method):
            raise DeliveryError(LIMITED, retry_after=wait, held=True)
        try:
            if reads:
                answer = await self.web.api_call(method, http_verb="GET", params=values)
            else:
                answer = await self.web.api_call(method, json=values)
        # AttributeError is what the SDK raises for an answer that is no JSON object, such as the text of a proxy.
        except (SlackApiError, aiohttp.ClientError, TimeoutError, AttributeError, ValueError) as error:
            failed = delivery_error(error, self.now())
            # Slack limits the method, not the one call: whoever else calls it would be refused as well.
            if failed.code == LIMITED and failed.retry_after is not None:
                await self._close(method, failed.retry_after)
            self._refusals.call_failed(method, failed.code)
            raise failed from None
        self.slack_clock.note(header(dict(answer.headers), "date"))
        return dict(answer.data) if isinstance(answer.data, dict) else {}

    async def _close(self, method: str, wait: timedelta) -> None:
        self.pacer.close(method, wait)
        if self.pauses and method == POST:
            await self.pauses.note(wait)

    async def check_pause(self, method: str) -> None:
        """Raise DeliveryError while another process was told that Slack takes no posts."""
        if self.pauses and method == POST and (wait := await self.pauses.left()):
            raise DeliveryError(LIMITED, retry_after=wait, held=True)

    async def respond(self, url: str, answer: Mapping[str, object]) -> None:
        """Post to a response_url, on Slack's own hosts only; raises DeliveryError."""
        if not self.is_slack_url(url):
            raise DeliveryError("response_url_refused", permanent=True)
        try:
            # No redirects: they would be followed to a host that was not checked.
            async with self.session.post(url, json=dict(answer), allow_redirects=False) as response:
                if response.status != 200:
                    raise DeliveryError(f"http_{response.status}", permanent=response.status < 500)
                # Refused blocks come with status 200 and the error in the body.
                code = re.search(r'"error"\s*:\s*"(\w+)"', await response.text(errors="replace"))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise delivery_error(error, self.now()) from None
        if code:
            raise DeliveryError(code[1], permanent=True)

    def is_slack_url(self, url: str, known: frozenset[str] = HOOK_HOSTS) -> bool:
        """Whether an address from a payload may be called: https on a known host; in rehearsals http too."""
        return may_be_called(url, self.hosts, known.__contains__)

    def is_upload_url(self, url: str) -> bool:
        """Whether an address may be uploaded to."""
        return self.is_slack_url(url, FILE_HOSTS)
