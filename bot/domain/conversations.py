"""Conversations: where a person or a channel can be written to, as the platform itself says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """One person or channel, by the platform's own id; a person has no name here."""

    target: str
    reference: str
    name: str = ""


class Conversations(Protocol):
    """The conversations of one company; a reference is the platform's own text."""

    def reference(self, platform: str, target: str) -> str | None: ...
    def by_name(self, platform: str, name: str) -> str | None: ...
    def all(self, platform: str) -> list[Conversation]: ...
    def save(self, platform: str, target: str, reference: str, name: str = "") -> None: ...
