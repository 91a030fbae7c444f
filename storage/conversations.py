"""Conversations in SQL."""

from __future__ import annotations

from bot.domain.conversations import Conversation
from storage.connection import Connection
from storage.queries import queries

SQL = queries("conversations")


class SqlConversations:
    """The conversations of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def reference(self, platform: str, target: str) -> str | None:
        """Return how a person or a channel is written to."""
        row = self._db.row(SQL.reference, platform=platform, target=target)
        return row["reference"] if row else None

    def by_name(self, platform: str, name: str) -> str | None:
        """Return how the channel of a name is written to."""
        row = self._db.row(SQL.by_name, platform=platform, name=name)
        return row["reference"] if row else None

    def all(self, platform: str) -> list[Conversation]:
        """Return everybody and every channel that can be written to."""
        return [Conversation(**dict(row)) for row in self._db.rows(SQL.of_platform, platform=platform)]

    def save(self, platform: str, target: str, reference: str, name: str = "") -> None:
        """Keep the newest way to write somewhere."""
        if name or reference != self.reference(platform, target):
            self._db.execute(SQL.save, platform=platform, target=target, reference=reference, name=name)
