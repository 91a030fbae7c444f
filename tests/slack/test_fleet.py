"""Several processes on one database: each nudge once, one pace for all, and any of them may stop, stand still or die."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
from pathlib import Path

import psycopg

from tests.fakes.slack import APP_TOKEN, FakeSlack, Fault
from tests.fleet import MOST, Crowd, fleet, most_in_a_window, rough_morning, until_accounted_for, until_posted
from tests.postgres import database
from tests.serve import serving, slack_settings
from tests.slack.bench import until

POST = "chat.postMessage"
LEASE_SECONDS = 10
JSON = {"Content-Type": "application/json"}
SLOW = Fault(kept=True, silent_seconds=1.5, status=200, body='{"ok": true, "channel": "D", "ts": "1.0"}', headers=JSON)
"""A post that arrives at once and is answered late."""


async def test_each_morning_arrives_once_though_senders_stand_still_and_die(
    fake: FakeSlack, tmp_path: Path, database_url: str
) -> None:
    """Four processes: whoever sends stands still for longer than its lease, the next one is killed; one pace for all."""
    crowd = Crowd(url=database_url, fake=fake, sellers=60)
    await crowd.prepare()
    async with fleet(tmp_path, crowd, [()] * 4, SNURR_LEASE_SECONDS=str(LEASE_SECONDS)) as bots:
        await rough_morning(crowd, bots, stops=[LEASE_SECONDS * 1.2], kills=1, seconds=120)


async def test_web_takes_lines_and_worker_sends(fake: FakeSlack, tmp_path: Path, database_url: str) -> None:
    """The one has no nudges, the other no entrance; each answers for itself, and both end at a stop."""
    crowd = Crowd(url=database_url, fake=fake, sellers=3)
    await crowd.prepare()
    async with fleet(tmp_path, crowd, [("--web",), ("--worker",)]) as (web, worker):
        await asyncio.gather(web.ready(), worker.ready())
        status, answer = await fake.post(web.slack, fake.command_body("/called", "- vm"))
        assert (status, "Call 1 of 8" in answer["text"]) == (200, True)
        assert (await fake.post(worker.slack, fake.command_body("/called", "- vm")))[0] == 404
        await until_accounted_for(crowd, 60)
        figures = {bot.base: (await bot.get("/metrics"))[1] for bot in (web, worker)}
        assert 'snurr_nudges{state="sent"} 0.0' in figures[web.base]
        assert "snurr_planned_age_seconds NaN" in figures[web.base]
        assert 'snurr_nudges{state="sent"}' in figures[worker.base]
        assert 'snurr_nudges{state="sent"} 0.0' not in figures[worker.base]
        assert [(await bot.end())[0] for bot in (web, worker)] == [0, 0]
    assert set(crowd.told().values()) == {1}


async def test_what_one_process_was_asked_to_wait_holds_for_the_other(fake: FakeSlack, tmp_path: Path) -> None:
    """A reply of the web process meets 429 just before half past eight; the worker posts nothing until it is over."""
    crowd = Crowd(url=f"sqlite:///{tmp_path}/snurr.db", fake=fake, sellers=3)
    await crowd.prepare()
    async with fleet(tmp_path, crowd, [("--web",)]) as (web,):
        await web.ready()
        fake.fail(POST, Fault(status=429, error="ratelimited", headers={"Retry-After": "12"}))
        assert (await fake.post(web.slack, fake.message_event("help", user="U50000")))[0] == 200
        await until(lambda: len(fake.called(POST)) == 1)
        async with fleet(tmp_path, crowd, [("--worker",)]):
            await until_accounted_for(crowd, 90)
    assert fake.refused == []
    assert set(crowd.told().values()) == {1}


async def test_a_stop_ends_the_sends_on_their_way_before_it_closes(fake: FakeSlack, tmp_path: Path) -> None:
    """What had left is stored as sent, nothing is in doubt; what had not left is open for the next process."""
    crowd = Crowd(url=f"sqlite:///{tmp_path}/snurr.db", fake=fake, sellers=12)
    await crowd.prepare()
    async with fleet(tmp_path, crowd, [("--worker",)]) as (worker,):
        fake.fail(POST, *[SLOW] * 12)
        await until_posted(crowd, 2)
        assert (await worker.end())[0] == 0
    tallies = await crowd.tallies()
    assert sum(tally.sent for tally in tallies) == sum(crowd.told().values())
    assert sum(tally.sent + tally.open for tally in tallies) == 12


async def test_a_stop_does_not_wait_for_a_database_that_is_held(fake: FakeSlack, tmp_path: Path) -> None:
    """Somebody holds the file's lock: the process ends within ten seconds all the same."""
    crowd = Crowd(url=f"sqlite:///{tmp_path}/snurr.db", fake=fake, sellers=12)
    await crowd.prepare()
    async with fleet(tmp_path, crowd, [()]) as (bot,):
        await until_posted(crowd, 2)
        with contextlib.closing(sqlite3.connect(tmp_path / "snurr.db", isolation_level=None)) as held:
            held.execute("BEGIN IMMEDIATE")
            code, _ = await bot.end()
    assert code == 0


async def test_a_stop_does_not_wait_for_a_server_that_is_frozen(fake: FakeSlack, tmp_path: Path) -> None:
    """Every backend of PostgreSQL stands still."""
    with database() as url, psycopg.connect(url, autocommit=True) as link:
        crowd = Crowd(url=url, fake=fake, sellers=12)
        await crowd.prepare()
        async with fleet(tmp_path, crowd, [()]) as (bot,):
            await until_posted(crowd, 2)
            backends = (
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            frozen = [pid for (pid,) in link.execute(backends).fetchall()]
            for pid in frozen:
                os.kill(pid, signal.SIGSTOP)
            try:
                code, _ = await bot.end()
            finally:
                for pid in frozen:
                    os.kill(pid, signal.SIGCONT)
    assert code == 0


async def test_each_process_has_a_socket_of_its_own_and_an_envelope_counts_once(
    fake: FakeSlack, tmp_path: Path
) -> None:
    """Slack gives an envelope to one socket; when its process dies unheard, the other one gets it again."""
    settings = slack_settings(fake) | {"SLACK_APP_TOKEN": APP_TOKEN}
    del settings["SLACK_SIGNING_SECRET"]
    async with serving(tmp_path, settings) as first:
        await first.ready()
        async with serving(tmp_path, settings, "--web") as second, serving(tmp_path, settings, "--worker") as worker:
            await asyncio.gather(second.ready(), worker.ready())
            assert fake.lines == 2
            body = fake.command_body("/called", "- vm")
            assert "Call 1 of 8" in (await fake.envelope("slash_commands", body))["text"]
            await second.end(signal.SIGKILL)
            await until(lambda: fake.lines == 1)
            assert "Call 1 of 8" in (await fake.envelope("slash_commands", body))["text"]
            assert "1 / 8" in (await fake.envelope("slash_commands", fake.command_body("/today", "")))["text"]


async def test_two_processes_keep_one_pace(fake: FakeSlack, tmp_path: Path) -> None:
    """Both want to send; what arrives within any five seconds is no more than one of them may send."""
    crowd = Crowd(url=f"sqlite:///{tmp_path}/snurr.db", fake=fake, sellers=45)
    await crowd.prepare()
    async with fleet(tmp_path, crowd, [(), ("--worker",)]):
        await until_accounted_for(crowd, 90)
    assert set(crowd.told().values()) == {1}
    assert most_in_a_window(fake) <= MOST
