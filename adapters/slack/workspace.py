"""One workspace: its token, its people, its pace, and the way its messages leave."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_bolt.authorization import AuthorizeResult

from adapters.common.retry_after import SKEWED
from adapters.slack.answers import Answers
from adapters.slack.client import WORKSPACE, SlackClient
from adapters.slack.inbound import receipt_of
from adapters.slack.people import UserDirectory
from adapters.slack.pictures import Pictures
from bot.clock import Clock, seconds_run
from bot.errors import DeliveryError
from bot.messages.card import Card
from bot.ports import Address

log = structlog.get_logger()

STOPPING = timedelta(seconds=1)
HELD = timedelta(seconds=60)
POST, LIMITED = "chat.postMessage", "ratelimited"
PATIENCE = timedelta(seconds=20)
"""The longest that a message waits in its place for Slack, well within the lease under which it is sent."""
LOOK_BACK = timedelta(seconds=60)
PAGE = 100
PAGES = 20
EVENT_TYPE = "nudge"


@dataclass(kw_only=True)
class Workspace:
    """One workspace as one company, `tenant`; `clock` is business time, `parked` why Slack takes nothing from us."""

    client: SlackClient
    clock: Clock
    tenant: int = 1
    team: str = ""
    bot_user: str = ""
    bot_id: str = ""
    parked: str = ""
    stopping: Callable[[], bool] = lambda: False
    watches_clock: bool = True
    directory: UserDirectory = field(init=False)
    answers: Answers = field(init=False)
    _compared: float = -HELD.total_seconds()
    _channels: dict[str, str] = field(default_factory=dict)
    _dms: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.directory = UserDirectory(client=self.client, seconds=seconds_run)
        self.answers = Answers(client=self.client, pictures=Pictures(client=self.client))

    async def identify(self) -> None:
        """Ask Slack who we are; raises DeliveryError."""
        found = await self.client.call("auth.test")
        self.team = self.directory.team = str(found.get("team_id", ""))
        self.bot_user, self.bot_id = str(found.get("user_id", "")), str(found.get("bot_id", ""))
        self.parked = ""

    def authorized(self) -> AuthorizeResult:
        """Return what Bolt wants to know of a workspace, from memory."""
        return AuthorizeResult(
            enterprise_id=None,
            team_id=self.team,
            bot_user_id=self.bot_user,
            bot_id=self.bot_id,
            bot_token=self.client.token,
        )

    async def probe(self) -> None:
        """Ask whether a workspace that refused us takes us back."""
        try:
            await self.identify()
        except DeliveryError as error:
            self.parked = error.code
            log.warning("slack.probe_failed", code=error.code)

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card in its turn and return its receipt; raises DeliveryError."""
        self._open()
        await self._on_time()
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": opaque(key)}}
        try:
            target = await self._target(address)
            answer = await self._posted(card, channel=target, metadata=metadata)
        except DeliveryError as error:
            raise self._judged(error) from None
        channel = str(answer.get("channel", target))
        if not address.channel:
            self._dms[address.target] = channel
        return receipt_of(self.team, channel, str(answer.get("ts", "")))

    async def _posted(self, card: Card, *, channel: str, metadata: dict[str, Any]) -> dict[str, Any]:
        """Post in turn; while Slack asks for a little patience, everybody keeps their place."""
        until = seconds_run() + PATIENCE.total_seconds()
        while True:
            try:
                async with self.client.pacer.turn(channel, self._gives_up, POST):
                    self._open()
                    return await self.answers.post(POST, card, channel=channel, metadata=metadata)
            except DeliveryError as error:
                wait = error.retry_after if error.code == LIMITED else None
                if wait is None or seconds_run() + wait.total_seconds() > until:
                    raise

    def _gives_up(self) -> bool:
        """Whether waiting for a turn is of no use: we stop, or Slack asks for more patience than a lease has."""
        return self.stopping() or (self.client.pacer.closed_for(POST) or timedelta(0)) > PATIENCE

    def _open(self) -> None:
        """Raise DeliveryError where nothing may leave; asked again after waiting, as another may have been refused."""
        if self.stopping():
            raise DeliveryError("stopping", retry_after=STOPPING, held=True)
        if self.parked:
            raise DeliveryError(self.parked, permanent=True)

    async def _on_time(self) -> None:
        """Hold what would leave at a wrong time."""
        if self._skewed():
            await self._compare()
        if self._skewed():
            log.error("slack.clock_differs", seconds=self.client.skew.total_seconds())
            raise DeliveryError("clock differs", retry_after=HELD, held=True)

    def _skewed(self) -> bool:
        return self.watches_clock and abs(self.client.skew) > SKEWED

    async def _compare(self) -> None:
        """Let Slack tell the time again, once in a while: the machine's clock may have been set."""
        if seconds_run() - self._compared < HELD.total_seconds() / 2:
            return
        self._compared = seconds_run()
        with contextlib.suppress(DeliveryError):
            await self.client.call("auth.test")

    def _judged(self, error: DeliveryError) -> DeliveryError:
        """Park the whole workspace when it is the workspace that refuses."""
        if error.code in WORKSPACE and error.permanent:
            self.parked = error.code
            log.error("slack.parked", code=error.code)
        return error

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Return the receipt of the message sent under `key`, None when it is not there; raises DeliveryError."""
        channel = await self._conversation(address)
        ago = self.clock.now() - since  # messages bear Slack's own time, so only how long ago it was can be compared
        for message in await self._messages(channel, (self.client.now() - ago - LOOK_BACK).timestamp()):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("key") == opaque(key):
                return receipt_of(self.team, channel, str(message.get("ts", "")))
        return None

    async def _messages(self, channel: str, oldest: float) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor = ""
        for _ in range(PAGES):
            asked = {"channel": channel, "oldest": f"{oldest:.6f}", "limit": str(PAGE), "include_all_metadata": "true"}
            answer = await self.client.call(
                "conversations.history", reads=True, **(asked | ({"cursor": cursor} if cursor else {}))
            )
            found += answer.get("messages") or []
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return found

    async def _conversation(self, address: Address) -> str:
        """Return the id of a conversation that can be read."""
        if address.channel:
            return await self._target(address)
        if address.target not in self._dms:
            answer = await self.client.call("conversations.open", users=address.target)
            self._dms[address.target] = str((answer.get("channel") or {}).get("id", ""))
        return self._dms[address.target]

    async def _target(self, address: Address) -> str:
        """Return what a message is posted to: a user, a channel by its id, or by its name while the id is unknown."""
        if not address.channel or is_id(address.target):
            return address.target
        if found := self._channels.get(address.target) or await self._channel_id(address.target):
            self._channels[address.target] = found
        return found or f"#{address.target}"

    async def _channel_id(self, name: str) -> str:
        cursor = ""
        for _ in range(PAGES):
            asked = {"exclude_archived": "true", "limit": "200"} | ({"cursor": cursor} if cursor else {})
            try:
                answer = await self.client.call("users.conversations", reads=True, **asked)
            except DeliveryError as error:
                if error.permanent:
                    break
                raise
            for each in answer.get("channels") or []:
                if each.get("name") == name:
                    return str(each["id"])
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return ""

    async def channel_name(self, channel: str) -> str:
        """Return a channel's name, empty when Slack does not tell."""
        try:
            answer = await self.client.call("conversations.info", reads=True, channel=channel)
        except DeliveryError:
            return ""
        return str((answer.get("channel") or {}).get("name") or "")


def opaque(key: str) -> str:
    """Return a key that tells other apps of the workspace nothing."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def is_id(target: str) -> bool:
    """Whether a channel is named by its own id."""
    return len(target) > 1 and target[0] in "CDG" and target.isalnum() and target.upper() == target
