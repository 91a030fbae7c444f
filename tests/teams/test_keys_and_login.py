"""Keys of incoming tokens and the token of outgoing calls: fetched once for all who wait, and never in anybody's way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from adapters.teams.config import TeamsConfig, config_of
from adapters.teams.guard import RequestRefused, TeamsGuard
from adapters.teams.signing_keys import SigningKeys, _keys
from adapters.teams.token_client import TokenClient, json_object, token_urls
from bot.errors import DeliveryError
from bot.settings import load
from tests.fakes.slack import Fault
from tests.fakes.teams import FakeTeams
from tests.teams.bench import Bench


class Watch:
    """A clock that only moves when it is set."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(name="watch")
def watch_fixture() -> Watch:
    """A clock that stands still."""
    return Watch()


@pytest.fixture(name="session")
async def session_fixture() -> AsyncIterator[aiohttp.ClientSession]:
    """A session of the bot's own."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        yield session


@pytest.fixture(name="keys")
def keys_fixture(fake: FakeTeams, session: aiohttp.ClientSession, watch: Watch) -> SigningKeys:
    """The signing keys of the stand-in."""
    return SigningKeys(url=f"{fake.base}/metadata", session=session, seconds=watch)


@pytest.fixture(name="login")
def login_fixture(fake: FakeTeams, session: aiohttp.ClientSession, watch: Watch) -> TokenClient:
    """A token client of the stand-in."""
    return TokenClient(config=settings(fake), session=session, seconds=watch)


def settings(fake: FakeTeams) -> TeamsConfig:
    """Return the configuration of the stand-in's registration."""
    config = config_of(load(fake.environment() | {"SNURR_CONFIG": "/nowhere.toml"}))
    assert config
    return config


async def renewed(login: TokenClient) -> None:
    """Wait until no token is being fetched."""
    if login._fetching:
        await asyncio.wait({login._fetching})


async def test_many_who_wait_for_a_key_cost_one_fetch(keys: SigningKeys) -> None:
    """Twenty first messages at once."""
    found = await asyncio.gather(*(keys.get("k1") for _ in range(20)))
    assert all(found)
    assert keys.fetches == 1


async def test_a_key_that_changes_right_after_the_start_is_fetched_at_once(keys: SigningKeys, fake: FakeTeams) -> None:
    """The fetch at the start does not use up the one that an unknown id may cause."""
    await keys.refresh()
    fake.roll("k2")
    assert await keys.get("k2")
    assert keys.fetches == 2


async def test_unknown_key_ids_cause_one_fetch_in_half_a_minute(
    keys: SigningKeys, fake: FakeTeams, watch: Watch
) -> None:
    """Within half a minute of a fetch there is no other; after it a changed key is found."""
    await keys.refresh()
    for number in range(40):
        assert await keys.get(f"forged{number}") is None
        watch.at += 0.7
    assert keys.fetches == 2
    fake.roll("k2")
    assert await keys.get("k2") is None
    watch.at += 3
    assert await keys.get("k2")
    assert keys.fetches == 3


async def test_an_issuer_that_does_not_answer_is_asked_no_more_often(
    keys: SigningKeys, fake: FakeTeams, watch: Watch
) -> None:
    """Also without any key, tokens cause one fetch in half a minute."""
    fake.fail("keys", *[Fault(status=500, error="x")] * 5)
    for _ in range(10):
        assert await keys.get("k1") is None
        watch.at += 2
    assert keys.fetches == 1


async def test_keys_are_fetched_anew_after_a_day_and_kept_while_that_fails(
    keys: SigningKeys, fake: FakeTeams, watch: Watch
) -> None:
    """A withdrawn key is dropped within a day; while the issuer is down, all keys are kept."""
    await keys.refresh()
    watch.at += 24 * 3600 + 1
    fake.fail("keys", Fault(status=500, body="<html>"))
    assert await keys.get("k1")
    assert keys.problem
    watch.at += 31
    fake.roll("k2")
    assert await keys.get("k1") is None
    assert (keys.fetches, keys.problem) == (3, "")


@pytest.mark.parametrize(
    "found", [{}, {"keys": []}, {"keys": [7]}, {"keys": [{"kid": "x", "kty": "EC"}]}, {"keys": None}]
)
def test_a_key_set_without_a_key_is_refused(found: dict[str, object]) -> None:
    """The keys stay as they were."""
    with pytest.raises((ValueError, KeyError, TypeError)):
        _keys(found)


async def test_malformed_keys_beside_good_ones_are_ignored(keys: SigningKeys, fake: FakeTeams) -> None:
    """A key of another kind, or without an id, is left out."""
    fake.odd_keys = [
        7,
        {"kty": "EC", "kid": "e", "crv": "P-256", "x": "x", "y": "y"},
        {"kty": "RSA"},
        {"kty": "oct", "kid": "o", "k": "eA"},
    ]
    assert await keys.get("k1")


async def test_a_known_key_is_used_while_a_fetch_is_slow(house: Bench) -> None:
    """A message with a known key does not wait for the fetch that an unknown one caused."""
    house.fake.fail("keys", Fault(status=500, error="x", silent_seconds=3.0))
    slow = asyncio.ensure_future(
        house.fake.deliver(house.url, house.fake.message("help"), house.fake.token(kid="forged"))
    )
    async with asyncio.timeout(60):
        while house.fake.calls[-1][0] != "KEYS":  # noqa: ASYNC110 - a stand-in for Microsoft tells nobody
            await asyncio.sleep(0.01)
    assert "Call 1 of 8" in (await house.say("call acme")).text
    assert not slow.done()
    assert (await slow)[0] == 401


async def test_a_cached_token_ends_with_its_expiry_and_with_its_key(
    fake: FakeTeams, keys: SigningKeys, watch: Watch
) -> None:
    """A token is verified anew after it has expired, and after the keys were fetched."""
    now = [datetime.now(UTC)]  # noqa: TID251 - tokens bear machine time
    guard = TeamsGuard(config=settings(fake), keys=keys, now=lambda: now[0])
    token, body = f"Bearer {fake.token()}", json.dumps(fake.message("x")).encode()
    assert (await guard.verified([token], body))["text"] == "x"
    assert (await guard.verified([token], body))["text"] == "x"
    assert len(guard._checked) == 1
    now[0] += timedelta(hours=2)
    assert guard._cached_claims(token.removeprefix("Bearer ")) is None
    fake.roll("k2")
    watch.at += 24 * 3600 + 31
    await keys.get("k1")
    now[0] -= timedelta(hours=2)
    with pytest.raises(RequestRefused, match="unknown key"):
        await guard.verified([token], body)


async def test_a_cached_token_is_valid_for_its_own_service_url_only(fake: FakeTeams, keys: SigningKeys) -> None:
    """The service URL of each activity is compared with the token's, also for a cached token."""
    guard = TeamsGuard(config=settings(fake), keys=keys)
    token, message = f"Bearer {fake.token()}", fake.message("x")
    body = json.dumps(message | {"serviceUrl": "http://127.0.0.1:9/"}).encode()
    await guard.verified([token], json.dumps(message).encode())
    with pytest.raises(RequestRefused, match="serviceurl"):
        await guard.verified([token], body)


@pytest.mark.parametrize("headers", [[], ["Bearer a.b.c", "Bearer a.b.c"]])
async def test_no_token_and_two_tokens_are_refused(fake: FakeTeams, keys: SigningKeys, headers: list[str]) -> None:
    """A request with no Authorization header, or with two, is refused."""
    with pytest.raises(RequestRefused) as refused:
        await TeamsGuard(config=settings(fake), keys=keys).verified(headers, b"{}")
    assert refused.value.status == 401


async def test_many_who_wait_for_a_token_cost_one_login(login: TokenClient) -> None:
    """All callers get the token of one login."""
    assert len({await task for task in [asyncio.ensure_future(login.token()) for _ in range(20)]}) == 1
    assert login.requests == 1


async def test_a_login_that_fails_fails_all_who_wait(login: TokenClient, fake: FakeTeams) -> None:
    """All callers fail with the same login, not one after the other."""
    fake.fail("login", Fault(status=500, error="x"))
    failed = await asyncio.gather(*(login.token() for _ in range(20)), return_exceptions=True)
    assert {str(error) for error in failed} == {"login:http_500"}
    assert login.requests == 1
    assert await login.token()


async def test_a_token_is_used_while_the_next_one_is_fetched(login: TokenClient, fake: FakeTeams, watch: Watch) -> None:
    """From five minutes before it expires a new one is fetched; the old one is used until it expires."""
    first = await login.token()
    fake.fail("login", Fault(status=503, error="x"))
    watch.at += 3600 - 299
    assert await login.token() == first
    await renewed(login)
    assert await login.token() == first
    watch.at += 6
    assert await login.token() == first
    await renewed(login)
    assert await login.token() != first
    assert login.requests == 3


@pytest.mark.parametrize(
    ("status", "permanent"), [(400, True), (401, True), (403, True), (500, False), (503, False), (429, False)]
)
async def test_a_refused_login_is_permanent_and_an_outage_is_not(
    login: TokenClient, fake: FakeTeams, status: int, permanent: bool
) -> None:
    """A status of 400, 401 or 403 is permanent; others are tried again."""
    fake.fail("login", Fault(status=status, error="x"))
    with pytest.raises(DeliveryError) as failed:
        await login.token()
    assert (failed.value.permanent, failed.value.retry_after is None) == (permanent, permanent)


async def test_the_code_of_a_refused_login_is_microsofts_own_number(login: TokenClient, fake: FakeTeams) -> None:
    """The AADSTS number of the description is the code."""
    fake.fail(
        "login", Fault(status=401, body='{"error": "invalid_client", "error_description": "AADSTS7000222: over"}')
    )
    with pytest.raises(DeliveryError, match="AADSTS7000222"):
        await login.token()


@pytest.mark.parametrize("body", ["<html>", "[]", '{"access_token": ""}', "{}"])
async def test_a_login_answer_without_a_token_is_an_outage(login: TokenClient, fake: FakeTeams, body: str) -> None:
    """An answer with status 200 but without a token is tried again."""
    fake.fail("login", Fault(status=200, body=body))
    with pytest.raises(DeliveryError) as failed:
        await login.token()
    assert failed.value.retry_after


async def test_a_token_without_an_expiry_lasts_an_hour(login: TokenClient, fake: FakeTeams, watch: Watch) -> None:
    """That is what Microsoft's own tokens last."""
    fake.fail("login", Fault(status=200, body='{"access_token": "t", "expires_in": "soon"}'))
    assert await login.token() == "t"
    watch.at += 1700
    assert (await login.token(), login.requests) == ("t", 1)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://login.microsoftonline.com/t1", "https://login.microsoftonline.com/t1/oauth2/v2.0/token"),
        ("https://login.microsoftonline.com/t1/", "https://login.microsoftonline.com/t1/oauth2/v2.0/token"),
        ("https://login.microsoftonline.us/t1", "https://login.microsoftonline.us/t1/oauth2/v2.0/token"),
        ("https://fs.firm.test/adfs", "https://fs.firm.test/adfs/oauth2/token"),
        ("https://x.test/t1/oauth2/v2.0/token", "https://x.test/t1/oauth2/v2.0/token"),
    ],
)
def test_a_login_address_with_a_token_path_is_used_as_it_is(url: str, asked: str) -> None:
    """To an authority the path of the token endpoint is added, as the SDK does."""
    assert token_urls(url, "t1")[0] == asked


async def test_a_login_elsewhere_is_found(login: TokenClient, fake: FakeTeams) -> None:
    """After a 404 the next endpoint is tried, such as the one with the tenant in its path."""
    login.config = replace(login.config, login=f"{fake.base}/login")
    fake.only_below = True
    assert await login.token()
    assert login.requests == 3


@pytest.mark.parametrize(
    ("text", "found"), [('{"a": 1}', {"a": 1}), ("", {}), ("[]", {}), ("<html>", {}), ("[" * 9_999, {})]
)
def test_only_a_json_object_is_read(text: str, found: dict[str, int]) -> None:
    """A proxy may answer with anything; only a JSON object counts."""
    assert json_object(text) == found
