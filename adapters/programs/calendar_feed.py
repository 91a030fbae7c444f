"""`GET /calendar/SECRET.ics`: a person's promises and follow-ups for the calendar program that they subscribed with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import structlog
from aiohttp import ETag, web

from adapters.common.bounded_cache import BoundedCache
from adapters.programs.icalendar_text import Feed, icalendar_text
from bot.clock import Clock
from bot.domain.access_tokens import AccessToken, TokenKind, company_of
from bot.domain.work import Work
from bot.errors import StoreError
from bot.ports import Store
from bot.views.access_tokens import CALENDAR_PATH

log = structlog.get_logger()
BEHIND = timedelta(days=30)
"""For how long what is overdue is shown on its day."""
DRAWN = 500
"""Calendars that are kept drawn."""
HEADERS = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


@dataclass(kw_only=True)
class CalendarFeeds:
    """Answers calendar programs; whoever has no secret that works learns nothing, and no log line has one."""

    store: Store
    clock: Clock
    _drawn: BoundedCache[bytes] = field(default_factory=lambda: BoundedCache(entries=DRAWN))

    def routes(self) -> list[web.RouteDef]:
        """Return the one route; it answers HEAD too."""
        return [web.get(f"{CALENDAR_PATH}{{secret}}.ics", self.answer)]

    async def answer(self, request: web.Request) -> web.Response:
        """Return the calendar, or 304 where the program has it already."""
        try:
            feed = await self._feed(request.match_info["secret"])
        except StoreError:
            return web.Response(status=503, headers={"Retry-After": "60"})
        if feed is None:
            log.info("calendar.refused")
            return web.Response(status=404, headers=HEADERS)
        version = sha256(repr(feed).encode()).hexdigest()
        if any(each.value in (version, "*") for each in request.if_none_match or ()):
            return web.Response(status=304, headers=HEADERS | {"ETag": f'"{version}"'})
        response = web.Response(body=await self._text(version, feed), content_type="text/calendar", charset="utf-8")
        response.headers.update(HEADERS)
        response.etag = ETag(version)
        return response

    async def _text(self, version: str, feed: Feed) -> bytes:
        drawn = self._drawn.get(version)
        if drawn is None:
            drawn = await asyncio.to_thread(icalendar_text, feed)  # takes too long for everybody else to wait
            self._drawn.put(version, drawn)
        return drawn

    async def _feed(self, secret: str) -> Feed | None:
        """Return what a secret opens, None for nothing; raises StoreError."""
        tenant = company_of(TokenKind.CALENDAR, secret)
        if tenant is None:
            return None
        now = self.clock.now()

        def read(work: Work) -> tuple[AccessToken, Feed] | None:
            token = work.access_tokens.holder_of(TokenKind.CALENDAR, secret, now)
            if token is None or not work.web_address():
                return None
            person = work.people.get(token.person)
            since = now.astimezone(ZoneInfo(person.zone)).date() - BEHIND
            items = tuple(work.calendar_feed.items(person.id, since))
            return token, Feed(tenant=tenant, person=person, url=work.web_address(), items=items)

        found = await self.store.read(read, tenant)
        if found and found[0].use_is_new(now):
            await self.store.write(lambda work: work.access_tokens.note_use(found[0], now), tenant)
        return found[1] if found else None
