"""Conversations: where a person or a channel can be written to, as the platform itself says it."""

from __future__ import annotations

from typing import Protocol


class Conversations(Protocol):
    """The conversations of one company; a reference is the platform's own text."""

    def reference(self, platform: str, target: str) -> str | None: ...
    def named(self, platform: str, name: str) -> str | None: ...
    def save(self, platform: str, target: str, reference: str, name: str = "") -> None: ...
