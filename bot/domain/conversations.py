"""Conversations: the reference under which a platform accepts a message to a person or channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """One person or channel: `target` is the platform's id, `reference` its own text; a person has no `name`."""

    target: str
    reference: str
    name: str = ""


class Conversations(Protocol):
    """The conversations of one company, by platform."""

    def reference(self, platform: str, target: str) -> str | None: ...
    def by_name(self, platform: str, name: str) -> str | None: ...
    def all(self, platform: str) -> list[Conversation]: ...
    def save(self, platform: str, target: str, reference: str, name: str = "") -> None: ...
