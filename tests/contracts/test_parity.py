"""One test a capability, on every platform that `serve` runs; docs/platforms.md is the table of it.

A platform that lacks something says why, and its test then shows that it really is not there.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters import served
from adapters.common.capabilities import Capability
from tests.contracts.drivers import HANDS, Hands
from tests.slack.bench import MORNING

HALF_PAST_EIGHT = MORNING + timedelta(minutes=30)
PROMISE = {"what": "price list", "due": "2026-11-27"}


@pytest.fixture(name="platform", params=sorted(served()))
def platform_fixture(request: pytest.FixtureRequest) -> str:
    """Each platform by name; a new one fails until it has hands."""
    return str(request.param)


@pytest.fixture(name="hands")
async def hands_fixture(platform: str) -> AsyncIterator[Hands]:
    """A seller on each platform."""
    async with HANDS[platform]() as hands:
        yield hands


async def test_line(hands: Hands) -> None:
    """LINE: with or without a slash."""
    assert "Call 1 of 8 · acme · voicemail" in await hands.say("call acme vm")
    assert "Call 2 of 8 · acme" in await hands.say("/call acme")


async def test_mention(hands: Hands) -> None:
    """MENTION: nobody else reads what was logged."""
    everybody, writer = await hands.mention("call acme meet")
    assert "Call 1 of 8 · acme" in " ".join(writer)
    assert "acme" not in " ".join(everybody)


async def test_slash(hands: Hands, platform: str) -> None:
    """SLASH: the manifest registers commands with a hint at what to type behind them."""
    assert ("usage_hint" in str(hands.manifest())) is (Capability.SLASH not in served()[platform].lacks)


async def test_form(hands: Hands) -> None:
    """FORM: only what is missing has to be filled in."""
    await hands.say("promise acme")
    assert "P1 · acme · price list" in await hands.fill(**PROMISE)


async def test_field_error(hands: Hands) -> None:
    """FIELD_ERROR: a blank text, then a day that is over; nothing is stored, and the third try is."""
    await hands.say("promise acme")
    assert "Required." in await hands.fill(what=" ", due="2026-11-27")
    assert "past" in await hands.fill(what="price list", due="2026-11-20")
    assert "P1 · acme · price list" in await hands.fill(**PROMISE)


async def test_button(hands: Hands) -> None:
    """BUTTON: the receipt takes itself back."""
    await hands.say("call acme")
    assert "Undone" in await hands.press("Undo")
    assert "0 / 8" in await hands.say("today")


async def test_dialog(hands: Hands) -> None:
    """DIALOG: the day's main button asks what is missing."""
    await hands.say("today")
    await hands.press("Log a call")
    assert "Call 1 of 8 · acme" in await hands.fill(account="acme")


async def test_search(hands: Hands, platform: str) -> None:
    """SEARCH: an external select, or, where the platform has none that takes new words, a choice afterwards."""
    shown = await hands.act("log")
    assert ("external_select" in shown) is (Capability.SEARCH not in served()[platform].lacks)


async def test_anywhere(hands: Hands) -> None:
    """ANYWHERE: a shortcut, or an action of the message extension."""
    await hands.act("log")
    assert "Call 1 of 8 · acme" in await hands.fill(account="acme")


async def test_from_message(hands: Hands) -> None:
    """FROM_MESSAGE: its words are what was promised."""
    assert "send the price list" in await hands.act("promise", "send the price list")
    assert "P1" in await hands.fill(account="acme", due="2026-11-27")


async def test_correction(hands: Hands) -> None:
    """CORRECTION: the entry is what the line says now."""
    await hands.say("call acme vm")
    assert "Call 1 of 8 · acme · meeting" in await hands.correct("call acme meet")
    assert "1 / 8" in await hands.say("today")


async def test_correction_of_a_question(hands: Hands) -> None:
    """CORRECTION: also what an answer to a question about the line had logged, and what that had made goes."""
    await hands.say("call newco vm")
    assert "Call 1 of 8 · newco" in await hands.press('Create "newco"')
    assert "Call 1 of 8 · acme · meeting" in await hands.correct("call acme meet")
    assert "1 / 8" in await hands.say("today")
    assert "is not a command" in await hands.say("newco")


async def test_undo_of_a_message(hands: Hands) -> None:
    """RECEIPT: a message of several lines has one button that takes all of them back, and one for each."""
    shown = await hands.say("call acme\noff fri\npromise acme quote by mon")
    assert all(label in shown for label in ("Undo all", "Undo C1", "Undo off fri"))
    undone = await hands.press("Undo all")
    assert "Undone · C1, P1" in undone and "working days again" in undone


async def test_once(hands: Hands) -> None:
    """ONCE: three deliveries, one call."""
    await hands.say("call acme", again=3)
    assert "1 / 8" in await hands.say("today")


async def test_retyped(hands: Hands) -> None:
    """RETYPED: and the button counts it."""
    await hands.say("call acme vm")
    assert "already logged" in await hands.say("call acme vm")
    assert "Call 2 of 8" in await hands.press("Log it again")


async def test_waiting(hands: Hands) -> None:
    """WAITING: public, and then who went."""
    everybody, _ = await hands.mention("waiting counter")
    assert "Counter" in " ".join(everybody)
    assert "Bo went after" in await hands.press_in_channel("I go")


async def test_day(hands: Hands) -> None:
    """DAY: what is open, and a way to take back."""
    await hands.say("promise acme price list by fri")
    shown = await hands.day()
    assert "P1 · acme · price list" in shown
    assert "Undo P1" in shown


async def test_morning_and_result(hands: Hands) -> None:
    """MORNING, RESULT: half past eight, to both; pressed, it says what was pressed."""
    await hands.bench.tick(HALF_PAST_EIGHT)
    assert "Good morning" in hands.newest()
    await hands.press("Later")
    assert "remind you again" in hands.newest()
    assert "Good morning" not in hands.newest()


async def test_result_of_one_part(hands: Hands) -> None:
    """RESULT: of a message that asks several things the pressed one says its result, the others keep their buttons."""
    await hands.say("promise acme price list by today")
    await hands.bench.tick(HALF_PAST_EIGHT)
    assert "Promise 1, today" in hands.newest()
    await hands.press("Yes")
    assert "Good: acme gets it" in hands.newest()
    assert "Good morning" in hands.newest()
    assert "Promise 1, today" not in hands.newest()
    await hands.press("Log call: acme")
    assert "Call 1 of 8 · acme" in hands.newest()


async def test_channel(hands: Hands) -> None:
    """CHANNEL: it leads with the waiting customer."""
    await hands.bench.tick(MORNING + timedelta(minutes=46))
    assert "Are you laughing while a customer waits?" in hands.channel()


async def test_chart(hands: Hands, platform: str) -> None:
    """CHART: as the platform draws it, with its numbers in words."""
    assert "Tue 0" in await hands.say("me week")
    drawn = {"slack": "data_visualization", "teams": "Chart.VerticalBar"}[platform]
    sent = hands.bench.fake
    assert drawn in str(sent.messages[-1].blocks if platform == "slack" else sent.posts[-1].card)


async def test_file(hands: Hands, platform: str) -> None:
    """FILE: its bytes in the own messages, or its rows in words."""
    said = await hands.say("team week export csv")
    uploaded = [file.get("filename") for file in getattr(hands.bench.fake, "files", {}).values()]
    assert ("nord-2026-11-23.csv" in uploaded) is (Capability.FILE not in served()[platform].lacks)
    assert uploaded or '"2026-11-24","0","16","0","0","0","0"' in said


async def test_look_up(hands: Hands, platform: str) -> None:
    """LOOK_UP: what was lost with its answer comes after all; or it is never sent again."""
    hands.lose_answers(2)
    for seconds in (0, 1, 40, 80):
        await hands.bench.tick(HALF_PAST_EIGHT + timedelta(seconds=seconds))
    arrived = "Good morning" in hands.newest()
    assert arrived is (Capability.LOOK_UP not in served()[platform].lacks)


async def test_strangers(hands: Hands) -> None:
    """STRANGERS: a guest is told so at most, and stored nowhere."""
    assert "Call" not in await hands.say("call - vm", 3)
    assert await hands.bench.store.read(lambda work: work.people.by_name("Gert")) is None


def test_companies(platform: str) -> None:
    """COMPANIES: a page to install from, where the platform allows it."""
    installs = hasattr(sys.modules[served()[platform].__module__], "WorkspaceInstaller")
    assert installs is (Capability.COMPANIES not in served()[platform].lacks)


def test_every_capability_has_its_test() -> None:
    """A row without a test would be a promise without proof."""
    named = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    named |= {"morning", "result"}
    assert {capability.name.lower() for capability in Capability} <= named
