"""Calls of the Bot Connector over one shared session: one try each, every failure as a DeliveryError."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import aiohttp
import structlog

from adapters.teams.guard import allowed
from adapters.teams.login import Login
from bot.errors import DeliveryError

log = structlog.get_logger()
TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
UNREACHED = timedelta(seconds=2)
RETRY_AFTER = timedelta(seconds=5)
LONGEST_RETRY = timedelta(hours=1)
OK = range(200, 300)
LIMITED = frozenset({412, 429})
"""Surely not sent: too many, or written at the same moment by somebody else."""
GATEWAY = frozenset({502, 503, 504})
"""Teams was not reached: Microsoft's own table says to try again."""
RECIPIENT = frozenset(
    {"ConversationBlockedByUser", "BotNotInConversationRoster", "ForbiddenOperationException", "ConversationNotFound"}
    | {"MessageWritesBlocked"}
)
TENANT = frozenset({"BotNotRegistered", "BotDisabledByAdmin"})


@dataclass(frozen=True, kw_only=True)
class Connector:
    """Every service that activities came from; tokens go to allowed hosts only."""

    session: aiohttp.ClientSession
    login: Login
    hosts: frozenset[str] = frozenset()

    async def call(self, method: str, service: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Call a service once, and once more with a fresh token after a 401; raises DeliveryError."""
        if not allowed(service, self.hosts):
            raise DeliveryError("service_refused", permanent=True)
        for last in (False, True):
            token = await self.login.token()
            status, headers, answer = await self._called(method, service.rstrip("/") + path, token, body)
            if status in OK:
                return answer
            if status != 401 or last or code_of(answer) in TENANT:
                raise failure(status, headers, code_of(answer))
            self.login.drop(token)
        raise AssertionError("the second call was answered or failed")

    async def _called(
        self, method: str, url: str, token: str, body: Mapping[str, Any] | None
    ) -> tuple[int, Mapping[str, str], dict[str, Any]]:
        headers = {"Authorization": f"Bearer {token}"}
        try:
            async with self.session.request(
                method, url, json=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                return response.status, response.headers, _object(await response.text(errors="replace"))
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


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def code_of(answer: Mapping[str, Any]) -> str:
    """Return the error code of an answer; some hide a second object in the message."""
    error = answer.get("error")
    code = error.get("code") if isinstance(error, dict) else answer.get("code")
    message = str(error.get("message", "")) if isinstance(error, dict) else ""
    inner = re.search(r'"(?:subCode|errorCode|code)"\s*:\s*"?(\w+)', message)
    known = RECIPIENT | TENANT
    return inner[1] if inner and inner[1] in known else str(code or "")


def failure(status: int, headers: Mapping[str, str], code: str) -> DeliveryError:
    """Return what a refused call means; without `retry_after` nobody knows whether it arrived."""
    if status in LIMITED:
        return DeliveryError("ratelimited", retry_after=_wait(headers.get("Retry-After", "")))
    if status in GATEWAY:
        return DeliveryError(f"http_{status}", retry_after=_wait(headers.get("Retry-After", "")))
    if status >= 500:
        return DeliveryError(code or f"http_{status}")
    parks = code in RECIPIENT or status in (403, 404)
    return DeliveryError(code or f"http_{status}", permanent=True, parks=parks and code not in TENANT)


def _wait(text: str) -> timedelta:
    return min(timedelta(seconds=int(text)), LONGEST_RETRY) if re.fullmatch("[0-9]{1,9}", text) else RETRY_AFTER
