"""What DATABASE_URL names."""

from __future__ import annotations

from pathlib import Path

from bot.errors import ConfigError


def sqlite_path(url: str) -> Path | str:
    """Return the file of an SQLite address (three slashes: relative, four: absolute); raises ConfigError."""
    scheme, _, rest = url.partition("://")
    if scheme in ("postgres", "postgresql"):
        raise ConfigError("PostgreSQL is not supported yet: set DATABASE_URL to sqlite:///path/file.db.")
    if scheme != "sqlite" or not rest.startswith("/") or len(rest) < 2:
        raise ConfigError("DATABASE_URL must look like sqlite:///data/snurr.db (relative) or sqlite:////srv/snurr.db.")
    return ":memory:" if rest == "/:memory:" else Path(rest[1:])
