"""Conversations in SQL."""

from __future__ import annotations

from bot.domain.conversations import Conversation, channels_called
from bot.language.names import clean_name
from storage.connection import Connection
from storage.queries import queries

SQL = queries("conversations")


class SqlConversations:
    """The conversations of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def reference(self, platform: str, target: str) -> str | None:
        """Return the reference of a person or channel, None when it is not known."""
        row = self._db.row(SQL.reference, platform=platform, target=target)
        return row["reference"] if row else None

    def by_name(self, platform: str, name: str) -> str | None:
        """Return the reference of the channel of a name, None when none or several have it."""
        found = channels_called((channel for channel in self.named() if channel.platform == platform), name)
        return found[0].reference if len(found) == 1 else None

    def named(self) -> list[Conversation]:
        """Return the channels of all platforms, by platform and target."""
        return [Conversation(**dict(row)) for row in self._db.rows(SQL.named)]

    def all(self, platform: str) -> list[Conversation]:
        """Return every conversation on a platform, by target."""
        return [Conversation(**dict(row)) for row in self._db.rows(SQL.of_platform, platform=platform)]

    def save(self, platform: str, target: str, reference: str, name: str = "") -> None:
        """Keep the newest reference; an empty name leaves the one that was."""
        name = clean_name(name)
        if name or reference != self.reference(platform, target):  # most messages tell nothing new: no row is written
            self._db.change(SQL.save, platform=platform, target=target, reference=reference, name=name)
