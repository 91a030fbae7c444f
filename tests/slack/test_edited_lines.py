"""A line that is edited after it was sent, in a channel and in direct messages; what is no edit never acts."""

from __future__ import annotations

import pytest

from tests.fakes.slack import Answer
from tests.slack.bench import Bench

SAID = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "6.1"}


async def mention(house: Bench, text: str, **more: object) -> str:
    """Mention the bot in a channel, and return the text of the last answer."""
    await house.deliver(house.fake.event_body(SAID | {"text": text} | more))
    return house.fake.messages[-1].text


def notice(text: str, before: str, **more: object) -> Answer:
    """Return Slack's notice in a channel that a message changed."""
    message = {"user": "U1", "ts": "6.1", "text": text, "edited": {"user": "U1", "ts": "7.1"}}
    event = {"type": "message", "subtype": "message_changed", "channel": "C1", "channel_type": "channel", "ts": "7.2"}
    return event | {"message": message | more, "previous_message": {"user": "U1", "ts": "6.1", "text": before}}


async def test_a_mention_that_was_no_command_is_carried_out_once_it_is_edited_into_one(house: Bench) -> None:
    """`cal acme` becomes `call acme`: the same ts, with "edited" and another event id."""
    assert "Not saved yet" in await mention(house, "<@UBOT> cal acme")
    assert "Call 1 of 8" in await mention(house, "<@UBOT> call acme", edited={"user": "U1", "ts": "7.1"})
    assert (house.fake.messages[-1].channel, house.fake.messages[-1].only_for) == ("C1", "U1")


async def test_an_edited_promise_in_a_channel_keeps_its_ref(house: Bench) -> None:
    """The promise moves to Monday, and there is still one."""
    assert "P1" in await mention(house, "<@UBOT> promise acme quote by fri")
    answer = await mention(house, "<@UBOT> promise acme quote by mon", edited={"user": "U1", "ts": "7.1"})
    assert "P1" in answer and "Mon 30 Nov" in answer


async def test_an_edit_that_comes_as_two_events_is_answered_once(house: Bench) -> None:
    """As a mention and as a notice of the change, each under its own event id."""
    await mention(house, "<@UBOT> call acme vm")
    before = len(house.fake.messages)
    await mention(house, "<@UBOT> call acme meet", edited={"user": "U1", "ts": "7.1"})
    await house.deliver(house.fake.event_body(notice("<@UBOT> call acme meet", "<@UBOT> call acme vm")))
    assert len(house.fake.messages) == before + 1
    assert "1 / 8" in await house.say("today")


async def test_a_notice_of_an_edited_mention_is_enough(house: Bench) -> None:
    """Where Slack sends no second mention."""
    await mention(house, "<@UBOT> call acme vm")
    await house.deliver(house.fake.event_body(notice("<@UBOT> call acme meet", "<@UBOT> call acme vm")))
    assert "Call 1 of 8 · acme · meeting" in house.fake.messages[-1].text


async def test_the_second_edit_corrects_the_first(house: Bench) -> None:
    """Each edit has its own stamp."""
    await mention(house, "<@UBOT> call acme vm")
    await mention(house, "<@UBOT> call acme meet", edited={"user": "U1", "ts": "7.1"})
    answer = await mention(house, "<@UBOT> call acme vm", edited={"user": "U1", "ts": "8.1"})
    assert "Call 1 of 8 · acme · voicemail" in answer


async def test_the_original_that_comes_after_its_edit_counts_no_second_time(house: Bench) -> None:
    """Slack's repetitions come in any order."""
    await mention(house, "<@UBOT> call acme meet", edited={"user": "U1", "ts": "7.1"})
    await mention(house, "<@UBOT> call acme vm")
    assert "1 / 8" in await house.say("today")


UNFURLED = notice("<@UBOT> call acme", "<@UBOT> call acme")
QUIET: dict[str, Answer] = {
    "the preview of a link": UNFURLED,
    "a message that mentions nobody": notice("call acme meet", "call acme vm"),
    "a reply that is shown in the channel": notice("<@UBOT> call acme", "<@UBOT> call acme", subtype="thread_broadcast"),
    "a message that was deleted": {
        "type": "message",
        "subtype": "message_deleted",
        "channel": "C1",
        "deleted_ts": "6.1",
        "previous_message": {"user": "U1", "ts": "6.1", "text": "<@UBOT> call acme"},
    },
    "the place of a deleted message": notice("This message was deleted.", "<@UBOT> call acme", subtype="tombstone"),
    "an edit by a bot": notice("<@UBOT> call acme meet", "<@UBOT> call acme", bot_id="B7"),
    "a change without its text before": notice("<@UBOT> call acme", "") | {"previous_message": {}} | {
        "message": {"user": "U1", "ts": "6.1", "text": "<@UBOT> call acme"}
    },
}  # fmt: skip


@pytest.mark.parametrize("place", [{}, {"channel": "D1", "channel_type": "im"}], ids=["channel", "direct"])
@pytest.mark.parametrize("case", [case for case in QUIET if "nobody" not in case])
async def test_what_is_no_edit_never_acts(house: Bench, case: str, place: Answer) -> None:
    """Nothing is logged, nothing is answered, in a channel or in direct messages."""
    before = len(house.fake.messages)
    await house.deliver(house.fake.event_body(QUIET[case] | place))
    assert len(house.fake.messages) == before


async def test_an_edited_message_in_a_channel_that_does_not_mention_the_bot_is_no_line(house: Bench) -> None:
    """People's talk is theirs."""
    before = len(house.fake.messages)
    await house.deliver(house.fake.event_body(QUIET["a message that mentions nobody"]))
    assert len(house.fake.messages) == before


@pytest.mark.parametrize("before", [{}, {"previous_message": {"user": "U1", "ts": "8.1", "text": "call acme vm"}}])
@pytest.mark.parametrize("notice_first", [False, True])
async def test_a_reply_that_is_also_sent_to_the_conversation_counts_once(
    house: Bench, before: Answer, notice_first: bool
) -> None:
    """Slack tells of it as a message, and again as a change of that message, in any order."""
    said = {"type": "message", "subtype": "thread_broadcast", "user": "U1", "ts": "8.1", "text": "call acme vm"}
    place = {"channel": "D1", "channel_type": "im"}
    changed = {"type": "message", "subtype": "message_changed", "ts": "8.2", "message": said} | before
    events = [said | place | {"thread_ts": "7.9"}, changed | place]
    for event in reversed(events) if notice_first else events:
        await house.deliver(house.fake.event_body(event))
    assert (1, "1 / 8" in await house.say("today")) == (len(house.fake.to("U1")) - 1, True)
