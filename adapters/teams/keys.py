"""The keys that incoming tokens are signed with: fetched without blocking, kept a day, fetched anew after a roll.

An unknown key id leads to one fetch in half a minute at most, whoever asks, so that forged ids cannot flood the issuer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
import structlog

from bot.clock import seconds_run

log = structlog.get_logger()
FETCH_SECONDS = 3.0
KEPT_SECONDS = 24 * 3600.0
COOL_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Key:
    """One public key and the channels that it may speak for."""

    key: Any
    endorsements: frozenset[str]


@dataclass(kw_only=True)
class Keys:
    """The key set behind one metadata address; `seconds` only measures."""

    url: str
    session: aiohttp.ClientSession
    seconds: Callable[[], float] = seconds_run
    fetches: int = 0
    _found: Mapping[str, Key] = field(default_factory=dict)
    _fetched: float | None = None
    _tried: float | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def ready(self) -> bool:
        """Whether any key is known."""
        return bool(self._found)

    async def get(self, kid: str) -> Key | None:
        """Return the key of an id, None when the issuer has none such."""
        if self._stale() or kid not in self._found:
            await self.refresh(kid)
        return self._found.get(kid)

    def _stale(self) -> bool:
        return self._fetched is None or self.seconds() - self._fetched > KEPT_SECONDS

    def _cools(self) -> bool:
        return self._tried is not None and self.seconds() - self._tried < COOL_SECONDS

    async def refresh(self, kid: str = "") -> None:
        """Fetch the keys, one caller for all who wait; a failed fetch leaves those that were."""
        async with self._lock:
            if (kid in self._found and not self._stale()) or (self._cools() and self.ready):
                return
            self._tried = self.seconds()
            self.fetches += 1
            try:
                async with asyncio.timeout(FETCH_SECONDS):
                    self._found = _keys(await self._json((await self._json(self.url))["jwks_uri"]))
                self._fetched = self.seconds()
            except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
                log.warning("teams.keys_failed", kind=type(error).__name__)

    async def _json(self, url: str) -> Any:
        async with self.session.get(url) as response:
            response.raise_for_status()
            return await response.json(content_type=None)


def _keys(found: Mapping[str, Any]) -> dict[str, Key]:
    keys: dict[str, Key] = {}
    for each in found["keys"]:
        try:
            made = jwt.PyJWK(each, algorithm="RS256")
        except jwt.PyJWTError:
            continue
        keys[str(each.get("kid", ""))] = Key(key=made.key, endorsements=frozenset(each.get("endorsements") or ()))
    return keys
