"""The one file that knows Microsoft's archived SDK: the turn pipeline around our handlers.

Its edges (HTTP answer, token check, token fetch, connector, mention stripping) are each broken or block the event loop,
so requests come here verified, and answers leave by our own connector. To replace the SDK, replace this file.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)
from msrest.exceptions import DeserializationError  # type: ignore[attr-defined]

Answer = dict[str, Any]
Logic = Callable[[], Awaitable[Answer | None]]


class NotAnActivity(Exception):
    """The SDK's schema does not know such an activity."""


class _NoConnector(ConnectorFactory):  # type: ignore[misc]
    """Nothing leaves through the SDK; it only insists that something is there."""

    async def create(self, service_url: str, audience: str) -> object:
        return self


class _Vouched(BotFrameworkAuthentication):  # type: ignore[misc]
    """Requests come verified; the SDK is never asked to do it."""

    async def authenticate_request(self, activity: object, auth_header: str) -> AuthenticateRequestResult:
        raise PermissionError("requests are verified before the SDK sees them")

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> object:
        raise PermissionError("streaming is not offered")

    def create_connector_factory(self, claims_identity: object) -> ConnectorFactory:
        return _NoConnector()

    async def create_user_token_client(self, claims_identity: object) -> None:
        return None


class Turns:
    """Runs handlers inside the SDK's pipeline."""

    def __init__(self) -> None:
        self._adapter = CloudAdapter(_Vouched())

    async def run(self, activity: dict[str, Any], logic: Logic) -> Answer | None:
        """Return what an invoke is answered with, None for everything else; raises NotAnActivity."""
        try:
            turn = Activity.deserialize(activity)
        except (DeserializationError, TypeError, ValueError, AttributeError) as error:
            raise NotAnActivity(type(error).__name__) from error

        async def carried(context: TurnContext) -> None:
            answer = await logic()
            if answer is not None:
                response = InvokeResponse(status=200, body=answer)
                await context.send_activity(Activity(type="invokeResponse", value=response))

        vouched = AuthenticateRequestResult()
        vouched.claims_identity = ClaimsIdentity({}, True)
        vouched.connector_factory = _NoConnector()
        response = await self._adapter.process_activity(vouched, turn, carried)
        return response.body if response else None
