"""Every button of every card in a channel, pressed by colleagues, by another team and by a guest: what others see."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

import pytest

from tests.contracts.drivers import HANDS, OnSlack, OnTeams
from tests.fakes.slack_blocks import texts as in_blocks
from tests.fakes.teams import CHANNEL, labels
from tests.fakes.teams_cards import texts as in_card
from tests.slack.bench import MORNING

COLLEAGUE, OTHER_TEAM, GUEST = 2, 4, 3
PEOPLE = (COLLEAGUE, OTHER_TEAM, GUEST)
MORNINGS = tuple(MORNING + timedelta(days=days, minutes=50) for days in (0, 1, 2, 3, 6, 7, 8))
"""Mornings on which every question of the day is asked."""
FRIDAY = MORNING + timedelta(days=3, hours=7, minutes=16)
COUNTED = re.compile(r"\d+ answered: [^\\\n(]*")
PERSONAL = ("Bo", "Dora", "Gert", "Noted", "another team", "private chat", "Logged")


class Room(Protocol):
    """One channel as everybody reads it, and the hands of who sells there."""

    hands: Any

    async def tick(self, at: datetime) -> None:
        """Let nudges come due, and posts be drawn anew."""

    async def mention(self, text: str) -> None:
        """Type in the channel, as Anna."""

    def posts(self) -> list[str]:
        """Return what everybody reads of each post, in order."""

    def buttons(self, number: int) -> list[str]:
        """Return the buttons of a post."""

    async def press(self, number: int, label: str, user: int) -> str:
        """Press a button of a post, and return what the presser alone reads."""


@dataclass(kw_only=True)
class SlackRoom:
    """The channel C1."""

    hands: OnSlack
    at: datetime = MORNING

    def _posts(self) -> list[Any]:
        return [each for each in self.hands.fake.messages if each.channel == "C1" and not each.only_for]

    async def tick(self, at: datetime) -> None:
        await self.hands.bench.tick(at)

    async def mention(self, text: str) -> None:
        await self.hands.mention(text)

    def posts(self) -> list[str]:
        return [" ".join(in_blocks(each.blocks)) for each in self._posts()]

    def buttons(self, number: int) -> list[str]:
        return [label for label in self._posts()[number].labels() if label]

    async def press(self, number: int, label: str, user: int) -> str:
        fake, before = self.hands.fake, len(self.hands.fake.hooks)
        posted = self._posts()[number]
        await self.hands.bench.deliver(fake.press_body(posted, label, f"U{user}"))
        new = [answer for _, answer in fake.hooks[before:]]
        assert all(answer["response_type"] == "ephemeral" for answer in new), new
        return str(new)


@dataclass(kw_only=True)
class TeamsRoom:
    """The channel of the team."""

    hands: OnTeams
    read: list[str] = field(default_factory=list)

    def _posts(self) -> list[Any]:
        return [each for each in self.hands.fake.posts if each.conversation.startswith(CHANNEL) and not each.only_for]

    async def tick(self, at: datetime) -> None:
        await self.hands.bench.tick(at)

    async def mention(self, text: str) -> None:
        await self.hands.mention(text)

    def posts(self) -> list[str]:
        return [in_card(each.card) if each.card else each.text for each in self._posts()]

    def buttons(self, number: int) -> list[str]:
        card = self._posts()[number].card
        return labels(card) if card else []

    async def press(self, number: int, label: str, user: int) -> str:
        posted, before = self._posts()[number], len(self.hands.fake.posts)
        answer = await self.hands.bench.deliver(self.hands.fake.press(posted, label, user=user, channel=True))
        alone = [each.text for each in self.hands.fake.posts[before:] if each.conversation == f"a:{user}"]
        # A card as the answer would take the place of the post for its presser, who could then not answer anew.
        assert "adaptive" not in str(answer.get("type", "")) or label in ("I go", "Undo"), answer
        return f"{answer} {alone}"


ROOMS = {"slack": lambda hands: SlackRoom(hands=hands), "teams": lambda hands: TeamsRoom(hands=hands)}


@pytest.fixture(name="room", params=sorted(ROOMS))
async def room_fixture(request: pytest.FixtureRequest) -> AsyncIterator[Room]:
    """A channel on each platform, with a colleague, somebody of another team and a guest."""
    async with HANDS[request.param]() as hands:
        fake = hands.bench.fake
        fake.person("U4" if request.param == "slack" else 4, "Dora")
        await hands.say("help", 4)
        for line in ("admin team Syd", "admin person Dora seller team Syd"):
            await hands.say(line)
        yield ROOMS[request.param](hands)


def without_counts(posts: list[str]) -> list[str]:
    """Return posts without the line that counts answers."""
    return [" ".join(COUNTED.sub(" ", post).split()) for post in posts]


async def press_all(room: Room, number: int, at: datetime) -> None:
    """Let everybody press every button of a post: it stays, with its buttons, and nothing is said about anybody."""
    buttons, before = room.buttons(number), without_counts(room.posts())
    assert buttons
    for label in buttons:
        for user in PEOPLE:
            assert await room.press(number, label, user), (label, user)
            await room.tick(at)
            assert without_counts(room.posts()) == before, (label, user)
            assert room.buttons(number) == buttons, (label, user)
            assert not any(word in post for post in room.posts() for word in PERSONAL), (label, user)


async def test_no_button_of_a_question_or_of_the_week_takes_the_post_from_the_others(room: Room) -> None:
    """Each question of the day, and the week in figures; the answers of colleagues alone are counted."""
    asked: set[tuple[str, ...]] = set()
    for morning in MORNINGS:
        await room.tick(morning)
        asked.add(tuple(room.buttons(len(room.posts()) - 1)))
        await press_all(room, len(room.posts()) - 1, morning)
        assert "1 answered: 1 " in room.posts()[-1]
        if morning.date() == FRIDAY.date():
            await room.tick(FRIDAY)
            await press_all(room, len(room.posts()) - 1, FRIDAY)
    assert len(asked) == 5


async def test_each_press_of_one_person_counts_once_and_the_last_one_stands(room: Room) -> None:
    """Anna changes her mind and back; Bo answers too."""
    await room.tick(MORNINGS[0])
    for label, user, line in (
        ("Nobody waited", 1, "1 answered: 1 nobody waited"), ("Someone did", 1, "1 answered: 1 someone did"),
        ("Nobody waited", 1, "1 answered: 1 nobody waited"), ("Someone did", 2, "2 answered: 1 nobody waited, 1 someone did"),
    ):  # fmt: skip
        await room.press(0, label, user)
        await room.tick(MORNINGS[0])
        assert line in room.posts()[0]


async def test_all_posts_of_one_wait_change_together(room: Room) -> None:
    """The announcement and the ping: who went, that it was taken back, that somebody else goes."""
    await room.mention("waiting counter")
    await room.tick(MORNING + timedelta(minutes=2))
    assert [room.buttons(number) for number in (0, 1)] == [["I go", "Undo"], ["I go"]]
    for user in (OTHER_TEAM, GUEST):
        await room.press(0, "Undo", user)
        await room.tick(MORNING + timedelta(minutes=2))
        assert room.buttons(0) == ["I go", "Undo"]
    await room.press(1, "I go", COLLEAGUE)
    await room.tick(MORNING + timedelta(minutes=2))
    assert all("counter: Bo went after 2 min." in post for post in room.posts())
    assert [room.buttons(number) for number in (0, 1)] == [[], []]


async def test_a_wait_that_nobody_took_ends_with_its_day_in_every_post(room: Room) -> None:
    """Not served, without a button; nobody can go any more."""
    await room.mention("waiting counter")
    await room.tick(MORNING + timedelta(minutes=2))
    await room.tick(MORNING + timedelta(hours=16, minutes=1))
    assert ["Not served" in post for post in room.posts()[:2]] == [True, True]
    assert [room.buttons(number) for number in (0, 1)] == [[], []]
