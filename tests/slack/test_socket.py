"""Socket Mode: the same bot over a line that it opens itself."""

from __future__ import annotations

import pytest

from adapters.slack import socket
from tests.fakes.slack import FakeSlack
from tests.slack.bench import Bench, bench, until


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The watchdog looks often, so that a test need not wait."""
    monkeypatch.setattr(socket, "WATCH_SECONDS", 0.1)
    monkeypatch.setattr(socket, "CONNECT_SECONDS", 0.5)


def up(house: Bench) -> bool:
    """Whether the line is open at both ends."""
    return bool(house.slack.socket and house.slack.socket.up and house.fake.lines)


async def test_a_command_over_the_line_is_acknowledged_with_its_receipt(fake: FakeSlack) -> None:
    """No public address, no signing secret."""
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        answer = await fake.envelope("slash_commands", fake.command_body("/called", "- vm"))
        assert "Call 1 of 8" in answer["text"]
        assert house.slack.problems() == []


async def test_messages_forms_and_presses_come_over_the_line(fake: FakeSlack) -> None:
    """Everything that HTTP brings."""
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        await fake.envelope("events_api", fake.message_event("call - vm"))
        await house.settled()
        message = fake.to("U1")[-1]
        await fake.envelope("interactive", fake.press_body(message, "Undo"))
        await house.settled()
        assert "Undone" in fake.to("U1")[-1].text
        await fake.envelope("slash_commands", fake.command_body("/nudge", "me hours"))
        await house.settled()
        view = next(iter(fake.views.values()))
        answer = await fake.envelope("interactive", fake.submit_body(view, {"hours": "never"}))
        assert answer["response_action"] == "errors"


async def test_a_malformed_envelope_stores_nothing(fake: FakeSlack) -> None:
    """The line vouches for the sender, not for the shape."""
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        assert await fake.envelope("slash_commands", {"command": "/called", "team_id": "T1"}) == {}
        assert await fake.envelope("events_api", fake.message_event("call -") | {"team_id": "T2"}) == {}
        assert fake.messages == []


async def test_a_line_that_is_cut_is_opened_again(fake: FakeSlack) -> None:
    """The watchdog asks for a fresh ticket."""
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        await fake.drop_lines()
        await until(lambda: len(fake.called("apps.connections.open")) >= 2 and up(house))
        assert "Call 1 of 8" in (await fake.envelope("slash_commands", fake.command_body("/called", "- vm")))["text"]


async def test_one_refused_handshake_is_got_over(fake: FakeSlack) -> None:
    """Contract 25: the SDK alone would try the spent ticket for ever."""
    fake.handshakes_refused = 1
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        assert len(fake.called("apps.connections.open")) >= 2


async def test_a_line_that_is_down_is_no_readiness(fake: FakeSlack) -> None:
    """/readyz says why."""
    fake.handshakes_refused = 10_000
    async with bench(fake, socket=True) as house:
        assert house.slack.problems() == ["slack: the Socket Mode line is down"]
