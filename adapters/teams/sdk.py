"""The one file that knows Microsoft's archived SDK: the turn pipeline around our handlers.

Its edges (HTTP answer, token check, token fetch, connector, mention stripping) are each broken or block the event loop,
so requests come here verified, and answers leave by our own connector. To replace the SDK, replace this file.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)

Answer = dict[str, Any]
Logic = Callable[[], Awaitable[Answer | None]]


class _NoConnectorFactory(ConnectorFactory):  # type: ignore[misc]
    """Nothing leaves through the SDK; it only insists that something is there."""

    async def create(self, service_url: str, audience: str) -> object:
        return self


class _PreverifiedAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]
    """Requests come verified; the SDK is never asked to do it."""

    async def authenticate_request(self, activity: object, auth_header: str) -> AuthenticateRequestResult:
        raise PermissionError("requests are verified before the SDK sees them")

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> object:
        raise PermissionError("streaming is not offered")

    def create_connector_factory(self, claims_identity: object) -> ConnectorFactory:
        return _NoConnectorFactory()

    async def create_user_token_client(self, claims_identity: object) -> None:
        return None


class TurnPipeline:
    """Runs handlers inside the SDK's pipeline."""

    def __init__(self) -> None:
        self._adapter = CloudAdapter(_PreverifiedAuthentication())

    async def run(self, activity: Mapping[str, Any], logic: Logic) -> Answer | None:
        """Return what an invoke is answered with, None for everything else."""

        async def carried(context: TurnContext) -> None:
            answer = await logic()
            if answer is not None:
                response = InvokeResponse(status=200, body=answer)
                await context.send_activity(Activity(type="invokeResponse", value=response))

        vouched = AuthenticateRequestResult()
        vouched.claims_identity = ClaimsIdentity({}, True)
        vouched.connector_factory = _NoConnectorFactory()
        response = await self._adapter.process_activity(vouched, _turn(activity), carried)
        return response.body if response else None


def _turn(activity: Mapping[str, Any]) -> Activity:
    """Return what the pipeline reads of a verified activity; reading all of it costs more than all the rest."""
    conversation, bot = activity["conversation"], activity["recipient"]
    return Activity(
        type=activity["type"],
        id=activity.get("id"),
        channel_id=activity["channelId"],
        service_url=activity["serviceUrl"],
        name=activity.get("name"),
        conversation=ConversationAccount(id=conversation["id"]),
        recipient=ChannelAccount(id=bot["id"]),
        from_property=ChannelAccount(id=activity["from"]["id"]),
    )
