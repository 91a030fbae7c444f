"""Installations in SQL; the only rows that are looked up across companies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.installations import Installation
from storage.columns import text_of
from storage.connection import Connection
from storage.queries import queries

SQL = queries("installations")


class SqlInstallations:
    """The installations of the whole process."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self, platform: str) -> Sequence[Installation]:
        """Return every installation on a platform."""
        return [Installation(**dict(row)) for row in self._db.rows(SQL.of_platform, platform=platform)]

    def save(self, platform: str, workspace: str, sealed: str, at: datetime) -> Installation:
        """Keep a workspace's tokens; a new one becomes a company, one that comes back finds its log again."""
        tenant = self._tenant(f"{platform}:{workspace}")
        self._db.execute(SQL.save, platform=platform, workspace=workspace, made=tenant, sealed=sealed, at=text_of(at))
        return Installation(platform=platform, workspace=workspace, tenant=tenant, sealed=sealed)

    def _tenant(self, name: str) -> int:
        row = self._db.row(SQL.tenant_named, name=name)
        if row:
            return int(row["id"])
        made = self._db.insert(SQL.add_tenant, name=name)
        self._db.execute(SQL.add_touchpoints, made=made)
        return made

    def drop(self, platform: str, workspace: str) -> None:
        """Forget a workspace's tokens."""
        self._db.execute(SQL.drop, platform=platform, workspace=workspace)
