"""/healthz, /readyz and /metrics: what they show whom, and that many visitors are one reader of the database."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from aiohttp import web

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")
"""Headers of which every usual proxy sets one: whoever asks through it may be anybody."""
REFUSAL = "Figures are shown to this machine alone; SNURR_OPS_PORT gives them a port of their own.\n"

T = TypeVar("T")


@dataclass(kw_only=True)
class SharedAnswer(Generic[T]):
    """An answer that is asked for once for all who wait for it, so that a flood of visitors is one reader.

    It is given to whoever comes in the next `kept_seconds` too.
    """

    ask: Callable[[], Awaitable[T]]
    kept_seconds: float = 0.0
    _asked: asyncio.Future[T] | None = None
    _asked_at: float = 0.0

    async def get(self) -> T:
        """Return the answer; raises what asking raised."""
        now = asyncio.get_running_loop().time()
        if self._asked is None or (self._asked.done() and now >= self._asked_at + self.kept_seconds):
            self._asked, self._asked_at = asyncio.ensure_future(self.ask()), now
        # Whoever goes away must not cancel what others wait for.
        return await asyncio.shield(self._asked)


@dataclass(kw_only=True)
class OperatorPages:
    """The pages of one process. `problems` make it not ready, with 503; `warnings` are only shown."""

    problems: Callable[[], Awaitable[list[str]]]
    metrics: Callable[[], Awaitable[bytes]]
    warnings: Callable[[], list[str]] = list
    _problems: SharedAnswer[list[str]] = field(init=False)
    _metrics: SharedAnswer[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._problems, self._metrics = SharedAnswer(ask=self.problems), SharedAnswer(ask=self.metrics)

    def routes(self, shown: Callable[[web.Request], bool]) -> list[web.RouteDef]:
        """Return the three routes; whoever is not `shown` details gets the status of /readyz alone, and no figures."""

        async def ready(request: web.Request) -> web.Response:
            problems = await self._problems.get()
            answer: dict[str, object] = {"ready": not problems}
            if shown(request):
                answer |= {"problems": problems, "warnings": self.warnings()}
            return web.json_response(answer, status=503 if problems else 200)

        async def measured(request: web.Request) -> web.Response:
            if not shown(request):
                return web.Response(status=403, text=REFUSAL)
            # As a header, because aiohttp's argument `content_type` refuses a charset.
            return web.Response(body=await self._metrics.get(), headers={"Content-Type": METRICS_TYPE})

        return [web.get("/healthz", _alive), web.get("/readyz", ready), web.get("/metrics", measured)]


async def _alive(request: web.Request) -> web.Response:
    return web.json_response({"alive": True})


def everybody(request: web.Request) -> bool:
    """Show details to whoever reaches a port of the operator's own."""
    return True


def nobody(request: web.Request) -> bool:
    """Show no details, where another port does."""
    return False


def this_machine(request: web.Request) -> bool:
    """Whether a request comes from this machine, and not through a proxy on it that says so."""
    peer = request.transport.get_extra_info("peername") if request.transport else None
    if not isinstance(peer, tuple) or any(name in request.headers for name in FORWARDED):
        return False
    address = ipaddress.ip_address(peer[0].partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
