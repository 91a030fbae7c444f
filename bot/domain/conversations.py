"""Conversations: the reference under which a platform accepts a message to a person or channel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.language.names import fold
from bot.records import record

DEFAULT_CHANNEL = "General"
"""The channel that every team in Teams has; Teams gives it no name, and clients show it in their own language."""
DEFAULT_CHANNEL_NAMES = frozenset(
    {"general", "generelt", "allmant", "ogolne", "ogolny", "allgemein", "algemeen", "yleiset", "yleista", "generale"}
)
"""What clients call it, folded."""


@record(kw_only=True)
class Conversation:
    """One person or channel: `target` is the platform's id, `reference` its own text; a person has no `name`.

    `platform` is empty where only one platform's conversations are read.
    """

    target: str
    reference: str
    name: str = ""
    platform: str = ""


class Conversations(Protocol):
    """The conversations of one company, by platform."""

    def reference(self, platform: str, target: str) -> str | None: ...
    def by_name(self, platform: str, name: str) -> str | None: ...
    def named(self) -> list[Conversation]: ...
    def all(self, platform: str) -> list[Conversation]: ...
    def save(self, platform: str, target: str, reference: str, name: str = "") -> None: ...


def channels_called(channels: Iterable[Conversation], name: str) -> list[Conversation]:
    """Return the channels of a name, however it is spelt and with or without "#"; several may have one name."""
    key, known = fold(name.removeprefix("#")), list(channels)
    found = [channel for channel in known if channel.name and fold(channel.name) == key]
    if found or key not in DEFAULT_CHANNEL_NAMES:
        return found
    return [channel for channel in known if channel.name == DEFAULT_CHANNEL]
