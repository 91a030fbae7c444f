"""Who is behind a user id: asked of Slack once an hour, and at once after a change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.slack.client import SlackClient
from adapters.slack.inbound import NAME
from bot.errors import DeliveryError
from bot.language.i18n import language_of
from bot.messages.events import MemberStatus, Sender

FRESH_SECONDS = 3600
PATIENCE_SECONDS = 1.2
"""How long an answer within three seconds can wait to hear who somebody is."""
SLACKBOT = "USLACKBOT"


@dataclass(kw_only=True)
class UserDirectory:
    """The people of one workspace; `seconds` only measures. `changed` holds those who are not as they were."""

    client: SlackClient
    seconds: Callable[[], float]
    team: str = ""
    changed: list[Sender] = field(default_factory=list)
    _known: dict[str, tuple[float, Sender]] = field(default_factory=dict)

    async def sender(self, user: str) -> Sender:
        """Return who a user is; of unknown standing when Slack does not say in time and never did."""
        known = self._known.get(user)
        if known and known[0] > self.seconds():
            return known[1]
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                answer = await self.client.call("users.info", reads=True, user=user, include_locale="true")
        except (DeliveryError, TimeoutError):
            return known[1] if known else Sender(platform=NAME, user=user, standing=MemberStatus.UNKNOWN)
        return self.learn(answer.get("user") or {"id": user})

    async def names(self, users: Iterable[str]) -> dict[str, str]:
        """Return the names of mentioned users, as far as Slack tells them in time."""
        asked = list(users)
        found = await asyncio.gather(*map(self.sender, asked))
        return {user: sender.name for user, sender in zip(asked, found, strict=True)}

    def learn(self, user: Mapping[str, Any]) -> Sender:
        """Keep what Slack says of a user, and return it."""
        found = sender_of(user, self.team)
        before = self._known.get(found.user)
        if before is None or before[1] != found:
            self.changed.append(found)
        self._known[found.user] = (self.seconds() + FRESH_SECONDS, found)
        return found

    def news(self) -> list[Sender]:
        """Return, once, the people who are not as they were."""
        found, self.changed = self.changed, []
        return found


def sender_of(user: Mapping[str, Any], team: str) -> Sender:
    """Return a user of the API as a sender."""
    profile = user.get("profile") or {}
    return Sender(
        platform=NAME,
        user=str(user.get("id", "")),
        name=str(user.get("real_name") or profile.get("real_name") or user.get("name") or ""),
        zone=str(user.get("tz") or ""),
        language=language_of(str(user["locale"])) if user.get("locale") else "",
        mail=str(profile.get("email") or ""),
        standing=_standing(user, team),
    )


def _standing(user: Mapping[str, Any], team: str) -> MemberStatus:
    if user.get("deleted"):
        return MemberStatus.DEACTIVATED
    if user.get("is_bot") or user.get("id") == SLACKBOT:
        return MemberStatus.BOT
    foreign = bool(team and user.get("team_id") and user["team_id"] != team)
    if foreign or user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger"):
        return MemberStatus.GUEST
    return MemberStatus.MEMBER
