"""Tokens at rest: sealed with a key that is never in the database.

The ciphers are loaded when there is something to seal: a tenth of the memory of a bot for one workspace.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from bot.errors import ConfigError


@dataclass(frozen=True, kw_only=True)
class WorkspaceTokens:
    """What opens one workspace; `refresh` makes a new token before `expires`, both empty for one that lasts."""

    token: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires: str = ""

    def runs_out(self, by: datetime) -> bool:
        """Whether a new token is needed by an instant."""
        return bool(self.refresh and self.expires) and datetime.fromisoformat(self.expires) <= by


class TokenVault:
    """Seals and opens tokens; of several keys the first one seals, so that keys can be changed."""

    def __init__(self, keys: str) -> None:
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - see above

        try:
            self._fernet = MultiFernet([Fernet(key.strip()) for key in keys.split(",") if key.strip()])
        except ValueError:
            raise ConfigError("SNURR_SECRET_KEY is no key: make one with snurr slack key.") from None

    def seal(self, tokens: WorkspaceTokens) -> str:
        """Return the tokens as ciphertext."""
        return self._fernet.encrypt(json.dumps(asdict(tokens)).encode()).decode()

    def open(self, sealed: str) -> WorkspaceTokens:
        """Return sealed tokens; raises ConfigError for a key that does not fit."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 - see above

        try:
            return WorkspaceTokens(**json.loads(self._fernet.decrypt(sealed)))
        except InvalidToken:
            raise ConfigError(
                "SNURR_SECRET_KEY does not open the stored tokens: put the old key behind the new one, by comma."
            ) from None


def new_key() -> str:
    """Return a fresh key."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - see above

    return Fernet.generate_key().decode()
