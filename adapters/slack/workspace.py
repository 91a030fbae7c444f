"""One workspace: its token, users, pacing and replies; sends its nudges and finds those whose answer was lost."""

from __future__ import annotations

import contextlib
import hashlib
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_bolt.authorization import AuthorizeResult

from adapters.common.bounded_cache import BoundedCache
from adapters.common.company_door import CompanyDoor
from adapters.common.pacing import at_once
from adapters.common.platform_clock import SKEWED
from adapters.slack.client import LIMITED, POST, SCOPE_ERROR, UNREACHABLE, WORKSPACE_ERRORS, SlackClient
from adapters.slack.inbound import receipt_of
from adapters.slack.replies import ReplySender
from adapters.slack.uploads import Uploader
from adapters.slack.user_directory import UserDirectory
from bot.clock import Clock, seconds_run
from bot.errors import DeliveryError
from bot.messages.card import Card
from bot.ports import Address

log = structlog.get_logger()

STOPPING_RETRY = timedelta(seconds=1)
CLOCK_RETRY = timedelta(seconds=60)
REFUSED_RETRY = timedelta(seconds=2)
PATIENCE = timedelta(seconds=20)
"""The longest wait for Slack in a turn, well within the lease under which a nudge is sent."""
LOOK_BACK = SKEWED + timedelta(seconds=60)
"""How much earlier than its send a message is looked for: Slack's clock may be behind the machine's by `SKEWED`."""
PAGE_SIZE = 100
# An end, so that a busy channel or a large workspace cannot hold up a turn.
PAGES = 20
EVENT_TYPE = "nudge"


@dataclass(kw_only=True)
class Workspace:
    """A workspace as the company `tenant`; the transport of its nudges.

    `clock` is business time; the `door` is shut while Slack refuses the app here, or cannot be reached.
    """

    client: SlackClient
    clock: Clock
    tenant: int = 1
    team: str = ""
    bot_user: str = ""
    bot_id: str = ""
    door: CompanyDoor = field(default_factory=CompanyDoor)
    stopping: Callable[[], bool] = lambda: False
    watches_clock: bool = True
    cards: bool = False
    directory: UserDirectory = field(init=False)
    replies: ReplySender = field(init=False)
    _clock_compared_at: float = -CLOCK_RETRY.total_seconds()
    _channel_ids: BoundedCache[str] = field(default_factory=BoundedCache)
    _direct_channels: BoundedCache[str] = field(default_factory=BoundedCache)

    def __post_init__(self) -> None:
        self.directory = UserDirectory(client=self.client, seconds=seconds_run)
        self.replies = ReplySender(client=self.client, uploader=Uploader(client=self.client), cards=self.cards)

    @property
    def parked(self) -> str:
        """Why Slack refuses the app here, empty while it does not."""
        return self.door.parked

    async def identify(self) -> None:
        """Read the ids of the workspace and of the bot, and open the door; raises DeliveryError."""
        found = await self.client.call("auth.test")
        self.team = self.directory.team = str(found.get("team_id", ""))
        self.bot_user, self.bot_id = str(found.get("user_id", "")), str(found.get("bot_id", ""))
        self.door.open()

    def authorized(self) -> AuthorizeResult:
        """Return what Bolt asks of a workspace, without a call."""
        return AuthorizeResult(
            enterprise_id=None,
            team_id=self.team,
            bot_user_id=self.bot_user,
            bot_id=self.bot_id,
            bot_token=self.client.token,
        )

    async def probe(self) -> None:
        """Identify again; opens the door, or shuts it when Slack refuses the app or cannot be asked."""
        try:
            await self.identify()
        except DeliveryError as error:
            self.door.shut(error.code, refused=error.permanent)
            log.warning("slack.probe_failed", code=error.code)

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card in its turn and return its receipt; raises DeliveryError."""
        return await self.send_in_turn(address, card, key, at_once)

    async def send_in_turn(self, address: Address, card: Card, key: str, begin: Callable[[], Awaitable[None]]) -> str:
        """Wait for the card's turn, then `begin`, then post it and return its receipt; raises DeliveryError."""
        self._check_open()
        await self._check_clock()
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": opaque(key)}}
        try:
            target = await self._post_target(address)
            answer = await self._post_in_turn(card, begin, channel=target, metadata=metadata)
        except DeliveryError as error:
            raise await self._judged(error) from None
        self.door.open()
        channel = str(answer.get("channel", target))
        if not address.channel:
            self._direct_channels.put(address.target, channel)
        return receipt_of(self.team, channel, str(answer.get("ts", "")))

    async def update(self, receipt: str, card: Card) -> None:
        """Put a card in the place of a sent one; raises DeliveryError."""
        _, _, channel, stamp = receipt.split(":", 3)
        await self.replies.post("chat.update", card, channel=channel, ts=stamp)

    async def _post_in_turn(
        self, card: Card, begin: Callable[[], Awaitable[None]], *, channel: str, metadata: dict[str, Any]
    ) -> dict[str, Any]:
        """Post in turn and return the answer; a Retry-After that fits into `PATIENCE` is waited out."""
        until = seconds_run() + PATIENCE.total_seconds()
        while True:
            try:
                async with self.client.pacer.turn(channel, self._is_wait_useless, POST):
                    self._check_open()  # why again: another message may have been refused during the wait
                    self._check_method()
                    await self.client.check_pause(POST)
                    self.door.pass_one()
                    await begin()
                    return await self.replies.post(POST, card, channel=channel, metadata=metadata)
            except DeliveryError as error:
                wait = error.retry_after if error.code == LIMITED else None
                if wait is None:
                    raise
                self.client.pacer.close(POST, wait)  # it may be another process that Slack asked
                if seconds_run() + wait.total_seconds() > until:
                    raise

    def _check_method(self) -> None:
        """Raise DeliveryError while Slack takes no posts, so that none is begun in vain."""
        if wait := self.client.pacer.closed_for(POST):
            raise DeliveryError(LIMITED, retry_after=wait, held=True)

    def _is_wait_useless(self) -> bool:
        """Whether a turn is not worth waiting for: the program stops, or Slack asks to wait beyond `PATIENCE`."""
        return self.stopping() or (self.client.pacer.closed_for(POST) or timedelta(0)) > PATIENCE

    def _check_open(self) -> None:
        """Raise DeliveryError while the program stops or the door is shut."""
        if self.stopping():
            raise DeliveryError("stopping", retry_after=STOPPING_RETRY, held=True)
        if self.door.code and not self.door.is_due:
            raise self.door.held()

    async def _check_clock(self) -> None:
        """Raise DeliveryError while the machine's clock differs from Slack's, as nudges would come at wrong times."""
        if self._skewed():
            await self.compare_clocks()
        if self._skewed():
            log.error("slack.clock_differs", seconds=self.skew.total_seconds())
            raise DeliveryError("clock differs", retry_after=CLOCK_RETRY, held=True)

    @property
    def skew(self) -> timedelta:
        """How far the machine's clock is ahead of Slack's, zero in rehearsals."""
        return self.client.slack_clock.skew if self.watches_clock else timedelta(0)

    def _skewed(self) -> bool:
        return abs(self.skew) > SKEWED

    async def compare_clocks(self) -> None:
        """Read Slack's time again, at most twice in `CLOCK_RETRY`, in case the machine's clock has been set."""
        if seconds_run() - self._clock_compared_at < CLOCK_RETRY.total_seconds() / 2:
            return
        self._clock_compared_at = seconds_run()
        with contextlib.suppress(DeliveryError):
            await self.client.call("auth.test")

    async def _judged(self, error: DeliveryError) -> DeliveryError:
        """Return what an error is for its message: what would meet every message shuts the door, and is no refusal.

        Why auth.test first: Slack may answer one post as if it knew the app no more, and takes the next one.
        """
        if error.code == UNREACHABLE and not error.held:
            self.door.shut(error.code, refused=False)
            return self.door.held()
        if error.code not in WORKSPACE_ERRORS or not error.permanent:
            return error
        if error.code == SCOPE_ERROR:  # which auth.test needs none of
            self.door.shut(error.code, refused=True)
        else:
            await self.probe()
        if not self.door.code:
            return DeliveryError(error.code, retry_after=REFUSED_RETRY)
        log.error("slack.parked", code=error.code)
        return self.door.held()

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Return the receipt of the message sent under `key`, None when it is not there; raises DeliveryError."""
        channel = await self._conversation(address)
        ago = self.clock.now() - since  # why an age: messages have Slack's time, not that of `clock`
        for message in await self._history(channel, (self.client.now() - ago - LOOK_BACK).timestamp()):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("key") == opaque(key):
                return receipt_of(self.team, channel, str(message.get("ts", "")))
        return None

    async def _history(self, channel: str, oldest: float) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor = ""
        for _ in range(PAGES):
            arguments = {
                "channel": channel,
                "oldest": f"{oldest:.6f}",
                "limit": str(PAGE_SIZE),
                "include_all_metadata": "true",
            }
            answer = await self.client.call(
                "conversations.history", reads=True, **(arguments | ({"cursor": cursor} if cursor else {}))
            )
            found += answer.get("messages") or []
            # A page may hold fewer messages than asked for: only a missing cursor says that it is the last one.
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return found

    async def _conversation(self, address: Address) -> str:
        """Return the id under which a conversation can be read; raises DeliveryError."""
        if address.channel:
            return await self._post_target(address)
        if known := self._direct_channels.get(address.target):
            return known
        # conversations.history takes no user id, unlike chat.postMessage.
        answer = await self.client.call("conversations.open", users=address.target)
        opened = str((answer.get("channel") or {}).get("id", ""))
        self._direct_channels.put(address.target, opened)
        return opened

    async def _post_target(self, address: Address) -> str:
        """Return what chat.postMessage takes: a user id, a channel id, or `#name` while the id is unknown."""
        if not address.channel or is_channel_id(address.target):
            return address.target
        if found := self._channel_ids.get(address.target) or await self._channel_id(address.target):
            self._channel_ids.put(address.target, found)
        return found or f"#{fold_channel(address.target)}"

    async def _channel_id(self, name: str) -> str:
        """Return the id of the channel of a name, however it is written, empty when the bot is in none; may raise."""
        try:
            found = await self.channels()
        except DeliveryError as error:
            # The scope channels:read is optional; without it a post to `#name` may still succeed.
            if error.permanent:
                return ""
            raise
        return next((channel for channel, called in found.items() if fold_channel(called) == fold_channel(name)), "")

    async def channels(self) -> dict[str, str]:
        """Return the names of the channels that the bot is in, by id; raises DeliveryError."""
        found: dict[str, str] = {}
        cursor = ""
        for _ in range(PAGES):
            arguments = {"exclude_archived": "true", "limit": "200"} | ({"cursor": cursor} if cursor else {})
            answer = await self.client.call("users.conversations", reads=True, **arguments)
            listed = [channel for channel in answer.get("channels") or [] if isinstance(channel, dict)]
            found |= {str(channel.get("id")): str(channel.get("name") or "") for channel in listed}
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return found

    async def channel_name(self, channel: str) -> str:
        """Return a channel's name, empty when Slack does not tell it."""
        try:
            answer = await self.client.call("conversations.info", reads=True, channel=channel)
        except DeliveryError:
            return ""
        return str((answer.get("channel") or {}).get("name") or "")


def fold_channel(name: str) -> str:
    """Return a channel's name as Slack writes it, in lower case."""
    return unicodedata.normalize("NFC", name.removeprefix("#")).casefold()


def opaque(key: str) -> str:
    """Return a digest of a key, which other apps of the workspace may read."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def is_channel_id(target: str) -> bool:
    """Whether a channel is given by its id, not by its name."""
    return len(target) > 1 and target[0] in "CDG" and target.isalnum() and target.upper() == target
