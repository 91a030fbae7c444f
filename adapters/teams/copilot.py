"""Microsoft 365 as a client of `/mcp`: its agents bring a token of the tenant's own directory for whoever asks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from adapters.common.assistant_door import DoorNotReady, Headers, PlatformUser
from adapters.teams.config import TeamsConfig
from adapters.teams.guard import BEARER, IDENTIFIER, LEEWAY_SECONDS
from adapters.teams.inbound import NAME
from adapters.teams.signing_keys import SigningKeys
from adapters.teams.tenant import Tenant
from bot.clock import SystemClock

AUTHORIZATION = "authorization"
NEEDED = ("exp", "iss", "aud", "tid", "oid", "scp")
"""Claims; only a token that a person's agreement stands behind has `scp`, one of a program alone has none."""


@dataclass(kw_only=True)
class CopilotDoor:
    """Recognises tokens of the directory for one of our audiences; `keys` are there once the platform runs."""

    config: TeamsConfig
    keys: Callable[[], SigningKeys | None]
    now: Callable[[], datetime] = SystemClock().now

    def is_for(self, headers: Headers) -> bool:
        """Whether a request has a token in three parts, right or wrong."""
        return any(BEARER.fullmatch(each) for each in headers.get(AUTHORIZATION, ()))

    async def user_of(self, headers: Headers, body: bytes) -> PlatformUser | None:
        """Return for whom a token is; None for one that the directory did not sign for us, or not for a person."""
        given = headers.get(AUTHORIZATION, ())
        token = BEARER.fullmatch(given[0]) if len(given) == 1 else None
        claims = await self._claims(token[1]) if token else None
        if claims is None:
            return None
        tenant, user = claims["tid"], claims["oid"]
        if not isinstance(tenant, str) or tenant.lower() != self.config.tenant.lower():
            return None
        if not isinstance(user, str) or not IDENTIFIER.fullmatch(user):
            return None
        return PlatformUser(platform=NAME, tenant=Tenant.number, user=user)

    async def _claims(self, token: str) -> Mapping[str, Any] | None:
        keys = self.keys()
        if keys is None:
            raise DoorNotReady
        try:
            head = jwt.get_unverified_header(token)
            kid = head.get("kid")
            # HS256 would take the public key for a shared secret, and `none` takes no key.
            if head.get("alg") != "RS256" or not isinstance(kid, str):
                return None
            key = await keys.get(kid)
            if key is None and not keys.ready:
                raise DoorNotReady
            return self._decoded(token, key.key) if key else None
        except (jwt.PyJWTError, ValueError, TypeError):
            return None

    def _decoded(self, token: str, key: Any) -> Mapping[str, Any]:
        return jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=sorted(self.config.audiences),
            issuer=f"{self.config.login}/v2.0",
            leeway=LEEWAY_SECONDS,
            options={"require": list(NEEDED)},
        )
