"""Nudges on their way to Teams: each once, in its turn; tokens and keys never hold anybody up."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from bot.domain.outbox import Tally
from bot.message import Card, Text
from bot.ports import Address
from tests.fakes.slack import Fault
from tests.fakes.teams import BOT, Posted
from tests.fakes.teams_cards import texts
from tests.slack.bench import MORNING
from tests.teams.bench import Bench

HALF_PAST_EIGHT = MORNING + timedelta(minutes=30)
CARD = Card(title="A title", body=(Text(text="A line."),))
ANNA = Address(platform="teams", target="aad-1")


def quota(house: Bench) -> list[Posted]:
    """Return Anna's morning messages."""
    return [each for each in house.fake.to("a:1") if "Good morning" in each.text]


async def tallies(house: Bench) -> list[Tally]:
    """Return how Anna's day ended so far, and check that the five add up."""
    found = await house.store.read(lambda work: work.outbox.tallies(date.min, date.max))
    for each in found:
        assert each.due == each.sent + each.skipped + each.expired + each.parked + each.uncertain
    return [each for each in found if each.recipient == "Anna"]


async def test_the_morning_quota_reaches_a_seller_without_further_set_up(house: Bench) -> None:
    """Contract 20: known by one typed line, nudged from then on."""
    await house.tick(HALF_PAST_EIGHT)
    (posted,) = quota(house)
    assert posted.text.endswith(" s)")
    assert posted.activity["summary"].startswith("Good morning")


async def test_a_press_turns_the_nudge_into_its_result(house: Bench) -> None:
    """For everybody who looks at it, not for the presser alone."""
    await house.tick(HALF_PAST_EIGHT)
    (posted,) = quota(house)
    before = len(house.fake.posts)
    answer = await house.deliver(house.fake.press(posted, "Later"))
    assert "Again" in texts(answer["value"])
    assert (len(house.fake.posts), posted.edits) == (before, 1)
    assert "Again" in posted.text


async def test_the_team_channel_is_posted_to_once_it_is_known(house: Bench) -> None:
    """N2 leads with the waiting customer."""
    await house.deliver(house.fake.activity("conversationUpdate", channel=True, membersAdded=[{"id": BOT}]))
    await house.tick(MORNING + timedelta(minutes=46))
    posted = [each for each in house.fake.posts if "Are you laughing while a customer waits?" in each.text]
    assert len(posted) == 1


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_surely_was_not_sent_is_sent_once_later(house: Bench, status: int) -> None:
    """Microsoft's own table; Retry-After where there is one."""
    house.fake.fail("post", Fault(status=status, error="x", headers={"Retry-After": "2"}))
    await house.tick(HALF_PAST_EIGHT)
    assert quota(house) == []
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=6))
    assert len(quota(house)) == 1


@pytest.mark.parametrize(
    "fault", [Fault(drop=True, kept=True), Fault(status=500, error="x", kept=True)], ids=["dropped", "500"]
)
async def test_n02_a_lost_answer_is_never_repeated(house: Bench, fault: Fault) -> None:
    """N02, P8: closed as uncertain."""
    house.fake.fail("post", fault)
    await house.tick(HALF_PAST_EIGHT)
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=2))
    assert len(quota(house)) == 1
    assert [each.uncertain for each in await tallies(house)] == [1]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (403, "ConversationBlockedByUser"),
        (403, "BotNotInConversationRoster"),
        (403, "ForbiddenOperationException"),
        (403, "MessageWritesBlocked"),
        (404, "ConversationNotFound"),
    ],
)
async def test_n16_a_recipient_that_is_refused_costs_one_attempt_until_it_is_heard_of(
    house: Bench, status: int, code: str
) -> None:
    """N16: any word of the person ends it."""
    house.fake.fail("post", Fault(status=status, error=code))
    await house.tick(HALF_PAST_EIGHT)
    tried = [rest for method, rest in house.fake.calls if (method == "POST" and "a%3A1" in rest) or "a:1" in rest]
    await house.tick(HALF_PAST_EIGHT + timedelta(days=1))
    assert len([r for m, r in house.fake.calls if m == "POST" and r.startswith("conversations/a:1/")]) <= len(tried)
    assert quota(house) == []
    await house.say("help")
    await house.tick(HALF_PAST_EIGHT + timedelta(days=2))
    assert len(quota(house)) == 1


async def test_an_app_that_was_removed_is_not_knocked_at(house: Bench) -> None:
    """installationUpdate remove parks, add opens again."""
    await house.deliver(house.fake.activity("installationUpdate", action="remove"))
    await house.tick(HALF_PAST_EIGHT)
    assert quota(house) == []
    await house.deliver(house.fake.activity("installationUpdate", action="add"))
    await house.tick(HALF_PAST_EIGHT + timedelta(days=1))
    assert len(quota(house)) == 1


async def test_n16_a_tenant_that_refuses_us_is_left_alone(house: Bench) -> None:
    """One call, one alarm, until the next probe."""
    house.fake.fail("post", Fault(status=403, error="BotDisabledByAdmin"))
    await house.tick(HALF_PAST_EIGHT)
    calls = len(house.fake.calls)
    await house.tick(HALF_PAST_EIGHT + timedelta(hours=6))
    assert len(house.fake.calls) == calls
    assert house.teams.problems() == ["teams: BotDisabledByAdmin"]


async def test_our_own_bug_goes_out_as_plain_text(house: Bench) -> None:
    """400: the words matter more than their dress."""
    outlet = house.teams.outlet(1)
    assert outlet
    house.fake.fail("post", Fault(status=400, error="BadSyntax"))
    await outlet.send(ANNA, CARD, "k")
    assert house.fake.posts[-1].activity["text"] == "A title\n\nA line."


async def test_thirty_messages_cost_one_login(house: Bench) -> None:
    """T5: the SDK would ask for a token each turn."""
    for number in range(30):
        await house.say(f"help {number}", user=1 + number % 2)
    assert len([each for each in house.fake.calls if each[0] == "LOGIN"]) == 1


async def test_a_token_that_is_refused_is_fetched_anew_once(house: Bench) -> None:
    """401 drops the token; the message still leaves once."""
    house.fake.tokens = {"other"}
    assert "Call 1 of 8" in (await house.say("call acme")).text
    assert len([each for each in house.fake.calls if each[0] == "LOGIN"]) == 2


async def test_a_slow_login_blocks_nobody(house: Bench) -> None:
    """The event loop is never held; who needs no token is answered meanwhile."""
    assert house.teams.login
    house.teams.login._token = ""
    house.fake.fail("login", Fault(status=500, error="x", silent_seconds=0.6))
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


async def test_contract_26_nudges_are_paced(house: Bench) -> None:
    """A second between two in one conversation, a sixth between any two."""
    outlet = house.teams.outlet(1)
    assert outlet
    for number in range(4):
        await outlet.send(Address(platform="teams", target=f"aad-{1 + number % 2}"), CARD, f"k{number}")
    stamps = [each.at for each in house.fake.posts[-4:]]
    assert all(later - earlier >= 0.15 for earlier, later in zip(stamps, stamps[1:], strict=False))
    assert stamps[2] - stamps[0] >= 1.0
