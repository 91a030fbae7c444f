"""The public keys that incoming tokens are signed with: fetched from the issuer, kept for a day.

A token with an unknown key id leads to a fetch, at most one in `REFETCH_SECONDS`, so that forged ids cannot flood the
issuer. The fetch at the start does not count for that: a key that changes a second later is found at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
import structlog

from adapters.teams.token_client import CERTIFICATE
from bot.clock import seconds_run
from bot.records import record

log = structlog.get_logger()
# A request waits for the fetch, and Teams waits five seconds for an invoke.
FETCH_SECONDS = 3.0
MAX_AGE_SECONDS = 24 * 3600.0
REFETCH_SECONDS = 30.0


@record(kw_only=True)
class SigningKey:
    """A public key and the channels that it may sign for."""

    key: Any
    endorsements: frozenset[str]


@dataclass(kw_only=True)
class SigningKeys:
    """The key set of one OpenID metadata address, `url`; `seconds` is a clock that only measures."""

    url: str
    session: aiohttp.ClientSession
    seconds: Callable[[], float] = seconds_run
    fetches: int = 0
    problem: str = ""
    """Why the last fetch failed, empty when it succeeded."""
    _found: Mapping[str, SigningKey] = field(default_factory=dict)
    _fetched_at: float | None = None
    _last_asked: float | None = None
    _fetching: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether any key is known."""
        return bool(self._found)

    async def get(self, kid: str) -> SigningKey | None:
        """Return the key with an id, None when the issuer has none."""
        if kid not in self._found or self._is_stale():
            await self._fetch_for_unknown()
        return self._found.get(kid)

    def _is_stale(self) -> bool:
        return self._fetched_at is None or self.seconds() - self._fetched_at > MAX_AGE_SECONDS

    async def _fetch_for_unknown(self) -> None:
        """Fetch the keys for a token whose key is missing, unless that was done within `REFETCH_SECONDS`."""
        if self._fetching is None:
            if self._last_asked is not None and self.seconds() - self._last_asked < REFETCH_SECONDS:
                return
            self._last_asked = self.seconds()
        await self.refresh()

    async def refresh(self) -> None:
        """Fetch the keys, once for all who wait; a failed fetch is logged and leaves the keys as they were."""
        if self._fetching is None:
            self._fetching = asyncio.ensure_future(self._fetch())
        # A request that is given up must not cancel the fetch of the others.
        await asyncio.shield(self._fetching)

    async def _fetch(self) -> None:
        self.fetches += 1
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                self._found = _keys(await self._json((await self._json(self.url))["jwks_uri"]))
            self._fetched_at, self.problem = self.seconds(), ""
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
            self.problem = CERTIFICATE if isinstance(error, aiohttp.ClientSSLError) else type(error).__name__
            log.warning("teams.keys_failed", kind=self.problem)
        finally:
            self._fetching = None

    async def _json(self, url: str) -> Any:
        async with self.session.get(url) as response:
            response.raise_for_status()
            return await response.json(content_type=None)


def _keys(found: Mapping[str, Any]) -> dict[str, SigningKey]:
    """Return the keys of a key set that can be read, by id; raises ValueError when there is none."""
    keys: dict[str, SigningKey] = {}
    for jwk in found["keys"]:
        try:
            made = jwt.PyJWK(jwk, algorithm="RS256")
            keys[jwk["kid"]] = SigningKey(key=made.key, endorsements=frozenset(jwk.get("endorsements") or ()))
        # One key that cannot be read must not take the others along.
        except (jwt.PyJWTError, ValueError, KeyError, TypeError, AttributeError):
            continue
    if not keys:
        raise ValueError("no key that can be read")
    return keys
