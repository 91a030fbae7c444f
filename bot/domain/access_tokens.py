"""Personal access tokens: secrets by which a program acts as a person, with no more rights than theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.audit import Audit, AuditAction
from bot.records import record

MOST = 10
"""Tokens of one person that work at the same time."""
USUAL = timedelta(days=90)
"""How long a token works, when no time is named."""
LONGEST = timedelta(days=366)
USE_NOTED = timedelta(hours=1)
"""How exactly it is known when a token was used last, so that not every use writes."""
SECRET = re.compile(r"snurr_([a-z])([0-9]{1,9})_[A-Za-z0-9_-]{43}")


class TokenKind(StrEnum):
    """What a token is for; it opens nothing else. The values are stored, their first letters stand in secrets."""

    ASSISTANT = "assistant"
    CALENDAR = "calendar"
    HOOK = "hook"


@record(kw_only=True)
class AccessToken:
    """A token of a person, without its secret; instants are aware UTC, `expires_at` is None for one without end."""

    id: int
    person: int
    kind: TokenKind
    label: str
    made_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None

    def use_is_new(self, at: datetime) -> bool:
        """Whether a use at an instant is to be noted."""
        return self.last_used_at is None or at - self.last_used_at >= USE_NOTED


@record(kw_only=True)
class IssuedToken:
    """A new token and its secret, which is known nowhere else and cannot be found again."""

    token: AccessToken
    secret: str


class AccessTokens(Protocol):
    """The tokens of one company's people; those that were revoked or have expired are none."""

    def issue(
        self, person: int, kind: TokenKind, label: str, at: datetime, expires_at: datetime | None
    ) -> IssuedToken: ...
    def holder_of(self, kind: TokenKind, secret: str, at: datetime) -> AccessToken | None: ...
    def of(self, person: int, at: datetime) -> Sequence[AccessToken]: ...
    def revoke(self, token: AccessToken, at: datetime) -> None: ...
    def note_use(self, token: AccessToken, at: datetime) -> None: ...


def company_of(kind: TokenKind, secret: str) -> int | None:
    """Return the company that a secret says it is of; None for what is no secret of a kind."""
    found = SECRET.fullmatch(secret)
    return int(found[2]) if found and found[1] == kind[0] else None


def issue(
    tokens: AccessTokens, audit: Audit, person: int, kind: TokenKind, label: str, at: datetime, works: timedelta | None
) -> IssuedToken:
    """Make a token and record it; `works` is how long it does, None for no end."""
    made = tokens.issue(person, kind, label, at, at + works if works else None)
    audit.add(AuditAction.ACCESS_GIVEN, at, author=person, person=person, what=f"{kind} {label}")
    return made


def revoke(tokens: AccessTokens, audit: Audit, token: AccessToken, at: datetime) -> None:
    """End a token for good and record it."""
    tokens.revoke(token, at)
    audit.add(
        AuditAction.ACCESS_TAKEN, at, author=token.person, person=token.person, what=f"{token.kind} {token.label}"
    )
