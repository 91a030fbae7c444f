"""One event to one receiver over real HTTP: whatever it answers, and wherever its name leads."""

from __future__ import annotations

import base64
import hmac
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from adapters.programs.webhook_post import ANSWER_LIMIT, PostAnswer, WebhookPost, signed_headers
from bot.domain.receiver_address import is_public
from bot.domain.webhooks import SendFailure
from tests.fakes.corporate import HOOKS, authority
from tests.fakes.receiver import Receiver

HERE = frozenset({"127.0.0.1"})
KEY, FORMER = b"k" * 32, b"f" * 32
SHORT = aiohttp.ClientTimeout(total=0.3, sock_connect=0.3, sock_read=0.3)
AT = datetime(2026, 11, 24, 8, tzinfo=UTC)


async def send(receiver: Receiver, url: str = "", **options: object) -> PostAnswer:
    """Send an event to a receiver of this machine."""
    post = WebhookPost(hosts=HERE, machine_now=lambda: AT, **options)  # type: ignore[arg-type]
    try:
        return await post.send(url or receiver.url, "evt_1", b"{}", [KEY])
    finally:
        await post.close()


@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_any_success_is_one(status: int) -> None:
    """Whatever else the answer says."""
    async with Receiver() as receiver:
        receiver.answers.append(status)
        assert PostAnswer(status=status) == await send(receiver)
        assert b"{}" == receiver.got[0].body


@pytest.mark.parametrize("status", [400, 401, 404, 410, 429, 500, 503])
async def test_any_other_answer_is_a_failure(status: int) -> None:
    """With its status."""
    async with Receiver() as receiver:
        receiver.answers.append(status)
        assert PostAnswer(status=status, failure=SendFailure.ANSWERED) == await send(receiver)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        ("0", 0),
        ("-1", 0),
        ("soon", 0),
        ("9" * 30, 0),
        ("999999", 3600),
        ("Tue, 24 Nov 2026 08:02:00 GMT", 120),
    ],
)
async def test_a_wish_to_wait_is_read(header: str, seconds: int) -> None:
    """Up to an hour; what cannot be read is none."""
    async with Receiver() as receiver:
        receiver.answers.append((429, {"Retry-After": header}))
        assert timedelta(seconds=seconds) == (await send(receiver)).wish


async def test_no_redirect_is_followed() -> None:
    """Not to a private address, and not to itself."""
    async with Receiver() as receiver:
        for target in ("http://169.254.169.254/latest/meta-data/", receiver.url):
            receiver.answers.append((302, {"Location": target}))
            assert PostAnswer(status=302, failure=SendFailure.REDIRECTED) == await send(receiver)
        assert 2 == len(receiver.got)


async def test_a_slow_answer_is_not_waited_for() -> None:
    """Longer than the time of a send."""
    async with Receiver() as receiver:
        receiver.answers.append("hold")
        assert PostAnswer(failure=SendFailure.TOO_SLOW) == await send(receiver, timeout=SHORT)


async def test_an_endless_answer_is_not_read() -> None:
    """Its status is enough, and the connection is closed."""
    async with Receiver() as receiver:
        receiver.answers.append("endless")
        assert PostAnswer(status=200) == await send(receiver)


async def test_endless_interim_answers_are_cut_off() -> None:
    """Long before the time of a send is over: to read them would cost the event loop more than waiting."""
    async with Receiver() as receiver:
        receiver.answers.append("interim")
        assert (await send(receiver)).failure in (SendFailure.UNREACHED, SendFailure.UNREADABLE)
        assert receiver.sent < 100 * ANSWER_LIMIT


@pytest.mark.parametrize(
    ("answer", "failure"),
    [("hang up", SendFailure.UNREACHED), ("no http", SendFailure.UNREADABLE), ("long head", SendFailure.UNREADABLE)],
)
async def test_what_is_no_answer_is_a_failure(answer: str, failure: SendFailure) -> None:
    """Nothing that a receiver does raises."""
    async with Receiver() as receiver:
        receiver.answers.append(answer)
        assert failure is (await send(receiver)).failure


async def test_nobody_listening_is_a_failure() -> None:
    """As of a program that is down."""
    async with Receiver() as receiver:
        url = receiver.url
    assert PostAnswer(failure=SendFailure.UNREACHED) == await send(receiver, url)


async def test_a_host_that_is_listed_no_more_is_asked_nothing() -> None:
    """The operator's list counts at each send."""
    async with Receiver() as receiver:
        for hosts in (frozenset[str](), frozenset({"*"}), frozenset({"crm.example.com"})):
            post = WebhookPost(hosts=hosts)
            assert PostAnswer(failure=SendFailure.FORBIDDEN) == await post.send(receiver.url, "evt_1", b"{}", [KEY])
        assert [] == receiver.got


class Resolver:
    """Answers the question for a name with these, one after another."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers.pop(0)


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["100.64.0.1"],
        ["8.8.8.8", "127.0.0.1"],
        [],
    ],
)
async def test_a_name_that_leads_inside_is_not_connected_to(addresses: list[str]) -> None:
    """Also when only one of its addresses does."""
    async with Receiver() as receiver:
        post = WebhookPost(hosts=frozenset({"*"}), lookup=Resolver(addresses))
        answer = await post.send(f"https://crm.example.com:{receiver.port}/", "evt_1", b"{}", [KEY])
        await post.close()
        assert PostAnswer(failure=SendFailure.FORBIDDEN) == answer
        assert [] == receiver.got


async def test_a_name_that_is_not_known_is_a_failure() -> None:
    """The resolver says so."""

    async def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    post = WebhookPost(hosts=frozenset({"*"}), lookup=unknown)
    assert PostAnswer(failure=SendFailure.NO_ADDRESS) == await post.send("https://crm.example.com/", "e", b"{}", [KEY])
    await post.close()


def over_tls(tmp_path: Path, resolver: Resolver, *, trusted: bool = True) -> tuple[ssl.SSLContext, WebhookPost]:
    """Return a server's context for a public name, and a sender that takes 127.0.0.1 for a public address."""
    bundle, context = authority(tmp_path)

    def trust() -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(bundle)) if trusted else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    post = WebhookPost(
        hosts=frozenset({"*"}),
        lookup=resolver,
        is_allowed=lambda each: each == "127.0.0.1" or is_public(each),
        trusted=trust,
    )
    return context, post


async def test_a_name_is_resolved_once_and_for_each_event_anew(tmp_path: Path) -> None:
    """The connection goes to what was checked; a name that leads inside a moment later is refused then."""
    resolver = Resolver(["127.0.0.1"], ["10.0.0.1"])
    context, post = over_tls(tmp_path, resolver)
    async with Receiver(tls=context) as receiver:
        url = f"https://{HOOKS}:{receiver.port}/events"
        assert PostAnswer(status=204) == await post.send(url, "evt_1", b"{}", [KEY])
        assert 1 == resolver.asked
        assert PostAnswer(failure=SendFailure.FORBIDDEN) == await post.send(url, "evt_2", b"{}", [KEY])
        assert 1 == len(receiver.got)
    await post.close()


@pytest.mark.parametrize(("host", "trusted"), [(HOOKS, False), ("crm.example.com", True)])
async def test_a_certificate_has_to_be_trusted_and_of_the_name(tmp_path: Path, host: str, trusted: bool) -> None:
    """Nothing is sent before."""
    context, post = over_tls(tmp_path, Resolver(["127.0.0.1"]), trusted=trusted)
    async with Receiver(tls=context) as receiver:
        answer = await post.send(f"https://{host}:{receiver.port}/", "evt_1", b"{}", [KEY])
        assert PostAnswer(failure=SendFailure.UNTRUSTED) == answer
        assert [] == receiver.got
    await post.close()


async def test_plain_http_behind_an_https_address_is_untrusted(tmp_path: Path) -> None:
    """No downgrade."""
    _, post = over_tls(tmp_path, Resolver(["127.0.0.1"]))
    async with Receiver() as receiver:
        answer = await post.send(f"https://{HOOKS}:{receiver.port}/", "evt_1", b"{}", [KEY])
        assert SendFailure.UNTRUSTED is answer.failure
    await post.close()


async def test_no_proxy_stands_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would resolve the name once more, and lead anywhere."""
    async with Receiver() as receiver, Receiver() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert PostAnswer(status=204) == await send(receiver)
        assert [] == proxy.got


def test_it_is_signed_as_the_specification_says() -> None:
    """HMAC-SHA256 over id, time and body; with each secret that counts, in base 64 behind the version."""
    headers = signed_headers("evt_1", b'{"a":1}', [KEY, FORMER], AT)
    stamp = str(int(AT.timestamp()))
    assert ("evt_1", stamp) == (headers["webhook-id"], headers["webhook-timestamp"])
    expected = [
        base64.b64encode(hmac.digest(key, f'evt_1.{stamp}.{{"a":1}}'.encode(), "sha256")).decode()
        for key in (KEY, FORMER)
    ]
    assert [f"v1,{each}" for each in expected] == headers["webhook-signature"].split(" ")


def test_the_specification_s_own_example_has_its_signature() -> None:
    """As published with the reference libraries."""
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', [key], at)
    assert "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" == headers["webhook-signature"]
