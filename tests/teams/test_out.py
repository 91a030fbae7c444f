"""Nudges on their way to Teams: each once, in its turn; tokens and keys never hold anybody up."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace
from datetime import date, timedelta

import aiohttp
import pytest
from structlog.testing import capture_logs

from adapters.common.bounded_cache import BoundedCache
from adapters.teams.tenant import Tenant
from bot.domain.outbox import Tally
from bot.errors import DeliveryError
from bot.messages.card import Card, Text
from bot.ports import Address
from tests.fakes.slack import Fault
from tests.fakes.teams import BOT, TEAM, Posted
from tests.fakes.teams_cards import texts
from tests.slack.bench import MORNING
from tests.teams.bench import Bench

HALF_PAST_EIGHT = MORNING + timedelta(minutes=30)
CARD = Card(title="A title", body=(Text(text="A line."),))
ANNA = Address(platform="teams", target="aad-1")


def quota(house: Bench) -> list[Posted]:
    """Return Anna's morning messages."""
    return [post for post in house.fake.to("a:1") if "Good morning" in post.text]


def sends(house: Bench) -> list[str]:
    """Return every call that posted to Anna since the house stood."""
    return [rest for method, rest in house.fake.calls if method == "POST" and rest.startswith("conversations/a:1/")][
        house.said :
    ]


async def tallies(house: Bench) -> list[Tally]:
    """Return how Anna's day ended so far, and check that the five add up."""
    found = await house.store.read(lambda work: work.outbox.tallies(date.min, date.max))
    for tally in found:
        assert tally.due == tally.sent + tally.skipped + tally.expired + tally.parked + tally.uncertain + tally.open
    return [tally for tally in found if tally.recipient == "Anna"]


async def test_the_morning_quota_reaches_a_seller_without_further_set_up(house: Bench) -> None:
    """Known by one typed line, nudged from then on."""
    await house.tick(HALF_PAST_EIGHT)
    (posted,) = quota(house)
    assert posted.text.endswith(" s)")
    assert posted.activity["summary"].startswith("Good morning")


async def test_a_press_turns_the_nudge_into_its_result(house: Bench) -> None:
    """The message of the nudge is updated for everybody."""
    await house.tick(HALF_PAST_EIGHT)
    (posted,) = quota(house)
    before = len(house.fake.posts)
    answer = await house.deliver(house.fake.press(posted, "Later"))
    assert "I will remind you again" in texts(answer["value"])
    assert (len(house.fake.posts), posted.edits) == (before, 1)
    assert "I will remind you again" in posted.text


async def test_the_team_channel_is_posted_to_once_it_is_known(house: Bench) -> None:
    """N2 leads with the waiting customer."""
    await house.deliver(house.fake.activity("conversationUpdate", channel=True, membersAdded=[{"id": BOT}]))
    await house.tick(MORNING + timedelta(minutes=46))
    posted = [post for post in house.fake.posts if "Are you laughing while a customer waits?" in post.text]
    assert len(posted) == 1


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_a_nudge_that_surely_was_not_sent_is_sent_once_later(house: Bench, status: int) -> None:
    """Microsoft's own table; Retry-After where there is one."""
    house.fake.fail("post a:1", Fault(status=status, error="x", headers={"Retry-After": "2"}))
    await house.tick(HALF_PAST_EIGHT)
    assert quota(house) == []
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=6))
    assert len(quota(house)) == 1


@pytest.mark.parametrize(
    "fault", [Fault(status=412, error="x"), Fault(status=429, error="x", headers={"Retry-After": "0"})]
)
async def test_a_conversation_that_always_refuses_is_tried_five_times(house: Bench, fault: Fault) -> None:
    """412 and 429 are among the five tries; then the nudge is parked, long before its window ends. Others get theirs."""
    house.fake.fail("post a:1", *[fault] * 20)
    for seconds in range(0, 3600, 60):
        await house.tick(HALF_PAST_EIGHT + timedelta(seconds=seconds))
    assert (len(sends(house)), quota(house)) == (5, [])
    assert [(tally.due, tally.parked) for tally in await tallies(house)] == [(1, 1)]
    assert len([post for post in house.fake.to("a:2") if "Good morning" in post.text]) == 1


async def test_a_tenant_that_asks_to_wait_is_asked_again_by_nobody(house: Bench) -> None:
    """429 is the tenant's: those behind wait as long, in every process; 412 is the conversation's alone."""
    house.fake.fail("post", Fault(status=429, error="x", headers={"Retry-After": "600"}))
    posted = len(house.fake.posts)
    await house.tick(HALF_PAST_EIGHT)
    assert (len(house.fake.posts), len(sends(house))) == (posted, 1)
    assert await house.tenant.pauses.left() is not None
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=5))
    assert len(sends(house)) == 1


PAGE = "<!doctype html><title>502 Bad Gateway</title>"


@pytest.mark.parametrize(
    "fault",
    [
        Fault(drop=True, kept=True),
        Fault(status=500, error="x", kept=True),
        Fault(status=500, body="", kept=True),
        Fault(status=502, body=PAGE, kept=True),
        Fault(status=504, body=PAGE, kept=True),
    ],
    ids=["dropped", "500", "500 empty", "502 page", "504 page"],
)
async def test_a_lost_answer_is_never_repeated(house: Bench, fault: Fault) -> None:
    """There is one call; the nudge is uncertain. A page of HTML comes from a proxy in between."""
    house.fake.fail("post a:1", fault)
    await house.tick(HALF_PAST_EIGHT)
    for minutes in (2, 4, 60):
        await house.tick(HALF_PAST_EIGHT + timedelta(minutes=minutes))
    assert len(quota(house)) == 1
    assert len(sends(house)) == 1
    assert [tally.uncertain for tally in await tallies(house)] == [1]


async def test_a_silent_server_is_waited_for_no_longer_than_a_call_may_take(
    house: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the timeout the nudge is uncertain, and not sent again."""
    monkeypatch.setattr("adapters.teams.connector.TIMEOUT", aiohttp.ClientTimeout(total=0.3))
    house.fake.fail("post a:1", Fault(status=200, kept=True, silent_seconds=1.0))
    await house.tick(HALF_PAST_EIGHT)
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=2))
    assert len(quota(house)) == 1
    assert [tally.uncertain for tally in await tallies(house)] == [1]


async def test_a_nudge_that_never_arrived_is_uncertain_as_well(house: Bench) -> None:
    """A reset connection does not tell whether it arrived, so the nudge is uncertain."""
    house.fake.fail("post a:1", Fault(drop=True))
    await house.tick(HALF_PAST_EIGHT)
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=2))
    assert quota(house) == []
    assert [tally.uncertain for tally in await tallies(house)] == [1]


@pytest.mark.parametrize(
    "fault",
    [Fault(drop=True), Fault(status=429, error="x"), Fault(status=412, error="x"), Fault(status=500, error="x")],
    ids=["drop", "429", "412", "500"],
)
async def test_nothing_repeats_a_call_by_itself(house: Bench, fault: Fault) -> None:
    """Each call makes one request, whatever the answer; the outbox decides about another."""
    house.fake.fail("post a:1", fault)
    connector = house.tenant.connector
    with pytest.raises(DeliveryError):
        await connector.post(house.fake.service, "a:1", {"type": "message", "text": "x"})
    assert len(sends(house)) == 1


@pytest.mark.parametrize("method", ["put", "member", "channels"])
async def test_a_call_that_changes_nothing_twice_is_not_repeated_either(house: Bench, method: str) -> None:
    """PUT and GET make one request as well."""
    house.fake.fail(method, *[Fault(status=429, error="x")] * 3)
    connector, before = house.tenant.connector, len(house.fake.calls)
    calls = {
        "put": lambda: connector.put(house.fake.service, "a:1", "1", {"type": "message", "text": "x"}),
        "member": lambda: connector.member(house.fake.service, "a:1", "29:1"),
        "channels": lambda: connector.channels(house.fake.service, TEAM),
    }
    with pytest.raises(DeliveryError):
        await calls[method]()
    assert len(house.fake.calls) == before + 1


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("1", 1),
        ("30", 30),
        ("99999", 3600),
        ("soon", 5),
        ("-5", 5),
        ("", 5),
        ("Tue, 24 Nov 2026 07:01:00 GMT", 60),
    ],
)
async def test_every_shape_of_retry_after_is_obeyed(house: Bench, text: str, seconds: int) -> None:
    """Seconds, a date, or something else; never longer than an hour."""
    house.fake.fail("post a:1", Fault(status=429, error="x", headers={"Retry-After": text} if text else {}))
    connector = house.tenant.connector
    connector.now = lambda: MORNING
    with pytest.raises(DeliveryError) as failed:
        await connector.post(house.fake.service, "a:1", {"type": "message", "text": "x"})
    assert failed.value.retry_after == timedelta(seconds=seconds)


RECIPIENT = [
    (403, "ConversationBlockedByUser"),
    (403, "BotNotInConversationRoster"),
    (403, "ForbiddenOperationException"),
    (403, "MessageWritesBlocked"),
    (404, "ConversationNotFound"),
]


@pytest.mark.parametrize(("status", "code"), RECIPIENT)
async def test_a_refused_recipient_costs_one_attempt_until_a_sign_of_life(house: Bench, status: int, code: str) -> None:
    """In thirty days there is one call; a line of that person brings the next."""
    house.tenant.pacer.now = itertools.count(0, 10).__next__  # nothing has to wait for its turn
    house.fake.fail("post a:1", Fault(status=status, error=code))
    for day in range(30):
        await house.tick(HALF_PAST_EIGHT + timedelta(days=day))
    assert len(sends(house)) == 1
    assert quota(house) == []
    await house.say("help")
    await house.tick(HALF_PAST_EIGHT + timedelta(days=30))
    assert len(quota(house)) == 1


@pytest.mark.parametrize(
    "body",
    [
        '{"error": {"code": "Forbidden", "message": "{\\"subCode\\": \\"MessageWritesBlocked\\"}"}}',
        '{"code": "BotNotInConversationRoster"}',
        '{"error": "odd"}',
        "<html>",
        "[]",
    ],
)
async def test_a_refusal_parks_whatever_its_shape(house: Bench, body: str) -> None:
    """The code may be hidden in a text, or missing."""
    house.fake.fail("post a:1", Fault(status=403, body=body))
    await house.tick(HALF_PAST_EIGHT)
    await house.tick(HALF_PAST_EIGHT + timedelta(days=1))
    assert len(sends(house)) == 1


async def test_a_person_who_comes_back_by_installing_is_nudged_again(house: Bench) -> None:
    """An installationUpdate unparks the person."""
    house.fake.fail("post a:1", Fault(status=403, error="ConversationBlockedByUser"))
    await house.tick(HALF_PAST_EIGHT)
    await house.deliver(house.fake.activity("installationUpdate", action="add"))
    await house.tick(HALF_PAST_EIGHT + timedelta(days=1))
    assert len(quota(house)) == 1


async def test_nothing_is_sent_to_whoever_removed_the_app(house: Bench) -> None:
    """Removing the app parks the person, adding it unparks them."""
    await house.deliver(house.fake.activity("installationUpdate", action="remove"))
    await house.tick(HALF_PAST_EIGHT)
    assert quota(house) == []
    await house.deliver(house.fake.activity("installationUpdate", action="add"))
    await house.tick(HALF_PAST_EIGHT + timedelta(days=1))
    assert len(quota(house)) == 1


@pytest.mark.parametrize(("status", "code"), [(403, "BotDisabledByAdmin"), (401, "BotNotRegistered")])
async def test_a_tenant_that_refuses_the_bot_is_not_called_again(house: Bench, status: int, code: str) -> None:
    """There is one call and one log line until the hourly retry, or until the app is installed again."""
    house.fake.fail("post", Fault(status=status, error=code))
    await house.tick(HALF_PAST_EIGHT)
    calls = len(house.fake.calls)
    await house.tick(HALF_PAST_EIGHT + timedelta(hours=6))
    assert len(house.fake.calls) == calls
    assert house.teams.problems() == [f"teams: {code}"]
    await house.deliver(house.fake.activity("installationUpdate", action="add"))
    await house.tick(HALF_PAST_EIGHT + timedelta(days=1))
    assert len(quota(house)) == 1


def later(tenant: Tenant, seconds: float) -> None:
    """Let time go by for the tenant's door."""
    began = tenant.door.now
    tenant.door.now = lambda: began() + seconds


async def test_an_expired_secret_holds_everybody_until_microsoft_takes_the_login(house: Bench) -> None:
    """After a refused login there is one try now and then; the morning goes out once it succeeds, to nobody twice."""
    login = house.teams.login
    assert login
    login._token = ""
    house.fake.fail("login", Fault(status=401, body='{"error_description": "AADSTS7000222: expired"}'))
    await house.tick(HALF_PAST_EIGHT)
    assert house.teams.problems() == ["teams: the login is not done", "teams: login:AADSTS7000222"]
    assert sum(tally.parked for tally in await tallies(house)) == 0
    asked = login.requests
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=2))
    assert login.requests == asked
    later(house.tenant, 60)
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=1))
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=2))
    assert (len(quota(house)), house.teams.problems()) == (1, [])
    assert sum(tally.open for tally in await tallies(house)) == 0


async def test_a_network_that_is_gone_for_minutes_parks_nobody(house: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often the connector is not reached; afterwards each nudge goes out once."""

    async def unreached(*_: object) -> None:
        raise DeliveryError("unreachable", retry_after=timedelta(seconds=2))

    there = house.tenant.connector._request
    monkeypatch.setattr(house.tenant.connector, "_request", unreached)
    with capture_logs() as logged:
        for minute in range(12):
            later(house.tenant, 60)
            await house.tick(HALF_PAST_EIGHT + timedelta(minutes=minute))
    assert "teams.parked" not in [each["event"] for each in logged]
    assert (sum(tally.parked for tally in await tallies(house)), quota(house)) == (0, [])
    assert house.teams.problems() == ["teams: unreachable"]
    monkeypatch.setattr(house.tenant.connector, "_request", there)
    later(house.tenant, 60)
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=13))
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=14))
    assert (len(quota(house)), house.teams.problems()) == (1, [])


def set_ahead(tenant: Tenant, ahead: timedelta) -> None:
    """Set the machine's clock, as Microsoft's answers show it."""
    right = tenant.connector.now
    tenant.watches_clock = True
    tenant.connector.login.microsoft_clock.now = lambda: right() + ahead


async def test_a_clock_that_jumps_sends_nothing_before_microsoft_is_asked(house: Bench) -> None:
    """The clock is set three hours ahead after the last answer: no call leaves, and none is needed to see it."""
    set_ahead(house.tenant, timedelta(hours=3))
    calls = len(house.fake.calls)
    await house.tick(HALF_PAST_EIGHT)
    assert (quota(house), len(house.fake.calls)) == ([], calls)


async def test_microsoft_is_asked_again_only_while_its_clock_differs(house: Bench) -> None:
    """A machine that slept is right, though its seconds stood still: one login tells."""
    login = house.tenant.connector.login
    house.tenant.watches_clock = True
    asked = login.requests
    await house.teams.compare_clocks()
    assert asked == login.requests
    login.microsoft_clock._told_at += 3600.0
    assert house.teams.skew_seconds() == pytest.approx(3600, abs=5)
    await house.teams.compare_clocks()
    assert (login.requests, house.teams.skew_seconds()) == (asked + 1, pytest.approx(0, abs=5))


async def test_a_clock_far_from_microsofts_holds_nudges(house: Bench) -> None:
    """Nudges are held while the clocks differ, and the difference is in the metrics."""
    tenant = house.tenant
    set_ahead(tenant, timedelta(seconds=-130))
    assert house.teams.skew_seconds() == pytest.approx(-130, abs=5)
    await house.tick(HALF_PAST_EIGHT)
    assert quota(house) == []
    set_ahead(tenant, timedelta(0))
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=2))
    assert len(quota(house)) == 1


async def test_a_person_is_reached_after_a_restart_and_at_a_new_address(house: Bench) -> None:
    """The reference is read from the database, with the newest service URL."""
    fresh = replace(house.tenant, _saved=BoundedCache())
    await fresh.send(ANNA, CARD, "k")
    assert house.fake.to("a:1")[-1].text.startswith("A title")
    moved = house.fake.message("help") | {"serviceUrl": f"{house.fake.service}"[:-1]}
    status, _ = await house.fake.deliver(house.url, moved, house.fake.token(serviceurl=moved["serviceUrl"]))
    assert status == 202
    await house.settled()
    known = await fresh.reference("aad-1")
    assert known and known.service == moved["serviceUrl"]


async def test_a_stored_address_that_is_no_longer_allowed_gets_no_token(house: Bench) -> None:
    """A host that is no longer allowed is not called, although the database has it."""
    connector = house.tenant.connector
    calls = len(house.fake.calls)
    connector.hosts = frozenset()
    with pytest.raises(DeliveryError, match="service_refused"):
        await house.tenant.send(ANNA, CARD, "k")
    assert len(house.fake.calls) == calls


async def test_a_redirect_is_not_followed(house: Bench) -> None:
    """A redirect is not followed, so the token is not sent to another host."""
    house.fake.fail("post a:1", Fault(status=307, headers={"Location": f"{house.fake.base}/stolen"}))
    with pytest.raises(DeliveryError):
        await house.tenant.send(ANNA, CARD, "k")
    assert [path for _, path in house.fake.calls if "stolen" in path] == []


async def test_a_stop_hands_a_waiting_message_back(house: Bench) -> None:
    """A send that waits for its turn is given up, and can be claimed by the next process."""
    house.teams.stop()
    with pytest.raises(DeliveryError) as failed:
        await house.tenant.send(ANNA, CARD, "k")
    assert failed.value.retry_after
    assert sends(house) == []


async def test_a_person_who_never_wrote_has_no_address(house: Bench) -> None:
    """A nudge without an address is parked."""
    with pytest.raises(DeliveryError, match="no conversation"):
        await house.tenant.send(Address(platform="teams", target="nobody"), CARD, "k")


async def test_a_card_that_is_refused_as_malformed_is_sent_as_plain_text(house: Bench) -> None:
    """After a 400 the same text is sent without a card."""
    house.fake.fail("post a:1", Fault(status=400, error="BadSyntax"))
    await house.tenant.send(ANNA, CARD, "k")
    assert house.fake.posts[-1].activity["text"] == "A title\n\nA line."


async def test_thirty_messages_cost_one_login(house: Bench) -> None:
    """The token is cached."""
    for number in range(30):
        await house.say(f"help {number}", user=1 + number % 2)
    assert len([call for call in house.fake.calls if call[0] == "LOGIN"]) == 1


async def test_a_token_that_is_refused_is_fetched_anew_once(house: Bench) -> None:
    """After a 401 a new token is fetched, and the message is sent once."""
    house.fake.tokens = {"other"}
    assert "Call 1 of 8" in (await house.say("call acme")).text
    assert len([call for call in house.fake.calls if call[0] == "LOGIN"]) == 2


async def test_a_slow_login_blocks_nobody(house: Bench) -> None:
    """During a slow login other people are answered."""
    assert house.teams.login
    house.teams.login._token = ""
    answer = '{"access_token": "t", "expires_in": 3600}'
    house.fake.fail("login", Fault(status=200, body=answer, silent_seconds=0.6))
    gaps = asyncio.ensure_future(_longest_gap(0.5))
    status, _ = await house.fake.deliver(house.url, house.fake.message("help"))
    assert status == 202
    assert await gaps < 0.25


async def _longest_gap(seconds: float) -> float:
    loop, longest = asyncio.get_running_loop(), 0.0
    until = last = loop.time()
    until += seconds
    while last < until:
        await asyncio.sleep(0.005)
        longest, last = max(longest, loop.time() - last), loop.time()
    return longest


async def test_nudges_are_paced(house: Bench) -> None:
    """Two to each of two people take more than a second; without a pace they would take some hundredths.

    A busy machine notes the first one late, so half of the time is left to it; single gaps are tested with the pacer.
    """
    for number in range(4):
        await house.tenant.send(Address(platform="teams", target=f"aad-{1 + number % 2}"), CARD, f"k{number}")
    stamps = [post.at for post in house.fake.posts[-4:]]
    assert stamps[-1] - stamps[0] >= 0.6
