"""A running demo on a free port, and an open page on its socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bot.cli.demo import Demo
from bot.settings import load
from tests.web.browser import CHROMIUM, START, Pane, running

SIZE: ViewportSize = {"width": 1280, "height": 800}


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
        """Ask something."""
        await self.socket.send_str(json.dumps(message))

    async def until(self, kind: str, **wanted: Any) -> dict[str, Any]:
        """Return the next news of a kind whose message holds what is wanted."""
        async with asyncio.timeout(60):
            while True:
                news = json.loads((await self.socket.receive()).data)
                message = news.get("message", news)
                if news["type"] == kind and all(message.get(k) == v for k, v in wanted.items()):
                    return dict(news)

    async def say(self, person: str, text: str, place: str = "private", id: str = "") -> dict[str, Any]:
        """Type a line and return the answer's message."""
        await self.send(type="say", person=person, place=place, text=text, id=id, pane=0)
        found = await self.until("said", who="")
        return dict(found["message"])

    async def press(self, person: str, said: dict[str, Any], button: int, place: str = "private") -> None:
        """Press a button of a message by its number."""
        payload, id = said["payloads"][button], f"{said['id']}-{button}-{person}"
        await self.send(type="press", person=person, place=place, payload=payload, receipt=said["id"], id=id, pane=0)

    async def submit(self, person: str, form: dict[str, Any], **values: str) -> None:
        """Send a filled form."""
        kept, verb = form["kept"], form["verb"]
        await self.send(
            type="submit", person=person, place="private", verb=verb, kept=kept, values=values, pane=0, id=str(values)
        )

    async def history(self, conversation: str) -> list[dict[str, Any]]:
        """Open a conversation and return its messages."""
        await self.send(type="open", conversation=conversation, pane=0)
        return list((await self.until("history"))["messages"])


@pytest.fixture(name="tab")
async def tab_fixture(demo: Demo) -> AsyncIterator[Tab]:
    """A page that came in by the printed address."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(demo.chat.address) as page:
            assert page.status == 200
        origin = f"http://127.0.0.1:{demo.chat.port}"
        async with session.ws_connect(f"{origin}/socket", headers={"Origin": origin}) as socket:
            yield Tab(socket)


@pytest.fixture(name="url", scope="module")
def url_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo started as a person starts it."""
    with running(tmp_path_factory.mktemp("demo")) as (url, process):
        yield url
        process.terminate()
        assert process.wait(10) == 0


@pytest.fixture(name="browser", scope="module")
def browser_fixture() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(name="window", scope="module")
def window_fixture(url: str, browser: Browser) -> Iterator[Page]:
    """A window that opened the printed address, which works once; to open one for each test takes most of their time."""
    context = browser.new_context(viewport=SIZE)
    window = context.new_page()
    window.goto(url)
    yield window
    context.close()


@pytest.fixture(name="page")
def page_fixture(url: str, window: Page) -> Iterator[Page]:
    """A page with the demo freshly reset and both panes filled; whatever the browser complains of fails the test."""
    problems: list[str] = []
    complained = lambda message: problems.append(message.text) if message.type == "error" else None  # noqa: E731
    failed = lambda error: problems.append(str(error))  # noqa: E731
    window.on("pageerror", failed)
    window.on("console", complained)
    window.set_viewport_size(SIZE)
    window.emulate_media(color_scheme="light", reduced_motion="reduce")
    window.goto(url)
    window.locator(".empty, article").nth(1).wait_for(state="attached")
    window.evaluate("document.querySelectorAll('.empty').forEach((each) => each.remove())")
    window.get_by_role("button", name="Reset").click()
    window.locator(".empty").nth(1).wait_for(state="attached")
    yield window
    window.goto("about:blank")
    window.remove_listener("pageerror", failed)
    window.remove_listener("console", complained)
    assert problems == []


@pytest.fixture(name="left")
def left_fixture(page: Page) -> Pane:
    """Mette's pane: manager and admin, in English."""
    return Pane(page, 0)


@pytest.fixture(name="right")
def right_fixture(page: Page) -> Pane:
    """Sanna's pane: seller, in English."""
    return Pane(page, 1)
