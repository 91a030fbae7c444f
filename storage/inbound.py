"""The receipts of deliveries in SQL."""

from __future__ import annotations

from datetime import datetime

from bot.domain.inbound import SAME
from storage.columns import instant_of, text_of
from storage.connection import Connection, Value
from storage.queries import queries

SQL = queries("inbound")


class SqlInbound:
    """What was answered already."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def look_ahead(self, key: str, person: int, line: str, since: datetime) -> None:
        """Say that the receipt of a delivery, and what its sender typed since an instant, is asked for next."""
        typed: dict[str, Value] = {"person": person, "since": text_of(since)}
        self._db.ahead((SQL.count_deliveries, typed))
        if key:
            self._db.ahead((SQL.receipt, {"key": key}))
        if line:
            self._db.ahead((SQL.typed, typed | {"line": line}))

    def receipt(self, key: str) -> str | None:
        """Return the packed reply to a delivery."""
        row = self._db.row(SQL.receipt, key=key)
        kept = str(row["receipt"]) if row else None
        # A delivery with two keys keeps its reply once, under the first one.
        return self.receipt(kept.removeprefix(SAME)) if kept and kept.startswith(SAME) else kept

    def keep(self, key: str, person: int, line: str, receipt: str, at: datetime) -> None:
        """Keep the packed reply to a delivery, or to a typed line without a key."""
        # NULL for no key: UNIQUE takes any number of those, but only one empty text.
        self._db.change(SQL.keep, key=key or None, person=person, line=line, receipt=receipt, at=text_of(at))

    def typed(self, person: int, line: str, since: datetime) -> tuple[datetime, str] | None:
        """Return when a person last typed a line since an instant, and the reply."""
        row = self._db.row(SQL.typed, person=person, line=line, since=text_of(since))
        return (instant_of(row["at"]), row["receipt"]) if row else None

    def count(self, person: int, since: datetime) -> int:
        """Return how many lines a person typed since an instant."""
        return int(self._db.rows(SQL.count, person=person, since=text_of(since))[0]["lines"])

    def count_deliveries(self, person: int, since: datetime) -> int:
        """Return how many lines, edits, presses and forms of a person were answered since an instant."""
        return int(self._db.rows(SQL.count_deliveries, person=person, since=text_of(since))[0]["deliveries"])

    def forget_key(self, key: str) -> None:
        """Drop one receipt, so that another can be kept under its key."""
        self._db.change(SQL.forget_key, key=key)

    def has_before(self, before: datetime) -> bool:
        """Whether any receipt is older than redeliveries can be."""
        return self._db.row(SQL.has_before, before=text_of(before)) is not None

    def forget(self, before: datetime, limit: int) -> int:
        """Drop at most `limit` receipts older than redeliveries can be, the oldest first; return how many it were."""
        return self._db.change_rows(SQL.forget, before=text_of(before), limit=limit)
