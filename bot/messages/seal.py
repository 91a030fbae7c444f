"""Seals for what leaves in cards and forms and comes back from a client: an HMAC over it and what it belongs to."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from dataclasses import field

from bot.records import record

SEAL_BYTES = 16
"""Bytes of the HMAC-SHA-256 that are kept; nobody guesses 128 bits over a network."""
SEPARATOR = "."
SEAL_LENGTH = 22 + len(SEPARATOR)
"""Characters that a seal adds: 16 bytes in base64url without padding, and the separator."""


@record(kw_only=True)
class Sealer:
    """Seals texts with the key of this installation, and opens what it sealed.

    `belongs` names what a text belongs to beside itself, such as the message; it has to be the same when the text
    comes back. `platform` and `company` are bound in the same way.
    """

    key: bytes = field(repr=False)
    platform: str = ""
    company: int = 0

    def at(self, platform: str, company: int) -> Sealer:
        """Return the sealer of one platform and company, which opens nothing of any other."""
        return Sealer(key=self.key, platform=platform, company=company)

    def seal(self, text: str, *belongs: str) -> str:
        """Return the text behind its seal."""
        return f"{self._code(text, belongs)}{SEPARATOR}{text}"

    def open(self, sealed: str, *belongs: str) -> str:
        """Return a sealed text without its seal; raises ValueError unless this sealer sealed it for the same things."""
        code, separator, text = sealed.partition(SEPARATOR)
        # As bytes, because compare_digest raises TypeError for text beyond ASCII.
        given = code.encode(errors="surrogatepass")
        if not separator or not hmac.compare_digest(given, self._code(text, belongs).encode()):
            raise ValueError("a seal that does not fit")
        return text

    def _code(self, text: str, belongs: tuple[str, ...]) -> str:
        # As JSON, so that no two lists of parts are written alike, and half a surrogate pair is no error.
        parts = json.dumps([self.platform, self.company, *belongs, text])
        code = hmac.digest(self.key, parts.encode(), "sha256")[:SEAL_BYTES]
        return base64.urlsafe_b64encode(code).decode().rstrip("=")


def passing_sealer() -> Sealer:
    """Return a sealer with a new key, for what lives no longer than this process."""
    return Sealer(key=secrets.token_bytes(32))


SHOWN_ONLY = Sealer(key=b"shown only", platform="example")
"""Seals cards that are only looked at, in the demo's other views and the gallery; no platform opens what it sealed."""
