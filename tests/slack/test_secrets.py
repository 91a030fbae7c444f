"""What must not be seen in logs and files, and whom nobody can make us call."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from pathlib import Path

import aiohttp
import pytest
import structlog
from aiohttp import web

from adapters.slack.client import SlackClient
from adapters.slack.token_vault import WorkspaceTokens, new_key
from bot.clock import SystemClock
from bot.errors import DeliveryError
from bot.logs import configure
from tests.fakes.slack import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, SECRET, TOKEN, FakeSlack, Fault
from tests.slack.bench import Bench, bench, until
from tests.slack.test_workspace_installer import at_rest as every_byte
from tests.slack.test_workspace_installer import granted, install

NOTE = "wants-two-prices-before-thursday"
KEY = new_key()
HOST = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "key": KEY}


async def a_day_with_everything(fake: FakeSlack, path: Path) -> None:
    """Lines, forms, presses, failures, forgeries, an installation, and the same over a line."""
    fake.codes["c"] = granted(token="xoxb-2-sealed", refresh_token="xoxe-1-refresh", expires_in=43200)
    async with bench(fake, path=path, **HOST) as house:
        await install(house, "c")
        await house.command(f"/called - {NOTE}")
        await house.say(f"call - vm {NOTE}")
        await house.deliver(fake.press_body(fake.to("U1")[-1], "Undo"))
        await house.command(f"/promise acme {NOTE}")
        fake.fail("chat.postMessage", Fault(status=500, error="internal_error"), Fault(drop=True))
        fake.fail("users.info", Fault(status=502, body="<html>"))
        await house.deliver(fake.message_event(f"call - {NOTE} again", user="U2"))
        await fake.post(house.url, fake.command_body("/called", NOTE), secret="forged")
        await fake.raw(house.url, b"{", {"Content-Type": "application/json"})
        await fake.post(house.url, fake.command_body("/called", NOTE) | {"trigger_id": ""})
    fake.handshakes_refused = 1
    async with bench(fake, socket=True) as house:
        await until(lambda: bool(house.slack.socket_mode and house.slack.socket_mode.up))
        await fake.envelope("slash_commands", fake.command_body("/called", f"- {NOTE}"))
        await fake.envelope("events_api", {"type": "event_callback", "event": {"text": NOTE}})


async def test_no_log_line_holds_a_secret_even_at_debug_level(
    fake: FakeSlack, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """No token, no signing secret, no response address, no ticket, and not a word that anybody typed."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("asyncio").setLevel(logging.DEBUG)
    await a_day_with_everything(fake, tmp_path / "snurr.db")
    out, err = capfd.readouterr()
    seen = caplog.text + out + err
    assert "slack.call_failed" in seen
    secrets = (TOKEN, APP_TOKEN, SECRET, CLIENT_SECRET, KEY, "xoxb-", "xoxe-", "xapp-", "/hook/", "ticket=", NOTE)
    assert [secret for secret in secrets if secret in seen] == []


async def test_no_token_is_readable_in_the_database_its_log_or_a_copy(fake: FakeSlack, tmp_path: Path) -> None:
    """Ciphertext wherever bytes rest."""
    await a_day_with_everything(fake, tmp_path / "snurr.db")
    with sqlite3.connect(tmp_path / "snurr.db") as here, sqlite3.connect(tmp_path / "copy.db") as copy:
        here.backup(copy)
    at_rest = every_byte(tmp_path)
    assert NOTE.encode() in at_rest
    assert [each for each in (b"xoxb-", b"xoxe-", b"xapp-", SECRET.encode(), KEY.encode()) if each in at_rest] == []


FOREIGN = (
    "http://169.254.169.254/latest/meta-data", "http://localhost:{port}/x", "http://[::1]:{port}/x",
    "http://2130706433:{port}/x", "http://0x7f000001:{port}/x", "http://127.1:{port}/x", "http://127.0.0.1:{port}/x",
    "https://hooks.slack.com@127.0.0.1:{port}/x", "http://hooks.slack.com.127.0.0.1.nip.example:{port}/x",
    "https://hooks.slack.com:{port}/x", "http://hooks.slack.com/x", "https://hooks.slack.com.evil.example/x",
    "https://evil.example/?hooks.slack.com", "file:///etc/passwd", "gopher://127.0.0.1:{port}/x",
    "//127.0.0.1:{port}/x", "https://hooks.slack.com\\@127.0.0.1:{port}/x", "https://hooks.slack.com#@127.0.0.1/x",
    "https://ho\u043eks.slack.com/x", "https://[broken", "",
)  # fmt: skip


@pytest.mark.parametrize("address", FOREIGN)
async def test_a_response_url_on_a_foreign_host_is_not_called(house: Bench, address: str) -> None:
    """With Slack's hosts alone allowed nothing is called, and the answer comes another way."""
    called: list[str] = []

    async def listen(request: web.Request) -> web.Response:
        called.append(request.path)
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", listen)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    house.slack.workspaces["T1"].client.hosts = frozenset()
    body = house.fake.command_body("/team", "week", channel="C1", named="sales")
    url = address.replace("{port}", str(runner.addresses[0][1]))
    status, answer = await house.fake.post(house.url, body | {"response_url": url})
    await house.settled()
    await runner.cleanup()
    assert (status, called, house.fake.hooks) == (200, [], [])
    assert "Week 48" in (answer["text"] if answer else house.fake.messages[-1].text)


async def test_a_redirect_is_not_followed(fake: FakeSlack) -> None:
    """An allowed host cannot send us elsewhere."""
    called: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        called.append(request.path)
        raise web.HTTPTemporaryRedirect("/second")

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", elsewhere)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as session:
        hosts = frozenset({"127.0.0.1"})
        client = SlackClient(token=TOKEN, base=fake.api_url, now=SystemClock().now, session=session, hosts=hosts)
        with pytest.raises(DeliveryError, match="http_307"):
            await client.respond(f"http://127.0.0.1:{runner.addresses[0][1]}/first", {"text": "x"})
    await runner.cleanup()
    assert called == ["/first"]


async def test_a_picture_is_only_uploaded_to_slacks_own_hosts(house: Bench) -> None:
    """An upload address elsewhere gets nothing; the words have to do."""
    house.fake.charts_refused = True
    house.slack.workspaces["T1"].client.hosts = frozenset()
    await house.say("call acme")
    assert "Week 48" in await house.say("team week")
    assert all("bytes" not in file for file in house.fake.files.values())


async def test_nothing_that_people_typed_is_fetched(house: Bench, fake: FakeSlack) -> None:
    """A link in a note is a word."""
    await house.say(f"call acme http://127.0.0.1:{fake.port}/upload/F1")
    await asyncio.sleep(0)
    assert {method for method, _ in fake.calls} <= {
        "auth.test",
        "users.info",
        "chat.postMessage",
        "users.conversations",
    }


async def test_no_repr_of_an_object_holds_a_secret(house: Bench) -> None:
    """A developer who prints one, or a traceback with its variables, gives nothing away."""
    shown = repr((house.slack, WorkspaceTokens(token="xoxb-2", refresh="xoxe-1"), house.slack.config))
    assert [each for each in (TOKEN, SECRET, "xoxb-2", "xoxe-1") if each in shown] == []


def test_a_traceback_on_a_terminal_has_no_variables(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a line failed is shown, what was in it is not."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    configure()
    note = NOTE  # a variable of this frame
    try:
        raise KeyError(len(note))
    except KeyError:
        structlog.get_logger().exception("broken")
    finally:
        structlog.reset_defaults()
        logging.getLogger().handlers.clear()
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert NOTE not in said
