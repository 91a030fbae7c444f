"""Values and what was answered to the question of a week, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.check_ins import CheckIn, CompanyValue
from bot.language.names import fold
from storage.columns import day_of, name_of
from storage.connection import Connection, Row
from storage.queries import queries

SQL = queries("check_ins")


class SqlCheckIns:
    """The values and answers of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def values(self) -> Sequence[CompanyValue]:
        """Return what the company values, in the order in which it was said."""
        return [CompanyValue(id=row["id"], name=row["name"]) for row in self._db.rows(SQL.values)]

    def add_value(self, name: str) -> CompanyValue:
        """Add a value, or bring one back that was removed."""
        shown = name_of(name)
        return CompanyValue(id=self._db.insert(SQL.add_value, name=shown, key=fold(shown)), name=shown)

    def remove_value(self, value: int) -> None:
        """Ask about a value no more; what was answered stays."""
        self._db.change(SQL.remove_value, value=value)

    def answer(self, check_in: CheckIn) -> None:
        """Keep a person's last answer of a day; words stay until other words come."""
        self._db.change(
            SQL.answer,
            person=check_in.person,
            subject=check_in.subject,
            day=check_in.day.isoformat(),
            choice=check_in.choice,
            words=check_in.words,
        )

    def find(self, person: int, subject: str, day: date) -> CheckIn | None:
        """Return what a person answered on a day, None for nothing."""
        row = self._db.row(SQL.find, person=person, subject=subject, day=day.isoformat())
        return _check_in(row) if row else None

    def forget(self, person: int, subject: str, day: date) -> None:
        """Take back what a person answered on a day."""
        self._db.change(SQL.forget, person=person, subject=subject, day=day.isoformat())

    def since(self, day: date) -> Sequence[CheckIn]:
        """Return what was answered since a day, the newest first."""
        rows = self._db.rows(SQL.since, day=day.isoformat())
        return [_check_in(row) for row in rows]


def _check_in(row: Row) -> CheckIn:
    return CheckIn(**{**dict(row), "day": day_of(row["day"])})
