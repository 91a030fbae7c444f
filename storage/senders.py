"""Which process sends for a company, in SQL."""

from __future__ import annotations

from datetime import datetime

from bot.domain.senders import Seat
from storage.columns import instant_of, text_of
from storage.connection import Connection
from storage.queries import queries

SQL = queries("senders")


class SqlSenders:
    """The seat of one company, and its pauses."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def seat(self) -> Seat | None:
        """Return the seat, None before anybody sent for the company."""
        row = self._db.row(SQL.seat)
        return Seat(owner=row["owner"], beat=row["beat"]) if row else None

    def take(self, owner: str, seen: Seat | None) -> bool:
        """Give the seat to `owner`, to nobody when empty; False when somebody changed it since it was `seen`."""
        if seen is None:
            return bool(self._db.change_rows(SQL.take_first, owner=owner))
        return bool(self._db.change_rows(SQL.take, owner=owner, beat=seen.beat))

    def pause(self, platform: str, until: datetime) -> None:
        """Let nobody post on a platform until an instant."""
        self._db.change(SQL.pause, platform=platform, until=text_of(until))

    def paused_until(self, platform: str) -> datetime | None:
        """Return until when a platform wants nothing, which may be over; None when it never asked."""
        row = self._db.row(SQL.paused, platform=platform)
        return instant_of(row["until"]) if row else None
