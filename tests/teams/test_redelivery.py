"""What Teams delivers again is answered with the same status, and people see each answer once."""

from __future__ import annotations

import asyncio

import pytest

from adapters.teams.answer_marks import Mark
from tests.fakes.slack import Fault
from tests.fakes.teams import CHANNEL, button
from tests.fakes.teams_cards import Json, read_in
from tests.teams.bench import Bench


def restart(house: Bench) -> None:
    """Forget all that only this process knows."""
    activities = house.teams.activities
    assert activities
    for cache in (activities._answered, activities._greeted, activities._known_people, activities.roster._entries):
        cache.clear()


@pytest.mark.parametrize("channel", [False, True])
@pytest.mark.parametrize("restarted", [False, True])
async def test_a_line_delivered_six_times_is_answered_once(house: Bench, channel: bool, restarted: bool) -> None:
    """In the own chat and in a channel, also after a restart; each delivery gets 202."""
    message = house.fake.message("call acme", channel=channel)
    before = len(house.fake.posts)
    for _ in range(6):
        assert (await house.fake.deliver(house.url, message))[0] == 202
        await house.settled()
        if restarted:
            restart(house)
    posted = [post.conversation for post in house.fake.posts[before:]]
    assert posted == (["a:1", CHANNEL] if channel else ["a:1"])
    assert "1 / 8" in (await house.say("today")).text


async def test_answers_of_one_moment_are_marked_together(house: Bench) -> None:
    """Each is on disk once it is told so."""
    await house.say("call acme")
    answers, at = house.tenant.answers, house.clock.now()
    before, keys = house.store.writes, [f"teams:a:1:{number}" for number in range(20)]
    await asyncio.gather(*(answers.add(Mark(key, "aad-1", at)) for key in keys))
    assert 1 == house.store.writes - before
    restart(house)
    assert all([await answers.has(key) for key in keys])
    assert not await answers.has("teams:a:1:20")


async def test_deliveries_at_the_same_moment_are_answered_once(house: Bench) -> None:
    """The second comes while the first is being answered."""
    house.fake.fail("post", Fault(status=200, silent_seconds=0.2, kept=True, body='{"id": "late"}'))
    message, before = house.fake.message("call acme"), len(house.fake.posts)
    for _ in range(3):
        assert (await house.fake.deliver(house.url, message))[0] == 202
    await house.settled()
    assert len(house.fake.posts) == before + 1


@pytest.mark.parametrize("restarted", [False, True])
async def test_an_answer_that_was_refused_is_posted_with_the_next_delivery(house: Bench, restarted: bool) -> None:
    """The line counts once all the same."""
    house.fake.fail("post", Fault(status=400, error="BadSyntax"))
    message, before = house.fake.message("call acme"), len(house.fake.posts)
    await house.deliver(message)
    if restarted:
        restart(house)
    await house.deliver(message)
    assert [post.text[:11] for post in house.fake.posts[before:]] == ["Call 1 of 8"]


async def test_a_question_and_a_refusal_are_answered_once(house: Bench) -> None:
    """Although nothing of them is stored."""
    for text in ("today", "nonsense"):
        message, before = house.fake.message(text), len(house.fake.posts)
        for _ in range(3):
            await house.deliver(message)
        assert len(house.fake.posts) == before + 1


async def test_an_edit_delivered_again_is_answered_once_and_a_second_edit_anew(house: Bench) -> None:
    """An edit has the id of its message."""
    message = house.fake.message("call acme vm")
    await house.deliver(message)
    before = len(house.fake.posts)
    for text, at in (("call acme meet", "2026-11-24T07:01:00Z"), ("call acme vm", "2026-11-24T07:02:00Z")):
        for _ in range(3):
            await house.deliver(message | {"type": "messageUpdate", "text": text, "timestamp": at})
    assert len(house.fake.posts) == before + 2


async def test_a_press_by_message_delivered_again_posts_nothing_more(house: Bench) -> None:
    """The card is changed once; where it is gone one answer is posted."""
    posted = await house.say("call acme")
    data = button(posted.card, "Undo")["fallback"]["data"]
    body = house.fake.activity("message", value=data, replyToId="missing")
    before = len(house.fake.posts)
    for _ in range(3):
        await house.deliver(body)
    assert len(house.fake.posts) == before + 1


async def test_a_button_that_only_reads_answers_each_press(house: Bench) -> None:
    """A second press by message is another activity."""
    data: Json = {"press": "1|today|{}", "n": "one"}
    before = len(house.fake.posts)
    for _ in range(2):
        await house.deliver(house.fake.activity("message", value=data))
    assert len(house.fake.posts) == before + 2


async def test_figures_are_shared_once_however_often_the_press_comes(house: Bench) -> None:
    """Under its own id and, as Teams does, under another one."""
    for number, name in ((4, "Carl"), (5, "Dora")):
        house.fake.person(number, name)
        await house.say("call - vm", user=number)
    await house.say("team week", channel=True, thread="7")
    private = house.fake.to("a:1")[-1]
    before = len(house.fake.to(f"{CHANNEL};messageid=7"))
    first = house.fake.press(private, "Share here")
    for body in (first, first, house.fake.press(private, "Share here")):
        await house.deliver(body)
    restart(house)
    await house.deliver(first)
    assert len(house.fake.to(f"{CHANNEL};messageid=7")) == before + 1


async def test_a_dialog_submitted_again_posts_one_receipt(house: Bench) -> None:
    """And says the same in the dialog."""
    today = await house.say("today")
    opened = await house.deliver(house.fake.press(today, "Log a call"))
    body = house.fake.submit(opened["task"]["value"]["card"]["content"], {"account": "acme"})
    before = len(house.fake.posts)
    answers = [read_in((await house.deliver(body))["task"]) for _ in range(3)]
    assert [answer[:11] for answer in answers] == ["Call 1 of 8"] * 3
    assert len(house.fake.posts) == before + 1
