"""Calls of the Bot Connector over one shared session: one try each, every failure as a DeliveryError."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import aiohttp
import structlog

from adapters.common.retry_after import retry_after, skew
from adapters.teams.guard import allowed
from adapters.teams.login import TokenClient, json_object
from bot.clock import SystemClock
from bot.errors import DeliveryError

log = structlog.get_logger()
TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
UNREACHED = timedelta(seconds=2)
RETRY_AFTER = timedelta(seconds=5)
OK = range(200, 300)
LIMITED = frozenset({412, 429})
"""Surely not sent: too many, or written at the same moment by somebody else."""
GATEWAY = frozenset({502, 503, 504})
"""Microsoft's own table says to try again; but where a page came back, something in between lost the answer."""
PAGE = "<"
"""Begins a page of HTML, which the connector itself never answers with."""
RECIPIENT = frozenset(
    {"ConversationBlockedByUser", "BotNotInConversationRoster", "ForbiddenOperationException", "ConversationNotFound"}
    | {"MessageWritesBlocked"}
)
TENANT = frozenset({"BotNotRegistered", "BotDisabledByAdmin"})


@dataclass(kw_only=True)
class Connector:
    """Every service that activities came from; tokens go to allowed hosts only.

    `skew` is how far the machine's clock is ahead of Microsoft's, as the last answer showed; `now` is machine time.
    """

    session: aiohttp.ClientSession
    login: TokenClient
    hosts: frozenset[str] = frozenset()
    now: Callable[[], datetime] = SystemClock().now
    skew: timedelta = timedelta(0)

    async def call(self, method: str, service: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Call a service once, and once more with a fresh token after a 401; raises DeliveryError."""
        if not allowed(service, self.hosts):
            raise DeliveryError("service_refused", permanent=True)
        for last in (False, True):
            token = await self.login.token()
            status, headers, text = await self._called(method, service.rstrip("/") + path, token, body)
            answer = json_object(text)
            if status in OK:
                return answer
            if status != 401 or last or code_of(answer) in TENANT:
                wait = retry_after(headers.get("Retry-After", ""), self.now(), RETRY_AFTER)
                raise failure(status, code_of(answer), wait, page=text.lstrip().startswith(PAGE))
            self.login.drop(token)
        raise AssertionError("the second call was answered or failed")

    async def _called(
        self, method: str, url: str, token: str, body: Mapping[str, Any] | None
    ) -> tuple[int, Mapping[str, str], str]:
        headers = {"Authorization": f"Bearer {token}"}
        try:
            async with self.session.request(
                method, url, json=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                self.skew = skew(response.headers.get("Date", ""), self.now())
                return response.status, response.headers, await response.text(errors="replace")
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise DeliveryError("unreachable", retry_after=UNREACHED) from error
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
            "POST", service, f"/v3/conversations/{_part(conversation)}/activities{query}", activity
        )
        return str(answer.get("id", ""))

    async def put(self, service: str, conversation: str, activity_id: str, activity: Mapping[str, Any]) -> None:
        """Put an activity in the place of a posted one; raises DeliveryError."""
        path = f"/v3/conversations/{_part(conversation)}/activities/{_part(activity_id)}"
        await self.call("PUT", service, path, activity)

    async def open(self, service: str, bot: str, user: str, tenant: str) -> str:
        """Open the personal chat with somebody and return its id; raises DeliveryError."""
        asked = {
            "bot": {"id": bot},
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        answer = await self.call("POST", service, "/v3/conversations", asked)
        return str(answer.get("id", ""))

    async def member(self, service: str, conversation: str, user: str) -> dict[str, Any]:
        """Return what the roster says of somebody; raises DeliveryError."""
        return await self.call("GET", service, f"/v3/conversations/{_part(conversation)}/members/{_part(user)}")

    async def channels(self, service: str, team: str) -> list[dict[str, Any]]:
        """Return the channels of a team; raises DeliveryError."""
        answer = await self.call("GET", service, f"/v3/teams/{_part(team)}/conversations")
        found = answer.get("conversations")
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _part(text: str) -> str:
    return quote(text, safe="")


def code_of(answer: Mapping[str, Any]) -> str:
    """Return the error code of an answer; some hide a second object in the message."""
    error = answer.get("error")
    code = error.get("code") if isinstance(error, dict) else answer.get("code")
    message = str(error.get("message", "")) if isinstance(error, dict) else ""
    inner = re.search(r'"(?:subCode|errorCode|code)"\s*:\s*"?(\w+)', message)
    known = RECIPIENT | TENANT
    return inner[1] if inner and inner[1] in known else str(code or "")


def failure(status: int, code: str, wait: timedelta, *, page: bool = False) -> DeliveryError:
    """Return what a refused call means; without `retry_after` nobody knows whether it arrived."""
    if status in LIMITED:
        return DeliveryError("ratelimited", retry_after=wait)
    if status in GATEWAY and not page:
        return DeliveryError(f"http_{status}", retry_after=wait)
    if status >= 500:
        return DeliveryError(code or f"http_{status}")
    if status == 401 and code not in TENANT:
        return DeliveryError("http_401", retry_after=RETRY_AFTER)
    parks = code in RECIPIENT or status in (403, 404)
    return DeliveryError(code or f"http_{status}", permanent=True, parks=parks and code not in TENANT)
