"""`snurr serve` as an operator runs it: started, asked, killed, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from adapters.slack.token_vault import new_key
from tests.fakes.slack import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, FakeSlack, Fault
from tests.serve import serving, slack_settings
from tests.slack.bench import until


async def test_health_readiness_and_metrics_are_served(fake: FakeSlack, tmp_path: Path) -> None:
    """/healthz, /readyz and /metrics answer, without secrets or names."""
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        assert (await bot.get("/healthz"))[0] == 200
        status, answer = await fake.post(bot.slack, fake.command_body("/called", "- vm"))
        assert (status, "Call 1 of 8" in answer["text"]) == (200, True)
        _, figures = await bot.get("/metrics")
        assert 'snurr_answers_total{outcome="ok",platform="slack"} 1.0' in figures
        assert "Anna" not in figures
        code, log = await bot.end()
    assert code == 0
    assert "Anna" not in log
    assert "xoxb" not in log


async def test_it_stays_ready_while_one_persons_nudges_fail(fake: FakeSlack, tmp_path: Path) -> None:
    """A row that no rule can read is a warning with the person's number; everybody else is served."""
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        await fake.post(bot.slack, fake.command_body("/called", "- vm"))
        with contextlib.closing(sqlite3.connect(tmp_path / "snurr.db")) as raw, raw:
            raw.execute("UPDATE person SET created_at = 'soon', wake = '', stirred = stirred + 1")
        async with asyncio.timeout(60):
            while not (ready := await bot.get("/readyz"))[1]["warnings"]:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.1)
    assert (ready[0], ready[1]["ready"], ready[1]["problems"]) == (200, True, [])
    assert ["nudges: person 1 of company 1 could not be planned: ValueError"] == ready[1]["warnings"]


async def test_it_is_not_ready_while_its_clock_differs_from_slacks(fake: FakeSlack, tmp_path: Path) -> None:
    """The reason names how far and which way; commands are answered all the same."""
    fake.ahead_seconds = 300
    async with serving(tmp_path, slack_settings(fake) | {"SNURR_CLOCK": ""}) as bot:
        await bot.until("/healthz")
        async with asyncio.timeout(60):
            while (ready := await bot.get("/readyz"))[1]["problems"] == ["slack: auth.test is not done"]:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)
        answer = await fake.post(bot.slack, fake.command_body("/called", "- vm"))
    (problem,) = ready[1]["problems"]
    assert (ready[0], answer[0]) == (503, 200)
    assert problem.startswith("clock: this machine is ") and problem.endswith(" s behind slack, nudges are held")
    assert int(problem.split()[4]) in range(295, 311)


async def test_it_is_not_ready_while_slack_does_not_answer(fake: FakeSlack, tmp_path: Path) -> None:
    """Alive at once, ready once auth.test is done; requests meanwhile get 503, so that Slack comes again."""
    fake.fail("auth.test", Fault(status=500, error="internal_error"))
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.until("/healthz")
        status, answer = await bot.get("/readyz")
        assert (status, answer["problems"]) == (503, ["slack: auth.test is not done"])
        assert (await fake.post(bot.slack, fake.command_body("/called", "-")))[0] == 503
        await bot.ready()


async def test_no_entry_with_a_receipt_is_lost_when_the_process_is_killed(fake: FakeSlack, tmp_path: Path) -> None:
    """Kill -9 the moment the receipt is there; the next process has every entry, and counts none twice."""
    bodies = [fake.command_body("/called", f"- note {n}") for n in range(6)]
    for n in range(3):
        async with serving(tmp_path, slack_settings(fake)) as bot:
            await bot.ready()
            for body in bodies[n : n + 4]:
                assert (await fake.post(bot.slack, body))[0] == 200
            await bot.end(signal.SIGKILL)
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        _, again = await fake.post(bot.slack, bodies[2])
        assert "Call 3 of 8" in again["text"]
        _, today = await fake.post(bot.slack, fake.command_body("/today", ""))
        assert "6 / 8" in today["text"]


async def test_sigterm_finishes_requests_in_flight(fake: FakeSlack, tmp_path: Path) -> None:
    """Ten commands on their way, each answered with 200 is stored; exit 0 within ten seconds."""
    fake.fail("users.info", *[Fault(kept=True, silent_seconds=0.5, error="x")] * 10)
    for n in range(10):
        fake.person(f"U1{n}", f"Person {n}")
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        asked = [
            asyncio.ensure_future(fake.post(bot.slack, fake.message_event("call - vm", user=f"U1{n}")))
            for n in range(10)
        ]
        await asyncio.sleep(0.2)
        code, _ = await bot.end()
        answers = await asyncio.gather(*asked, return_exceptions=True)
    assert code == 0
    done = sum(isinstance(answer, tuple) and answer[0] == 200 for answer in answers)
    assert done == 10
    assert len([message for message in fake.messages if message.channel.startswith("D1")]) == 10


async def test_sigterm_finishes_envelopes_in_flight(fake: FakeSlack, tmp_path: Path) -> None:
    """The same in Socket Mode: the envelope is acknowledged with its receipt before the socket is closed."""
    settings = slack_settings(fake) | {"SLACK_APP_TOKEN": APP_TOKEN}
    del settings["SLACK_SIGNING_SECRET"]
    fake.fail("users.info", Fault(kept=True, silent_seconds=0.8, error="x"))
    async with serving(tmp_path, settings) as bot:
        await bot.ready()
        assert fake.lines == 1
        asked = asyncio.ensure_future(fake.envelope("slash_commands", fake.command_body("/called", "- vm")))
        await asyncio.sleep(0.3)
        code, _ = await bot.end()
        answer = await asked
    assert code == 0
    assert "try again" in answer["text"]


async def test_a_nudge_whose_process_is_killed_during_the_send_arrives_once(fake: FakeSlack, tmp_path: Path) -> None:
    """The next process looks the message up before it sends anything."""
    settings = slack_settings(fake) | {"SNURR_CLOCK": "2026-11-24T08:29:52+01:00"}
    async with serving(tmp_path, settings) as bot:
        await bot.ready()
        await fake.post(bot.slack, fake.message_event("help"))
        await until(lambda: len(fake.to("U1")) == 1)
        fake.fail("chat.postMessage", Fault(kept=True, silent_seconds=3, error="x"))
        await until(lambda: len(fake.to("U1")) == 2, 60)
        await bot.end(signal.SIGKILL)
    async with serving(tmp_path, settings | {"SNURR_CLOCK": "2026-11-24T08:32:00+01:00"}) as bot:
        await bot.ready()
        await until(lambda: bool(fake.called("conversations.history")), 60)
        await asyncio.sleep(0.3)
        assert (await bot.end())[0] == 0
    assert sum("Good morning" in message.text for message in fake.to("U1")) == 1


async def test_a_second_sigterm_ends_at_once(fake: FakeSlack, tmp_path: Path) -> None:
    """A second SIGTERM does not wait for requests in flight."""
    fake.fail("users.info", Fault(kept=True, silent_seconds=3, error="x"))
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        asked = asyncio.ensure_future(fake.post(bot.slack, fake.shortcut_body("log")))
        await asyncio.sleep(0.2)
        bot.process.terminate()
        await asyncio.sleep(0.2)
        began = asyncio.get_running_loop().time()
        await bot.end()
        assert asyncio.get_running_loop().time() - began < 1
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)


async def test_nudges_are_sent_by_the_loop_of_serve(fake: FakeSlack, tmp_path: Path) -> None:
    """The loop runs inside: a seller known by one line is nudged at half past eight."""
    settings = slack_settings(fake) | {"SNURR_CLOCK": "2026-11-24T08:29:52+01:00"}
    async with serving(tmp_path, settings) as bot:
        await bot.ready()
        await fake.post(bot.slack, fake.message_event("help"))
        await until(lambda: any("Good morning" in message.text for message in fake.to("U1")), 60)
        assert (await bot.end())[0] == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is missing or blank"),
        ({"SLACK_SIGNING_SECRET": " "}, "SLACK_SIGNING_SECRET is missing or blank"),
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN is missing or blank"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Slack refuses the token (invalid_auth)"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "Slack refuses the app-level token (invalid_auth)"),
        ({"SNURR_CLOCK": "2026-11-24T08:00+01:00", "SLACK_API_URL": "https://slack.com/api/"}, "SNURR_CLOCK moves"),
        ({"SLACK_PREFIX": "Ø"}, "Slack would refuse the command"),
        ({"SLACK_ROOT": "remind"}, "Slack would refuse the command '/remind'"),
        ({"SLACK_COMMANDS": "some"}, "SLACK_COMMANDS"),
        ({"PORT": "no"}, "PORT"),
    ],
)
async def test_a_start_that_fails_says_why_in_one_sentence(
    fake: FakeSlack, tmp_path: Path, change: dict[str, str], says: str
) -> None:
    """Exit 2, one line, no secret, no stack trace."""
    async with serving(tmp_path, slack_settings(fake) | change) as bot:
        code, log = await bot.ended()
    assert code == 2
    last = log.strip().splitlines()[-1]
    assert says in last
    assert "Traceback" not in log
    assert "xoxb-1" not in log
    assert "xoxb-w" not in log


async def test_a_port_that_is_taken_is_named(fake: FakeSlack, tmp_path: Path) -> None:
    """Exit 2, and which settings to change."""
    async with serving(tmp_path, slack_settings(fake) | {"PORT": str(fake.port)}) as bot:
        code, log = await bot.ended()
    assert code == 2
    assert "set HOST and PORT" in log


async def test_bolt_does_not_read_the_environment_by_itself(fake: FakeSlack, tmp_path: Path) -> None:
    """With a client id in the environment Bolt alone would drop the token; ours still serves, and keeps tokens."""
    more = {"SLACK_CLIENT_ID": CLIENT_ID, "SLACK_CLIENT_SECRET": CLIENT_SECRET, "SNURR_SECRET_KEY": new_key()}
    async with serving(tmp_path, slack_settings(fake) | more) as bot:
        await bot.ready()
        status, answer = await fake.post(bot.slack, fake.command_body("/called", "- vm"))
        assert (status, "Call 1 of 8" in answer["text"]) == (200, True)
        code, log = await bot.end()
    assert (code, "Traceback" in log) == (0, False)
    assert {name.partition(".")[0] for name in os.listdir(tmp_path) if name != bot.log.name} == {"snurr"}
    assert len(fake.called("auth.test")) == 1


@pytest.mark.parametrize(
    ("number", "after"), [(signal.SIGKILL, 1), (signal.SIGKILL, 9), (signal.SIGTERM, 0), (signal.SIGTERM, 4)]
)
async def test_ten_requests_in_flight_at_a_stop_are_counted_once(
    fake: FakeSlack, tmp_path: Path, number: int, after: int
) -> None:
    """What was acknowledged is stored, and what was not is stored once when it comes again."""
    for n in range(10):
        fake.person(f"U1{n}", f"Person {n}")
    bodies = [fake.command_body("/called", "- vm", user=f"U1{n}") for n in range(10)]
    acknowledged: list[int] = []
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()

        async def ask(n: int) -> None:
            status, answer = await fake.post(bot.slack, bodies[n])
            if status == 200 and "Call 1 of 8" in answer["text"]:
                acknowledged.append(n)

        asked = [asyncio.ensure_future(ask(n)) for n in range(10)]
        async with asyncio.timeout(60):
            while len(acknowledged) < after:  # noqa: ASYNC110 - the other process sets no event
                await asyncio.sleep(0.001)
        await bot.end(number)
        await asyncio.gather(*asked, return_exceptions=True)
    assert len(acknowledged) >= after
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        again = await asyncio.gather(*(fake.post(bot.slack, body) for body in bodies))
        assert all("Call 1 of 8" in answer["text"] for _, answer in again)
        today = await asyncio.gather(
            *(fake.post(bot.slack, fake.command_body("/today", "", user=f"U1{n}")) for n in range(10))
        )
        assert all("1 / 8" in answer["text"] for _, answer in today)
