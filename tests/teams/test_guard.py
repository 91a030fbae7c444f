"""Only what Microsoft vouches for reaches a handler; keys may roll."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import jwt
import pytest
import structlog
from cryptography.hazmat.primitives import serialization

from adapters.teams.guard import allowed
from tests.fakes.slack import Fault
from tests.fakes.teams import APP, ISSUER, PASSWORD, FakeTeams
from tests.teams.bench import Bench

NOW = 1_800_000_000


def forged(fake: FakeTeams, **head: object) -> str:
    """Return a token that Microsoft's key did not sign as it says."""
    public = (
        fake.keys["k1"]
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    secret = base64.urlsafe_b64encode(public).decode()
    claims = {"iss": ISSUER, "aud": APP, "exp": NOW * 2, "serviceurl": fake.service}
    return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": "k1"} | head)


def unsigned(fake: FakeTeams) -> str:
    """Return a token of algorithm none."""
    claims = {"iss": ISSUER, "aud": APP, "exp": NOW * 2, "serviceurl": fake.service}
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "k1"})


BAD: dict[str, Any] = {
    "no header": lambda fake: None,
    "empty header": lambda fake: "",
    "another scheme": lambda fake: f"Basic {fake.token()}",
    "garbage": lambda fake: "Bearer garbage",
    "three parts of garbage": lambda fake: "Bearer a.b.c",
    "expired": lambda fake: f"Bearer {fake.token(exp=NOW // 2)}",
    "not yet valid": lambda fake: f"Bearer {fake.token(nbf=NOW * 2)}",
    "another audience": lambda fake: f"Bearer {fake.token(aud='other')}",
    "no audience": lambda fake: f"Bearer {fake.token(aud=None)}",
    "another issuer": lambda fake: f"Bearer {fake.token(iss='https://evil.example')}",
    "no issuer": lambda fake: f"Bearer {fake.token(iss=None)}",
    "no expiry": lambda fake: f"Bearer {fake.token(exp=None)}",
    "expiry in words": lambda fake: f"Bearer {fake.token(exp='soon')}",
    "another service": lambda fake: f"Bearer {fake.token(serviceurl='https://evil.example/')}",
    "no service": lambda fake: f"Bearer {fake.token(serviceurl=None)}",
    "unknown key id": lambda fake: f"Bearer {fake.token(kid='k9')}",
    "algorithm none": lambda fake: f"Bearer {unsigned(fake)}",
    "HS256 with the public key": lambda fake: f"Bearer {forged(fake)}",
    "a changed signature": lambda fake: f"Bearer {fake.token()[:-6]}AAAAAA",
    "a key id that is a list": lambda fake: f"Bearer {forged(fake, kid='x')}",
}


@pytest.mark.parametrize("case", BAD)
async def test_a_wrong_token_is_answered_with_401_without_side_effect(house: Bench, case: str) -> None:
    """Never a 5xx, no handler, nothing stored, nothing sent."""
    posts = len(house.fake.posts)
    body = json.dumps(house.fake.message("call acme")).encode()
    assert (await house.fake.raw(house.url, body, BAD[case](house.fake)))[0] == 401
    await house.settled()
    assert len(house.fake.posts) == posts


MALFORMED: dict[str, tuple[bytes, set[int]]] = {
    "no JSON": (b"{", {400}),
    "a list": (b"[]", {400}),
    "empty": (b"", {400}),
    "not UTF-8": (b"\xff\xfe", {400}),
    "deep nesting": (b"[" * 100_000, {400}),
    "lone surrogates": (b'{"type": "\\ud800"}', {400}),
    "too big": (b"x" * (256 * 1024 + 1), {413}),
}


@pytest.mark.parametrize("case", MALFORMED)
async def test_a_body_that_is_no_activity_is_refused(house: Bench, case: str) -> None:
    """Signed or not, it is never a 5xx."""
    body, statuses = MALFORMED[case]
    assert (await house.fake.raw(house.url, body, f"Bearer {house.fake.token()}"))[0] in statuses


@pytest.mark.parametrize("path", ["type", "serviceUrl", "channelId", "conversation", "from", "recipient", "id"])
@pytest.mark.parametrize("value", [None, 7, [], {}])
async def test_every_needed_field_is_there_and_of_its_type(house: Bench, path: str, value: object) -> None:
    """Without serviceUrl or channelId the SDK would let it in."""
    activity = house.fake.message("call acme") | {path: value}
    assert (await house.fake.deliver(house.url, activity))[0] in (400, 401, 403)


@pytest.mark.parametrize(
    "change",
    [
        {"channelId": "emulator"},
        {"channelData": {"tenant": {"id": "33333333-other"}}},
        {"channelData": {}, "conversation": {"id": "a:1"}},
        {"channelData": "x", "conversation": {"id": "a:1"}},
    ],
)
async def test_other_channels_and_tenants_are_refused(house: Bench, change: dict[str, object]) -> None:
    """The token proves Microsoft, not the tenant."""
    status, _ = await house.fake.deliver(house.url, house.fake.message("call acme") | change)
    assert status in (400, 401, 403)


@pytest.mark.parametrize(
    "odd", [{"timestamp": "never"}, {"entities": "x"}, {"entities": [7]}, {"value": 7}, {"text": None}]
)
async def test_unusual_but_harmless_fields_never_cause_a_5xx(house: Bench, odd: dict[str, object]) -> None:
    """What no handler needs may be anything."""
    status, _ = await house.fake.deliver(house.url, house.fake.message("today") | odd)
    assert status in (200, 202, 400)


async def test_a_changed_key_is_accepted_after_one_fetch(house: Bench) -> None:
    """The SDK would be dead for a day."""
    assert house.teams.keys
    before = house.teams.keys.fetches
    house.fake.roll("k2")
    assert "Call 1 of 8" in (await house.say("call acme")).text
    await house.say("call acme vm")
    assert house.teams.keys.fetches == before + 1


async def test_unknown_key_ids_cannot_flood_the_issuer(house: Bench) -> None:
    """One fetch in half a minute, whoever asks."""
    assert house.teams.keys
    before = house.teams.keys.fetches
    body = json.dumps(house.fake.message("call acme")).encode()
    for number in range(20):
        assert (await house.fake.raw(house.url, body, f"Bearer {house.fake.token(kid=f'x{number}')}"))[0] == 401
    assert house.teams.keys.fetches == before + 1


async def test_a_failed_fetch_leaves_the_keys_as_they_were(house: Bench) -> None:
    """A broken issuer breaks nobody who is known."""
    assert house.teams.keys
    house.fake.fail("keys", Fault(status=500, body="<html>"))
    body = json.dumps(house.fake.message("call acme")).encode()
    assert (await house.fake.raw(house.url, body, f"Bearer {house.fake.token(kid='x')}"))[0] == 401
    assert "Call 1 of 8" in (await house.say("call acme")).text


async def test_a_key_that_is_not_endorsed_for_teams_is_refused(house: Bench) -> None:
    """Another channel's key proves nothing here."""
    assert house.teams.keys
    house.fake.endorsements = ("webchat",)
    house.fake.roll("k2")
    assert (await house.fake.deliver(house.url, house.fake.message("call acme")))[0] == 401


def test_tokens_are_sent_to_microsofts_hosts_only() -> None:
    """An address in an activity is no order."""
    assert allowed("https://smba.trafficmanager.net/emea/", frozenset())
    assert allowed("https://europe.botframework.com/", frozenset())
    assert allowed("http://127.0.0.1:9/x", frozenset({"127.0.0.1"}))
    for url in (
        "http://smba.trafficmanager.net/", "https://smba.trafficmanager.net.evil.example/", "https://evil.example/",
        "https://smba.trafficmanager.net@evil.example/", "https://smba.trafficmanager.net:8443/", "https://[broken",
        "https://evilbotframework.com/", "http://169.254.169.254/", "https://localhost/", "https://2130706433/", "",
    ):  # fmt: skip
        assert not allowed(url, frozenset()), url


async def test_refusals_are_logged_without_the_body(house: Bench) -> None:
    """One line a second for each reason; no token, no text, no password."""
    body = json.dumps(house.fake.message("call acme")).encode()
    with structlog.testing.capture_logs() as lines:
        for _ in range(50):
            await house.fake.raw(house.url, body, "Bearer a.b.c")
    refusals = [line for line in lines if line["event"] == "teams.request_refused"]
    assert 1 <= len(refusals) <= 2
    assert not any(word in str(lines) for word in ("acme", PASSWORD, "Bearer", "a.b.c"))


def paths(value: object, at: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the path of every field of an activity."""
    if not isinstance(value, dict):
        return [at]
    return [at, *(path for key, each in value.items() for path in paths(each, (*at, key)))]


def changed(activity: dict[str, Any], path: tuple[str, ...], value: object) -> dict[str, Any]:
    """Return an activity with another value at a path."""
    found = json.loads(json.dumps(activity))
    place = found
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return dict(found)


async def test_no_field_of_any_kind_of_activity_can_cause_a_5xx(house: Bench) -> None:
    """Each field of each kind of activity, with each type of value in its place."""
    posted = await house.say("call acme")
    kinds = [
        house.fake.message("today", channel=True),
        house.fake.press(posted, "Undo"),
        house.fake.activity("installationUpdate", action="add"),
        house.fake.activity("conversationUpdate", channel=True, membersAdded=[{"id": "x"}]),
        house.fake.message("today") | {"type": "messageUpdate"},
        house.fake.activity(
            "invoke", name="composeExtension/fetchTask", value={"messagePayload": {"body": {"content": "x"}}}
        ),
    ]
    for activity in kinds:
        for path in paths(activity)[1:]:
            for value in (None, 7, "x", [7], {"x": 7}):
                status, _ = await house.fake.deliver(house.url, changed(activity, path, value))
                assert status < 500, (path, value)
        await house.settled()


def test_only_one_module_imports_the_sdk() -> None:
    """The SDK is archived: to swap it is to write one file anew."""
    folder = Path(__file__).parents[2]
    sources = [each for name in ("adapters", "bot", "nudges", "storage") for each in (folder / name).rglob("*.py")]
    known = re.compile(r"^\s*(?:from|import) (?:botbuilder|botframework|msrest|msal)\b", re.MULTILINE)
    assert [source.name for source in sources if known.search(source.read_text(encoding="utf-8"))] == ["sdk.py"]
