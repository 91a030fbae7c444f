"""The only module that imports Microsoft's archived SDK: its turn pipeline around the handlers.

The rest of the SDK (HTTP answers, token checks, token fetches, connector, mention stripping) is broken or blocks the
event loop; so requests come here verified, and answers leave by `connector`. To replace the SDK, replace this module.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import TurnContext
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
    """Stands for the connector that the SDK insists on; nothing is sent through it."""

    async def create(self, service_url: str, audience: str) -> object:
        return self


class _PreverifiedAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]
    """Refuses to authenticate, as requests are verified before they reach the SDK."""

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
        """Run `logic` as one turn of an activity; return the answer of an invoke, None for everything else."""

        answer: Answer | None = None

        async def run_logic(_: TurnContext) -> None:
            nonlocal answer
            # Kept here and not sent through the turn, in which the SDK takes as long for it as all of the rest.
            answer = await logic()

        authenticated = AuthenticateRequestResult()
        authenticated.claims_identity = ClaimsIdentity({}, True)
        authenticated.connector_factory = _NoConnectorFactory()
        # Not `process`, which serializes the answer of an invoke twice, so that each button is answered with 500.
        await self._adapter.process_activity(authenticated, _turn(activity), run_logic)
        return answer


def _turn(activity: Mapping[str, Any]) -> Activity:
    """Return the fields of an activity that the pipeline reads; parsing all of them takes longer than the turn."""
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
