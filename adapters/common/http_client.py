"""Outgoing connections: through the proxy that the environment names, and trusting the authorities that it names."""

from __future__ import annotations

import os
import ssl

import aiohttp

from bot.errors import ConfigError

BUNDLE = "REQUESTS_CA_BUNDLE"


def session(timeout: aiohttp.ClientTimeout) -> aiohttp.ClientSession:
    """Return a session that honours HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and REQUESTS_CA_BUNDLE; raises ConfigError."""
    connector = aiohttp.TCPConnector(ssl=trusted())
    return aiohttp.ClientSession(timeout=timeout, trust_env=True, connector=connector)


def trusted() -> ssl.SSLContext:
    """Return whom we believe: OpenSSL's own list, or SSL_CERT_FILE, and what the bundle adds; raises ConfigError."""
    context = ssl.create_default_context()
    bundle = os.environ.get(BUNDLE, "")
    if bundle:
        folder = os.path.isdir(bundle)
        try:
            context.load_verify_locations(cafile=None if folder else bundle, capath=bundle if folder else None)
        except OSError as error:
            raise ConfigError(f"{BUNDLE} names {bundle[:200]!r}, which holds no certificates: {error}.") from None
    return context
