"""What reaches Bolt was signed by Slack a moment ago and has the shape of what Slack sends."""

from __future__ import annotations

import json
import time
from urllib.parse import urlencode

import pytest
import structlog

from tests.fakes.slack import SECRET, TEAM, Answer, FakeSlack, signed
from tests.slack.bench import Bench

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
GOOD = urlencode(
    {"command": "/called", "text": "acme", "team_id": TEAM, "user_id": "U1", "channel_id": "D1", "trigger_id": "7.7"}
).encode()


def at(seconds: float) -> float:
    """Return the machine's time, moved."""
    return time.time() + seconds  # noqa: TID251 - signatures are checked against machine time


def stamped(stamp: str, signature: str = "v0=" + "0" * 64) -> dict[str, str]:
    """Return headers as they are."""
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature, "Content-Type": FORM}


def unsigned() -> dict[str, dict[str, str]]:
    """Return headers that vouch for nothing, made at this moment."""
    now = str(int(at(0)))
    return {
        "no headers": {"Content-Type": FORM},
        "no signature": {"X-Slack-Request-Timestamp": now, "Content-Type": FORM},
        "no timestamp": {"X-Slack-Signature": "v0=" + "0" * 64, "Content-Type": FORM},
        "timestamp of letters": stamped("abc"),
        "timestamp with a point": stamped("1.5"),
        "empty timestamp": stamped(""),
        "400 digits": stamped("9" * 400),
        "negative timestamp": stamped("-1"),
        "timestamp in Arabic digits": stamped("\u0663\u0663"),
        "empty signature": stamped(now, ""),
        "short signature": stamped(now, "v0=00"),
        "signature of another version": stamped(now, "v1=" + "0" * 64),
        "signature beyond ASCII": stamped(now, "v0=ø" + "0" * 63),
        "signature in capitals": stamped(now, "V0=" + "A" * 64),
        "wrong signature": stamped(now),
        "another secret": signed(GOOD, secret="other") | {"Content-Type": FORM},
        "empty secret": signed(GOOD, secret="") | {"Content-Type": FORM},
        "another body": signed(b"x") | {"Content-Type": FORM},
        "too old": signed(GOOD, at=at(-301)) | {"Content-Type": FORM},
        "from the future": signed(GOOD, at=at(330)) | {"Content-Type": FORM},
    }


@pytest.mark.parametrize("case", unsigned())
async def test_a_request_without_slacks_signature_is_answered_with_401(house: Bench, case: str) -> None:
    """Never a 5xx, no handler, nothing stored."""
    status, answer = await house.fake.raw(house.url, GOOD, unsigned()[case])
    assert (status, answer) == (401, "")
    assert "0 / 8" in await house.say("today")


MALFORMED: dict[str, tuple[bytes, str]] = {
    "broken JSON": (b"{", JSON),
    "a list": (b"[]", JSON),
    "a text": (b'"x"', JSON),
    "deep nesting": (b"[" * 100_000, JSON),
    "no type": (b"{}", JSON),
    "an unknown type": (b'{"type": "surprise"}', JSON),
    "an event without an id": (
        json.dumps({"type": "event_callback", "team_id": TEAM, "event": {"type": "x"}}).encode(),
        JSON,
    ),
    "not UTF-8": (b"command=%ff", FORM),
    "raw bytes that are not UTF-8": (b"\xff\xfe", FORM),
    "lone surrogates": (b'{"type": "event_callback", "event_id": "\\ud800"}', JSON),
    "a broken payload": (b"payload={", FORM),
    "a payload that is a list": (b"payload=[]", FORM),
    "a command without a user": (b"command=/called&team_id=T1&trigger_id=1&channel_id=D1", FORM),
    "a press without actions": (
        urlencode({"payload": '{"type":"block_actions","user":{"id":"U1"},"trigger_id":"1"}'}).encode(),
        FORM,
    ),
    "a field twice": (GOOD + b"&user_id=U2", FORM),
    "another content type": (GOOD, "text/plain"),
    "no content type": (GOOD, ""),
    "an empty body": (b"", JSON),
}


@pytest.mark.parametrize("case", MALFORMED)
async def test_a_signed_request_of_an_unknown_shape_is_answered_with_400(house: Bench, case: str) -> None:
    """Signed is not enough: every field that a handler reads is there."""
    body, kind = MALFORMED[case]
    status, answer = await house.fake.raw(house.url, body, signed(body) | ({"Content-Type": kind} if kind else {}))
    assert (status, answer) == (400, "")


async def test_two_signatures_are_refused_although_one_fits(house: Bench) -> None:
    """Which one counts must not be a guess."""
    good = signed(GOOD)
    for name in good:
        headers = [*good.items(), (name, "0"), ("Content-Type", FORM)]
        async with house.fake.session.post(house.url, data=GOOD, headers=headers) as response:
            assert response.status == 401


async def test_other_methods_and_too_large_bodies_are_refused(house: Bench) -> None:
    """405 and 413, never 5xx, announced or not."""
    async with house.fake.session.get(house.url) as response:
        assert response.status == 405
    big = b"x" * (1024 * 1024 + 1)
    assert (await house.fake.raw(house.url, big, signed(big) | {"Content-Type": FORM}))[0] == 413


async def test_an_unknown_command_is_answered_with_404(house: Bench) -> None:
    """Somebody else's command never runs ours."""
    assert (await house.fake.post(house.url, house.fake.command_body("/weather", "")))[0] == 404


async def test_the_address_is_verified_only_with_a_signature(house: Bench) -> None:
    """Even the first handshake."""
    body: Answer = {"type": "url_verification", "challenge": "c-1", "token": "t"}
    status, answer = await house.fake.post(house.url, body)
    assert status == 200
    assert answer in ("c-1", {"challenge": "c-1"})
    assert (await house.fake.post(house.url, body, secret="other"))[0] == 401


async def test_a_replayed_request_gets_the_old_receipt(house: Bench) -> None:
    """Same bytes, same answer, one row; beyond five minutes nobody vouches for them."""
    headers = signed(GOOD, at=at(-200)) | {"Content-Type": FORM}
    first = await house.fake.raw(house.url, GOOD, headers)
    assert first == await house.fake.raw(house.url, GOOD, headers)
    assert "Call 1 of 8" in first[1]["text"]
    assert "1 / 8" in await house.say("today")


async def test_refusals_are_logged_without_the_body(house: Bench, fake: FakeSlack) -> None:
    """One line a second for each reason, no secret, no text."""
    with structlog.testing.capture_logs() as lines:
        for _ in range(50):
            await fake.raw(house.url, GOOD, unsigned()["wrong signature"])
    refusals = [line for line in lines if line["event"] == "slack.request_refused"]
    assert 1 <= len(refusals) <= 2
    assert not any(word in str(lines) for word in ("acme", SECRET, "hooks.slack.com", "7.7"))


@pytest.mark.parametrize(("age", "status"), [(1, 200), (299, 200), (301, 401), (-299, 200), (-301, 401)])
async def test_a_signature_is_valid_for_five_minutes(house: Bench, age: int, status: int) -> None:
    """The first delivery and its replay are answered alike; older or younger ones are nobody's."""
    headers = signed(GOOD, at=at(-age + (0.5 if age > 0 else -0.5) * (status == 200))) | {"Content-Type": FORM}
    first = await house.fake.raw(house.url, GOOD, headers)
    assert first[0] == status
    assert first == await house.fake.raw(house.url, GOOD, headers)
    assert ("1 / 8" if status == 200 else "0 / 8") in await house.say("today")


async def test_an_ssl_check_is_answered_when_slack_signed_it(house: Bench) -> None:
    """Slack asks now and then whether the certificate is good; nobody else learns anything."""
    body = b"ssl_check=1&token=t"
    assert (await house.fake.raw(house.url, body, signed(body) | {"Content-Type": FORM}))[0] == 200
    assert (await house.fake.raw(house.url, body, {"Content-Type": FORM}))[0] == 401


async def test_a_notice_that_slack_limits_events_is_accepted_and_logged(house: Bench) -> None:
    """app_rate_limited is heard, and logged."""
    body = {"type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1, "api_app_id": "A1", "token": "t"}
    with structlog.testing.capture_logs() as lines:
        raw = json.dumps(body).encode()
        assert (await house.fake.raw(house.url, raw, signed(raw) | {"Content-Type": JSON}))[0] == 200
    assert "slack.events_limited" in {line["event"] for line in lines}
