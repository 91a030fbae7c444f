"""Personal access tokens in SQL; of a secret only the digest is stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

from bot.domain.access_tokens import AccessToken, IssuedToken, TokenKind
from storage.columns import instant_of, instant_or_none, text_of
from storage.connection import Connection, Row
from storage.queries import queries

SQL = queries("access_tokens")
RANDOM_BYTES = 32


class SqlAccessTokens:
    """The tokens of one company's people."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def issue(self, person: int, kind: TokenKind, label: str, at: datetime, expires_at: datetime | None) -> IssuedToken:
        """Make a token and return it with its secret."""
        secret = f"snurr_{kind[0]}{self._db.tenant}_{secrets.token_urlsafe(RANDOM_BYTES)}"
        made = self._db.insert(
            SQL.add,
            person=person,
            kind=kind,
            digest=_digest(secret),
            label=label,
            at=text_of(at),
            expires_at=text_of(expires_at) if expires_at else None,
        )
        token = AccessToken(
            id=made, person=person, kind=kind, label=label, made_at=at, expires_at=expires_at, last_used_at=None
        )
        return IssuedToken(token=token, secret=secret)

    def holder_of(self, kind: TokenKind, secret: str, at: datetime) -> AccessToken | None:
        """Return the token of a secret that opens a kind at an instant, of somebody who is here; else None.

        It takes as long for any wrong secret: what is looked up is a digest, of which a guess says nothing.
        """
        digest = _digest(secret)
        row = self._db.row(SQL.working, digest=digest, kind=kind, at=text_of(at))
        return _token(row) if row and hmac.compare_digest(row["digest"], digest) else None

    def of(self, person: int, at: datetime) -> Sequence[AccessToken]:
        """Return the tokens of a person that work at an instant, the oldest first."""
        return [_token(row) for row in self._db.rows(SQL.of_person, person=person, at=text_of(at))]

    def revoke(self, token: AccessToken, at: datetime) -> None:
        """End a token for good."""
        self._db.change(SQL.revoke, id=token.id, person=token.person, at=text_of(at))

    def note_use(self, token: AccessToken, at: datetime) -> None:
        """Note when a token was used last."""
        self._db.change(SQL.note_use, id=token.id, at=text_of(at))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def _token(row: Row) -> AccessToken:
    return AccessToken(
        id=row["id"],
        person=row["person"],
        kind=TokenKind(row["kind"]),
        label=row["label"],
        made_at=instant_of(row["made_at"]),
        expires_at=instant_or_none(row["expires_at"]),
        last_used_at=instant_or_none(row["last_used_at"]),
    )
