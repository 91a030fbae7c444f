"""`POST /in/SECRET` over real HTTP: what a program may send, what comes of it, and what it is told."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from adapters.common.http_server import HttpServer
from adapters.programs.hook import BODY_LIMIT, REQUESTS_A_MINUTE, Hooks
from bot.domain.access_tokens import TokenKind
from bot.errors import StoreBusy
from tests.programs.bench import House

PAPER = (Path(__file__).parents[2] / "docs" / "hooks.md").read_text(encoding="utf-8")
Post = Callable[..., Awaitable[tuple[int, Any, Any]]]


@pytest.fixture(name="post")
async def post_fixture(house: House) -> AsyncIterator[Post]:
    """What posts a body to the hook of a secret and returns status, JSON and headers."""
    server = HttpServer(
        host="127.0.0.1", port=0, routes=Hooks(store=house.store, clock=house.clock, handle=house.bot).routes()
    )
    url = f"http://127.0.0.1:{await server.start()}/in"

    async def post(secret: str, body: object, *, bearer: bool = False, **headers: str) -> tuple[int, Any, Any]:
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        sent |= {"Authorization": f"Bearer {secret}"} if bearer else {}
        data = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with (
            aiohttp.ClientSession() as session,
            session.post(url if bearer else f"{url}/{secret}", headers=sent, **data) as got,
        ):
            return got.status, await got.json() if got.content_type == "application/json" else None, got.headers

    yield post
    await server.stop()


async def hook(house: House, who: str = "anna", works: timedelta | None = None) -> str:
    """Return the secret of a new hook of somebody."""
    return await house.token(who, works, TokenKind.HOOK)


async def logged(house: House) -> int:
    """Return how many entries the log has."""
    return await house.store.read(lambda work: work.figures.last_entry())


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"line": "call acme two prices"}, "application/json"),
        (b"call acme two prices\r\n", "text/plain"),
        ("call acme two prices".encode("utf-16"), "text/plain; charset=utf-16"),
        (b"id=7&line=call+acme+two+prices", "application/x-www-form-urlencoded"),
    ],
)
@pytest.mark.parametrize("bearer", [False, True])
async def test_a_line_is_logged_and_its_receipt_comes_back(
    house: House, post: Post, body: object, kind: str, bearer: bool
) -> None:
    """In each form of body, with the secret in the path or in a header; the receipt says that a program did it."""
    status, answer, headers = await post(await hook(house), body, bearer=bearer, Content_Type=kind)
    assert (200, True, ["C1"], ["undo C1"], None) == (
        status, answer["ok"], answer["stored"], answer["undo"], answer["error"],
    )  # fmt: skip
    assert ["Call 1 of 8", "by a program"] == [
        each for each in ("Call 1 of 8", "by a program") if each in answer["text"]
    ]
    assert 1 == answer["figures"]["calls"]
    assert "no-store" == headers["Cache-Control"]
    assert "two prices" in str([*(await house.say("anna", "notes acme")).card.texts()])


async def test_the_papers_example_is_answered_so(house: House, post: Post) -> None:
    """The fourth call of a day, with the key and body of the paper's curl; what it shows of the answer is all there."""
    (key,) = re.findall("Idempotency-Key: ([^']+)", PAPER)
    (body,) = re.findall("-d '([^']+)'", PAPER)
    (shown,) = re.findall("<!-- answer -->\n```json\n(.*?)\n```", PAPER, re.DOTALL)
    for number in range(3):
        await house.say("anna", f"call acme n{number}")
    answer = (await post(await hook(house), body.encode(), Content_Type="application/json", Idempotency_Key=key))[1]
    assert json.loads(shown) == {name: answer[name] for name in json.loads(shown)}


async def test_what_is_taken_back_is_said_by_the_answer(house: House, post: Post) -> None:
    """The lines that the answer names undo all that one line told."""
    secret = await hook(house)
    answer = (await post(secret, {"line": "call acme and promise samples by thu"}))[1]
    assert ["C1", "P1"] == [(await post(secret, {"line": line}))[1]["undone"][0] for line in answer["undo"]]


async def test_what_is_changed_is_marked_once(house: House, post: Post) -> None:
    """The receipt of a change repeats the entry, which says it already."""
    secret = await hook(house)
    await post(secret, {"line": "call acme"})
    assert 1 == (await post(secret, {"line": "edit C1 meet"}))[1]["text"].count("by a program")


async def test_a_redelivery_counts_once_and_a_new_key_again(house: House, post: Post) -> None:
    """Also when both come at once, and a day later; a key that comes again with another line is another line."""
    secret = await hook(house)
    answers = await asyncio.gather(*(post(secret, {"line": "call acme"}, Idempotency_Key="a") for _ in range(5)))
    house.later(timedelta(days=1))
    answers.append(await post(secret, {"line": "call acme"}, Idempotency_Key="a"))
    assert {("C1",)} == {tuple(answer["stored"]) for _, answer, _ in answers}
    assert [False] + [True] * 5 == sorted(answer["repeated"] for _, answer, _ in answers)
    assert ["C2"] == (await post(secret, {"line": "call acme"}, Idempotency_Key="b"))[1]["stored"]
    assert 1 == len((await post(secret, {"line": "visit acme"}, Idempotency_Key="a"))[1]["stored"])


async def test_without_a_key_the_same_line_within_a_minute_is_asked_about(house: House, post: Post) -> None:
    """As for people; a minute later it counts."""
    secret = await hook(house)
    await post(secret, {"line": "call acme"})
    status, answer, _ = await post(secret, {"line": "call acme"})
    assert (422, False, []) == (status, answer["ok"], answer["stored"])
    assert "already logged" in answer["text"]
    house.later(timedelta(seconds=61))
    assert 200 == (await post(secret, {"line": "call acme"}))[0]


@pytest.mark.parametrize("line", [
    "admin person anna admin", "admin quota bo 1", "team", "team risk", "me token new x", "me hook", "me calendar", "mydata erase",
    "mydata export", "account erase acme", "call nobody at all", "blah", "promise acme",
])  # fmt: skip
async def test_what_is_for_people_alone_or_unclear_changes_nothing(house: House, post: Post, line: str) -> None:
    """Not even for an admin; a program that reads 422 does not send it again."""
    status, answer, _ = await post(await hook(house, "chris"), {"line": line})
    assert (422, False, [], 0) == (status, answer["ok"], answer["stored"], await logged(house))
    assert answer["text"] or answer["form"]


async def test_a_secret_that_does_not_work_opens_nothing(house: House, post: Post) -> None:
    """Expired, of another kind or company, of somebody who left, or none at all: the same 401, in path and header."""
    good, left, expired = await hook(house), await hook(house, "bo"), await hook(house, works=timedelta(minutes=1))
    assistant = await house.token("anna")
    house.later(timedelta(minutes=2))
    assert (await house.say("chris", "admin remove person bo")).ok
    wrong = [expired, left, assistant, good[:-1], good.replace("_h1_", "_h2_"), good.replace("_h1_", "_c1_"), "x"]
    answers = [await post(each, {"line": "call acme"}, bearer=bearer) for each in wrong for bearer in (False, True)]
    assert [401] * 14 == [status for status, _, _ in answers]
    assert 1 == len({str(answer) for _, answer, _ in answers})
    assert 0 == await logged(house)
    assert 200 == (await post(good, {"line": "call acme"}))[0]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"<line/>", {"Content_Type": "application/xml"}, 415),
        (b"line", {"Content_Type": "multipart/form-data; boundary=x"}, 415),
        (b"call acme", {"Content_Type": "text/plain", "Content_Encoding": "gzip"}, 415),
        (b" " * (BODY_LIMIT + 1), {"Content_Type": "text/plain"}, 413),
        (b" \n", {"Content_Type": "text/plain"}, 400),
        (b"\xff\xfe", {"Content_Type": "text/plain"}, 400),
        (b"call acme", {"Content_Type": "text/plain; charset=no-such"}, 400),
        (b"line=a&line=b", {"Content_Type": "application/x-www-form-urlencoded"}, 400),
        (b"text=a", {"Content_Type": "application/x-www-form-urlencoded"}, 400),
        (b"[" * 5_000, {"Content_Type": "application/json"}, 400),
        ({"line": 7}, {}, 400),
        (["call acme"], {}, 400),
        ({"text": "call acme"}, {}, 400),
        ({"line": "call acme"}, {"Idempotency_Key": ""}, 400),
        ({"line": "call acme"}, {"Idempotency_Key": "k" * 256}, 400),
        ({"line": "call acme \u0000"}, {}, 422),
        ({"line": "x" * 5_000}, {}, 422),
    ],
)
async def test_a_body_that_is_no_line_is_refused(
    house: House, post: Post, body: object, headers: dict[str, str], status: int
) -> None:
    """With the status that says what is wrong, and nothing stored."""
    assert (status, 0) == ((await post(await hook(house), body, **headers))[0], await logged(house))


async def test_too_much_is_asked_to_wait(house: House, post: Post) -> None:
    """Lines are limited with the person's own, requests by themselves; a minute later there is room."""
    secret = await hook(house)
    for number in range(20):
        assert (await house.say("anna", f"call acme n{number}", limited=True)).ok
    status, answer, headers = await post(secret, {"line": "call acme"}, Idempotency_Key="a")
    assert (429, "60", []) == (status, headers["Retry-After"], answer["stored"])
    statuses = [(await post(secret, {}))[0] for _ in range(REQUESTS_A_MINUTE)]
    assert (400, 429) == (statuses[0], statuses[-1])
    assert 200 == (await post(await hook(house, "bo"), {"line": "today"}))[0]
    house.later(timedelta(seconds=61))
    assert 200 == (await post(secret, {"line": "call acme"}, Idempotency_Key="a"))[0]


async def test_a_log_that_cannot_be_written_asks_to_send_again(house: House, post: Post) -> None:
    """503, so that the program keeps the line; once the log is back the same key counts once."""
    secret = await hook(house)
    await post(secret, {"line": "today"})
    write = house.store.write

    async def busy(*_: object, **__: object) -> Any:
        raise StoreBusy

    house.store.write = busy  # type: ignore[method-assign]
    status, _, headers = await post(secret, {"line": "call acme"}, Idempotency_Key="a")
    assert (503, "5") == (status, headers["Retry-After"])
    house.store.write = write  # type: ignore[method-assign]
    assert ["C1"] == (await post(secret, {"line": "call acme"}, Idempotency_Key="a"))[1]["stored"]
