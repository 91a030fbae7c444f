"""The users of a workspace: read from users.info, cached for an hour, replaced when Slack tells of a change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.common.bounded_cache import BoundedCache
from adapters.slack.client import SlackClient
from adapters.slack.inbound import NAME
from bot.errors import DeliveryError
from bot.language.i18n import language_of
from bot.messages.events import MemberStatus, Sender

# Changes come as events; this is for those that were lost.
CACHE_SECONDS = 3600
PATIENCE_SECONDS = 1.2
"""How long users.info may take, as the acknowledgement must leave within three seconds."""
FAILED_SECONDS = 30
"""How long a user whom Slack did not tell of is not asked for again."""
CACHED_USERS = 10_000
SLACKBOT = "USLACKBOT"


@dataclass(kw_only=True)
class UserDirectory:
    """The users of one workspace; `seconds` is a clock that only measures.

    `changed` holds those who are new or different since `take_changed` was called.
    """

    client: SlackClient
    seconds: Callable[[], float]
    team: str = ""
    changed: list[Sender] = field(default_factory=list)
    _cache: BoundedCache[tuple[float, Sender]] = field(default_factory=lambda: BoundedCache(entries=CACHED_USERS))
    _failed: BoundedCache[float] = field(default_factory=lambda: BoundedCache(entries=CACHED_USERS))

    async def sender(self, user: str) -> Sender:
        """Return a user; while Slack does not answer, the cached one however old, or one of unknown standing."""
        cached = self._cache.get(user)
        if cached and cached[0] > self.seconds():
            return cached[1]
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                answer = await self.client.call("users.info", reads=True, user=user, include_locale="true")
        except (DeliveryError, TimeoutError):
            self._failed.put(user, self.seconds() + FAILED_SECONDS)
            return _unknown(user, cached)
        found = answer.get("user")
        # Of whom an answer tells nothing is no member because of that.
        return self.learn(found) if isinstance(found, dict) and found.get("id") == user else _unknown(user, cached)

    async def names(self, users: Iterable[str]) -> dict[str, str]:
        """Return the names of users by id, empty where Slack does not answer in time, or did not just now."""
        ids = [user for user in users if (self._failed.get(user) or 0.0) <= self.seconds()]
        if not ids:
            return {}
        found = await asyncio.gather(*map(self.sender, ids))
        return {user: sender.name for user, sender in zip(ids, found, strict=True)}

    def learn(self, user: Mapping[str, Any]) -> Sender:
        """Cache a user as Slack describes it, and return it."""
        found = sender_of(user, self.team)
        before = self._cache.get(found.user)
        if before is None or before[1] != found:
            self.changed.append(found)
        self._cache.put(found.user, (self.seconds() + CACHE_SECONDS, found))
        return found

    def take_changed(self) -> list[Sender]:
        """Return the changed users and forget them, so that each change is passed on once."""
        found, self.changed = self.changed, []
        return found


def _unknown(user: str, cached: tuple[float, Sender] | None) -> Sender:
    """Return who was known before, or a sender of unknown standing."""
    return cached[1] if cached else Sender(platform=NAME, user=user, standing=MemberStatus.UNKNOWN)


def sender_of(user: Mapping[str, Any], team: str) -> Sender:
    """Return a user object of the API as a neutral sender; `team` is the workspace that members belong to."""
    profile = user.get("profile")
    profile = profile if isinstance(profile, dict) else {}
    return Sender(
        platform=NAME,
        user=str(user.get("id", "")),
        name=str(user.get("real_name") or profile.get("real_name") or user.get("name") or ""),
        zone=str(user.get("tz") or ""),
        language=language_of(str(user["locale"])) if user.get("locale") else "",
        # Slack leaves the field out where addresses are not confirmed one by one, such as with single sign-on.
        mail=str(profile.get("email") or "") if user.get("is_email_confirmed") is not False else "",
        standing=_standing(user, team),
    )


def _standing(user: Mapping[str, Any], team: str) -> MemberStatus:
    if user.get("deleted"):
        return MemberStatus.DEACTIVATED
    if user.get("is_bot") or user.get("id") == SLACKBOT:
        return MemberStatus.BOT
    # In a shared channel people of other companies write as well.
    foreign = bool(team and user.get("team_id") and user["team_id"] != team and team not in _workspaces(user))
    if foreign or user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger"):
        return MemberStatus.GUEST
    return MemberStatus.MEMBER


def _workspaces(user: Mapping[str, Any]) -> Sequence[str]:
    """Return the workspaces that a user of an organisation belongs to, beside the one that their `team_id` names."""
    organisation = user.get("enterprise_user")
    found = organisation.get("teams") if isinstance(organisation, dict) else None
    return found if isinstance(found, list) else ()
