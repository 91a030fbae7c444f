"""Purposes of team figures in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.first_contact import LOCAL_PLATFORMS
from bot.domain.people import MAIL
from bot.domain.purposes import Purpose
from storage.columns import day_of, text_of
from storage.connection import Connection
from storage.people import Defaults
from storage.queries import queries

SQL = queries("purposes")
COLLEAGUES = 2
"""People with tokens: one may be who tries it."""


class SqlPurposes:
    """The purposes of one company."""

    def __init__(self, db: Connection, defaults: Defaults) -> None:
        self._db = db
        self._defaults = defaults

    def versions(self) -> Sequence[Purpose]:
        """Return the versions that were not taken back, the newest first."""
        rows = self._db.rows(SQL.versions)
        return [Purpose(**(dict(row) | {"told": day_of(row["told"])})) for row in rows]

    def add(self, words: str, basis: str, told: date, days: int) -> Purpose:
        """Store a new version."""
        made = self._db.insert(SQL.add, words=words, basis=basis, told=told.isoformat(), days=days)
        return Purpose(id=made, words=words, basis=basis, told=told, days=days)

    def begin(self, today: date) -> None:
        """Store the purpose of the settings, if there is one, for a company that never had any."""
        if self._defaults.purpose and not self._db.rows(SQL.ever):
            self.add(self._defaults.purpose, self._defaults.basis, today, 0)

    def take_back(self, purpose: int) -> None:
        """Make a version one that never was; the one before counts again."""
        self._db.change(SQL.take_back, id=purpose)

    def has_read(self, person: int) -> bool:
        """Whether a person has read what the newest version says; so has everybody where there is none."""
        return not self._db.rows(SQL.unread, person=person)

    def note_read(self, person: int, purpose: int, at: datetime) -> None:
        """Note that a person has read a version."""
        self._db.change(SQL.note_read, person=person, purpose=purpose, at=text_of(at))

    def countries(self, team: int | None) -> Sequence[str]:
        """Return the countries of the people of a team, of the whole company for None; the default where unset."""
        return self._db.kept(("countries", team), lambda: self._countries(team))

    def _countries(self, team: int | None) -> Sequence[str]:
        found = {row["country"] or self._defaults.country for row in self._db.rows(SQL.countries, team=team)}
        return sorted(found or {self._defaults.country})

    def is_tried_out(self) -> bool:
        """Whether nobody was met but on the operator's own machine, and no colleague reaches it by a token."""
        met = self._db.kept("platforms", lambda: {row["platform"] for row in self._db.rows(SQL.platforms)})
        if not met <= {*LOCAL_PLATFORMS, MAIL}:
            return False
        (holders,) = self._db.rows(SQL.token_holders)
        return bool(holders["people"] < COLLEAGUES)
