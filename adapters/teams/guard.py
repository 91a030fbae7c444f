"""Requests are verified before the SDK sees them: shape, token, service URL, host and tenant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import jwt

from adapters.common.http_client import may_be_called
from adapters.teams.config import TeamsConfig
from adapters.teams.signing_keys import SigningKeys
from bot.clock import SystemClock
from bot.messages.outside_json import read_shallow

# Teams' messages end at about 100 KB.
BODY_LIMIT = 256 * 1024
# As much as Microsoft's SDK allows for clocks that differ.
LEEWAY_SECONDS = 300
TOKENS_KEPT = 256
CHANNEL = "msteams"
HOSTS = ("smba.trafficmanager.net", "smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us")
SUFFIXES = (".botframework.com", ".teams.microsoft.com", ".botframework.us", ".teams.microsoft.us")
BEARER = re.compile(r"Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)")
# serviceUrl and channelId among them: where one is missing the SDK leaves out the check that rests on it.
NEEDED = ("type", "serviceUrl", "channelId", "conversation.id", "from.id", "recipient.id")
OPTIONAL_IDS = ("from.aadObjectId", "channelData.team.id", "channelData.channel.id", "channelData.tenant.id")
# Ids stand in addresses, keys and receipts, which are parted by "|".
IDENTIFIER = re.compile(r"(?!\.{0,2}(?:;|\Z))[^\x00-\x20|\x7f-\x9f\ud800-\udfff\ufffd]{1,400}")
IDS = ("conversation.id", "from.id", "recipient.id", *OPTIONAL_IDS)
TYPED = frozenset({"text", "value"})
"""Fields that hold what people typed."""
SURROGATE = re.compile("[\ud800-\udfff]")
SERVICE_LENGTH = 500
NEEDS_ID = frozenset({"message", "messageUpdate", "invoke"})
TENANT_KEY = re.compile(r"(?:^tenant|tenant[_-]?id)$", re.IGNORECASE)
"""The name of a field that names a tenant, wherever it stands."""
UUID_SEGMENT = re.compile(r"/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?=[/?#]|$)", re.IGNORECASE)
"""A tenant in the path of a service URL."""
Activity = Mapping[str, Any]


class RequestRefused(Exception):
    """The request is answered with `status`; the message is for the log alone."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(kw_only=True)
class TeamsGuard:
    """Verifies requests to one bot registration; `now` is machine time.

    Microsoft sends one token with many requests; its claims are cached until it expires or keys are fetched again.
    """

    config: TeamsConfig
    keys: SigningKeys
    now: Callable[[], datetime] = SystemClock().now
    _checked: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _fetches: int = 0

    async def verified(self, headers: Sequence[str], body: bytes) -> dict[str, Any]:
        """Return the activity of a request with these Authorization headers; raises RequestRefused."""
        token = BEARER.fullmatch(headers[0]) if len(headers) == 1 else None
        if token is None:
            raise RequestRefused(401, "no token")
        activity = parsed(body)
        claims = self._cached_claims(token[1]) or await self._verify_token(token[1])
        # The answer, with our token, goes to this address, so the signature must cover it.
        if claims.get("serviceurl") != activity["serviceUrl"]:
            raise RequestRefused(401, "serviceurl claim")
        if not allowed(activity["serviceUrl"], self.config.hosts):
            raise RequestRefused(403, "service host")
        # The token proves that Microsoft sends, not for which tenant.
        if tenants_of(activity) != {self.config.tenant.lower()}:
            raise RequestRefused(403, "another tenant")
        return activity

    def _cached_claims(self, token: str) -> Mapping[str, Any] | None:
        # A key that the issuer took back must not live on in tokens that were checked before.
        if self._fetches != self.keys.fetches or len(self._checked) >= TOKENS_KEPT:
            self._fetches = self.keys.fetches
            self._checked.clear()
        claims = self._checked.get(token)
        return claims if claims and float(claims["exp"]) > self.now().timestamp() else None

    async def _verify_token(self, token: str) -> Mapping[str, Any]:
        try:
            head = jwt.get_unverified_header(token)
        except jwt.PyJWTError as error:
            raise RequestRefused(401, "token header") from error
        kid = head.get("kid")
        # HS256 would take the public key for a shared secret, and `none` takes no key.
        if head.get("alg") != "RS256" or not isinstance(kid, str):
            raise RequestRefused(401, "algorithm or key id")
        key = await self.keys.get(kid)
        if key is None:
            raise RequestRefused(401, "unknown key")
        if CHANNEL not in key.endorsements:
            raise RequestRefused(401, "key not endorsed")
        claims = self._checked[token] = self._decode(token, key.key)
        return claims

    def _decode(self, token: str, key: Any) -> Mapping[str, Any]:
        try:
            return jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=self.config.app_id,
                issuer=self.config.issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise RequestRefused(401, type(error).__name__) from error


def parsed(body: bytes) -> dict[str, Any]:
    """Return the activity in a body, with every field that handlers read; raises RequestRefused."""
    try:
        # What is no text in what somebody typed is for the dispatcher to explain to them.
        text = body.decode(errors="surrogateescape")
        activity = read_shallow(text)
    except ValueError as error:
        raise RequestRefused(400, "body") from error
    if not isinstance(activity, dict):
        raise RequestRefused(400, "no object")
    # Only where one stands in the body, itself or spelt, is half a character in its texts.
    if "\\u" in text or SURROGATE.search(text):
        activity = {name: value if name in TYPED else readable(value) for name, value in activity.items()}
    needed = (*NEEDED, "id") if text_at(activity, "type") in NEEDS_ID else NEEDED
    if missing := [path for path in needed if not text_at(activity, path)]:
        raise RequestRefused(400, f"without {missing[0]}")
    if odd := [path for path in IDS if (found := text_at(activity, path)) and not IDENTIFIER.fullmatch(found)]:
        raise RequestRefused(400, f"odd {odd[0]}")
    if len(text_at(activity, "serviceUrl")) > SERVICE_LENGTH:
        raise RequestRefused(400, "odd serviceUrl")
    if activity["channelId"] != CHANNEL:
        raise RequestRefused(403, "channel")
    if not text_at(activity, "channelData.tenant.id"):
        raise RequestRefused(403, "no tenant")
    return activity


def readable(value: object) -> object:
    """Return a value with U+FFFD in place of each half of a surrogate pair, which no text may hold, at any depth."""
    match value:
        case str():
            return SURROGATE.sub("\ufffd", value)
        case dict():
            return {readable(key): readable(inner) for key, inner in value.items()}
        case list():
            return [readable(inner) for inner in value]
        case _:
            return value


def text_at(value: object, path: str) -> str:
    """Return the text at a dotted path of what JSON can hold, empty when there is none."""
    for part in _parts(path):
        value = value.get(part) if isinstance(value, dict) else None
    return value if isinstance(value, str) and value.strip() else ""


@cache
def _parts(path: str) -> tuple[str, ...]:
    """Return the names in a path; the program has some forty paths, none comes from outside."""
    return tuple(path.split("."))


def tenant_of(activity: Activity) -> str:
    """Return the id of the tenant that an activity comes from."""
    return text_at(activity, "channelData.tenant.id")


def tenants_of(activity: Activity) -> set[str]:
    """Return every tenant that an activity names, in any field at any depth and in its service URL, in lower case."""
    found = set(UUID_SEGMENT.findall(text_at(activity, "serviceUrl")))
    level: list[object] = [activity]
    while level:
        value = level.pop()
        if isinstance(value, list):
            level += value
        elif isinstance(value, dict):
            level += value.values()
            found |= {_tenant_id(value[key]) for key in value if TENANT_KEY.search(key)}
    return {name.strip().lower() for name in found} - {""}


def _tenant_id(value: object) -> str:
    """Return the tenant that a field names; what is no text is the name of no tenant, and so no tenant of ours."""
    if isinstance(value, Mapping):
        value = value.get("id")
    return "" if value is None else value if isinstance(value, str) else repr(value)


def allowed(url: str, hosts: frozenset[str]) -> bool:
    """Whether tokens may be sent to a service URL: https on a host of Microsoft; rehearsal hosts may use http."""
    return may_be_called(url, hosts, lambda host: host in HOSTS or host.endswith(SUFFIXES))
