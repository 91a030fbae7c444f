"""DATABASE_URL: which engine it means, and how it is shown without its password."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bot.errors import ConfigError, StoreUnusable
from storage.engine import Engine
from storage.sqlite import SqliteEngine
from storage.sqlite_file import alone

SECRETS = frozenset({"password", "sslpassword", "oauth_client_secret"})
"""Parameters of an address that nobody is shown."""
POSTGRES = ("postgres", "postgresql")


def engine_at(url: str) -> Engine:
    """Return the engine over the database of an address; raises ConfigError or StoreUnusable."""
    if is_postgres(url):
        engine: Engine = _postgres().PostgresEngine(url)
        return engine
    return SqliteEngine(sqlite_path(url) or ":memory:")


def refuse_in_use(url: str) -> None:
    """Raise StoreUnusable while a Snurr runs on a database, or where there is none."""
    if is_postgres(url):
        _postgres().refuse_in_use(url)
    elif path := sqlite_path(url):
        if not path.exists():
            raise StoreUnusable(f"There is no database {path}.")
        with alone(path):
            pass


def is_postgres(url: str) -> bool:
    """Whether an address is one of PostgreSQL."""
    return url.partition("://")[0] in POSTGRES


def _postgres() -> Any:
    """Return the module of PostgreSQL, whose driver is installed only where it is wanted; raises ConfigError."""
    try:
        return import_module("storage.postgres")
    except ImportError:
        raise ConfigError(
            "PostgreSQL needs its driver: pip install 'snurr[postgres]', or -r requirements-postgres.txt in a checkout."
        ) from None


def without_password(url: str) -> str:
    """Return an address with its passwords replaced by …, wherever they stand; also one that is no address."""
    scheme, separator, rest = url.partition("://")
    end = next((at for at, char in enumerate(rest) if char in "/?#"), len(rest))
    who, at, host = rest[:end].rpartition("@")
    who = f"{who.partition(':')[0]}:…" if ":" in who else who
    path, asks, query = rest[end:].partition("?")
    return f"{scheme}{separator}{who}{at}{host}{path}{asks}{'&'.join(map(_without_secret, query.split('&')))}"


def _without_secret(part: str) -> str:
    name, equals, _ = part.partition("=")
    return f"{name}{equals}…" if equals and unquote(name).strip() in SECRETS else part


def sqlite_path(url: str) -> Path | None:
    """Return the file of an SQLite address (three slashes: relative, four: absolute), else None."""
    scheme, _, rest = url.partition("://")
    if scheme in POSTGRES or (scheme, rest) == ("sqlite", "/:memory:"):
        return None
    if scheme != "sqlite" or not rest.startswith("/") or len(rest) < 2:
        raise ConfigError(
            "DATABASE_URL must look like sqlite:///data/snurr.db (relative), sqlite:////srv/snurr.db or "
            "postgresql://user:password@host/database."
        )
    return Path(rest[1:])
