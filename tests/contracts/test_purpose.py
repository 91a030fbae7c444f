"""What team figures are for, told to who only presses buttons: once, alone, on every platform that `serve` runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.work import Work
from tests.contracts.drivers import HANDS
from tests.contracts.test_channel_presses import COLLEAGUE, MORNINGS, ROOMS, Room
from tests.slack.bench import MORNING

SAID = "Team figures are for: help in time"
HALF_PAST_EIGHT = MORNING + timedelta(minutes=30)


def _forget(work: Work) -> None:
    """Make the purpose one that nobody has read, as a new one is."""
    work.purposes.add("help in time always", "interest", MORNING.date(), 0)


@pytest.fixture(name="room", params=sorted(ROOMS))
async def room_fixture(request: pytest.FixtureRequest) -> AsyncIterator[Room]:
    """A channel on each platform, whose people have read no purpose."""
    async with HANDS[request.param]() as hands:
        await hands.bench.store.write(_forget)
        yield ROOMS[request.param](hands)


async def test_a_nudge_that_is_pressed_says_it_once(room: Room) -> None:
    """In the result that takes the place of the nudge; a page that was opened before does not use it up."""
    hands = room.hands
    await hands.bench.tick(HALF_PAST_EIGHT)
    assert SAID not in hands.newest()
    await hands.press("Later")
    assert SAID in hands.newest()
    assert SAID not in await hands.say("today")


async def test_a_form_that_is_filled_in_says_it_once(room: Room) -> None:
    """The answer to the first one, not the form."""
    hands = room.hands
    for told in (True, False):
        assert SAID not in await hands.act("log")
        assert told is (SAID in await hands.fill(account="acme"))


async def test_a_press_in_a_channel_is_answered_with_it_to_the_presser_alone(room: Room) -> None:
    """No post ever says it; the second press does not either."""
    await room.tick(MORNINGS[0])
    told = [SAID in await room.press(0, label, COLLEAGUE) for label in room.buttons(0)[:2]]
    await room.tick(MORNINGS[0])
    assert [True, False] == told
    assert not any(SAID in post for post in room.posts())
