"""Two sellers' fingers: the same few moves on Slack and on Teams, each on the platform's own stand-in over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Protocol

from adapters.slack.manifest import CommandNames
from adapters.slack.manifest import manifest as slack_manifest
from adapters.teams.manifest import manifest as teams_manifest
from bot.dispatch.registry import discover
from tests.fakes.slack import FakeSlack, Fault, Message
from tests.fakes.slack_blocks import texts as in_blocks
from tests.fakes.teams import BOT, CHANNEL, FakeTeams, Posted, labels
from tests.fakes.teams_cards import read_in
from tests.fakes.teams_cards import texts as in_card
from tests.slack.bench import Bench as SlackBench
from tests.slack.bench import bench as slack_bench
from tests.teams.bench import Bench as TeamsBench
from tests.teams.bench import bench as teams_bench


class Hands(Protocol):
    """What a person does; every answer is all the text that the person reads."""

    bench: Any

    async def say(self, text: str, user: int = 1, *, again: int = 1) -> str:
        """Type into the bot's own chat, delivered `again` times."""

    async def mention(self, text: str) -> tuple[list[str], list[str]]:
        """Mention the bot in the channel; return what everybody reads, and what the writer alone."""

    async def press(self, label: str) -> str:
        """Press a button of the newest message in the own chat."""

    async def fill(self, **values: str) -> str:
        """Fill in the form that is open."""

    async def correct(self, text: str) -> str:
        """Edit the line that was typed last."""

    async def act(self, action: str, message: str = "") -> str:
        """Start an action from anywhere, or on a message."""

    async def press_in_channel(self, label: str) -> str:
        """Press a button of the channel's newest message, as the other seller."""

    async def day(self) -> str:
        """Open the day."""

    def newest(self) -> str:
        """Return the newest message in the own chat."""

    def channel(self) -> str:
        """Return the channel's newest message."""

    def lose_answers(self, count: int) -> None:
        """Let the next posts vanish with their answers."""

    def manifest(self) -> object:
        """Return what the platform is told about the app."""


class OnSlack:
    """Anna (U1) and Bo (U2) in Slack."""

    def __init__(self, bench: SlackBench) -> None:
        self.bench, self.fake = bench, bench.fake
        self.typed: dict[str, Any] = {}
        self.view: dict[str, Any] = {}

    def _read(self, message: Message) -> str:
        return " ".join([message.text, *in_blocks(message.blocks), *message.labels()])

    async def say(self, text: str, user: int = 1, *, again: int = 1) -> str:
        self.typed = self.fake.message_event(text, f"U{user}")
        before = len(self.fake.messages)
        for _ in range(again):
            await self.bench.deliver(self.typed)
        if form := [
            message for message in self.fake.to(f"U{user}")[-1:] if message.labels()[:1] and "…" in message.labels()[0]
        ]:
            await self.bench.deliver(self.fake.press_body(form[0], form[0].labels()[0], f"U{user}"))
            self.view = list(self.fake.views.values())[-1]
        return " ".join(self._read(message) for message in self.fake.messages[before:])

    async def mention(self, text: str) -> tuple[list[str], list[str]]:
        before = len(self.fake.messages)
        event = {"type": "app_mention", "channel": "C1", "user": "U1", "text": f"<@UBOT> {text}", "ts": "7.1"}
        await self.bench.deliver(self.fake.event_body(event))
        new = self.fake.messages[before:]
        everybody = [self._read(message) for message in new if not message.only_for and message.channel == "C1"]
        return everybody, [
            self._read(message) for message in new if message.only_for == "U1" or message.channel != "C1"
        ]

    async def press(self, label: str) -> str:
        before = dict(self.fake.views)
        message = self.fake.to("U1")[-1]
        await self.bench.deliver(self.fake.press_body(message, label))
        if opened := [view for key, view in self.fake.views.items() if key not in before]:
            self.view = opened[-1]
            return " ".join(in_blocks(self.view["blocks"]))
        return self.newest()

    async def fill(self, **values: str) -> str:
        given = {name: f"~{value}" if name == "account" else value for name, value in values.items()}
        answer = await self.bench.deliver(self.fake.submit_body(self.view, given))
        return str(answer["errors"]) if answer else f"{self.newest()} {self.fake.hooks[-1:]}"

    async def correct(self, text: str) -> str:
        message = self.typed["event"]
        changed = {"type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im", "ts": "9.1"}
        changed |= {"message": message | {"text": text}, "previous_message": message}
        await self.bench.deliver(self.fake.event_body(changed))
        return self.newest()

    async def act(self, action: str, message: str = "") -> str:
        await self.bench.deliver(self.fake.shortcut_body(action, message))
        self.view = list(self.fake.views.values())[-1]
        return str(self.view["blocks"])

    async def press_in_channel(self, label: str) -> str:
        message = [message for message in self.fake.messages if message.channel == "C1"][-1]
        await self.bench.deliver(self.fake.press_body(message, label, "U2"))
        return self.channel()

    async def day(self) -> str:
        await self.bench.deliver(self.fake.event_body({"type": "app_home_opened", "user": "U1", "tab": "home"}))
        return str(self.fake.homes["U1"]["blocks"])

    def newest(self) -> str:
        return self._read(self.fake.to("U1")[-1])

    def channel(self) -> str:
        return self._read([message for message in self.fake.messages if message.channel == "C1"][-1])

    def lose_answers(self, count: int) -> None:
        self.fake.fail("chat.postMessage", *[Fault(drop=True)] * count)

    def manifest(self) -> object:
        return slack_manifest(tuple(discover()), CommandNames())


class OnTeams:
    """Anna (29:1) and Bo (29:2) in Teams."""

    def __init__(self, bench: TeamsBench) -> None:
        self.bench, self.fake = bench, bench.fake
        self.typed: dict[str, Any] = {}
        self.form: dict[str, Any] = {}
        self.name = ""

    def _read(self, posted: Posted) -> str:
        return " ".join([posted.text, in_card(posted.card), *(labels(posted.card) if posted.card else [])])

    async def say(self, text: str, user: int = 1, *, again: int = 1) -> str:
        self.typed = self.fake.message(text, user)
        before = len(self.fake.posts)
        for _ in range(again):
            await self.bench.deliver(self.typed)
        self.form, self.name = self.fake.posts[-1].card, ""
        return " ".join(self._read(post) for post in self.fake.posts[before:])

    async def mention(self, text: str) -> tuple[list[str], list[str]]:
        before = len(self.fake.posts)
        await self.bench.deliver(self.fake.message(text, channel=True))
        new = self.fake.posts[before:]
        everybody = [self._read(post) for post in new if post.conversation.startswith(CHANNEL)]
        return everybody, [self._read(post) for post in new if post.conversation == "a:1"]

    async def press(self, label: str) -> str:
        posted = self.fake.to("a:1")[-1]
        answer = await self.bench.deliver(self.fake.press(posted, label))
        if "task" in answer:
            self.form, self.name = answer["task"]["value"]["card"]["content"], "task/submit"
            return in_card(self.form)
        return read_in(answer)

    async def fill(self, **values: str) -> str:
        if self.name:
            answer = await self.bench.deliver(self.fake.submit(self.form, values, name=self.name))
            value = answer["task"]["value"]
            return f"{value if isinstance(value, str) else in_card(value['card']['content'])} {self.newest()}"
        posted = self.fake.to("a:1")[-1]
        return read_in(
            await self.bench.deliver(self.fake.press_card(self.form, "Save", values=values, replyToId=posted.id))
        )

    async def correct(self, text: str) -> str:
        edited = self.typed | {"type": "messageUpdate", "text": text, "timestamp": "2026-11-24T07:09:00Z"}
        await self.bench.deliver(edited | {"channelData": self.typed["channelData"] | {"eventType": "editMessage"}})
        return self.newest()

    async def act(self, action: str, message: str = "") -> str:
        value: dict[str, Any] = {"commandId": action}
        value |= {"messagePayload": {"body": {"content": f"<p>{message}</p>"}}} if message else {}
        body = self.fake.activity("invoke", name="composeExtension/fetchTask", value=value)
        answer = await self.bench.deliver(body)
        self.form, self.name = answer["task"]["value"]["card"]["content"], "composeExtension/submitAction"
        return str(self.form["body"])

    async def press_in_channel(self, label: str) -> str:
        await self.bench.deliver(self.fake.press(self.fake.to(CHANNEL)[-1], label, user=2, channel=True))
        return self.channel()

    async def day(self) -> str:
        return await self.say("today")

    def newest(self) -> str:
        return self._read(self.fake.to("a:1")[-1])

    def channel(self) -> str:
        return self._read(self.fake.to(CHANNEL)[-1])

    def lose_answers(self, count: int) -> None:
        self.fake.fail("post", *[Fault(drop=True)] * count)

    def manifest(self) -> object:
        return teams_manifest(tuple(discover()), "an app id")


@asynccontextmanager
async def slack() -> AsyncIterator[Hands]:
    """A workspace with a team, its channel and an account."""
    async with FakeSlack() as fake:
        for user, name in (("U1", "Anna"), ("U2", "Bo")):
            fake.person(user, name)
        fake.person("U3", "Gert", is_restricted=True)
        fake.channels["C1"] = {"id": "C1", "name": "sales", "member": True}
        async with slack_bench(fake) as bench:
            hands = OnSlack(bench)
            await _furnish(hands)
            yield hands


@asynccontextmanager
async def teams() -> AsyncIterator[Hands]:
    """A tenant with a team, its channel and an account."""
    async with FakeTeams() as fake:
        for number, name in ((1, "Anna"), (2, "Bo")):
            fake.person(number, name)
        fake.person(3, "Gert", userRole="guest")
        async with teams_bench(fake) as bench:
            hands = OnTeams(bench)
            await _furnish(hands)
            await bench.deliver(fake.activity("conversationUpdate", channel=True, membersAdded=[{"id": BOT}]))
            yield hands


async def _furnish(hands: Hands) -> None:
    await hands.say("admin team Nord channel #sales timezone Europe/Oslo country NO language en")
    await hands.say("help", 2)
    await hands.say("account acme value 7000")
    await hands.press('Create "acme"')


HANDS: Mapping[str, Any] = {"slack": slack, "teams": teams}
