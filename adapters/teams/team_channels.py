"""The channels of the teams that the bot is in: by their names they can be posted to."""

from __future__ import annotations

from dataclasses import dataclass, field

import structlog

from adapters.common.bounded_cache import BoundedCache
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import NAME, conversation_of
from adapters.teams.tenant import ConversationReference, Tenant
from bot.clock import Clock
from bot.domain.conversations import DEFAULT_CHANNEL
from bot.errors import DeliveryError, StoreError
from bot.messages.events import ChannelChanged, Place, Scope, Sender
from bot.ports import Handle

log = structlog.get_logger()


@dataclass(kw_only=True)
class TeamChannels:
    """Stores what activities and Teams tell of a tenant's channels; `handle` takes the changes, of this tenant."""

    handle: Handle
    tenant: Tenant
    clock: Clock
    _known: BoundedCache[bool] = field(default_factory=BoundedCache)

    def knows(self, team: str) -> bool:
        """Whether a team's channels were asked for since the start."""
        return team in self._known

    async def close(self, activity: Activity, why: str) -> None:
        """Close a channel, or all channels of a team, for posts until it is heard of again."""
        channel = text_at(activity, "channelData.channel.id")
        team = text_at(activity, "channelData.team.id") or conversation_of(activity).id
        try:
            channels = [(channel, "")] if channel and channel != team else await self.tenant.channels_of(team)
        except StoreError:
            log.warning("teams.not_parked")
            return
        for channel_id, name in channels:
            await self.changed(activity, channel_id, name, closed=why)

    async def learn(self, activity: Activity) -> None:
        """Store the names of a team's channels, by which a channel can be posted to."""
        team = text_at(activity, "channelData.team.id")
        if not team:
            return
        self._known.put(team, value=True)
        try:
            found = await self.tenant.connector.channels(conversation_of(activity).service, team)
        except DeliveryError as error:
            log.warning("teams.channels_failed", code=error.code)
            return
        for channel in found:
            # Teams gives the channel General no name.
            await self.changed(activity, str(channel.get("id") or ""), str(channel.get("name") or DEFAULT_CHANNEL))

    async def changed(self, activity: Activity, channel: str, name: str, closed: str = "") -> None:
        if not channel:
            return
        reference = ConversationReference(
            service=activity["serviceUrl"],
            bot=text_at(activity, "recipient.id"),
            conversation=channel,
            team=text_at(activity, "channelData.team.id"),
        )
        await self.tenant.save_reference(channel, reference, name)
        place = Place(platform=NAME, scope=Scope.CHANNEL, channel=channel, name=name)
        nobody = Sender(platform=NAME, user="")
        await self.handle(ChannelChanged(sender=nobody, at=self.clock.now(), place=place, closed=closed))
