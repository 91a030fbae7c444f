"""Channel posts in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.channel_posts import ChannelPost, digest
from storage.columns import instant_of, text_of
from storage.connection import Connection, Row
from storage.queries import queries

SQL = queries("channel_posts")


class SqlChannelPosts:
    """The channel posts of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, post: ChannelPost) -> None:
        """Add a message, once, to be compared with what is so at once: that may have changed while it was posted."""
        self._db.change(
            SQL.add,
            subject=post.subject,
            address=post.address,
            receipt=post.receipt,
            card=post.card,
            language=post.language,
            until=text_of(post.until),
            shown=digest(post.card),
        )

    def due(self, at: datetime, limit: int) -> Sequence[ChannelPost]:
        """Return messages to draw anew."""
        return [_post(row) for row in self._db.rows(SQL.due, at=text_of(at), limit=limit)]

    def mark_changed(self, subject: str) -> None:
        """Let all messages about a subject be drawn anew."""
        mark_changed(self._db, subject)

    def mark_shown(self, post: ChannelPost, shown: str, due: datetime | None) -> None:
        """Note which card a message shows, and when to draw it next; at once where its subject changed meanwhile."""
        self._db.change(
            SQL.mark_shown, id=post.id, version=post.version, shown=shown, due=text_of(due) if due else None
        )

    def put_off(self, post: ChannelPost, at: datetime) -> None:
        """Let a message be drawn anew at an instant."""
        self._db.change(SQL.put_off, id=post.id, at=text_of(at))

    def remove(self, post: ChannelPost) -> None:
        """Forget a message that can no longer be changed."""
        self._db.change(SQL.remove, id=post.id)

    def has_before(self, at: datetime) -> bool:
        """Whether there are messages whose subject ended before an instant."""
        return self._db.row(SQL.has_before, before=text_of(at)) is not None

    def forget(self, before: datetime, limit: int) -> None:
        """Forget at most so many messages whose subject ended before an instant."""
        self._db.change(SQL.forget, before=text_of(before), limit=limit)


def mark_changed(db: Connection, subject: str) -> None:
    """Let all messages about a subject be drawn anew."""
    db.change(SQL.mark_changed, subject=subject)


def _post(row: Row) -> ChannelPost:
    return ChannelPost(
        id=row["id"],
        subject=row["subject"],
        address=row["address"],
        receipt=row["receipt"],
        card=row["card"],
        language=row["language"],
        until=instant_of(row["until"]),
        version=row["version"],
        shown=row["shown"],
    )
