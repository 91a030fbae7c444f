"""The local web chat over real HTTP and a real WebSocket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo import Demo
from bot.settings import load

START = {"SNURR_CLOCK": "2026-11-24T08:20+01:00", "PORT": "0", "SNURR_CONFIG": "nowhere.toml"}


@pytest.fixture(name="demo")
async def demo_fixture(tmp_path: Path) -> AsyncIterator[Demo]:
    """A running demo on a free port."""
    demo = Demo(settings=load(START), folder=tmp_path, opens=False, said=lambda text: None)
    task = asyncio.ensure_future(demo.run())
    while not hasattr(demo, "chat") or not demo.chat.ready.is_set():
        await asyncio.sleep(0.01)
        if task.done():
            task.result()
    yield demo
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    demo.app.store.close()


class Tab:
    """One open page."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, **message: Any) -> None:
        await self.socket.send_str(json.dumps(message))

    async def until(self, kind: str, **wanted: Any) -> dict[str, Any]:
        """Return the next news of a kind whose message holds what is wanted."""
        async with asyncio.timeout(10):
            while True:
                news = json.loads((await self.socket.receive()).data)
                message = news.get("message", news)
                if news["type"] == kind and all(message.get(k) == v for k, v in wanted.items()):
                    return dict(news)

    async def say(self, person: str, text: str, place: str = "private", id: str = "") -> dict[str, Any]:
        await self.send(type="say", person=person, place=place, text=text, id=id, pane=0)
        found = await self.until("said", who="")
        return dict(found["message"])


@pytest.fixture(name="tab")
async def tab_fixture(demo: Demo) -> AsyncIterator[Tab]:
    """A page that came in by the printed address."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(demo.chat.address) as page:
            assert page.status == 200
        origin = f"http://127.0.0.1:{demo.chat.port}"
        async with session.ws_connect(f"{origin}/socket", headers={"Origin": origin}) as socket:
            yield Tab(socket)


async def test_a_typed_line_is_answered_and_kept(tab: Tab) -> None:
    """The page gets the line and the receipt, with a payload for each button."""
    said = await tab.say("Sanna", "call nilsson")
    assert "Nilsson Rör AB" in said["text"]
    assert len(said["payloads"]) == 2
    await tab.send(type="open", conversation="@Sanna", pane=0)
    history = await tab.until("history")
    assert [message["who"] for message in history["messages"]] == ["Sanna", ""]


async def test_a_pressed_button_acts_for_the_person_of_the_pane(tab: Tab) -> None:
    """Undo takes the call back."""
    said = await tab.say("Sanna", "call nilsson")
    await tab.send(
        type="press", person="Sanna", place="private", payload=said["payloads"][1], receipt=said["id"], id="p1"
    )
    assert "Undone" in (await tab.until("said", who=""))["message"]["text"]


async def test_a_form_asks_and_its_answer_is_logged(tab: Tab) -> None:
    """What is missing is asked for in the pane that typed."""
    await tab.send(type="say", person="Sanna", place="private", text="promise nilsson", id="1", pane=1)
    form = (await tab.until("form"))["form"]
    assert [field["name"] for field in form["fields"]] == ["account", "what", "due"]
    values = {"account": "nilsson", "what": "quote", "due": "fri"}
    await tab.send(
        type="submit",
        person="Sanna",
        place="private",
        verb=form["verb"],
        kept=form["kept"],
        values=values,
        pane=1,
        id="2",
    )
    assert "quote · due" in (await tab.until("said", who=""))["message"]["text"]


async def test_a_delivery_with_the_same_id_counts_once(tab: Tab) -> None:
    """The page's own id is the key."""
    first = await tab.say("Sanna", "call nilsson", id="same")
    second = await tab.say("Sanna", "call nilsson", id="same")
    assert first["text"] == second["text"]


async def test_in_the_channel_logs_are_for_one_and_waiting_for_all(tab: Tab) -> None:
    """Private by default; public where speed needs eyes, and the nudge turns into its result."""
    assert (await tab.say("Sanna", "call nilsson", "channel"))["only"] == "Sanna"
    waits = await tab.say("Sanna", "waiting counter", "channel")
    assert waits["only"] == ""
    await tab.send(
        type="press", person="Ola", place="channel", payload=waits["payloads"][0], receipt=waits["id"], id="go"
    )
    assert "Ola went after" in (await tab.until("updated", id=waits["id"]))["message"]["text"]


async def test_the_clock_moves_forward_and_brings_the_next_nudge(tab: Tab) -> None:
    """A tester need not wait until morning."""
    state = await tab.until("state")
    await tab.send(type="steer", to="next")
    nudge = await tab.until("said", conversation="@Sanna")
    assert "(" in nudge["message"]["text"]
    assert (await tab.until("state"))["now"] > state["now"]
    await tab.send(type="steer", to="friday")
    assert "Week 48" in (await tab.until("said", conversation="#"))["message"]["text"]


async def test_reset_begins_anew(tab: Tab) -> None:
    """Everything typed is gone, the clock stands at its start."""
    await tab.say("Sanna", "call nilsson")
    await tab.send(type="steer", to="reset")
    await tab.until("reset")
    await tab.send(type="open", conversation="@Sanna", pane=0)
    assert (await tab.until("history"))["messages"] == []


async def test_nonsense_on_the_socket_is_no_error(tab: Tab) -> None:
    """Whatever is sent, the page goes on."""
    for text in ("nonsense", "[]", '{"type":"press","person":"Sanna","payload":"9|x"}', '{"type":"say","person":"Sanna"}',
                 '{"type":"submit","person":"Sanna","values":3}', '{"type":"steer","to":"past"}'):  # fmt: skip
        await tab.socket.send_str(text)
    assert "Nilsson" in (await tab.say("Sanna", "call nilsson"))["text"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 401),
        ("GET", "/?token=wrong", {}, 401),
        ("GET", "/nowhere", {}, 401),
        ("GET", "/?token={token}", {"Host": "evil.example"}, 421),
        ("GET", "/?token={token}", {"Host": "localhost.evil.example"}, 421),
        ("GET", "/?token={token}", {"Origin": "http://evil.example"}, 403),
        ("GET", "/?token={token}", {"Origin": "null"}, 403),
        ("POST", "/?token={token}", {}, 403),
        ("POST", "/socket?token={token}", {"Origin": "http://evil.example", "Content-Type": "text/plain"}, 403),
        ("GET", "/socket?token={token}", {"Upgrade": "websocket", "Connection": "Upgrade"}, 403),
    ],
)
async def test_s20_strangers_are_refused_before_any_route(
    demo: Demo, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """S20: host, origin and token are checked on every path."""
    url = f"http://127.0.0.1:{demo.chat.port}{path.format(token=demo.chat.guard.token)}"
    async with aiohttp.ClientSession() as session, session.request(method, url, headers=headers) as answer:
        assert status == answer.status


async def test_the_page_allows_nothing_from_elsewhere(demo: Demo) -> None:
    """No inline script, no other host, no referrer with the token."""
    async with (
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session,
        session.get(demo.chat.address) as page,
    ):
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "token" not in str(page.url)
        assert "innerHTML" not in await page.text()
