"""Whose token a program's request carries, and how many requests of one person are let in."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.common.assistant_door import PlatformUser
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
    """For whom a request is: by a token of theirs, or by their platform's own assistant.

    `token` is the number of the token, 0 without one. `key` is that of the delivery, empty where each one counts.
    """

    tenant: int
    person: Person
    token: int = 0
    key: str = ""

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

        def read(work: Work) -> tuple[AccessToken, Person] | None:
            token = work.access_tokens.holder_of(self.kind, secret, now)
            return (token, work.people.get(token.person)) if token else None

        found = await self.store.read(read, tenant)
        if found is None:
            return None
        token, person = found
        if token.use_is_new(now):
            await self.store.write(lambda work: work.access_tokens.note_use(token, now), tenant)
        return Caller(tenant=tenant, person=person, token=token.id)

    async def known(self, user: PlatformUser) -> Caller | None:
        """Return who was met at a platform's address and has not left, None for anybody else; raises StoreError."""

        def read(work: Work) -> Person | None:
            return work.people.at_address(user.platform, user.user)

        person = await self.store.read(read, user.tenant)
        return Caller(tenant=user.tenant, person=person, key=user.key) if person and person.active else None

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
