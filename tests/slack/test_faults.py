"""Everything that can go wrong between Snurr and Slack: what is sent once, what is waited for, what is left alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog

from adapters.common import pacing
from adapters.common.shared_pauses import SharedPauses
from adapters.slack import platform, workspace
from adapters.slack.client import BLOCK_ERRORS, RECIPIENT_ERRORS, WORKSPACE_ERRORS, delivery_error
from adapters.slack.workspace import Workspace
from bot.errors import DeliveryError
from bot.messages.card import Card, Text
from bot.ports import Address
from tests.fakes.slack import FakeSlack, Fault
from tests.slack.bench import MORNING, Bench, bench, until
from tests.slack.test_out import HALF_PAST_EIGHT, quota, tallies


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lift the pacing, which has tests of its own, because these tests let weeks pass."""
    for gap, seconds in (("GAP_SECONDS", 0.03), ("CHANNEL_GAP_SECONDS", 0.0), ("WINDOW_SECONDS", 0.0)):
        monkeypatch.setattr(pacing, gap, seconds)


CARD = Card(title="A title", body=(Text(text="A line."),))
ANNA = Address(platform="slack", target="U1")
POST = "chat.postMessage"


@pytest.mark.parametrize(
    "fault",
    [
        Fault(drop=True, kept=True),
        Fault(drop=True),
        Fault(silent_seconds=1.0, kept=True),
        Fault(status=500, error="internal_error", kept=True),
        Fault(status=500, body="oops", kept=True),
        Fault(status=502, body="<html>", kept=True),
        Fault(status=503, body="", kept=True),
        Fault(body="<html>", kept=True),
        Fault(body="[]", kept=True),
        Fault(body='"x"', kept=True),
        Fault(error="fatal_error", kept=True),
        Fault(error="internal_error"),
        Fault(status=429, error="ratelimited", headers={"Retry-After": "30"}),
    ],
    ids=lambda fault: f"{fault.status}-{fault.error or fault.body or 'gone'}-{'kept' if fault.kept else 'not'}",
)
async def test_each_nudge_is_posted_once_and_each_call_is_one_request(
    fake: FakeSlack, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    """After a lost, mangled or refused answer the SDK repeats nothing; two look-ups decide about a second post."""
    monkeypatch.setattr(platform, "TIMEOUT", aiohttp.ClientTimeout(total=0.5))
    async with bench(fake) as house:
        await house.say("help")
        fake.fail(POST, fault)
        before = len(fake.called(POST))
        await house.tick(HALF_PAST_EIGHT)
        assert len(fake.called(POST)) == before + 1
        house.workspace.client.pacer._closed_until.clear()
        await wait_is_over(house)
        fake._shut.clear()
        await house.tick(HALF_PAST_EIGHT + timedelta(seconds=31))
        assert len(await quota(house)) == 1
        assert [tally.sent for tally in await tallies(house) if tally.recipient == "Anna"] == [1]


async def wait_is_over(house: Bench) -> None:
    """Let the time go by that Slack asked all processes to wait."""
    await house.store.engine.write(lambda db: db.change("DELETE FROM _pause WHERE tenant = :tenant"), 1)


@pytest.mark.parametrize("fault", [Fault(drop=True, kept=True), Fault(status=502, body="<html>", kept=True)])
async def test_a_receipt_whose_answer_was_lost_is_not_repeated(house: Bench, fault: Fault) -> None:
    """The receipt may have arrived, so it is not posted again; the entry is stored in any case."""
    house.fake.fail(POST, fault)
    await house.say("call acme")
    assert len(house.fake.to("U1")) == 1
    assert "1 / 8" in await house.say("today")


async def test_a_receipt_is_posted_after_retry_after(house: Bench) -> None:
    """After a 429 that asks for one second, the receipt is posted."""
    house.fake.fail(POST, Fault(status=429, error="ratelimited", headers={"Retry-After": "1"}))
    assert "Call 1 of 8" in await house.say("call acme")


def in_a_minute() -> str:
    """Return an HTTP date, a minute ahead of the machine's clock."""
    return format_datetime(datetime.now(UTC) + timedelta(minutes=1), usegmt=True)  # noqa: TID251, DTZ


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("30", 30), ("3600", 3600), ("soon", 30), (None, 30), ("-5", 30), ("date", 60), ("1.5", 30)],
)
async def test_no_call_before_retry_after(house: Bench, header: str | None, seconds: int) -> None:
    """Nothing calls the method meanwhile, neither a nudge nor a receipt; then the nudge arrives once."""
    await house.say("help")
    asked = {"Retry-After": in_a_minute() if header == "date" else header} if header is not None else {}
    house.fake.fail(POST, Fault(status=429, error="ratelimited", headers=asked))
    await house.tick(HALF_PAST_EIGHT)
    pacer, calls = house.workspace.client.pacer, len(house.fake.called(POST))
    left = pacer.closed_for(POST)
    assert (left.total_seconds() if left else 0) == pytest.approx(seconds, abs=1.5)
    with pytest.raises(DeliveryError, match="ratelimited"):
        await house.workspace.send(Address(platform="slack", target="U2"), CARD, "k")
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=seconds - 2))
    assert len(house.fake.called(POST)) == calls
    began, house.fake._shut[POST] = pacer.now, 0.0
    pacer.now = lambda: began() + seconds
    await wait_is_over(house)
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=seconds + 2))
    assert len(await quota(house)) == 1


@pytest.mark.parametrize(("header", "seconds"), [("0", 0.0), ("1", 1.0), ("2", 2.0)])
async def test_a_short_retry_after_is_waited_out_without_losing_the_turn(
    house: Bench, header: str, seconds: float
) -> None:
    """The same turn posts it, not before Retry-After, and those behind it keep their order."""
    people = [f"U5{n}" for n in range(6)]
    for user in people:
        house.fake.person(user, user)
    house.fake.fail(POST, None, Fault(status=429, error="ratelimited", headers={"Retry-After": header}))
    sends = [house.workspace.send(Address(platform="slack", target=user), CARD, user) for user in people]
    await asyncio.gather(*sends)
    posted = house.fake.messages[-6:]
    assert sorted(message.channel for message in posted) == [f"D5{n}" for n in range(6)]
    assert [message.channel for message in posted if message.channel != "D51"] == ["D50", "D52", "D53", "D54", "D55"]
    assert posted[1].at - posted[0].at >= seconds


async def test_what_another_process_was_asked_to_wait_holds_here_too(house: Bench) -> None:
    """Neither a nudge nor a receipt is posted; once the time is over, the nudge arrives."""
    await house.say("help")
    elsewhere = SharedPauses(store=house.store, tenant=1, platform="slack")
    await elsewhere.note(timedelta(seconds=3600))
    calls = len(house.fake.called(POST))
    await house.tick(HALF_PAST_EIGHT)
    await house.say("call acme")
    assert (len(house.fake.called(POST)), len(await quota(house))) == (calls, 0)
    house.workspace.client.pacer._closed_until.clear()
    await wait_is_over(house)
    await house.tick(HALF_PAST_EIGHT + timedelta(hours=1, seconds=2))
    assert len(await quota(house)) == 1


async def test_a_stop_does_not_wait_for_retry_after(house: Bench) -> None:
    """A send that waits for its turn is given up at once, and can be claimed by the next process."""
    house.fake.fail(POST, Fault(status=429, error="ratelimited", headers={"Retry-After": "15"}))
    waiting = asyncio.ensure_future(house.workspace.send(ANNA, CARD, "k"))
    await until(lambda: house.workspace.client.pacer.closed_for(POST) is not None)
    house.slack.stop()
    with pytest.raises(DeliveryError, match="stopping") as held:
        await asyncio.wait_for(waiting, 10)
    assert held.value.held


@asynccontextmanager
async def another(house: Bench, token: str = "xoxb-2") -> AsyncIterator[Workspace]:
    """A second workspace of the same process."""
    house.fake.teams[token] = "T2"
    async with aiohttp.ClientSession() as session:
        yield house.slack.make_workspace(session, token, 2)


async def test_a_limit_in_one_workspace_does_not_delay_another(house: Bench) -> None:
    """One workspace is limited for an hour; a post to another takes no longer."""
    house.fake.fail(POST, Fault(status=429, error="ratelimited", headers={"Retry-After": "3600"}))
    with pytest.raises(DeliveryError, match="ratelimited"):
        await house.workspace.send(ANNA, CARD, "k")
    house.fake._shut.clear()
    async with another(house) as second:
        assert await asyncio.wait_for(second.send(ANNA, CARD, "k"), 60)


async def days(house: Bench, count: int) -> None:
    """Let the nudges of a number of mornings come due."""
    for n in range(1, count + 1):
        await house.tick(HALF_PAST_EIGHT + timedelta(days=n))


@pytest.mark.parametrize("code", sorted(RECIPIENT_ERRORS))
async def test_a_recipient_that_is_refused_costs_one_attempt(house: Bench, code: str) -> None:
    """In thirty days there is one attempt; a line of that person brings the next."""
    await house.say("help")
    house.fake.fail(POST, Fault(error=code))
    await house.tick(HALF_PAST_EIGHT)
    tried = [call for call in house.fake.called(POST) if call["channel"] == "U1"]
    await days(house, 30 if code == "channel_not_found" else 2)
    assert [call for call in house.fake.called(POST) if call["channel"] == "U1"] == tried
    await house.say("help")
    await house.tick(HALF_PAST_EIGHT + timedelta(days=35))
    assert len(await quota(house)) == 1


@pytest.mark.parametrize("code", sorted(WORKSPACE_ERRORS))
async def test_a_workspace_that_refuses_the_app_costs_one_attempt(house: Bench, code: str) -> None:
    """For everybody in it, with one alarm, until a probe finds it open; then nothing is lost for good."""
    await house.say("help", user="U1")
    house.fake.fail(POST, Fault(error=code))
    house.fake.fail("auth.test", Fault(error=code))
    calls = len(house.fake.called(POST))
    await house.tick(HALF_PAST_EIGHT)
    await days(house, 30 if code == "token_revoked" else 2)
    assert len(house.fake.called(POST)) == calls + 1
    assert house.slack.problems() == [f"slack: {code}"]
    house.fake.faults.clear()
    await house.workspace.probe()
    assert house.slack.problems() == []
    await house.tick(HALF_PAST_EIGHT + timedelta(days=35))
    assert len(await quota(house)) == 1


@pytest.mark.parametrize("code", sorted(BLOCK_ERRORS))
async def test_a_card_that_is_refused_as_malformed_is_tried_in_plainer_forms(house: Bench, code: str) -> None:
    """Everything, no feedback buttons, text alone: then it is parked, and the other nudges of the day are sent."""
    await house.say("help")
    house.fake.fail(POST, *[Fault(error=code)] * 3)
    calls = len(house.fake.called(POST))
    await house.tick(HALF_PAST_EIGHT)
    assert len([call for call in house.fake.called(POST)[calls:] if call["channel"] == "U1"]) == 3
    assert [tally.parked for tally in await tallies(house) if tally.recipient == "Anna"] == [1]


@pytest.mark.parametrize("event", ["channel_unarchive", "member_joined_channel", "channel_rename"])
async def test_a_channel_is_written_to_again_after_its_event(house: Bench, event: str) -> None:
    """There is one attempt while the channel is archived, and the next one after the event."""
    house.fake.channels["C1"]["is_archived"] = True
    await house.tick(MORNING + timedelta(minutes=46))
    tried = len([call for call in house.fake.called(POST) if call["channel"] in ("C1", "#sales")])
    assert tried == 1
    await days(house, 2)
    house.fake.channels["C1"]["is_archived"] = False
    channel = {"id": "C1", "name": "sales"} if event == "channel_rename" else "C1"
    await house.deliver(house.fake.event_body({"type": event, "channel": channel, "user": "UBOT"}))
    await house.tick(MORNING + timedelta(days=7, minutes=46))
    assert len(house.fake.to("C1")) >= 1


async def test_a_clock_that_differs_from_slacks_holds_nudges(house: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """2.3: more than two minutes apart nothing leaves, nothing is given up, and a clock that was set is noticed."""
    monkeypatch.setattr(workspace, "CLOCK_RETRY", timedelta(0))
    house.workspace.watches_clock = True
    house.fake.ahead_seconds = 200
    await house.say("help")
    assert house.slack.skew_seconds() == pytest.approx(-200, abs=3)
    for n in range(8):
        await house.tick(HALF_PAST_EIGHT + timedelta(seconds=2 * n))
    assert await quota(house) == []
    assert all(tally.open == tally.due for tally in await tallies(house))
    house.fake.ahead_seconds = 0
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=20))
    assert len(await quota(house)) == 1


async def test_a_clock_that_jumps_sends_nothing_by_the_wrong_time(house: Bench) -> None:
    """The clock is set three hours ahead after Slack's last answer: the next thing that Slack hears is a question."""
    client, machine = house.workspace.client, house.workspace.client.now
    house.workspace.watches_clock = True
    await house.say("help")
    client.slack_clock.now = lambda: machine() + timedelta(hours=3)
    await house.tick(HALF_PAST_EIGHT)
    assert await quota(house) == []
    assert house.slack.skew_seconds() == pytest.approx(3 * 3600, abs=3)


async def test_slack_is_asked_again_while_its_clock_differs(house: Bench) -> None:
    """A machine that slept is right, though its seconds stood still: one auth.test tells, and none while all is well."""
    house.workspace.watches_clock = True
    await house.slack.compare_clocks()
    assert len(house.fake.called("auth.test")) == 1
    house.workspace.client.slack_clock._told_at += 3600.0
    await house.slack.compare_clocks()
    assert (len(house.fake.called("auth.test")), house.slack.skew_seconds()) == (2, pytest.approx(0, abs=3))


async def test_a_clock_that_differs_little_holds_nothing(house: Bench) -> None:
    """A difference of a hundred seconds holds no nudge."""
    house.workspace.watches_clock = True
    house.fake.ahead_seconds = 100
    await house.say("help")
    await house.tick(HALF_PAST_EIGHT)
    assert len(await quota(house)) == 1


async def test_slacks_clock_is_read_again_at_most_twice_a_minute(house: Bench) -> None:
    """Two hundred held nudges do not cause two hundred calls of auth.test."""
    house.workspace.watches_clock = True
    house.fake.ahead_seconds = 200
    await house.say("help")
    for n in range(5):
        with pytest.raises(DeliveryError, match="clock differs") as held:
            await house.workspace.send(ANNA, CARD, f"k{n}")
        assert held.value.held
    assert len(house.fake.called("auth.test")) == 2


@pytest.mark.parametrize(
    ("error", "code", "again"),
    [
        (TimeoutError(), "timeout", False),
        (aiohttp.ServerDisconnectedError(), "answer_lost", False),
        (aiohttp.ClientPayloadError(), "answer_lost", False),
        (AttributeError(), "answer_lost", False),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), "answer_lost", False),
        (aiohttp.ConnectionTimeoutError(), "unreachable", True),
        (aiohttp.ClientConnectorDNSError(aiohttp.client_reqrep.ConnectionKey(*("x", 443, True, True, None, None, None)), OSError()), "unreachable", True),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)  # fmt: skip
def test_only_a_failure_that_surely_sent_nothing_is_tried_again(error: Exception, code: str, again: bool) -> None:
    """A failure before the request left is tried again; after one that came later nobody knows what arrived."""
    found = delivery_error(error, MORNING)
    assert (found.code, found.permanent, found.retry_after is not None) == (code, False, again)


async def test_answers_in_bytes_that_are_no_text_are_lost_answers(house: Bench) -> None:
    """A proxy's page in another encoding counts as a lost answer."""
    house.fake.fail(POST, Fault(status=502, raw=b"<html>\xff\xfe", headers={"Content-Type": "application/json"}))
    with pytest.raises(DeliveryError) as lost:
        await house.workspace.send(ANNA, CARD, "k")
    assert (lost.value.permanent, lost.value.retry_after) == (False, None)


@pytest.mark.parametrize(
    ("method", "line"),
    [
        ("users.conversations", "team"),
        ("conversations.info", "help"),
        ("conversations.history", "help"),
        ("conversations.open", "team week export csv"),
        ("files.getUploadURLExternal", "team week"),
    ],
)
async def test_every_optional_scope_may_be_missing(house: Bench, method: str, line: str) -> None:
    """Each optional scope may be missing: no line and no nudge fails."""
    house.fake.scopes_missing = frozenset({method})
    house.fake.charts_refused = True
    assert await house.say(line)
    await house.deliver(house.fake.event_body({"type": "member_joined_channel", "channel": "C1", "user": "UBOT"}))
    await house.tick(MORNING + timedelta(minutes=46))
    assert len(house.fake.to("C1")) == 1
    assert house.slack.problems() == []


async def test_people_without_an_address_are_known_all_the_same(house: Bench) -> None:
    """Without users:read.email only admins who are named by address are not found."""
    house.fake.person("U7", "Nils", profile={})
    assert "Call 1 of 8" in (await house.command("/called acme", user="U7"))["text"]


async def test_many_first_requests_cost_one_auth_test(fake: FakeSlack) -> None:
    """Rules 5, 12, 13: auth.test once; a person is written to by user id; nothing is left to Slack's own schedule."""
    async with bench(fake) as house:
        for n in range(20):
            fake.person(f"U1{n}", f"Seller {n}")
        bodies = [fake.command_body("/called", "- vm", user=f"U1{n}") for n in range(20)]
        answers = await asyncio.gather(*(fake.post(house.url, body) for body in bodies))
        assert all("Call 1 of 8" in answer["text"] for _, answer in answers)
        await house.workspace.send(ANNA, CARD, "k")
    used = {method for method, _ in fake.calls}
    assert len(fake.called("auth.test")) == 1
    assert used.isdisjoint({"conversations.open", "chat.scheduleMessage"})


async def test_no_answer_before_the_entry_is_on_disk(house: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is acknowledged while the store has not committed."""
    committed, write = asyncio.Event(), house.store.write

    async def slow(*asked: Any, **named: Any) -> object:
        done = await write(*asked, **named)
        await committed.wait()
        return done

    await house.say("help", user="U1")
    monkeypatch.setattr(house.store, "write", slow)
    answer = asyncio.ensure_future(house.fake.post(house.url, house.fake.command_body("/called", "acme")))
    done, _ = await asyncio.wait({answer}, timeout=0.3)
    assert not done
    committed.set()
    assert "Call 1 of 8" in (await answer)[1]["text"]


@pytest.mark.parametrize(("later", "calls"), [(5, 1), (59, 1), (61, 2)])
async def test_a_retyped_line_counts_once_within_a_minute(house: Bench, later: int, calls: int) -> None:
    """The same person, case and white space aside; a new delivery each time."""
    await house.command("/called acme vm")
    house.clock.move_to(MORNING + timedelta(seconds=later))
    answer = await house.command("/called  ACME vm")
    assert ("already logged" in answer["text"]) is (calls == 1)
    assert f"{calls} / 8" in await house.say("today")


@pytest.mark.parametrize("hours", [1, 12, 24])
async def test_delayed_events_count_once(fake: FakeSlack, tmp_path: Path, hours: int) -> None:
    """Slack may repeat an event hourly for a day, also to a process that was started meanwhile."""
    body = fake.message_event("call - vm")
    async with bench(fake, path=tmp_path / "snurr.db") as house:
        await house.deliver(body)
    async with bench(fake, path=tmp_path / "snurr.db") as house:
        house.clock.move_to(MORNING + timedelta(hours=hours))
        await house.deliver(body)
        assert "1 / 8" in await house.say("today") or hours == 24
        assert {message.text for message in fake.to("U1") if "Call 1" in message.text} == {fake.to("U1")[0].text}


async def test_calls_share_their_connections(house: Bench) -> None:
    """One session for the whole process: fifty calls one after the other need one connection."""
    before = len(house.fake.connections)
    for _ in range(50):
        await house.workspace.client.call("auth.test")
    assert len(house.fake.connections) - before <= 1


async def test_no_link_is_unfurled_and_no_name_is_linked(house: Bench) -> None:
    """Whatever is posted: no previews, no names turned into mentions."""
    await house.say("call acme https://example.com @Bo #sales")
    await house.say("team week")
    await house.tick(HALF_PAST_EIGHT)
    posted = house.fake.called(POST)
    assert len(posted) > 4
    for call in posted:
        assert (call["unfurl_links"], call["unfurl_media"], call["mrkdwn"]) == (False, False, False)
        assert not {"link_names", "parse", "username", "icon_url"} & set(call)


@pytest.mark.parametrize(
    "broken",
    [{"state": None}, {"state": {}}, {"state": {"values": []}}, {"state": {"values": {"what": {}}}}],
    ids=str,
)
async def test_a_listener_that_fails_is_answered_at_once(house: Bench, broken: dict[str, object]) -> None:
    """A failing listener is answered with 400 at once."""
    await house.command("/promise acme")
    view = next(iter(house.fake.views.values()))
    body = house.fake.submit_body(view, {"what": "list", "due": "2026-11-27"})
    body["view"] |= broken
    with structlog.testing.capture_logs() as lines:
        status, _ = await house.fake.post(house.url, body)
    assert (status, [line["event"] for line in lines]) == (400, ["slack.listener_failed"])
    assert "0 / 8" in await house.say("today")
