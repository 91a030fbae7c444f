"""Claims in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.domain.claims import Claim, ClaimOutcome, ClaimReason
from storage.columns import instant_of, name_of, text_of
from storage.connection import Connection
from storage.queries import queries
from storage.wakeups import wake_admins

SQL = queries("claims")
MANY = 2**31 - 1
"""A limit above every number of claims."""


class SqlClaims:
    """The claims of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def get(self, claim: int) -> Claim:
        """Return a claim; raises LookupError."""
        found = _claims(self._db.rows(SQL.get, claim=claim))
        if not found:
            raise LookupError(f"no claim {claim}")
        return found[0]

    def open(self, limit: int = MANY) -> Sequence[Claim]:
        """Return the oldest claims that nobody has decided, or all of them, oldest first."""
        return _claims(self._db.rows(SQL.open, limit=limit))

    def at_address(self, platform: str, target: str) -> Sequence[Claim]:
        """Return the claims that an address made, decided or not, oldest first."""
        return _claims(self._db.rows(SQL.at_address, platform=platform, target=target))

    def add(
        self,
        platform: str,
        target: str,
        name: str,
        person: int,
        reason: ClaimReason,
        at: datetime,
        *,
        newcomer: int | None,
    ) -> Claim:
        """Add a claim and return it; one that was made before for the same reason stays as it was decided."""
        made = self._db.insert(
            SQL.add,
            platform=platform,
            target=target,
            name=name_of(name),
            person=person,
            newcomer=newcomer,
            reason=reason.value,
            at=text_of(at),
        )
        wake_admins(self._db)
        return self.get(made)

    def let_in(self, claim: int, newcomer: int) -> Claim:
        """Store which person a refused address became, and return the claim."""
        self._db.change(SQL.let_in, claim=claim, newcomer=newcomer)
        return self.get(claim)

    def decide(self, claim: int, outcome: ClaimOutcome, by: int, at: datetime) -> Claim:
        """Store an admin's decision, OPEN for taking one back, and return the claim."""
        wake_admins(self._db)
        self._db.change(SQL.decide, claim=claim, outcome=outcome.value, by=by, at=text_of(at))
        return self.get(claim)


def _claims(rows: Iterable[Any]) -> list[Claim]:
    return [
        Claim(
            **(
                dict(row)
                | {
                    "reason": ClaimReason(row["reason"]),
                    "outcome": ClaimOutcome(row["outcome"]),
                    "at": instant_of(row["at"]),
                }
            )
        )
        for row in rows
    ]
