"""One tenant: how its people and channels are written to, its pacing; sends its nudges and answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog

from adapters.common.bounded_cache import BoundedCache
from adapters.common.company_door import CompanyDoor
from adapters.common.pacing import Pacer, at_once
from adapters.common.platform_clock import SKEWED
from adapters.common.shared_pauses import SharedPauses
from adapters.teams import forms, render
from adapters.teams.answer_marks import AnswerMarks
from adapters.teams.connector import LIMITED, TENANT_ERRORS, UNREACHABLE, Connector
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import NAME, ActivityConversation, conversation_of, receipt_of
from adapters.teams.render import Json, OpensForm, message, words
from adapters.teams.token_client import LOGIN_PREFIX
from bot.domain.work import Work
from bot.errors import DeliveryError, StoreError
from bot.messages.card import Card
from bot.messages.form import Form
from bot.messages.seal import Sealer
from bot.ports import Address, Store
from bot.records import record

log = structlog.get_logger()
T = TypeVar("T")
STOPPING_RETRY = timedelta(seconds=1)
CLOCK_RETRY = timedelta(seconds=60)
TRIES = 4
PATIENCE_SECONDS = 30
STORE_RETRY = timedelta(seconds=5)
POST = "post"
"""What the pacer closes while Teams asks to wait."""
PATIENCE = timedelta(seconds=20)
"""The longest wait for Teams in a turn, well within the lease under which a nudge is sent."""
CARD_ERRORS = frozenset({"http_400", "http_413", "BadSyntax", "BadArgument", "MessageSizeTooBig"})
"""The card itself is built wrongly: its text alone may pass."""


@record(kw_only=True)
class ConversationReference:
    """What is needed to write to a person or a channel.

    `service` is the URL of their connector, `bot` the bot's id there, `user` the person's id, empty for a channel;
    `conversation` is empty until a personal chat is open, `team` the one that a channel belongs to.
    """

    service: str
    bot: str
    conversation: str = ""
    user: str = ""
    team: str = ""

    def pack(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def unpack(cls, text: str) -> ConversationReference:
        """Read what `pack` wrote."""
        return cls(**json.loads(text))


def reference_of(activity: Activity) -> ConversationReference:
    """Return the reference of an activity's sender."""
    conversation = conversation_of(activity)
    return ConversationReference(
        service=conversation.service,
        bot=text_at(activity, "recipient.id"),
        conversation=conversation.id if conversation.personal else "",
        user=text_at(activity, "from.id"),
    )


@dataclass(kw_only=True)
class Tenant:
    """A tenant as the company `number`; the transport of its nudges.

    `id` is the tenant's own; the `door` is shut while Microsoft refuses the bot, or cannot be reached. `sealer` is that
    of this platform and company.
    """

    connector: Connector
    store: Store
    id: str
    opens: OpensForm
    sealer: Sealer
    number: int = 1
    door: CompanyDoor = field(default_factory=CompanyDoor)
    watches_clock: bool = True
    stopping: Callable[[], bool] = lambda: False
    pacer: Pacer = field(default_factory=Pacer)
    pauses: SharedPauses = field(init=False)
    answers: AnswerMarks = field(init=False)
    _saved: BoundedCache[tuple[ConversationReference, str]] = field(default_factory=BoundedCache)

    def __post_init__(self) -> None:
        self.pauses = SharedPauses(store=self.store, tenant=self.number, platform=NAME)
        self.answers = AnswerMarks(store=self.store, tenant=self.number)

    async def save_reference(self, target: str, reference: ConversationReference, name: str = "") -> None:
        """Store the reference of a person or a channel; what it leaves out stays as it was stored."""
        if self._saved.get(target) == (reference, name):
            return
        try:
            known = await self._read_reference(target)
            found = _merged(reference, known)
            if name or found != known:
                packed = found.pack()
                await self.store.write(lambda work: work.conversations.save(NAME, target, packed, name), self.number)
        except StoreError:
            # The next activity brings it again, so the line that was typed must not fail for it.
            log.warning("teams.not_remembered")
            return
        self._saved.put(target, (reference, name))

    async def reference(self, target: str) -> ConversationReference | None:
        """Return the reference of a person or a channel by id; raises DeliveryError when it cannot be read."""
        try:
            return await self._read_reference(target)
        except StoreError as error:
            raise DeliveryError("store", retry_after=STORE_RETRY, held=True) from error

    async def _reference_unless_paused(self, address: Address) -> ConversationReference:
        """Return the reference of a person by id, or of a channel by id or name; raises DeliveryError.

        Why both in one transaction: each is a way to a thread and back, and all that a nudge has to ask for.
        """

        def look(work: Work) -> tuple[str | None, datetime | None]:
            known = work.conversations.reference(NAME, address.target)
            if known is None and address.channel:
                known = work.conversations.by_name(NAME, address.target)
            return known, self.pauses.until(work)

        try:
            found, until = await self.store.read(look, self.number)
        except StoreError as error:
            raise DeliveryError("store", retry_after=STORE_RETRY, held=True) from error
        if wait := self.pauses.wait(until):
            raise DeliveryError(LIMITED, retry_after=wait, held=True)
        if found is None:
            # Teams lets a bot write only to those who have the app, and tells how only by their first activity.
            raise DeliveryError("no conversation", permanent=True, parks=True)
        return ConversationReference.unpack(found)

    async def _read_reference(self, target: str) -> ConversationReference | None:
        found = await self.store.read(lambda work: work.conversations.reference(NAME, target), self.number)
        return ConversationReference.unpack(found) if found else None

    async def is_new(self, user: str) -> bool:
        """Whether nobody has this user id yet; False while the database cannot be read."""
        try:
            person = await self.store.read(lambda work: work.people.at_address(NAME, user), self.number)
        except StoreError:
            return False
        return person is None

    async def is_channel_of(self, user: str, channel: str) -> bool:
        """Whether a channel is the one of this person's team; False while the database cannot be read."""

        def belongs(work: Work) -> bool:
            person = work.people.at_address(NAME, user)
            if person is None or work.conversations.reference(NAME, channel) is None:
                return False
            return any(team.id == person.team and team.address == f"{NAME}:#{channel}" for team in work.teams.all())

        try:
            return await self.store.read(belongs, self.number)
        except StoreError:
            return False

    async def channels_of(self, team: str) -> list[tuple[str, str]]:
        """Return the ids and names of a team's channels, as far as known."""
        found = await self.store.read(lambda work: work.conversations.all(NAME), self.number)
        return [
            (conversation.target, conversation.name)
            for conversation in found
            if ConversationReference.unpack(conversation.reference).team == team
        ]

    def adaptive(self, card: Card) -> Json:
        """Return a card whose buttons this tenant alone opens."""
        return render.adaptive(card, opens=self.opens, sealer=self.sealer)

    def form_card(self, form: Form) -> Json:
        """Return the card of a form that this tenant alone opens."""
        return forms.form_card(form, sealer=self.sealer)

    def opened(self, data: Mapping[str, Any]) -> Json:
        """Return the data of a button or a form that a client sent, without what this tenant did not seal."""
        return render.opened_data(data, self.sealer)

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card in its turn and return its receipt; raises DeliveryError."""
        return await self.send_in_turn(address, card, key, at_once)

    async def send_in_turn(self, address: Address, card: Card, key: str, begin: Callable[[], Awaitable[None]]) -> str:
        """Wait for the card's turn, then `begin`, then post it and return its receipt; raises DeliveryError."""
        self._check_open()
        async with self.pacer.turn(address.target, self._is_wait_useless, POST):
            if self.stopping():
                raise DeliveryError("stopping", retry_after=STOPPING_RETRY, held=True)
            self._check_open()  # why again: another message may have been refused during the wait
            if wait := self.pacer.closed_for(POST):
                raise DeliveryError(LIMITED, retry_after=wait, held=True)
            try:
                reference = await self._reference_unless_paused(address)
                conversation = reference.conversation or await self._open_chat(address.target, reference)
                self.door.pass_one()
                await begin()
                receipt = await self._post(reference, conversation, card)
            except DeliveryError as error:
                if error.code == LIMITED and error.retry_after is not None:
                    await self._close(error.retry_after, is_news=not error.held)
                raise self._judged(error) from None
        self.door.open()
        return receipt

    async def _close(self, wait: timedelta, *, is_news: bool) -> None:
        """Post no nudges for a while, in no process; what another one was told is no news."""
        self.pacer.close(POST, wait)
        if is_news:
            await self.pauses.note(wait)

    def _is_wait_useless(self) -> bool:
        """Whether a turn is not worth waiting for: the program stops, or Teams asks to wait beyond `PATIENCE`."""
        return self.stopping() or (self.pacer.closed_for(POST) or timedelta(0)) > PATIENCE

    @property
    def skew(self) -> timedelta:
        """How far the machine's clock is ahead of Microsoft's, zero in rehearsals."""
        return self.connector.skew if self.watches_clock else timedelta(0)

    def _check_open(self) -> None:
        if self.door.code and not self.door.is_due:
            raise self.door.held()
        if abs(self.skew) > SKEWED:
            log.error("teams.clock_differs", seconds=self.skew.total_seconds())
            raise DeliveryError("clock differs", retry_after=CLOCK_RETRY, held=True)

    async def _open_chat(self, target: str, reference: ConversationReference) -> str:
        """Open the personal chat with somebody only seen in a channel, and store its id; raises DeliveryError."""
        conversation = await self.connector.open(reference.service, reference.bot, reference.user or target, self.id)
        await self.save_reference(target, replace(reference, conversation=conversation))
        return conversation

    async def _post(self, to: ConversationReference, conversation: str, card: Card) -> str:
        shown = message(self.adaptive(card), card)
        try:
            posted = await self.connector.post(to.service, conversation, shown)
        except DeliveryError as error:
            if error.code not in CARD_ERRORS:
                raise
            log.error("teams.card_refused", code=error.code)
            posted = await self.connector.post(to.service, conversation, words("\n\n".join(card.texts())))
        return receipt_of(to.service, conversation, posted)

    def _judged(self, error: DeliveryError) -> DeliveryError:
        """Return what an error is for its message: what would meet every message shuts the door, and is no refusal."""
        refused = error.code in TENANT_ERRORS or (error.permanent and error.code.startswith(LOGIN_PREFIX))
        unreached = error.code == UNREACHABLE or (not error.permanent and error.code.startswith(LOGIN_PREFIX))
        if error.held or not (refused or unreached):
            return error
        self.door.shut(error.code, refused=refused)
        if refused:  # what is unreachable waits, and is told of by the reachability of the platform
            log.error("teams.parked", code=error.code)
        return self.door.held()

    async def update(self, receipt: str, card: Card) -> None:
        """Put a card in the place of a sent one; raises DeliveryError."""
        _, service, conversation, posted = receipt.split("|", 3)
        shown = message(self.adaptive(card), card)
        await self._call_patiently(lambda: self.connector.put(service, conversation, posted, shown))

    async def post_patiently(
        self, conversation: ActivityConversation, activity: Json, *, only_for: Mapping[str, object] | None = None
    ) -> bool:
        """Post an answer, waiting as Teams asks; False when it was refused.

        True also after a lost answer: the message may be there, so it is not posted again.
        """
        return await self.receipt_of_post(conversation, activity, only_for=only_for) is not None

    async def receipt_of_post(
        self, conversation: ActivityConversation, activity: Json, *, only_for: Mapping[str, object] | None = None
    ) -> str | None:
        """Post as `post_patiently` and return the receipt, empty when the answer was lost, None when it was refused."""
        shown = activity | ({"recipient": dict(only_for)} if only_for else {})
        try:
            posted = await self._call_patiently(
                lambda: self.connector.post(conversation.service, conversation.reply_in, shown, only_for=bool(only_for))
            )
        except DeliveryError as error:
            self._judged(error)
            return None if error.permanent or error.retry_after else ""
        self.door.open()
        return receipt_of(conversation.service, conversation.reply_in, posted) if posted else ""

    async def _call_patiently(self, call: Callable[[], Awaitable[T]]) -> T:
        """Call again, at most `TRIES` times, while Teams says that it did nothing; raises DeliveryError."""
        for attempt in range(1, TRIES + 1):
            try:
                return await call()
            except DeliveryError as error:
                wait = error.retry_after
                if wait is None or wait.total_seconds() > PATIENCE_SECONDS or attempt == TRIES:
                    raise
                await asyncio.sleep(max(wait.total_seconds(), 0.5 * 2**attempt))
        raise AssertionError("the last try either returned or raised")

    async def post_to_person(self, target: str, activity: Json) -> bool:
        """Post an answer to somebody's personal chat; False when it was refused or there is no way to it."""
        try:
            reference = await self.reference(target)
            if reference is None:
                return False
            conversation = reference.conversation or await self._open_chat(target, reference)
        except DeliveryError as error:
            log.warning("teams.chat_not_opened", code=error.code)
            return False
        return await self.post_patiently(ActivityConversation(service=reference.service, id=conversation), activity)


def _merged(reference: ConversationReference, known: ConversationReference | None) -> ConversationReference:
    if known is None:
        return reference
    # An activity in a channel tells nothing of the personal chat; the one that is known stays.
    conversation, team = reference.conversation or known.conversation, reference.team or known.team
    return replace(reference, conversation=conversation, team=team)
