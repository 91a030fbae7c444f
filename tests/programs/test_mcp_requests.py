"""Requests to `/mcp` as they come over the wire: who is let in, and what a body may be."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.programs.mcp import BODY_LIMIT, REQUESTS_A_MINUTE
from bot.domain.access_tokens import TokenKind
from tests.programs.bench import House, house

PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}
ALONE = {"MCP_Protocol_Version": "2026-07-28"}


def call(name: str, arguments: dict[str, Any], id: object = 1) -> dict[str, Any]:
    """Return the request that calls a tool."""
    return {"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


async def entries(house: House) -> int:
    """Return how many entries the log has."""
    return await house.store.read(lambda work: work.figures.last_entry())


async def test_a_token_that_does_not_work_is_refused_and_changes_nothing(house: House) -> None:
    """Revoked, expired, of another kind, of a company that is none, of somebody who left, or none at all: 401."""
    expired, revoked, left = (
        await house.token("anna", timedelta(hours=1)),
        await house.token("anna"),
        await house.token("bo"),
    )
    good = await house.token("anna")
    hook = await house.token("anna", kind=TokenKind.HOOK)
    assert (await house.post(expired, PING))[0] == 200
    house.later(timedelta(hours=1))
    token = await house.store.read(
        lambda work: work.access_tokens.holder_of(TokenKind.ASSISTANT, revoked, house.clock.now())
    )
    assert token
    await house.store.write(lambda work: work.access_tokens.revoke(token, house.clock.now()))
    assert (await house.say("chris", "admin remove person bo")).ok
    wrong = [
        expired,
        revoked,
        left,
        hook,
        good[:-1],
        good.replace("_a1_", "_a2_"),
        good.replace("_a1_", "_h1_"),
        "",
        "x y",
    ]
    assert {(secret, *(await house.post(secret, call("call", {"account": "acme"})))) for secret in wrong} == {
        (secret, 401, None) for secret in wrong
    }
    assert await entries(house) == 0
    async with aiohttp.ClientSession() as session, session.post(house.url, json=PING) as answer:
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://evil.example", 403),
        ("null", 403),
        ("https://allowed.example", 200),
        ("https://allowed.example.evil", 403),
    ],
)
async def test_only_a_page_that_the_settings_name_may_ask(house: House, origin: str, status: int) -> None:
    """A page in somebody's browser cannot reach the log, not even with a token."""
    assert (await house.post(await house.token("anna"), PING, Origin=origin))[0] == status


async def test_streams_and_sessions_there_are_none(house: House) -> None:
    """Which a client learns from the status."""
    secret = await house.token("anna")
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {secret}"}) as session:
        for ask in (session.get, session.delete):
            async with ask(house.url) as answer:
                assert answer.status == 405


async def test_a_request_is_bounded(house: House) -> None:
    """In kind, size and number; a minute later there is room again, and another person always had it."""
    secret, other = await house.token("anna"), await house.token("bo")
    assert (await house.post(secret, b"{}", Content_Type="text/plain"))[0] == 415
    assert (await house.post(secret, b" " * (BODY_LIMIT + 1)))[0] == 413
    statuses = [(await house.post(secret, PING))[0] for _ in range(REQUESTS_A_MINUTE)]
    assert (200, 429) == (statuses[0], statuses[-1])
    assert (await house.post(other, PING))[0] == 200
    house.later(timedelta(minutes=1))
    assert (await house.post(secret, PING))[0] == 200


HOSTILE: tuple[tuple[bytes | object, int | None], ...] = (
    (b"", -32700), (b"{", -32700), (b"\xff\xfe", -32700), (b"[" * 50_000, -32700), (b'{"a":"\\ud800"}', -32700),
    ([], -32600), ([PING, PING], -32600), (1, -32600), (None, -32600), ({}, -32600), ({"jsonrpc": "1.0", "method": "ping"}, -32600),
    (PING | {"id": None}, -32600), (PING | {"id": True}, -32600), (PING | {"id": 1.5}, -32600), (PING | {"id": {}}, -32600),
    (PING | {"method": 7}, -32600), (PING | {"params": []}, -32600), (PING | {"params": None}, -32600),
    (PING | {"method": "tools/drop"}, -32601), (PING | {"method": "__init__"}, -32601),
    (PING | {"method": "tools/list", "params": {"cursor": "-1"}}, -32602), (PING | {"method": "tools/list", "params": {"cursor": 7}}, -32602),
    (call("no_such", {}), -32602), (call("me_token", {"act": "new"}), -32602), (call("admin_person", {}), -32602), (call("team", {}), -32602),
    (PING | {"method": "tools/call", "params": {"name": 7}}, -32602), (PING | {"method": "tools/call", "params": {"name": "call", "arguments": []}}, -32602),
    (call("call", {"account": ["acme"]}), -32602), (call("call", {"account": {"a": 1}}), -32602), (call("call", {"sure": "1"}), -32602),
    (call("press", {"button": "x.1|call|{}"}), -32602), (call("press", {}), -32602),
    (call("call", {"account": "a" * 5000}), None), (call("call", {"account": "\u0000"}), None), (call("call", {"account": "x' OR 1=1 --"}), None),
    (call("undo", {"ref": "C999999999999999999999"}), None),
)  # fmt: skip


async def test_hostile_bodies_are_answered_in_order_and_store_nothing(house: House) -> None:
    """As JSON, with the protocol's number for what is wrong, or as an answer that is not ok; never a fault of ours."""
    secret = await house.token("anna")
    for body, code in HOSTILE:
        house.later(timedelta(seconds=30))
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, answer = await house.post(secret, raw)
        assert status < 500, body
        assert (answer.get("error") or {}).get("code") == code, (body, answer)
        assert code is not None or answer["result"]["isError"], body
    assert await entries(house) == 0


@pytest.mark.parametrize(
    ("headers", "meta", "code"),
    [
        ({**ALONE, "Mcp_Method": "ping"}, META, None),
        ({**ALONE, "Mcp_Method": "=?base64?cGluZw==?="}, META, None),
        ({**ALONE, "Mcp_Method": "=?base64?broken?="}, META, -32020),
        ({**ALONE, "Mcp_Method": "tools/list"}, META, -32020),
        (ALONE, META, -32020),
        ({"Mcp_Method": "ping"}, META, -32020),
        ({**ALONE, "Mcp_Method": "ping"}, {}, -32602),
        ({**ALONE, "Mcp_Method": "ping"}, 7, -32602),
        ({"MCP_Protocol_Version": "2099-01-01"}, {}, -32022),
        ({"MCP_Protocol_Version": "2025-11-25"}, {}, None),
        ({}, {}, None),
    ],
)
async def test_a_request_says_its_revision_and_nothing_else_in_headers(
    house: House, headers: dict[str, str], meta: object, code: int | None
) -> None:
    """One that contradicts itself is refused, as something between us and the client may have read the header alone."""
    status, answer = await house.post(await house.token("anna"), PING | {"params": {"_meta": meta}}, **headers)
    assert (answer.get("error") or {}).get("code") == code
    assert (status == 200) == (code is None)


async def test_a_notification_gets_no_answer(house: House) -> None:
    """By either revision; and nobody's work is cancelled by one."""
    body = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    for headers in ({}, ALONE):
        assert await house.post(await house.token("anna"), body, **headers) == (202, None)


acts = st.lists(
    st.tuples(
        st.sampled_from(("anna", "bo")),
        st.sampled_from(("call", "visit", "today", "me_week", "mydata", "notes", "undo", "undo of the other")),
    ),
    max_size=8,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
async def test_the_tokens_of_two_people_never_meet(history: list[tuple[str, str]]) -> None:
    """Whatever they call in turn: each logs and undoes as themselves, and reads no word that only the other noted."""
    async with house() as company:
        secrets = {who: await company.token(who) for who in ("anna", "bo")}
        refs: dict[str, list[str]] = {"anna": [], "bo": []}
        for who in refs:
            await company.customer(f"{who} customer", who)
        for number, (who, act) in enumerate(history):
            company.later(timedelta(minutes=2))
            other = "bo" if who == "anna" else "anna"
            name, arguments = act, {}
            if act in ("call", "visit"):
                arguments = {"account": f"{who} customer", "note": f"{who}word{number}"}
            elif act == "notes":
                arguments = {"account": "acme"}
            elif act == "undo of the other":
                name, arguments = "undo", {"ref": refs[other][-1] if refs[other] else "C1"}
            status, answer = await company.post(secrets[who], call(name, arguments))
            assert status == 200
            told = answer["result"]["structuredContent"]
            assert f"{other}word" not in json.dumps(told)
            assert not set(told["undone"]) & set(refs[other])
            refs[who] += told["stored"]
        for who, stored in refs.items():
            held = await company.store.read(lambda work, who=who: work.personal_data.of(work.people.named(who)[0].id))
            assert all(row["via"] == "assistant" for row in held.get("entry", ()))
            assert {f"{row['kind']}{row['number']}" for row in held.get("entry", ())} == set(stored)
