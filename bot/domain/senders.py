"""Which process sends for a company, and until when a platform wants nothing, whichever process was told so.

Limits of platforms are those of a workspace, so one process at a time sends for it: it holds the seat, and counts its
beat up while it lives. Whoever sees the beat stand still takes the seat; no two clocks are ever compared.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.records import record


@record(kw_only=True)
class Seat:
    """The right to send for a company, as it was seen: `owner` holds it, nobody when empty."""

    owner: str
    beat: int


class Senders(Protocol):
    """The seat of one company, and the pauses that platforms asked for; instants are machine time, aware UTC."""

    def seat(self) -> Seat | None: ...
    def take(self, owner: str, seen: Seat | None) -> bool: ...
    def pause(self, platform: str, until: datetime) -> None: ...
    def paused_until(self, platform: str) -> datetime | None: ...
