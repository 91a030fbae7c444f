"""One tenant: where its people and channels can be written to, its pace, and the way messages leave."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta

import structlog

from adapters.common.pacing import Pacer
from adapters.common.retry_after import SKEWED
from adapters.teams.connector import TENANT, Connector
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import NAME, ActivityConversation, receipt_of, where_of
from adapters.teams.login import REFUSED
from adapters.teams.render import Json, Opens, adaptive, message, words
from bot.errors import DeliveryError, StoreError
from bot.messages.card import Card
from bot.ports import Address, Store

log = structlog.get_logger()
STOPPING = timedelta(seconds=1)
HELD = timedelta(seconds=60)
TRIES = 4
PATIENCE_SECONDS = 30
NOT_STORED = timedelta(seconds=5)
OURS = frozenset({"http_400", "http_413", "BadSyntax", "BadArgument", "MessageSizeTooBig"})
"""Refusals that are our own bug."""


@dataclass(frozen=True, kw_only=True)
class ConversationReference:
    """How somebody, or a channel, is written to.

    `user` is the platform's id of a person, empty for a channel; `team` is the one that a channel belongs to.
    """

    service: str
    bot: str
    conversation: str = ""
    user: str = ""
    team: str = ""

    def pack(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def unpack(cls, text: str) -> ConversationReference:
        """Read back what `pack` wrote."""
        return cls(**json.loads(text))


def reference_of(activity: Activity) -> ConversationReference:
    """Return how the sender of an activity is written to."""
    where = where_of(activity)
    return ConversationReference(
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
    watches_clock: bool = True
    stopping: Callable[[], bool] = lambda: False
    pacer: Pacer = field(default_factory=Pacer)
    _remembered: dict[str, tuple[ConversationReference, str]] = field(default_factory=dict)

    async def remember(self, target: str, reference: ConversationReference, name: str = "") -> None:
        """Keep how somebody or a channel is written to; what is known of a personal chat is never lost."""
        if self._remembered.get(target) == (reference, name):
            return
        try:
            known = await self._stored(target)
            found = _completed(reference, known)
            if name or found != known:
                packed = found.pack()
                await self.store.write(lambda work: work.conversations.save(NAME, target, packed, name), self.number)
        except StoreError:
            log.warning("teams.not_remembered")
            return
        self._remembered[target] = (reference, name)

    async def known(self, target: str) -> ConversationReference | None:
        """Return how somebody or a channel is written to; raises DeliveryError while that cannot be read."""
        try:
            return await self._stored(target)
        except StoreError as error:
            raise DeliveryError("store", retry_after=NOT_STORED) from error

    async def _stored(self, target: str) -> ConversationReference | None:
        found = await self.store.read(
            lambda work: work.conversations.reference(NAME, target) or work.conversations.by_name(NAME, target),
            self.number,
        )
        return ConversationReference.unpack(found) if found else None

    async def is_new(self, user: str) -> bool:
        """Whether nobody is known at an address yet; while that cannot be read, somebody is."""
        try:
            person = await self.store.read(lambda work: work.people.at_address(NAME, user), self.number)
        except StoreError:
            return False
        return person is None

    async def channels_of(self, team: str) -> list[tuple[str, str]]:
        """Return the ids and names of a team's channels, as far as known."""
        found = await self.store.read(lambda work: work.conversations.all(NAME), self.number)
        return [(each.target, each.name) for each in found if ConversationReference.unpack(each.reference).team == team]

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card in its turn and return its receipt; raises DeliveryError."""
        self._ready()
        reference = await self.known(address.target)
        if reference is None:
            raise DeliveryError("no conversation", permanent=True, parks=True)
        async with self.pacer.turn(address.target, self.stopping):
            if self.stopping():
                raise DeliveryError("stopping", retry_after=STOPPING, held=True)
            try:
                conversation = reference.conversation or await self._opened(address.target, reference)
                return await self._posted(reference, conversation, card)
            except DeliveryError as error:
                raise self._judged(error) from None

    def _ready(self) -> None:
        if self.parked:
            raise DeliveryError(self.parked, permanent=True)
        if self.watches_clock and abs(self.connector.skew) > SKEWED:
            log.error("teams.clock_differs", seconds=self.connector.skew.total_seconds())
            raise DeliveryError("clock differs", retry_after=HELD, held=True)

    async def _opened(self, target: str, reference: ConversationReference) -> str:
        """Open the personal chat with somebody who was only met in a channel."""
        conversation = await self.connector.open(reference.service, reference.bot, reference.user or target, self.id)
        await self.remember(target, replace(reference, conversation=conversation))
        return conversation

    async def _posted(self, to: ConversationReference, conversation: str, card: Card) -> str:
        shown = message(adaptive(card, opens=self.opens), card)
        try:
            posted = await self.connector.post(to.service, conversation, shown)
        except DeliveryError as error:
            if error.code not in OURS:
                raise
            log.error("teams.card_refused", code=error.code)
            posted = await self.connector.post(to.service, conversation, words("\n\n".join(card.texts())))
        return receipt_of(to.service, conversation, posted)

    def _judged(self, error: DeliveryError) -> DeliveryError:
        """Park the tenant when it is the tenant that refuses us."""
        if error.code in TENANT or (error.permanent and error.code.startswith(REFUSED)):
            self.parked = error.code
            log.error("teams.parked", code=error.code)
        return error

    async def update(self, receipt: str, card: Card) -> None:
        """Put a card in the place of a sent one; raises DeliveryError."""
        _, service, conversation, posted = receipt.split("|", 3)
        shown = message(adaptive(card, opens=self.opens), card)
        await self._trying(lambda: self.connector.put(service, conversation, posted, shown))

    async def patiently(
        self, where: ActivityConversation, activity: Json, *, only_for: Mapping[str, object] | None = None
    ) -> bool:
        """Post an answer, waiting as Teams asks; never again after an answer was lost. False: it was refused."""
        shown = activity | ({"recipient": dict(only_for)} if only_for else {})
        try:
            await self._trying(
                lambda: self.connector.post(where.service, where.reply_in, shown, only_for=bool(only_for))
            )
        except DeliveryError as error:
            self._judged(error)
            return not (error.permanent or error.retry_after)
        return True

    async def _trying(self, call: Callable[[], Awaitable[object]]) -> None:
        """Call as often as Teams says that it did nothing; raises DeliveryError."""
        for attempt in range(1, TRIES + 1):
            try:
                await call()
                return
            except DeliveryError as error:
                wait = error.retry_after
                if wait is None or wait.total_seconds() > PATIENCE_SECONDS or attempt == TRIES:
                    raise
                await asyncio.sleep(max(wait.total_seconds(), 0.5 * 2**attempt))

    async def tell(self, target: str, activity: Json) -> bool:
        """Post an answer to somebody's personal chat; False when it cannot be reached."""
        try:
            reference = await self.known(target)
            if reference is None:
                return False
            conversation = reference.conversation or await self._opened(target, reference)
        except DeliveryError as error:
            log.warning("teams.chat_not_opened", code=error.code)
            return False
        return await self.patiently(
            ActivityConversation(service=reference.service, conversation=conversation), activity
        )


def _completed(reference: ConversationReference, known: ConversationReference | None) -> ConversationReference:
    if known is None:
        return reference
    conversation, team = reference.conversation or known.conversation, reference.team or known.team
    return replace(reference, conversation=conversation, team=team)
