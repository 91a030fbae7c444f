"""DATABASE_URL: which engine it means, and how it is shown without its password."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import ConfigError
from storage.engine import Engine
from storage.sqlite import SqliteEngine


def engine_at(url: str) -> Engine:
    """Return the engine over the database of an address; raises ConfigError or StoreUnusable."""
    if url.partition("://")[0] not in ("postgres", "postgresql"):
        return SqliteEngine(sqlite_path(url) or ":memory:")
    try:
        from storage.postgres import PostgresEngine  # noqa: PLC0415 - its driver is installed only where it is wanted
    except ImportError:
        raise ConfigError(
            "PostgreSQL needs its driver: pip install --require-hashes -r requirements-postgres.txt."
        ) from None
    return PostgresEngine(url)


def without_password(url: str) -> str:
    """Return an address with its password replaced by …."""
    parts = urlsplit(url)
    return url.replace(f":{parts.password}@", ":…@", 1) if parts.password else url


def sqlite_path(url: str) -> Path | None:
    """Return the file of an SQLite address (three slashes: relative, four: absolute), else None."""
    scheme, _, rest = url.partition("://")
    if scheme in ("postgres", "postgresql") or (scheme, rest) == ("sqlite", "/:memory:"):
        return None
    if scheme != "sqlite" or not rest.startswith("/") or len(rest) < 2:
        raise ConfigError(
            "DATABASE_URL must look like sqlite:///data/snurr.db (relative), sqlite:////srv/snurr.db or "
            "postgresql://user:password@host/database."
        )
    return Path(rest[1:])
