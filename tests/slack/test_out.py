"""Nudges on their way to Slack: each once, in its turn, whatever answers get lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from adapters.common.retry_after import retry_after
from bot.domain.outbox import Tally
from bot.messages.card import Card, Text
from bot.ports import Address
from tests.fakes.slack import Fault, Message
from tests.slack.bench import MORNING, Bench

HALF_PAST_EIGHT = MORNING + timedelta(minutes=30)
CARD = Card(title="A title", body=(Text(text="A line."),))
DROPPED = Fault(drop=True, kept=True)
NEVER_THERE = Fault(drop=True)


async def quota(house: Bench) -> list[Message]:
    """Return Anna's morning messages."""
    return [message for message in house.fake.to("U1") if "Good morning" in message.text]


async def tallies(house: Bench) -> list[Tally]:
    """Return how the day ended so far, and check that the five add up."""
    found = list(await house.store.read(lambda work: work.outbox.tallies(date.min, date.max)))
    for tally in found:
        assert tally.due == tally.sent + tally.skipped + tally.expired + tally.parked + tally.uncertain + tally.open
    return found


async def test_the_morning_quota_reaches_a_seller_without_further_set_up(house: Bench) -> None:
    """A seller who typed one line is nudged from then on; the reading time is printed."""
    await house.say("help")
    handled = await house.tick(HALF_PAST_EIGHT)
    (message,) = await quota(house)
    assert {"sent"} == {result.outcome for result in handled if result.rule == "N1"}
    assert message.text.endswith(" s)")
    assert message.labels()[0].startswith("Log a call")
    assert message.metadata["event_type"] == "nudge"
    assert "Anna" not in str(message.metadata)


async def test_a_press_turns_the_nudge_into_its_result(house: Bench) -> None:
    """The message of the nudge is updated."""
    await house.say("help")
    await house.tick(HALF_PAST_EIGHT)
    (message,) = await quota(house)
    before = len(house.fake.messages)
    await house.deliver(house.fake.press_body(message, "Later"))
    assert (len(house.fake.messages), message.edits) == (before, 1)
    assert "I will remind you again" in message.text


async def test_the_team_channel_is_found_by_its_name(house: Bench) -> None:
    """The daily question goes to #sales, by its id."""
    await house.tick(MORNING + timedelta(minutes=46))
    (message,) = house.fake.to("C1")
    assert "Are you laughing while a customer waits?" in message.text


async def test_a_message_that_two_looks_do_not_find_is_sent_once_more(house: Bench) -> None:
    """It is sent again after two look-ups, half a minute apart, within the nudge's window."""
    await house.say("help")
    house.fake.fail("chat.postMessage", NEVER_THERE)
    await house.tick(HALF_PAST_EIGHT)
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=20))
    assert await quota(house) == []
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=31))
    assert len(await quota(house)) == 1


@pytest.mark.parametrize("ahead", [-115, 115])
async def test_a_message_is_found_though_slacks_clock_differs(house: Bench, ahead: float) -> None:
    """By as much as sends allow, in either direction: it is not sent a second time."""
    await house.say("help")
    house.fake.ahead_seconds = ahead
    house.fake.fail("chat.postMessage", DROPPED)
    await house.tick(HALF_PAST_EIGHT)
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=1))
    assert len(await quota(house)) == 1
    assert [tally.sent for tally in await tallies(house) if tally.recipient == "Anna"] == [1]


async def test_a_nudge_that_cannot_be_looked_up_is_uncertain(house: Bench) -> None:
    """Without the scope to read, nothing is sent twice, and the day's account says so."""
    await house.say("help")
    house.fake.scopes_missing = frozenset({"conversations.history"})
    house.fake.fail("chat.postMessage", DROPPED)
    await house.tick(HALF_PAST_EIGHT)
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=2))
    assert len(await quota(house)) == 1
    assert [tally.uncertain for tally in await tallies(house) if tally.recipient == "Anna"] == [1]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0", 0), ("30", 30), ("99999", 3600), ("soon", 30), ("-5", 30), ("", 30), ("Tue, 24 Nov 2026 07:01:00 GMT", 60)],
)
def test_every_shape_of_retry_after_is_read(text: str, seconds: int) -> None:
    """Seconds, an HTTP date; anything else is half a minute; never longer than an hour."""
    assert retry_after(text, MORNING, timedelta(seconds=30)) == timedelta(seconds=seconds)


async def test_a_channel_that_is_archived_is_parked_until_it_is_back(house: Bench) -> None:
    """channel_archive and channel_unarchive, and a new name is followed."""
    await house.deliver(house.fake.event_body({"type": "channel_archive", "channel": "C1", "user": "U1"}))
    await house.tick(MORNING + timedelta(minutes=46))
    assert house.fake.to("C1") == []
    await house.deliver(house.fake.event_body({"type": "channel_unarchive", "channel": "C1", "user": "U1"}))
    renamed = {"type": "channel_rename", "channel": {"id": "C1", "name": "selling"}}
    house.fake.channels["C1"]["name"] = "selling"
    await house.deliver(house.fake.event_body(renamed))
    await house.tick(MORNING + timedelta(days=1, minutes=46))
    assert len(house.fake.to("C1")) == 1
    team = (await house.store.read(lambda work: work.teams.all()))[0]
    assert (team.channel, team.address, team.parked) == ("selling", "slack:#C1", "")


async def test_the_bot_invited_to_its_channel_posts_there(house: Bench) -> None:
    """not_in_channel is over with member_joined_channel."""
    house.fake.channels["C1"]["member"] = False
    await house.tick(MORNING + timedelta(minutes=46))
    house.fake.channels["C1"]["member"] = True
    await house.deliver(house.fake.event_body({"type": "member_joined_channel", "channel": "C1", "user": "UBOT"}))
    await house.tick(MORNING + timedelta(days=1, minutes=46))
    assert len(house.fake.to("C1")) == 1


async def test_a_card_that_is_refused_as_malformed_is_sent_as_plain_text(house: Bench) -> None:
    """After invalid_blocks the same text is sent in plain sections."""
    house.fake.fail("chat.postMessage", Fault(error="invalid_blocks"))
    before = len(house.fake.called("chat.postMessage"))
    assert await house.workspace.send(Address(platform="slack", target="U1"), CARD, "k")
    assert house.fake.to("U1")[-1].blocks[0]["text"]["text"] == "A title\nA line."
    assert len(house.fake.called("chat.postMessage")) == before + 2


async def test_a_chart_that_slack_does_not_draw_comes_as_a_picture(house: Bench) -> None:
    """It is uploaded with the numbers as alternative text; without the scope the message has them in words."""
    house.fake.charts_refused = True
    await house.say("call acme")
    await house.say("team week")
    (file,) = house.fake.files.values()
    assert file["bytes"].startswith(b"\x89PNG")
    assert file["channel"] == "D1"
    assert "Tu" in file["alt_txt"]
    assert len(file["alt_txt"]) <= 200
    house.fake.scopes_missing = frozenset({"files.getUploadURLExternal"})
    assert "calls" in await house.say("team month")


async def test_only_hosts_of_slack_are_called(house: Bench) -> None:
    """A response_url on another host is not called."""
    allowed = house.workspace.client.is_slack_url
    assert allowed("https://hooks.slack.com/actions/T1/2/x")
    assert allowed("http://127.0.0.1:9/hook")
    for url in (
        "http://hooks.slack.com/x", "https://hooks.slack.com.evil.example/x", "https://evil.example/hooks.slack.com",
        "https://hooks.slack.com@evil.example/x", "https://hooks.slack.com:8443/x", "http://169.254.169.254/latest",
        "https://localhost/x", "https://[::1]/x", "https://2130706433/x", "file:///etc/passwd", "https://[broken", "",
    ):  # fmt: skip
        assert not allowed(url), url


async def test_a_form_opened_from_a_nudge_turns_it_into_its_result(house: Bench) -> None:
    """The morning's button asks for the account; saved, the nudge itself says what was logged."""
    await house.say("help")
    await house.tick(HALF_PAST_EIGHT)
    (message,) = await quota(house)
    before = len(house.fake.messages)
    await house.deliver(house.fake.press_body(message, message.labels()[0]))
    view = list(house.fake.views.values())[-1]
    assert await house.deliver(house.fake.submit_body(view, {"account": "~acme"})) == ""
    assert (len(house.fake.messages), message.edits) == (before, 1)
    assert "Call 1 of 8 · acme" in message.text


async def test_the_result_of_a_nudge_that_cannot_be_changed_is_posted_below_it(house: Bench) -> None:
    """When the nudge was deleted, the receipt is posted as a new message."""
    await house.say("help")
    await house.tick(HALF_PAST_EIGHT)
    (message,) = await quota(house)
    await house.deliver(house.fake.press_body(message, message.labels()[0]))
    view = list(house.fake.views.values())[-1]
    house.fake.messages.remove(message)
    await house.deliver(house.fake.submit_body(view, {"account": "~acme"}))
    assert "Call 1 of 8 · acme" in house.fake.to("U1")[-1].text
