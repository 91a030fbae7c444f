"""Tokens of installed workspaces at rest: encrypted with keys from the settings, which are never in the database.

The ciphers are imported on use, because they take a tenth of the memory of a bot that serves one workspace.
"""

from __future__ import annotations

import json
from dataclasses import asdict, field
from datetime import datetime

from bot.errors import ConfigError
from bot.records import record


@record(kw_only=True)
class WorkspaceTokens:
    """The tokens of one workspace; `refresh` is exchanged before `expires` (ISO, UTC), if it ever does."""

    token: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires: str = ""

    def runs_out(self, by: datetime) -> bool:
        """Whether the token must have been renewed by an instant."""
        return bool(self.refresh and self.expires) and datetime.fromisoformat(self.expires) <= by


class TokenVault:
    """Encrypts and decrypts tokens; the first of several keys encrypts, all decrypt.

    A key is changed so:
    1. The new key is put before the old one, and the program is started again: it opens what the old one sealed.
    2. A token is sealed with the new key when it is renewed, or when its workspace installs the app again.
    3. The old key may go once that has happened to every workspace; until then the start fails without it.
    """

    def __init__(self, keys: str) -> None:
        """Read keys from a comma-separated list; raises ConfigError for one that is malformed."""
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - see above

        try:
            self._fernet = MultiFernet([Fernet(key.strip()) for key in keys.split(",") if key.strip()])
        except ValueError:
            raise ConfigError("SNURR_SECRET_KEY is no key: make one with snurr slack key.") from None

    def seal(self, tokens: WorkspaceTokens) -> str:
        """Encrypt tokens."""
        return self._fernet.encrypt(json.dumps(asdict(tokens)).encode()).decode()

    def open(self, sealed: str) -> WorkspaceTokens:
        """Decrypt tokens; raises ConfigError when no key fits."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 - see above

        try:
            return WorkspaceTokens(**json.loads(self._fernet.decrypt(sealed)))
        except InvalidToken:
            raise ConfigError(
                "SNURR_SECRET_KEY does not open the stored tokens: put the old key behind the new one, by comma."
            ) from None

    def reseal(self, sealed: str) -> str:
        """Return the same tokens encrypted with the first key; raises ConfigError when no key fits."""
        return self.seal(self.open(sealed))


def new_key() -> str:
    """Return a new random key."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - see above

    return Fernet.generate_key().decode()
