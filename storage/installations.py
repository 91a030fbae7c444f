"""Installations in SQL; their statements read across companies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.installations import Installation
from storage.columns import text_of
from storage.connection import Connection
from storage.queries import queries

SQL = queries("installations")
REHEARSAL = "rehearsal"
REHEARSAL_BYTES = 16 * 1024
"""About what the pages of one logged line are."""


class SqlInstallations:
    """The installations of the whole process."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self, platform: str) -> Sequence[Installation]:
        """Return every installation on a platform, by tenant."""
        return [Installation(**dict(row)) for row in self._db.rows(SQL.of_platform, platform=platform)]

    def companies(self) -> Mapping[int, str]:
        """Return the names of the companies that the database holds, by tenant."""
        return {int(row["id"]): str(row["name"]) for row in self._db.rows(SQL.companies)}

    def save(self, platform: str, workspace: str, sealed: str, at: datetime) -> Installation:
        """Keep a workspace's tokens; a new workspace gets a new tenant, one that returns gets the one that it had."""
        tenant = self._tenant(f"{platform}:{workspace}")
        self._db.change(SQL.save, platform=platform, workspace=workspace, made=tenant, sealed=sealed, at=text_of(at))
        return Installation(platform=platform, workspace=workspace, tenant=tenant, sealed=sealed)

    def _tenant(self, name: str) -> int:
        # By the company's name, as the row of the installation is deleted when the workspace takes Snurr away.
        row = self._db.row(SQL.tenant_named, name=name)
        if row:
            return int(row["id"])
        made = self._db.insert(SQL.add_tenant, name=name)
        self._db.change(SQL.add_touchpoints, made=made)
        return made

    def drop(self, platform: str, workspace: str) -> None:
        """Delete a workspace's tokens; its tenant and log stay."""
        self._db.change(SQL.drop, platform=platform, workspace=workspace)

    def rehearse(self) -> None:
        """Store REHEARSAL_BYTES and delete them again, so that the commit needs the disk as that of a line does."""
        # why in this table: its rows belong to no company, and no export or backup counts them
        self._db.change(SQL.forget_one, digest=REHEARSAL)
        self._db.change(SQL.use, digest=REHEARSAL, until="9" * REHEARSAL_BYTES)
        self._db.change(SQL.forget_one, digest=REHEARSAL)

    def use(self, digest: str, at: datetime, until: datetime) -> bool:
        """Note that a value was used, and return whether it was for the first time; it is remembered until an instant.

        Of several processes that use the same value at once, exactly one is told that it was the first.
        """
        self._db.change(SQL.forget_used, at=text_of(at))
        return self._db.change_rows(SQL.use, digest=digest, until=text_of(until)) == 1
