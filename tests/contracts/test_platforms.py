"""What every platform promises, asked of each one that is found."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import AsyncIterator

import pytest

from adapters import discover, renderers, served
from bot.messages import codec
from bot.messages.card import Reply
from bot.messages.form import FieldKind
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from bot.ports import Address, Transport
from tests.contracts.examples import EVERYTHING, FORM


@pytest.fixture(name="platform", params=sorted(discover()))
def platform_fixture(request: pytest.FixtureRequest) -> str:
    """Each platform that is found, by name."""
    return str(request.param)


@pytest.fixture(name="bench")
async def bench_fixture(platform: str) -> AsyncIterator[tuple[Transport, list[str]]]:
    """What sends on the platform, and what it shows; a platform without a bench fails."""
    async with importlib.import_module(f"tests.contracts.benches.{platform}").bench() as made:
        yield made


def test_platforms_are_found_by_their_files() -> None:
    """A new file is all it takes."""
    assert {"slack", "teams", "terminal", "web"} <= set(discover())


def test_a_platform_that_serve_runs_says_so_by_its_base_class() -> None:
    """And what it offers is complete, or it could not be made."""
    assert {"slack", "teams"} == set(served())
    assert all(not inspect.isabstract(platform) for platform in served().values())


async def test_every_element_of_a_card_is_shown(platform: str, bench: tuple[Transport, list[str]]) -> None:
    """Nothing is dropped in silence, and hostile text stands as typed."""
    transport, shown = bench
    receipt = await transport.send(Address(platform=platform, target="anna"), EVERYTHING, "key")
    assert receipt
    text = " ".join(shown)
    for part in (
        "Title",
        "Text",
        "Quote",
        "+47 (0)55 12-34",
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


@pytest.mark.parametrize("name", sorted(set(discover()) - {"web"}))
def test_every_platform_shows_its_work(name: str) -> None:
    """The demo and the gallery show what each one makes of a card and of a form; looking at it sends nothing."""
    card, form = renderers()[name](EVERYTHING), renderers()[name](FORM)
    for part in ("Title", "Mon 3, Tue 0.", "Undo", "<!channel>"):
        assert part in str(card)
    assert card == renderers()[name](EVERYTHING)
    for part in ("Promise", "Save", *FieldKind):
        assert part in str(form)


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
    reply = Reply(card=EVERYTHING, form=FORM, ok=False, stored=("C1",), figures={"calls": 1.5}, error="no", public=True)
    assert codec.unpack_reply(codec.pack(reply)) == reply
    with pytest.raises(ValueError, match="not a packed reply"):
        codec.unpack_reply('{"_":"Card"}')


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
