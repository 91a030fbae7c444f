"""Only this machine's own page gets in, whatever is asked for; over raw sockets, as no browser would."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from adapters.web.platform import WebChat
from bot.cli.demo import run_demo
from bot.clock import SystemClock
from bot.errors import ConfigError
from bot.messages.card import Reply
from bot.messages.events import Event
from bot.settings import load

STATIC = Path(__file__).parents[2] / "adapters" / "web" / "static"
PATHS = ("/", "/page.js", "/socket", "/nowhere", "/../etc/passwd", "/%2e%2e/x", "/slack/events", "/healthz", "//x")
METHODS = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS")
UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
STRANGE = ("http://evil.example", "null", "https://127.0.0.1:{port}", "http://localhost.evil.example:{port}", "file://",
           "http://127.0.0.1", "http://127.0.0.1:{port}.evil.example", "127.0.0.1:{port}", "", "http://[::1]:{port}",
           "http://user@127.0.0.1:{port}", "HTTP://127.0.0.1:{port}/")  # fmt: skip
HOSTS = ("evil.example", "localhost.evil.example", "localhost.evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "0.0.0.0:{port}",
         "127.0.0.1.evil.example:{port}", "[::1]:{port}", "", "127.0.0.1:{port}@evil.example", "2130706433:{port}", "LOCALHOST:{port}.x")  # fmt: skip
REFUSED = {400, 401, 403, 421}


@pytest.fixture(name="chat")
async def chat_fixture() -> AsyncIterator[WebChat]:
    """A web chat with nobody in it; whatever gets past the guard and says something fails the test."""

    async def nobody() -> dict[str, object]:
        return {"people": []}

    async def stay(to: str) -> tuple[str, ...]:
        raise AssertionError(to)

    async def handle(event: Event) -> Reply:
        raise AssertionError(event)

    chat = WebChat(clock=SystemClock(), describe=nobody, steer=stay)
    task = asyncio.ensure_future(chat.run(handle))
    await asyncio.wait({asyncio.ensure_future(chat.ready.wait()), task}, return_when=asyncio.FIRST_COMPLETED)
    yield chat
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert chat.room.messages == {}


async def _status(chat: WebChat, request: str, *, fresh: bool = True) -> int:
    """Send bytes as they stand and return the status of the answer; if `fresh`, as if nobody had used the token yet."""
    chat.guard.used = chat.guard.used and not fresh
    head = request.replace("{port}", str(chat.port)).replace("{token}", chat.guard.token)
    reader, writer = await asyncio.open_connection("127.0.0.1", chat.port)
    writer.write(head.encode("latin-1"))
    line = await asyncio.wait_for(reader.readline(), 60)
    writer.close()
    await writer.wait_closed()
    return int(line.split()[1])


def _get(path: str, *headers: str, method: str = "GET", host: str = "127.0.0.1:{port}") -> str:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *headers, "Content-Length: 0", "", ""]
    return "\r\n".join(lines)


@pytest.mark.parametrize("path", PATHS)
async def test_no_token_no_path(chat: WebChat, path: str) -> None:
    """Without the token every path answers alike, whether it exists or not."""
    assert await _status(chat, _get(path)) == 401
    assert await _status(chat, _get(f"{path}?token=wrong")) == 401
    assert await _status(chat, _get(path, "Cookie: snurr_demo_{port}=wrong")) == 401
    assert await _status(chat, _get(path, "Cookie: snurr_demo_{port}={token}")) == 401


@pytest.mark.parametrize("path", [f"{path}?token={{token}}" for path in PATHS])
async def test_the_token_works_once(chat: WebChat, path: str) -> None:
    """Whatever was asked for with it, afterwards a browser without the cookie gets nothing on any path."""
    assert await _status(chat, _get(path)) in {200, 302, 400, 404}
    for later in PATHS:
        assert await _status(chat, _get(f"{later}?token={{token}}"), fresh=False) == 403
        assert await _status(chat, _get(later), fresh=False) == 401


async def test_whoever_is_refused_before_does_not_use_the_token_up(chat: WebChat) -> None:
    """Another page's script that knows the token cannot lock the person out."""
    assert await _status(chat, _get("/?token={token}", "Origin: http://evil.example")) == 403
    assert await _status(chat, _get("/?token={token}", host="evil.example"), fresh=False) == 421
    assert await _status(chat, _get("/?token={token}"), fresh=False) == 302


@pytest.mark.parametrize("path", ["/", "/page.js", "/nowhere"])
async def test_the_browser_that_used_the_token_goes_on(chat: WebChat, path: str) -> None:
    """By its cookie: a reload, also of the printed address, and the socket."""
    url, jar = f"http://127.0.0.1:{chat.port}", aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        for address in (f"{url}{path}?token={chat.guard.token}", f"{url}/", chat.address, chat.address):
            async with session.get(address) as page:
                assert page.status == (404 if "/nowhere" in address else 200)
        async with session.ws_connect(f"{url}/socket", headers={"Origin": url}) as socket:
            assert not socket.closed


async def test_a_second_browser_reads_why_it_is_refused(chat: WebChat) -> None:
    """And how to get another address."""
    async with aiohttp.ClientSession() as session, session.get(chat.address, allow_redirects=False):
        pass
    async with aiohttp.ClientSession() as session, session.get(chat.address) as page:
        assert page.status == 403
        assert "works once" in await page.text()


@pytest.mark.parametrize("host", HOSTS)
async def test_a_foreign_host_is_misdirected(chat: WebChat, host: str) -> None:
    """A name that somebody points at this machine is not this machine, even with the right token."""
    for path in ("/?token={token}", "/page.js?token={token}", "/nowhere?token={token}"):
        assert await _status(chat, _get(path, host=host)) in REFUSED
    assert (
        await _status(chat, _get("/?token={token}", "Origin: http://127.0.0.1:{port}", method="POST", host=host))
        in REFUSED
    )


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}"])
async def test_this_machines_own_names_are_let_in(chat: WebChat, host: str) -> None:
    """A refusal of everything would pass the other tests."""
    assert await _status(chat, _get("/?token={token}", host=host)) == 302
    assert await _status(chat, _get("/page.js?token={token}", host=host)) == 200
    assert await _status(chat, _get("/page.js?token={token}", f"Origin: http://{host}", host=host)) == 200
    assert await _status(chat, _get("/nowhere?token={token}", host=host)) == 404
    assert (
        await _status(chat, _get("/page.js?token={token}", f"Origin: http://{host}", method="POST", host=host)) == 405
    )


@pytest.mark.parametrize("origin", STRANGE)
@pytest.mark.parametrize("path", ["/?token={token}", "/socket?token={token}", "/nowhere?token={token}"])
async def test_a_foreign_origin_is_refused(chat: WebChat, origin: str, path: str) -> None:
    """Another page's script gets nothing, not even with the token."""
    assert await _status(chat, _get(path, f"Origin: {origin}")) == 403
    assert await _status(chat, _get(path, f"Origin: {origin}", method="POST")) == 403


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ["/?token={token}", "/nowhere?token={token}"])
async def test_who_acts_names_an_origin(chat: WebChat, method: str, path: str) -> None:
    """A missing Origin is refused on anything but reading."""
    assert await _status(chat, _get(path, method=method)) == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"]
)
async def test_a_form_of_another_site_stores_nothing(chat: WebChat, kind: str) -> None:
    """What a browser posts without asking is refused before the body is read."""
    body = '{"type":"say","person":"Sanna","text":"call nilsson"}'
    for origin in ("Origin: http://evil.example\r\n", "Origin: null\r\n", ""):
        for path in ("/", "/socket", "/say"):
            head = f"POST {path}?token={{token}} HTTP/1.1\r\nHost: 127.0.0.1:{{port}}\r\n{origin}"
            assert (
                await _status(chat, f"{head}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}") == 403
            )
    assert chat.room.messages == {}


@pytest.mark.parametrize(
    "origin",
    ["", "Origin: null\r\n", "Origin: http://evil.example\r\n", "Origin: http://localhost.evil.example:{port}\r\n"],
)
@pytest.mark.parametrize("path", ["/socket", "/", "/nowhere"])
async def test_the_socket_opens_for_our_own_page_alone(chat: WebChat, origin: str, path: str) -> None:
    """An upgrade needs our origin, on any path."""
    head = f"GET {path}?token={{token}} HTTP/1.1\r\nHost: 127.0.0.1:{{port}}\r\n{origin}{UPGRADE}\r\n"
    assert await _status(chat, head) == 403


async def test_the_socket_needs_the_token_too(chat: WebChat) -> None:
    """Our origin alone is what any program on this machine can write."""
    head = f"GET /socket HTTP/1.1\r\nHost: 127.0.0.1:{{port}}\r\nOrigin: http://127.0.0.1:{{port}}\r\n{UPGRADE}\r\n"
    assert await _status(chat, head) == 401
    assert await _status(chat, head.replace("/socket", "/socket?token={token}")) == 101


@pytest.mark.parametrize(
    "extra",
    [
        "Host: evil.example\r\n",
        "Origin: http://127.0.0.1:{port}\r\nOrigin: http://evil.example\r\n",
        "Origin: http://evil.example\r\nOrigin: http://127.0.0.1:{port}\r\n",
    ],
)
async def test_a_header_given_twice_is_refused(chat: WebChat, extra: str) -> None:
    """The good one does not cover for the bad one, in either order."""
    for lines in (f"Host: 127.0.0.1:{{port}}\r\n{extra}", f"{extra}Host: 127.0.0.1:{{port}}\r\n"):
        assert await _status(chat, f"GET /page.js?token={{token}} HTTP/1.1\r\n{lines}\r\n") in REFUSED


async def test_no_host_at_all_is_refused(chat: WebChat) -> None:
    """HTTP/1.0 and HTTP/1.1 alike."""
    assert await _status(chat, "GET /page.js?token={token} HTTP/1.0\r\n\r\n") in REFUSED
    assert await _status(chat, "GET /page.js?token={token} HTTP/1.1\r\n\r\n") in REFUSED


@pytest.mark.parametrize(
    "request_line", ["GET / HTTP/9.9", "G\x00T / HTTP/1.1", "nonsense", "GET  / HTTP/1.1", "\x16\x03\x01"]
)
async def test_what_is_no_http_is_refused(chat: WebChat, request_line: str) -> None:
    """Never an error of ours."""
    assert await _status(chat, f"{request_line}\r\nHost: 127.0.0.1:{{port}}\r\n\r\n") in REFUSED


async def test_only_loopback_listens(chat: WebChat) -> None:
    """No other machine can even knock: what listens everywhere would listen at 127.0.0.2 as well."""
    with pytest.raises(OSError):
        await asyncio.wait_for(asyncio.open_connection("127.0.0.2", chat.port), 5)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
async def test_a_public_demo_does_not_start(host: str) -> None:
    """One sentence says why, and nothing listens."""
    with pytest.raises(ConfigError, match="this machine alone"):
        await run_demo(load({"HOST": host, "PORT": "0", "SNURR_CONFIG": "nowhere.toml"}), opens=False, said=print)


async def test_a_taken_port_is_said_in_one_sentence(chat: WebChat) -> None:
    """The address in use is no stack trace."""
    settings = load({"PORT": str(chat.port), "SNURR_CONFIG": "nowhere.toml"})
    with pytest.raises(ConfigError, match=r"^Port \d+ is taken: set PORT"):
        await run_demo(settings, opens=False, said=print)


async def test_the_printed_address_answers_200_to_a_plain_get(chat: WebChat) -> None:
    """Following redirects and keeping cookies, as scripts do; the token then leaves the address."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session, session.get(chat.address) as page:
        assert page.status == 200
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert str(page.url) == f"http://127.0.0.1:{chat.port}/"
        (cookie,) = jar
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Strict", "127.0.0.1")
        assert chat.guard.token not in cookie.value


async def test_two_demos_keep_apart_in_one_browser(chat: WebChat) -> None:
    """A browser has one jar for all ports of a host, so a cookie is named after its port."""
    assert chat.guard.cookie == f"snurr_demo_{chat.port}"


async def test_every_answer_says_what_a_page_may_do(chat: WebChat) -> None:
    """No inline script, no other host, no frame, no referrer with the token; refusals included."""
    base, token = f"http://127.0.0.1:{chat.port}", chat.guard.token
    async with aiohttp.ClientSession() as session:
        for path in (f"/page.js?token={token}", f"/nowhere?token={token}", "/", f"/?token={token}"):
            async with session.get(f"{base}{path}", allow_redirects=False) as answer:
                policy = dict(
                    part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";")
                )
                assert policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
                assert {policy["script-src"], policy["style-src"], policy["connect-src"]} == {"'self'"}
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", sorted(path.name for path in STATIC.iterdir()))
async def test_the_page_is_made_of_text_nodes_only(chat: WebChat, name: str) -> None:
    """No way to turn text into markup or code, nothing inline, nothing from elsewhere."""
    url = f"http://127.0.0.1:{chat.port}/{name}?token={chat.guard.token}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        text = await answer.text()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|srcdoc", text
    )
    assert not re.search(r"\son\w+=[\"']|<script(?![^>]*\ssrc=)|<style|\sstyle=", text)
    assert not [url for url in re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text) if "www.w3.org" not in url]
