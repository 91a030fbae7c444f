"""Microsoft 365 calls `/mcp` for a person: only with a token that their own directory made for us and for them."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from tests.fakes.slack import Fault
from tests.fakes.teams import AUDIENCE, FakeTeams, _signing_key
from tests.programs.doors import LIST, call, opened
from tests.teams.bench import Bench, bench

NOW = 1_800_000_000
LET_IN = {"MICROSOFT_MCP_AUDIENCE": f"api://other, {AUDIENCE}"}
Copilot = tuple[Bench, str]


async def ask(url: str, token: str | None, request: object = LIST) -> tuple[int, Any]:
    """Send a request as Microsoft 365 does; return the status and the answer."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as session, session.post(url, json=request, headers=headers) as got:
        text = await got.text()
        return got.status, json.loads(text) if text else None


@pytest.fixture(name="copilot")
async def copilot_fixture(fake: FakeTeams) -> AsyncIterator[Copilot]:
    """A tenant in which Anna and Bo were met, and the address that Microsoft 365 calls."""
    async with bench(fake, **LET_IN) as house:
        await house.say("admin team Nord channel #sales timezone Europe/Oslo country NO language en")
        await house.deliver(fake.press(await house.say("call acme", user=2), 'Create "acme"', user=2))
        assert house.teams.activities
        async with opened(house.store, house.clock, house.teams.activities.handle, house.teams.assistant_door()) as url:
            yield house, url


async def test_a_call_counts_for_whoever_the_token_is_of(copilot: Copilot) -> None:
    """By the directory's own id of them, with their rights, marked as by an assistant."""
    house, url = copilot
    status, answer = await ask(url, house.fake.user_token(1), call("visit", {"account": "acme", "note": "two prices"}))
    assert (status, answer["result"]["structuredContent"]["stored"]) == (200, ["V1"])
    assert "by assistant" in answer["result"]["content"][0]["text"]
    rows = await house.store.read(lambda work: work.personal_data.of(work.people.named("Anna")[0].id)["entry"])
    assert [row["via"] for row in rows] == ["assistant"]
    assert (await ask(url, house.fake.user_token(2)))[0] == 200


def unsigned(fake: FakeTeams) -> str:
    """Return a token of algorithm none."""
    claims = jwt.decode(fake.user_token(), options={"verify_signature": False})
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "d1"})


def shared_secret(fake: FakeTeams) -> str:
    """Return a token signed with the public key as if it were a secret."""
    public = (
        _signing_key("d1")
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    claims = jwt.decode(fake.user_token(), options={"verify_signature": False})
    secret = base64.urlsafe_b64encode(public).decode()
    return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": "d1"})


BAD: dict[str, Any] = {
    "none": lambda fake: None,
    "garbage": lambda fake: "a.b.c",
    "expired": lambda fake: fake.user_token(exp=NOW // 2),
    "not yet valid": lambda fake: fake.user_token(nbf=NOW * 2),
    "no expiry": lambda fake: fake.user_token(exp=None),
    "another audience": lambda fake: fake.user_token(aud="api://elsewhere"),
    "no audience": lambda fake: fake.user_token(aud=None),
    "another issuer": lambda fake: fake.user_token(iss="https://evil.example/v2.0"),
    "another tenant's issuer": lambda fake: fake.user_token(iss=f"{fake.base}/login/other/v2.0"),
    "another tenant": lambda fake: fake.user_token(tid="99999999-7777-4888-8999-aaaaaaaaaaaa"),
    "no tenant": lambda fake: fake.user_token(tid=None),
    "a tenant that is a list": lambda fake: fake.user_token(tid=["x"]),
    "of a program": lambda fake: fake.user_token(scp=None),
    "nobody": lambda fake: fake.user_token(oid=None),
    "a person that is a number": lambda fake: fake.user_token(oid=1),
    "a stranger": lambda fake: fake.user_token(oid="aad-9"),
    "a name": lambda fake: fake.user_token(oid="Anna"),
    "an unknown key": lambda fake: fake.user_token(kid="d9"),
    "the bot service's key": lambda fake: fake.token(kid="k1"),
    "algorithm none": unsigned,
    "HS256 with the public key": shared_secret,
    "a changed signature": lambda fake: f"{fake.user_token()[:-6]}AAAAAA",
}


@pytest.mark.parametrize("case", BAD)
async def test_a_token_that_is_not_for_us_or_of_nobody_known_is_answered_with_401(copilot: Copilot, case: str) -> None:
    """And stores nothing."""
    house, url = copilot
    before = await house.store.read(lambda work: work.figures.last_entry())
    assert await ask(url, BAD[case](house.fake), call("call", {"account": "acme"})) == (401, None)
    assert await house.store.read(lambda work: work.figures.last_entry()) == before


async def test_whoever_left_is_not_known_any_more(copilot: Copilot) -> None:
    """However long their token still works."""
    house, url = copilot
    await house.say("admin remove person Bo")
    assert (await ask(url, house.fake.user_token(2)))[0] == 401


async def test_while_the_directory_cannot_be_asked_a_request_may_come_again(copilot: Copilot) -> None:
    """No key was ever read, so that nothing can be told of any token."""
    house, url = copilot
    house.fake.fail("directory", Fault(status=503))
    assert (await ask(url, house.fake.user_token()))[0] == 503


async def test_microsoft_365_is_let_in_by_its_setting_alone(house: Bench) -> None:
    """Off by default."""
    assert house.teams.assistant_door() is None
