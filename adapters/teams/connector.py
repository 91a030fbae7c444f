"""Calls of the Bot Connector: one try each; every failure becomes a DeliveryError that says whether to try again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import aiohttp
import structlog

from adapters.common.retry_after import retry_after
from adapters.teams.guard import allowed
from adapters.teams.token_client import TokenClient, json_object
from bot.clock import SystemClock
from bot.errors import DeliveryError

log = structlog.get_logger()
TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
RETRY_UNREACHABLE = timedelta(seconds=2)
RETRY_AFTER = timedelta(seconds=5)
ID_LENGTH = 500
"""Characters of an id in a path; real ones have about a hundred."""
SUCCESS = range(200, 300)
TOO_MANY, LIMITED = 429, "ratelimited"
UNREACHABLE = "unreachable"
NOT_SENT_STATUSES = frozenset({412})
"""Nothing was sent: somebody else wrote to the conversation at the same moment."""
GATEWAY_STATUSES = frozenset({502, 503, 504})
"""Nothing was sent, as Microsoft's table says; a page of HTML instead comes from something in between that may have."""
HTML_START = "<"
"""How a page of HTML begins, which the connector itself never answers with."""
RECIPIENT_ERRORS = frozenset(
    {"ConversationBlockedByUser", "BotNotInConversationRoster", "ForbiddenOperationException", "ConversationNotFound"}
    | {"MessageWritesBlocked"}
)
TENANT_ERRORS = frozenset({"BotNotRegistered", "BotDisabledByAdmin"})


@dataclass(kw_only=True)
class Connector:
    """Calls any service that activities came from; the token is sent to allowed hosts only.

    `now` is machine time; the clock of `login` is told Microsoft's by each answer.
    """

    session: aiohttp.ClientSession
    login: TokenClient
    hosts: frozenset[str] = frozenset()
    now: Callable[[], datetime] = SystemClock().now

    @property
    def skew(self) -> timedelta:
        """How far the machine's clock is ahead of Microsoft's."""
        return self.login.microsoft_clock.skew

    async def call(self, method: str, service: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Call a service once, and once more with a fresh token after a 401; raises DeliveryError."""
        if not allowed(service, self.hosts):
            raise DeliveryError("service_refused", permanent=True)
        # A token may be withdrawn before it expires; a second 401, with a fresh one, is about the bot.
        for last in (False, True):
            token = await self.login.token()
            status, headers, text = await self._request(method, service.rstrip("/") + path, token, body)
            answer = json_object(text)
            if status in SUCCESS:
                return answer
            if status != 401 or last or code_of(answer) in TENANT_ERRORS:
                wait = retry_after(headers.get("Retry-After", ""), self.now(), RETRY_AFTER)
                raise delivery_error(status, code_of(answer), wait, is_page=text.lstrip().startswith(HTML_START))
            self.login.drop(token)
        raise AssertionError("the second call was answered or failed")

    async def _request(
        self, method: str, url: str, token: str, body: Mapping[str, Any] | None
    ) -> tuple[int, Mapping[str, str], str]:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        # Why bytes: with `json` the session takes a third longer for a post.
        data = None if body is None else json.dumps(body).encode()
        try:
            # No redirects: they would be followed to a host that was not checked.
            async with self.session.request(
                method, url, data=data, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                self.login.microsoft_clock.note(response.headers.get("Date", ""))
                return response.status, response.headers, await response.text(errors="replace")
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise DeliveryError(UNREACHABLE, retry_after=RETRY_UNREACHABLE) from error
        except TimeoutError as error:
            raise DeliveryError("timeout") from error
        except aiohttp.ClientError as error:
            raise DeliveryError("answer_lost") from error

    async def post(
        self, service: str, conversation: str, activity: Mapping[str, Any], *, only_for: bool = False
    ) -> str:
        """Post an activity and return its id; raises DeliveryError."""
        query = "?isTargetedActivity=true" if only_for else ""
        answer = await self.call(
            "POST", service, f"/v3/conversations/{_quoted(conversation)}/activities{query}", activity
        )
        return str(answer.get("id", ""))

    async def put(self, service: str, conversation: str, activity_id: str, activity: Mapping[str, Any]) -> None:
        """Put an activity in the place of a posted one; raises DeliveryError."""
        path = f"/v3/conversations/{_quoted(conversation)}/activities/{_quoted(activity_id)}"
        await self.call("PUT", service, path, activity)

    async def open(self, service: str, bot: str, user: str, tenant: str) -> str:
        """Open the personal chat with somebody and return its id; raises DeliveryError."""
        fields = {
            "bot": {"id": bot},
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        answer = await self.call("POST", service, "/v3/conversations", fields)
        return str(answer.get("id", ""))

    async def member(self, service: str, conversation: str, user: str) -> dict[str, Any]:
        """Return somebody's entry in a conversation's roster; raises DeliveryError."""
        return await self.call("GET", service, f"/v3/conversations/{_quoted(conversation)}/members/{_quoted(user)}")

    async def channels(self, service: str, team: str) -> list[dict[str, Any]]:
        """Return the channels of a team; raises DeliveryError."""
        answer = await self.call("GET", service, f"/v3/teams/{_quoted(team)}/conversations")
        found = answer.get("conversations")
        return [channel for channel in found if isinstance(channel, dict)] if isinstance(found, list) else []


def _quoted(text: str) -> str:
    """Return an id as one part of a path; raises DeliveryError for one that would be another path."""
    if text.partition(";")[0] in ("", ".", "..") or len(text) > ID_LENGTH:
        raise DeliveryError("odd_id", permanent=True)
    # Ids hold characters such as `;` and `:` that mean something in a path.
    return quote(text, safe="")


def code_of(answer: Mapping[str, Any]) -> str:
    """Return the error code of an answer, which some errors hide in a JSON text inside their message."""
    error = answer.get("error")
    code = error.get("code") if isinstance(error, dict) else answer.get("code")
    message = str(error.get("message", "")) if isinstance(error, dict) else ""
    # Teams puts the code that says what to do into a JSON text within the message.
    inner = re.search(r'"(?:subCode|errorCode|code)"\s*:\s*"?(\w+)', message)
    known = RECIPIENT_ERRORS | TENANT_ERRORS
    return inner[1] if inner and inner[1] in known else str(code or "")


def delivery_error(status: int, code: str, wait: timedelta, *, is_page: bool = False) -> DeliveryError:
    """Return what a refused call means; one without `retry_after` that is not permanent may have arrived."""
    if status == TOO_MANY:
        return DeliveryError(LIMITED, retry_after=wait)
    if status in NOT_SENT_STATUSES or (status in GATEWAY_STATUSES and not is_page):
        return DeliveryError(f"http_{status}", retry_after=wait)
    # Microsoft's table does not say that a 500 was refused, so the message may have arrived.
    if status >= 500:
        return DeliveryError(code or f"http_{status}")
    if status == 401 and code not in TENANT_ERRORS:
        return DeliveryError("http_401", retry_after=RETRY_AFTER)
    parks = code in RECIPIENT_ERRORS or status in (403, 404)
    return DeliveryError(code or f"http_{status}", permanent=True, parks=parks and code not in TENANT_ERRORS)
