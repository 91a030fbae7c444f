"""The outgoing HTTP session of a platform: through the proxy, and trusting the authorities, that the environment names.

Every outgoing connection of Slack and Teams is made here, so that both honour the same variables: HTTPS_PROXY,
HTTP_PROXY and NO_PROXY for the way, SSL_CERT_FILE and REQUESTS_CA_BUNDLE for the certificates.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from yarl import URL

from adapters.common.connections import within_open_files
from bot.errors import ConfigError

BUNDLE = "REQUESTS_CA_BUNDLE"
LOADED = {name: os.environ.get(name) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")}
"""What the environment named when aiohttp was loaded, which reads the certificates then."""
CONNECTIONS = 1_000
"""Connections of one platform at once; each workspace uses a few, and one whose answers are slow holds up no other."""
HOSTS_KEPT = 256
"""Hosts whose way is remembered; the platforms have a few each."""
UNTRUSTED_CURE = "let SSL_CERT_FILE or REQUESTS_CA_BUNDLE name the certificate of your proxy's authority"
"""What an operator can do about a server whose certificate is not trusted."""


def open_session(timeout: aiohttp.ClientTimeout) -> aiohttp.ClientSession:
    """Return a new session, which the caller closes; `timeout` holds for each of its requests. Raises ConfigError."""
    connector = aiohttp.TCPConnector(ssl=_trusted(), limit=within_open_files(CONNECTIONS, share=4))
    return aiohttp.ClientSession(timeout=timeout, connector=connector, request_class=_request_class())


def may_be_called(url: str, rehearsed: frozenset[str], is_known: Callable[[str], bool]) -> bool:
    """Whether an address from outside may be called: https on a known host; on hosts of rehearsals http too."""
    try:
        parts = urlsplit(url)
        # Reading the port raises ValueError for one that is out of range.
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.username or parts.password:
        return False
    if host in rehearsed:
        return parts.scheme in ("http", "https")
    return parts.scheme == "https" and is_known(host) and port in (None, 443)


def _request_class() -> type[aiohttp.ClientRequest]:
    """Return a class of requests that go through the proxy which the environment names for their host."""
    # Why not trust_env: it looks for the proxy, and for a password in ~/.netrc, in two threads for each request.
    proxy_to = lru_cache(HOSTS_KEPT)(_proxy_to)

    class ProxiedRequest(aiohttp.ClientRequest):
        def __init__(self, method: str, url: URL, **options: Any) -> None:
            super().__init__(method, url, **(options | {"proxy": proxy_to(url.scheme, url.host or "")}))

    return ProxiedRequest


def _proxy_to(scheme: str, host: str) -> URL | None:
    """Return the proxy on the way to a host, with its name and password if it has them; None when there is none."""
    proxy = None if proxy_bypass(host) else getproxies().get(scheme)
    return URL(proxy) if proxy else None


def _trusted() -> ssl.SSLContext | bool:
    """Return what a session trusts: aiohttp's own context, True, where the environment names no more than it has read.

    A context of its own takes a megabyte, and a twentieth of a start.
    """
    as_loaded = all(os.environ.get(name) == value for name, value in LOADED.items())
    bundle = os.environ.get(BUNDLE, "")
    is_loaded = not bundle or (bundle == LOADED["SSL_CERT_FILE"] and os.path.isfile(bundle))
    return True if as_loaded and is_loaded else tls_context()


def tls_context() -> ssl.SSLContext:
    """Return a context that trusts OpenSSL's own list, or SSL_CERT_FILE, and REQUESTS_CA_BUNDLE beside it.

    The bundle is a file or a folder of certificates; raises ConfigError when none can be read from it.
    """
    context = ssl.create_default_context()
    # OpenSSL reads SSL_CERT_FILE by itself; this one only the library `requests` knows.
    bundle = os.environ.get(BUNDLE, "")
    if bundle:
        is_folder = os.path.isdir(bundle)
        try:
            context.load_verify_locations(cafile=None if is_folder else bundle, capath=bundle if is_folder else None)
        except OSError as error:
            raise ConfigError(f"{BUNDLE} names {bundle[:200]!r}, which holds no certificates: {error}.") from None
    return context


async def connect_web_socket(
    session: aiohttp.ClientSession, url: str, heartbeat_seconds: float
) -> aiohttp.ClientWebSocketResponse:
    """Open a WebSocket, with a ping every `heartbeat_seconds`; raises what the session raises."""
    # why here: aiohttp looks for a proxy by the scheme of the address, so wss:// would only go through WSS_PROXY
    scheme, separator, rest = url.partition("://")
    web_url = {"wss": "https", "ws": "http"}.get(scheme, scheme) + separator + rest
    return await session.ws_connect(web_url, heartbeat=heartbeat_seconds)
