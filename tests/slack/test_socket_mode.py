"""Socket Mode: the same bot over a line that it opens itself."""

from __future__ import annotations

import asyncio

import pytest

from adapters.slack import socket_mode
from bot.errors import ConfigError
from tests.fakes.slack import FakeSlack, Fault
from tests.slack.bench import Bench, bench, until


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The watchdog looks often, so that a test need not wait."""
    monkeypatch.setattr(socket_mode, "RETRY_SECONDS", (0.05,))


def up(house: Bench) -> bool:
    """Whether the line is open at both ends."""
    return bool(house.slack.socket_mode and house.slack.socket_mode.up and house.fake.lines)


async def test_a_command_over_the_socket_is_acknowledged_with_its_receipt(fake: FakeSlack) -> None:
    """No public address, no signing secret."""
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        answer = await fake.envelope("slash_commands", fake.command_body("/called", "- vm"))
        assert "Call 1 of 8" in answer["text"]
        assert house.slack.problems() == []


async def test_messages_forms_and_presses_come_over_the_socket(fake: FakeSlack) -> None:
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


async def test_a_socket_that_is_cut_is_opened_again(fake: FakeSlack) -> None:
    """The watchdog asks for a fresh ticket."""
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        await fake.drop_lines()
        await until(lambda: len(fake.called("apps.connections.open")) >= 2 and up(house))
        assert "Call 1 of 8" in (await fake.envelope("slash_commands", fake.command_body("/called", "- vm")))["text"]


async def test_after_a_refused_handshake_a_new_ticket_is_asked_for(fake: FakeSlack) -> None:
    """The SDK alone would try the spent ticket for ever."""
    fake.handshakes_refused = 1
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        assert len(fake.called("apps.connections.open")) >= 2


async def test_the_bot_is_not_ready_while_the_socket_is_down(fake: FakeSlack) -> None:
    """/readyz says why."""
    fake.handshakes_refused = 10_000
    async with bench(fake, socket=True) as house:
        assert house.slack.problems() == ["slack: the Socket Mode line is down"]


async def test_answers_under_way_survive_a_refresh_of_the_socket(fake: FakeSlack) -> None:
    """Slack closes a line every few hours: the next one is up at once, and what is on its way is still answered."""
    fake.person("U9", "Slow")
    fake.fail("users.info", Fault(kept=True, silent_seconds=0.6, error="x"))
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        asked = asyncio.ensure_future(fake.envelope("slash_commands", fake.command_body("/called", "- vm", user="U9")))
        await until(lambda: bool(fake.called("users.info")))
        await fake.refresh_line()
        await until(lambda: len(fake.called("apps.connections.open")) == 2)
        assert "try again" in (await asked)["text"]
        await until(lambda: fake.lines == 1 and up(house))
        assert "Call 1 of 8" in (await fake.envelope("slash_commands", fake.command_body("/called", "- vm")))["text"]


async def test_a_repeated_envelope_counts_once(fake: FakeSlack) -> None:
    """A new envelope id, the same payload; the same acknowledgement."""
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        body = fake.command_body("/called", "- vm")
        answers = [await fake.envelope("slash_commands", body) for _ in range(3)]
        assert answers[0]["text"] == answers[1]["text"] == answers[2]["text"]
        today = await fake.envelope("slash_commands", fake.command_body("/today", ""))
        assert "1 / 8" in today["text"]


async def test_a_limit_on_opening_sockets_is_waited_out(fake: FakeSlack) -> None:
    """The method apps.connections.open has a Retry-After of its own; the stand-in notes whoever comes too early."""
    fake.fail("apps.connections.open", Fault(status=429, error="ratelimited", headers={"Retry-After": "1"}))
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        assert len(fake.called("apps.connections.open")) == 2


@pytest.mark.parametrize("code", ["invalid_auth", "not_allowed_token_type", "missing_scope"])
async def test_a_wrong_app_token_is_said_at_the_start(fake: FakeSlack, code: str) -> None:
    """Nobody waits for a line that can never open; Slack is asked once."""
    fake.fail("apps.connections.open", *[Fault(error=code)] * 9)
    async with bench(fake, socket=True) as house:
        with pytest.raises(ConfigError, match="SLACK_APP_TOKEN"):
            await house.running
    assert len(fake.called("apps.connections.open")) == 1


async def test_an_app_token_that_is_revoked_later_does_not_end_the_bot(
    fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that was up once is tried again, patiently, and /readyz says why nothing comes."""
    monkeypatch.setattr(socket_mode, "REFUSED_SECONDS", 0.2)
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        fake.fail("apps.connections.open", Fault(error="token_revoked"), Fault(error="token_revoked"))
        await fake.drop_lines()
        await until(lambda: bool(house.slack.problems()))
        await until(lambda: up(house))
        assert len(fake.called("apps.connections.open")) == 4


async def test_a_message_that_is_no_envelope_is_ignored(fake: FakeSlack) -> None:
    """Garbage on the line ends nothing."""
    async with bench(fake, socket=True) as house:
        await until(lambda: up(house))
        for text in ("", "{", "[]", "null", '{"type": "surprise"}', '{"envelope_id": "e0", "payload": null}'):
            await fake.whisper(text)
        assert "Call 1 of 8" in (await fake.envelope("slash_commands", fake.command_body("/called", "- vm")))["text"]
