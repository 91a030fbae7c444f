"""Whose token a program's request carries, and how many requests of one person are let in."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.domain.access_tokens import AccessToken, TokenKind, company_of
from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.i18n import Translator, translator_for
from bot.messages.events import Sender, Via
from bot.ports import Store
from bot.records import record

WINDOW = timedelta(minutes=1)


@record(kw_only=True)
class Caller:
    """Whose token a request carries."""

    tenant: int
    person: Person
    token: AccessToken

    @property
    def translator(self) -> Translator:
        """The person's language."""
        return translator_for(self.person.language)

    def event_fields(self, via: Via, at: datetime) -> dict[str, Any]:
        """Return what every event has that a program sends for this person."""
        sender = Sender(platform=via, user=str(self.person.id), person=self.person.id, language=self.person.language)
        return {"sender": sender, "at": at, "tenant": self.tenant, "via": via}


@dataclass(kw_only=True)
class Callers:
    """Lets in whoever has a token of one kind, `most` requests of a person within WINDOW."""

    store: Store
    clock: Clock
    kind: TokenKind
    most: int
    _asked: dict[tuple[int, int], deque[datetime]] = field(default_factory=dict)

    async def bearer(self, header: str) -> Caller | None:
        """Return whose token an Authorization header carries, None for none that works; raises StoreError."""
        scheme, _, secret = header.partition(" ")
        return await self.holder(secret) if scheme.casefold() == "bearer" else None

    async def holder(self, secret: str) -> Caller | None:
        """Return whose token a secret is, None for none that works; raises StoreError."""
        tenant = company_of(self.kind, secret)
        if tenant is None:
            return None
        now = self.clock.now()

        def read(work: Work) -> Caller | None:
            token = work.access_tokens.holder_of(self.kind, secret, now)
            return Caller(tenant=tenant, person=work.people.get(token.person), token=token) if token else None

        caller = await self.store.read(read, tenant)
        if caller and (token := caller.token).use_is_new(now):
            await self.store.write(lambda work: work.access_tokens.note_use(token, now), tenant)
        return caller

    def has_room(self, caller: Caller) -> bool:
        """Count a request of a person, unless there were too many within WINDOW."""
        now = self.clock.now()
        asked = self._asked.setdefault((caller.tenant, caller.person.id), deque())
        while asked and asked[0] <= now - WINDOW:
            asked.popleft()
        if len(asked) >= self.most:
            return False
        asked.append(now)
        return True
