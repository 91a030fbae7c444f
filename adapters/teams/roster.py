"""Who sent an activity, as its roster vouches for them; who is not known for certain is no member."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from adapters.common.bounded_cache import BoundedCache
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import conversation_of, sender_of
from adapters.teams.tenant import Tenant
from bot.clock import seconds_run
from bot.errors import DeliveryError
from bot.messages.events import MemberStatus, Sender

ROSTER_SECONDS = 3600.0
PATIENCE_SECONDS = {"invoke": 2.5}
DEFAULT_PATIENCE_SECONDS = 6.0
"""How long the roster may take, by type of activity: Teams waits five seconds for an invoke, ten for the others."""
READ_FIELDS = ("id", "name", "aadObjectId", "objectId", "tenantId", "userRole", "email", "userPrincipalName")
"""What is kept of a roster entry."""


@dataclass(kw_only=True)
class Roster:
    """The rosters of a tenant's conversations; each entry is cached for an hour. `seconds` only measures."""

    tenant: Tenant
    seconds: Callable[[], float] = seconds_run
    _entries: BoundedCache[tuple[float, Mapping[str, Any]]] = field(default_factory=BoundedCache)

    async def sender(self, activity: Activity) -> Sender:
        """Return the sender of an activity.

        1. The roster has an entry that agrees with the activity: it decides between member and guest.
        2. It has none that can be read, whatever the reason: their standing is unknown, so that only people who were
           met before are served.
        3. Somebody was met before with this object id and another user id: a guest.
        """
        entry = await self._entry(activity)
        if entry is not None:
            return sender_of(activity, entry)
        cached = self._entries.get(text_at(activity, "from.id"))
        sender = sender_of(activity, cached[1] if cached else {})
        # An old entry may still tell of a guest, but it vouches for nobody.
        if sender.standing is not MemberStatus.MEMBER:
            return sender
        standing = (
            MemberStatus.UNKNOWN if await self._agrees_with_first_contact(sender, activity) else MemberStatus.GUEST
        )
        return replace(sender, standing=standing)

    async def _entry(self, activity: Activity) -> Mapping[str, Any] | None:
        """Return the sender's roster entry; None when there is none, or the roster is closed, down, late or empty."""
        user, conversation = text_at(activity, "from.id"), conversation_of(activity)
        cached = self._entries.get(user)
        if cached and cached[0] > self.seconds():
            return cached[1]
        try:
            async with asyncio.timeout(PATIENCE_SECONDS.get(activity["type"], DEFAULT_PATIENCE_SECONDS)):
                answer = await self.tenant.connector.member(conversation.service, conversation.id, user)
        except (DeliveryError, TimeoutError):
            return None
        entry = {name: answer[name] for name in READ_FIELDS if isinstance(answer.get(name), str)}
        if not {"id", "aadObjectId", "objectId"} & entry.keys():
            return None
        self._entries.put(user, (self.seconds() + ROSTER_SECONDS, entry))
        return entry

    async def _agrees_with_first_contact(self, sender: Sender, activity: Activity) -> bool:
        """Whether nobody else's user id is stored with the object id that the activity names."""
        try:
            known = await self.tenant.reference(sender.user)
        except DeliveryError:
            return True
        return known is None or known.user in ("", text_at(activity, "from.id"))
