"""One tenant: where its people and channels can be written to, its pace, and the way messages leave."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta

import structlog

from adapters._pacing import Pace
from adapters.teams.connector import TENANT, Connector
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import NAME, Where, receipt_of, where_of
from adapters.teams.render import Json, Opens, adaptive, message, words
from bot.errors import DeliveryError
from bot.message import Card
from bot.ports import Address, Store

log = structlog.get_logger()
STOPPING = timedelta(seconds=1)
TRIES = 4
PATIENCE_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Reference:
    """How somebody, or a channel, is written to; `user` is the platform's id of a person, empty for a channel."""

    service: str
    bot: str
    conversation: str = ""
    user: str = ""

    def pack(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def unpack(cls, text: str) -> Reference:
        """Read back what `pack` wrote."""
        return cls(**json.loads(text))


def reference_of(activity: Activity) -> Reference:
    """Return how the sender of an activity is written to."""
    where = where_of(activity)
    return Reference(
        service=where.service,
        bot=text_at(activity, "recipient.id"),
        conversation=where.conversation if where.personal else "",
        user=text_at(activity, "from.id"),
    )


@dataclass(kw_only=True)
class Tenant:
    """One tenant as company `number`; `parked` says why Microsoft takes nothing from us."""

    connector: Connector
    store: Store
    id: str
    opens: Opens
    number: int = 1
    parked: str = ""
    stopping: Callable[[], bool] = lambda: False
    pace: Pace = field(default_factory=Pace)

    async def remember(self, target: str, reference: Reference, name: str = "") -> None:
        """Keep how somebody or a channel is written to; what is known of a personal chat is never lost."""
        known = await self.known(target)
        if known and known.conversation and not reference.conversation:
            reference = Reference(**(asdict(reference) | {"conversation": known.conversation}))
        if name or reference != known:
            packed = reference.pack()
            await self.store.write(lambda work: work.conversations.save(NAME, target, packed, name), self.number)

    async def known(self, target: str) -> Reference | None:
        """Return how somebody or a channel is written to."""
        found = await self.store.read(
            lambda work: work.conversations.reference(NAME, target) or work.conversations.named(NAME, target),
            self.number,
        )
        return Reference.unpack(found) if found else None

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card in its turn and return its receipt; raises DeliveryError."""
        if self.parked:
            raise DeliveryError(self.parked, permanent=True)
        reference = await self.known(address.target)
        if reference is None:
            raise DeliveryError("no conversation", permanent=True, parks=True)
        await self._turn(address.target)
        try:
            conversation = reference.conversation or await self._opened(address.target, reference)
            return await self._posted(reference.service, conversation, card)
        except DeliveryError as error:
            raise self._judged(error) from None

    async def _opened(self, target: str, reference: Reference) -> str:
        """Open the personal chat with somebody who was only met in a channel."""
        conversation = await self.connector.open(reference.service, reference.bot, reference.user or target, self.id)
        opened = Reference(**(asdict(reference) | {"conversation": conversation}))
        await self.remember(target, opened)
        return conversation

    async def _posted(self, service: str, conversation: str, card: Card) -> str:
        shown = message(adaptive(card, opens=self.opens), card)
        try:
            posted = await self.connector.post(service, conversation, shown)
        except DeliveryError as error:
            if error.code not in ("http_400", "http_413", "BadSyntax", "BadArgument", "MessageSizeTooBig"):
                raise
            log.error("teams.card_refused", code=error.code)
            posted = await self.connector.post(service, conversation, words("\n\n".join(card.texts())))
        return receipt_of(service, conversation, posted)

    def _judged(self, error: DeliveryError) -> DeliveryError:
        """Park the tenant when it is the tenant that refuses us."""
        if error.code in TENANT:
            self.parked = error.code
            log.error("teams.parked", code=error.code)
        return error

    async def _turn(self, target: str) -> None:
        """Wait for the next slot; a stop hands the message back instead."""
        until = self.pace.slot(target)
        while until > 0 and not self.stopping():
            await asyncio.sleep(min(until, 0.2))
            until -= 0.2
        if self.stopping():
            raise DeliveryError("stopping", retry_after=STOPPING)

    async def update(self, receipt: str, card: Card) -> None:
        """Put a card in the place of a sent one; raises DeliveryError."""
        _, service, conversation, posted = receipt.split("|", 3)
        shown = message(adaptive(card, opens=self.opens), card)
        await self.connector.put(service, conversation, posted, shown)

    async def patiently(self, where: Where, activity: Json, *, only_for: Mapping[str, object] | None = None) -> bool:
        """Post an answer, waiting as Teams asks; never again after an answer was lost. False: it was refused."""
        shown = activity | ({"recipient": dict(only_for)} if only_for else {})
        for attempt in range(TRIES):
            try:
                await self.connector.post(where.service, where.reply_in, shown, only_for=bool(only_for))
                return True
            except DeliveryError as error:
                wait = self._judged(error).retry_after
                if wait is None or wait.total_seconds() > PATIENCE_SECONDS:
                    return not error.permanent
                await asyncio.sleep(max(wait.total_seconds(), float(2**attempt)))
        return False

    async def tell(self, target: str, activity: Json) -> bool:
        """Post an answer to somebody's personal chat; False when it cannot be reached."""
        reference = await self.known(target)
        if reference is None:
            return False
        try:
            conversation = reference.conversation or await self._opened(target, reference)
        except DeliveryError:
            return False
        return await self.patiently(Where(service=reference.service, conversation=conversation), activity)
