"""What people's calendars show, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.calendar_feed import CalendarItem
from bot.domain.details import Kind
from storage.columns import day_of, hour_of, instant_of
from storage.connection import Connection, Row, Value
from storage.queries import queries

SQL = queries("calendar_feed")


class SqlCalendarFeed:
    """The items of one company's people."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def items(self, person: int, since: date) -> Sequence[CalendarItem]:
        """Return a person's open promises and follow-ups to customers that are served, due since a day."""
        whose: dict[str, Value] = {"person": person, "since": since.isoformat()}
        promises, followups = self._db.together((SQL.promises, whose), (SQL.followups, whose))
        found = [*(_item(Kind.PROMISE, row) for row in promises), *(_item(Kind.FOLLOWUP, row) for row in followups)]
        return sorted(found, key=lambda item: (item.due, item.kind, item.number))


def _item(kind: Kind, row: Row) -> CalendarItem:
    return CalendarItem(
        kind=kind,
        number=row["number"],
        account=row["account"],
        words=row["words"],
        due=day_of(row["due"]),
        hour=hour_of(row["hour"]),
        changes=row["changes"],
        changed_at=max(instant_of(row[name]) for name in ("changed", "undone", "answered", "reopened") if row[name]),
    )
