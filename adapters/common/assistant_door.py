"""How a platform's own assistant, such as Slackbot, proves at `/mcp` for whom of the platform's people it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.records import record

Headers = Mapping[str, Sequence[str]]
"""The values of each header, by its name in lower case."""


class DoorNotReady(Exception):
    """Nobody can be recognised yet, as the platform has not been reached."""


@record(kw_only=True)
class PlatformUser:
    """For whom a platform's assistant asks: an address, of the company `tenant`.

    `user` is empty where the request is proved to be the platform's and names nobody, as one for the list of tools.
    `key` is that of the delivery, which then counts once; empty where nothing tells two requests apart.
    """

    platform: str
    tenant: int = 0
    user: str = ""
    key: str = ""


class AssistantDoor(Protocol):
    """Recognises the requests of one platform's assistant."""

    def is_for(self, headers: Headers) -> bool:
        """Whether a request says that it is the assistant's, whatever it can prove."""
        ...

    async def user_of(self, headers: Headers, body: bytes) -> PlatformUser | None:
        """Return for whom a request is, None where that is not proved; raises DoorNotReady."""
        ...
