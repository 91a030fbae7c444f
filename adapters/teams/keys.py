"""The keys that incoming tokens are signed with: fetched without blocking, kept a day, fetched anew after a roll.

An unknown key id leads to one fetch in half a minute at most, whoever asks, so that forged ids cannot flood the issuer.
The fetch at the start does not count: a key that rolls a second later is known at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
import structlog

from adapters.teams.login import CERTIFICATE
from bot.clock import seconds_run

log = structlog.get_logger()
FETCH_SECONDS = 3.0
KEPT_SECONDS = 24 * 3600.0
COOL_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """One public key and the channels that it may speak for."""

    key: Any
    endorsements: frozenset[str]


@dataclass(kw_only=True)
class SigningKeys:
    """The key set behind one metadata address; `seconds` only measures."""

    url: str
    session: aiohttp.ClientSession
    seconds: Callable[[], float] = seconds_run
    fetches: int = 0
    problem: str = ""
    """What kept the last fetch from succeeding."""
    _found: Mapping[str, SigningKey] = field(default_factory=dict)
    _fetched: float | None = None
    _asked: float | None = None
    _fetching: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether any key is known."""
        return bool(self._found)

    async def get(self, kid: str) -> SigningKey | None:
        """Return the key of an id, None when the issuer has none such."""
        if kid not in self._found or self._stale():
            await self._ask()
        return self._found.get(kid)

    def _stale(self) -> bool:
        return self._fetched is None or self.seconds() - self._fetched > KEPT_SECONDS

    async def _ask(self) -> None:
        """Fetch for a token whose key is not here, unless that was done a moment ago."""
        if self._fetching is None:
            if self._asked is not None and self.seconds() - self._asked < COOL_SECONDS:
                return
            self._asked = self.seconds()
        await self.refresh()

    async def refresh(self) -> None:
        """Fetch the keys, once for all who wait; a failed fetch leaves those that were."""
        if self._fetching is None:
            self._fetching = asyncio.ensure_future(self._fetch())
        await asyncio.shield(self._fetching)

    async def _fetch(self) -> None:
        self.fetches += 1
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                self._found = _keys(await self._json((await self._json(self.url))["jwks_uri"]))
            self._fetched, self.problem = self.seconds(), ""
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
    """Return the keys that can be read; raises ValueError when there is none."""
    keys: dict[str, SigningKey] = {}
    for each in found["keys"]:
        try:
            made = jwt.PyJWK(each, algorithm="RS256")
            keys[each["kid"]] = SigningKey(key=made.key, endorsements=frozenset(each.get("endorsements") or ()))
        except (jwt.PyJWTError, ValueError, KeyError, TypeError, AttributeError):
            continue
    if not keys:
        raise ValueError("no key that can be read")
    return keys
