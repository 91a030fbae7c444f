"""Installations: workspaces that installed Snurr by themselves; every one is a company (tenant) of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.records import record


@record(kw_only=True)
class Installation:
    """One workspace of one platform as company `tenant`; `sealed` is its tokens, encrypted."""

    platform: str
    workspace: str
    tenant: int
    sealed: str


class Installations(Protocol):
    """The installations of all companies."""

    def all(self, platform: str) -> Sequence[Installation]: ...
    def companies(self) -> Mapping[int, str]: ...
    def save(self, platform: str, workspace: str, sealed: str, at: datetime) -> Installation: ...
    def drop(self, platform: str, workspace: str) -> None: ...
    def use(self, digest: str, at: datetime, until: datetime) -> bool: ...
