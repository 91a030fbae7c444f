"""What every platform promises, asked of each one that is found."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters import discover
from adapters._fallback import card_text
from adapters.teams.tenant import Reference
from adapters.terminal import Terminal
from adapters.web.platform import WebChat
from bot import codec
from bot.clock import FrozenClock, seconds_run
from bot.form import Field, FieldKind, Form, Option
from bot.message import Bars, Button, Card, Fields, File, Press, Progress, Quote, Reply, Style, Table, Text
from bot.ports import Address, Platform
from bot.registry import discover as commands
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import texts
from tests.fakes.teams import FakeTeams, labels
from tests.fakes.teams_cards import texts as drawn
from tests.slack.bench import bench as slack_bench
from tests.teams.bench import bench as teams_bench

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
HOSTILE = "<!channel> *b* [x](https://evil.example) & <b>"
EVERYTHING = Card(
    title=f"Title {HOSTILE}",
    body=(
        Text(text=f"Text {HOSTILE}"),
        Quote(text=f"Quote {HOSTILE}"),
        Fields(pairs=(("Name", HOSTILE), ("Empty", ""))),
        Table(header=("Who", "What"), rows=((HOSTILE, "1"), ("b", "2"))),
        Progress(label="Calls", done=9, target=8),
        Bars(title="Calls a day", bars=(("Mon", 3.0), ("Tue", 0.0)), alt="Mon 3, Tue 0.", target=8.0),
        File(name="nord-2026-11-23.csv", data="ZGF5", text="day"),
    ),
    buttons=(Button(label="Undo", press=Press(verb="undo", values={"ref": "C1"}), style=Style.MAIN),),
    more=(Button(label="More", press=Press(verb="help")),),
    seconds=6,
)
FORM = Form(
    verb="promise",
    title="Promise",
    submit="Save",
    fields=tuple(
        Field(name=kind, label=kind, kind=kind, value=HOSTILE, options=(Option(label="A", value="a"),))
        for kind in FieldKind
    ),
)


async def _nothing() -> Mapping[str, object]:
    return {}


async def _stay(to: str) -> None:
    """A clock that cannot be steered."""


def _make(name: str) -> tuple[Platform, list[str]]:
    """Return a platform on the test bench and what it has shown."""
    shown: list[str] = []
    if name == "terminal":
        return Terminal(at=FrozenClock(AT).now, write=shown.append), shown
    assert name == "web"
    chat = WebChat(clock=FrozenClock(AT), describe=_nothing, steer=_stay)
    chat.room.listeners.add(lambda news: shown.append(str(news)))
    return chat, shown


@asynccontextmanager
async def _slack() -> AsyncIterator[tuple[Platform, list[str]]]:
    """Slack beside a stand-in that draws what it would draw."""
    async with FakeSlack() as fake, slack_bench(fake) as house:
        fake.person("anna", "Anna")
        fake._triggers["0"] = seconds_run()
        yield house.slack, _Drawn(fake)
        assert fake.refused == []


@asynccontextmanager
async def _teams() -> AsyncIterator[tuple[Platform, list[str]]]:
    """Teams beside a stand-in for Microsoft."""
    async with FakeTeams() as fake, teams_bench(fake) as house:
        fake.person(1, "Anna", aadObjectId="anna")
        await house.say("help")
        await house.teams._main().remember("0", (await house.teams._main().known("anna")) or REFERENCE)
        yield house.teams, _Posted(fake)
        assert fake.refused == []


class _Posted(list[str]):
    """What a tenant shows by now."""

    def __init__(self, fake: FakeTeams) -> None:
        self.fake = fake

    def __iter__(self) -> Iterator[str]:
        return iter(f"{drawn(each.card)} {' '.join(labels(each.card))}" for each in self.fake.posts)

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]


class _Drawn(list[str]):
    """What a workspace shows, as far as it was posted by now."""

    def __init__(self, fake: FakeSlack) -> None:
        self.fake = fake

    def __iter__(self) -> Iterator[str]:
        shown = [[*texts(each.blocks), *each.labels()] for each in self.fake.messages]
        shown += [[*texts(each), *(b.get("block_id", "") for b in each["blocks"])] for each in self.fake.views.values()]
        return iter(" ".join(each) for each in shown)

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]


BENCHES = {"slack": _slack, "teams": _teams}
REFERENCE = Reference(service="", bot="")


@pytest.fixture(name="bench", params=sorted(discover()))
async def bench_fixture(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Platform, list[str]]]:
    """Each platform that is found; one without a bench here fails."""
    if request.param in BENCHES:
        async with BENCHES[request.param]() as made:
            yield made
    else:
        yield _make(request.param)


def test_platforms_are_found_by_their_files() -> None:
    """A new file is all it takes."""
    assert {"slack", "teams", "terminal", "web"} <= set(discover())


async def test_every_element_of_a_card_is_shown(bench: tuple[Platform, list[str]]) -> None:
    """Nothing is dropped in silence, and hostile text stands as typed."""
    platform, shown = bench
    receipt = await platform.send(Address(platform=platform.name, target="anna"), EVERYTHING, "key")
    assert receipt
    text = " ".join(shown)
    for part in (
        "Title",
        "Text",
        "Quote",
        "Name",
        "Who",
        "Mon 3, Tue 0.",
        "9 / 8",
        "Undo",
        "More",
        "(6 s)",
        "<!channel>",
    ):
        assert part in text


async def test_a_sent_card_can_be_updated(bench: tuple[Platform, list[str]]) -> None:
    """A nudge turns into its result."""
    platform, shown = bench
    receipt = await platform.send(Address(platform=platform.name, target="anna"), EVERYTHING, "key")
    await platform.update(receipt, Card(title="The result"))
    assert "The result" in shown[-1]


async def test_a_form_of_every_kind_of_field_is_shown(bench: tuple[Platform, list[str]]) -> None:
    """Labels, values, and the button that saves."""
    platform, shown = bench
    await platform.open_form("0", FORM)
    for part in ("Promise", "Save", *FieldKind):
        assert part in " ".join(shown)


async def test_the_manifest_names_every_visible_command(bench: tuple[Platform, list[str]]) -> None:
    """What can be typed is told to the platform."""
    platform, _ = bench
    manifest = str(platform.manifest(tuple(commands())))
    visible = [command.verb for command in commands() if not command.hidden]
    if platform.limits.commands:
        named = [verb for verb in visible if f"'{verb}'" in manifest]
        assert len(named) == platform.limits.commands
        assert "help" in named
    else:
        assert all(verb in manifest for verb in visible)


@pytest.mark.parametrize(
    "address", [Address(platform="slack", target="U1"), Address(platform="web", target="C9:x", channel=True)]
)
def test_addresses_round_trip(address: Address) -> None:
    """Stored addresses come back equal."""
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize("text", ["", "slack", "slack:", "slack:#"])
def test_what_is_no_address_is_refused(text: str) -> None:
    """A damaged address is an error, not a wrong recipient."""
    with pytest.raises(ValueError, match="not an address"):
        Address.parse(text)


def test_cards_and_replies_are_packed_and_read_back_equal() -> None:
    """Receipts survive the database."""
    assert codec.unpack_card(codec.pack(EVERYTHING)) == EVERYTHING
    reply = Reply(card=EVERYTHING, form=FORM, ok=False, stored=("C1",), figures={"calls": 1.5}, error="no", public=True)
    assert codec.unpack_reply(codec.pack(reply)) == reply
    with pytest.raises(ValueError, match="not a packed card"):
        codec.unpack_card(codec.pack(reply))


@pytest.mark.parametrize("packed", ["2|undo|{}", "1|undo|[]", '1|undo|{"a":1}', "nonsense", "1|undo|{"])
def test_a_forged_payload_is_no_press(packed: str) -> None:
    """Other versions and other shapes are refused."""
    with pytest.raises(ValueError):
        Press.unpack(packed)


def test_a_payload_that_is_too_long_is_refused_when_it_is_made() -> None:
    """Slack's limit is the narrowest."""
    with pytest.raises(ValueError, match="characters"):
        Press(verb="call", values={"~": "x" * 2000}).pack()


def test_the_fallback_leaves_nothing_out() -> None:
    """A screen reader hears all of it."""
    text = card_text(EVERYTHING)
    assert "Who · What" in text
    assert "[Undo] [More]" in text
    assert text.endswith("(6 s)")
