"""What strangers may cost the HTTP server: encodings, slow requests, and many connections."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from adapters.common.connections import ConnectionLimits
from adapters.common.http_server import BODY_LIMIT, HttpServer
from adapters.common.operator_pages import OperatorPages, this_machine

SECONDS = 0.4
LIMIT = 8
PATHS = ("/healthz", "/readyz", "/metrics", "/slack/events", "/api/messages", "/nowhere")


async def _none() -> list[str]:
    return []


async def _nothing() -> bytes:
    return b""


async def _echo(request: web.Request) -> web.Response:
    return web.Response(text=str(len(await request.read())))


@asynccontextmanager
async def serving(limit: int = LIMIT, seconds: float = SECONDS) -> AsyncIterator[int]:
    """Run a server with two platforms' paths, and with short limits unless others are given; give its port."""
    routes = [web.post("/slack/events", _echo), web.post("/api/messages", _echo)]
    limits = ConnectionLimits(limit=limit, seconds=seconds)
    pages = OperatorPages(problems=_none, metrics=_nothing).routes(this_machine)
    server = HttpServer(host="127.0.0.1", port=0, routes=[*routes, *pages], limits=limits)
    try:
        yield await server.start()
    finally:
        await server.stop()


async def _answer(port: int, *parts: bytes, pause: float = 0.0) -> bytes:
    """Send the parts with a pause between them, and return all that comes until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await asyncio.sleep(pause)
        async with asyncio.timeout(30):
            return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


def _request(path: str, *headers: str, method: str = "POST", body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: bot", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _bytes_of(data: bytes) -> Iterable[bytes]:
    return (data[place : place + 1] for place in range(len(data)))


PACKED = gzip.compress(b"0" * 10 * BODY_LIMIT)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "identity", "gzip, gzip", ""])
@pytest.mark.parametrize("path", PATHS)
async def test_a_body_with_an_encoding_is_refused_on_every_path(path: str, encoding: str, method: str) -> None:
    """415 for each path, method and encoding, announced by length or in chunks, and nothing is unpacked."""
    whole = _request(path, f"Content-Encoding: {encoding}", f"Content-Length: {len(PACKED)}", method=method)
    chunked = _request(path, f"Content-Encoding: {encoding}", "Transfer-Encoding: chunked", method=method)
    chunk = f"{len(PACKED):x}\r\n".encode() + PACKED + b"\r\n0\r\n\r\n"
    # Whoever is slow here is this machine, so the time that a request has is long.
    async with serving(seconds=30) as port:
        answers = [await _answer(port, whole + PACKED), await _answer(port, chunked + chunk)]
    assert [b"415", b"415"] == [answer.split()[1] for answer in answers]


SLOW = {
    "nothing": [],
    "a head without its end": [b"POST /slack/events HTTP/1.1\r\nHost: bot\r\n"],
    "a head byte by byte": list(_bytes_of(_request("/slack/events", "Content-Length: 0"))),
    "a body that never comes": [_request("/slack/events", "Content-Length: 100")],
    "a body byte by byte": [_request("/api/messages", "Content-Length: 100"), *[b"x"] * 99],
    "a chunk that never comes": [_request("/api/messages", "Transfer-Encoding: chunked")],
    "a chunk byte by byte": [_request("/slack/events", "Transfer-Encoding: chunked"), *[b"1\r\nx\r\n"] * 99],
    "a body that nobody reads": [_request("/nowhere", "Content-Length: 100"), *[b"x"] * 99],
    "a body of a health check": [_request("/healthz", "Content-Length: 100", method="GET"), *[b"x"] * 99],
}


@pytest.mark.parametrize("parts", SLOW.values(), ids=SLOW)
async def test_a_request_that_does_not_arrive_in_time_is_closed(parts: list[bytes]) -> None:
    """However slow and at whichever stage: head, body, chunks, or what follows a refusal."""
    loop = asyncio.get_running_loop()
    async with serving() as port:
        start = loop.time()
        answer = await _answer(port, *parts, pause=SECONDS / 40)
        assert loop.time() - start < 9 * SECONDS
    assert b" 200 " not in answer


async def test_the_next_request_of_a_connection_has_the_same_time() -> None:
    """The first byte after an answer starts the time; an idle connection stays open."""
    whole = b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 2\r\n\r\nab"
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(whole)
        assert (await reader.readuntil(b"\r\n\r\n2")).startswith(b"HTTP/1.1 200")
        await asyncio.sleep(2 * SECONDS)
        writer.write(whole)
        assert (await reader.readuntil(b"\r\n\r\n2")).startswith(b"HTTP/1.1 200")
        writer.write(whole[:20])
        async with asyncio.timeout(10 * SECONDS):
            with pytest.raises((asyncio.IncompleteReadError, ConnectionError)):
                await reader.readexactly(1)
        writer.close()


async def test_a_peer_that_reads_no_answers_is_closed() -> None:
    """Many requests at once whose answers are never read hold no connection."""
    async with serving() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        many = b"GET /nowhere HTTP/1.1\r\nHost: bot\r\n\r\n" * 2000
        with pytest.raises(ConnectionError):
            async with asyncio.timeout(30 * SECONDS):
                while True:
                    writer.write(many)
                    await writer.drain()
        writer.close()
        del reader


async def test_honest_requests_are_answered_while_all_connections_are_held() -> None:
    """A new connection takes the place of the one that has been waiting longest."""
    async with serving() as port:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5 * LIMIT)]
        for _, writer in held:
            writer.write(_request("/slack/events", "Content-Length: 100"))
        answer = await _answer(port, _request("/api/messages", "Content-Length: 2", body=b"ab"))
        for _, writer in held:
            writer.close()
    assert b" 200 " in answer


async def test_a_body_above_the_limit_is_refused_before_it_arrives() -> None:
    """413 for an announced length, and as soon as chunks exceed it."""
    async with serving() as port:
        announced = await _answer(port, _request("/slack/events", f"Content-Length: {BODY_LIMIT + 1}"))
        chunk = f"{BODY_LIMIT + 1:x}\r\n".encode() + b"x" * (BODY_LIMIT + 1)
        sent = await _answer(port, _request("/slack/events", "Transfer-Encoding: chunked"), chunk)
    assert [b"413", b"413"] == [announced.split()[1], sent.split()[1]]


async def test_the_answer_names_no_program_with_a_version() -> None:
    """The Server header, of refusals too."""
    async with serving() as port:
        answers = [await _answer(port, _request(path, method="GET")) for path in PATHS]
        answers.append(await _answer(port, b"no HTTP at all\r\n\r\n"))
    assert all(b"\r\nServer: Snurr\r\n" in answer for answer in answers)
