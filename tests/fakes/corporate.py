"""A company network on loopback: a proxy that everything must go through, and a private certificate authority."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOGIN, KEYS, SERVICE = "login.microsoftonline.com", "login.botframework.com", "smba.trafficmanager.net"
API, HOOKS, FILES, SOCKET = "slack.com", "hooks.slack.com", "files.slack.com", "wss-primary.slack.com"
VARIABLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NO_PROXY", "no_proxy", "HTTPS_PROXY", "https_proxy")
"""What the environment says of proxies and authorities."""


def authority(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Make an authority; return the file of its certificate and the context of a server with Microsoft's and Slack's names."""
    root, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    firm = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The company's own authority")])
    hosts = (LOGIN, KEYS, SERVICE, API, HOOKS, FILES, SOCKET)
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
    root_usage = x509.BasicConstraints(ca=True, path_length=0)
    signed = [
        _certificate(firm, root, root, root, (root_usage,)),
        _certificate(x509.Name([]), leaf, root, root, (names, x509.BasicConstraints(ca=False, path_length=None))),
    ]
    bundle, chain = folder / "authority.pem", folder / "server.pem"
    bundle.write_bytes(signed[0].public_bytes(serialization.Encoding.PEM))
    key = leaf.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain.write_bytes(key + signed[1].public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return bundle, context


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: ec.EllipticCurvePrivateKey,
    by: ec.EllipticCurvePrivateKey,
    extensions: tuple[x509.ExtensionType, ...],
) -> x509.Certificate:
    now = datetime.now(UTC)  # noqa: TID251 - certificates bear machine time
    firm = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The company's own authority")])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(firm)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False)
    )
    for extension in extensions:
        made = made.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints) or not subject.rdns)
    return made.sign(by, hashes.SHA256())


@dataclass(kw_only=True)
class Proxy:
    """An HTTP proxy that leads every CONNECT to one server on loopback; `asked` is the first line of each request."""

    server_port: int
    asked: list[str] = field(default_factory=list)
    port: int = 0
    _server: asyncio.Server = field(init=False)

    @property
    def url(self) -> str:
        """What HTTPS_PROXY says."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked.append(head.decode().split("\r\n", 1)[0])
        to, out = await asyncio.open_connection("127.0.0.1", self.server_port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            await asyncio.gather(_pump(reader, out), _pump(to, writer))


@dataclass(kw_only=True)
class Network:
    """Answers for Microsoft's hosts behind TLS, reached through the proxy alone."""

    tls: ssl.SSLContext
    served: list[str] = field(default_factory=list)
    proxy: Proxy = field(init=False)
    _runner: web.AppRunner = field(init=False)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", self._answer)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self.tls).start()
        self.proxy = await Proxy(server_port=self._runner.addresses[0][1]).__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.proxy.__aexit__(*error)
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        self.served.append(f"{request.method} {request.host}{request.path}")
        match request.path:
            case "/v1/.well-known/openidconfiguration":
                return web.json_response({"jwks_uri": f"https://{KEYS}/keys"})
            case "/keys":
                return web.json_response({"keys": []})
            case path if path.endswith("/token"):
                return web.json_response({"access_token": "t", "expires_in": 3600})
        return web.json_response({"id": "1"}, status=201)


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while data := await source.read(65536):
        sink.write(data)
        await sink.drain()
    sink.close()
