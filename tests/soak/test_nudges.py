"""Nudges at length: every zone, many travellers, many kills, and months of random faults; run by `make soak`."""

from __future__ import annotations

import random
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from bot.domain.outbox import Occurrence, State
from bot.domain.reading_time import MOMENTS_A_DAY, WORDS_A_DAY
from bot.domain.work import Work
from bot.errors import DeliveryError
from bot.messages.card import Card
from bot.ports import Address, Transport
from nudges.claim import LEASE
from nudges.rule import rules
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.domain.test_local_time import one_a_date
from tests.nudges.house import OSLO, SETUP, House, at
from tests.nudges.test_processes import POSTMAN, crowd, each_once
from tests.nudges.test_travel import kept_distance, travels

WALLS = tuple(
    time(hour, minute) for hour, minute in ((0, 0), (0, 30), (2, 0), (2, 30), (3, 0), (8, 30), (15, 0), (23, 30))
)


@pytest.mark.parametrize("name", sorted(available_timezones()))
def test_every_zone_from_2024_to_2030(name: str) -> None:
    """Ten million occurrences: one a local date, each after the one before."""
    assert one_a_date(name, date(2024, 1, 1), 2192, WALLS)


@pytest.mark.parametrize("processes", [2, 4, 8])
def test_fifteen_hundred_recipients_and_twelve_kills(tmp_path: Path, processes: int) -> None:
    """Nobody twice, nobody left out of 1,500."""
    crowd(tmp_path, processes, sellers=1500, kills=12, seed=processes)
    each_once(tmp_path, 1500)


@pytest.mark.parametrize("kind", ["open", "blind"])
def test_kill_9_at_260_points_of_a_send(tmp_path: Path, kind: str) -> None:
    """Nothing lost or doubled with a look-up; without one, nothing doubled and nothing silent."""
    done = subprocess.run([*POSTMAN, "kills", str(tmp_path), "260", kind], capture_output=True, text=True, check=True)
    sums = {name: int(count) for name, count in (part.split("=") for part in done.stdout.splitlines()[-1].split())}
    assert sums["killed"] >= 250
    wrong = ("doubled", "silent", "wrong") if kind == "blind" else ("doubled", "missing", "silent", "wrong")
    assert {name: sums[name] for name in wrong} == dict.fromkeys(wrong, 0)


async def test_three_hundred_travellers() -> None:
    """A zone change every 3 to 60 hours for two weeks."""
    house = await travels(seed=10, people=300)
    assert await kept_distance(house) > 300 * 8


LAST_DAY = date(2026, 11, 30)


class Killed(BaseException):
    """A process that is no more."""


@dataclass(kw_only=True)
class Rough:
    """A platform on a bad month: refuses, limits, loses answers, dies; only `log` knows what arrived."""

    chance: random.Random
    log: list[tuple[str, str]] = field(default_factory=list)

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a message, or something else."""
        luck = self.chance.random()
        if luck < 0.04:
            raise DeliveryError("ratelimited", retry_after=timedelta(seconds=self.chance.choice((1, 30, 600))))
        if luck < 0.07:
            raise DeliveryError("connect", retry_after=timedelta(0))
        if luck < 0.09:
            raise Killed
        arrives = not 0.09 <= luck < 0.12
        if arrives:
            self.log.append((address.target, key))
        if luck < 0.15:
            raise DeliveryError("timeout")
        if luck < 0.17:
            raise Killed
        return f"rough:{key}"

    async def update(self, receipt: str, card: Card) -> None:
        """Change a message."""


@dataclass(kw_only=True)
class Searchable(Rough):
    """The same, and it can be asked."""

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Return the receipt of what arrived."""
        return f"rough:{key}" if (address.target, key) in self.log else None


LINES = (
    "call acme", "call - somebody", "touch acme invoice c0 said", "touch acme invoice c1 said", "touch acme yard q0",
    "promise acme quote by tomorrow", "promise acme list by fri", "kept 1", "told 2 same day", "broken acme plan", "undo",
    "follow acme tomorrow ask", "follow acme mon", "waiting counter", "go", "off tomorrow", "pause until fri",
    "pause off", "snooze 1h", "snooze tomorrow", "mute N3 until fri", "me hours mon-fri 07:00-15:00",
)  # fmt: skip


@pytest.mark.parametrize("searchable", [True, False])
@pytest.mark.parametrize("seed", range(20))
async def test_a_month_of_faults(seed: int, searchable: bool) -> None:
    """Random kills, gaps, clock jumps, lost answers, two processes: each message once, each nudge accounted for, the day's budget kept."""
    chance = random.Random(seed)
    engine = SqliteEngine(":memory:")
    migrate(engine)
    rough = (Searchable if searchable else Rough)(chance=chance)
    house = House(store=SqlStore(engine))
    for line in SETUP:
        assert (await house.say("chris", line, "2026-11-01T09:00")).ok
    await house.store.write(lambda work: work.accounts.add("Acme A/S", 2, at("2026-11-01T09:00")))
    house.route = lambda to, addresses: _way(rough, to)  # type: ignore[method-assign, assignment]
    await _month(house, chance)
    await house.store.read(lambda work: _check(work, rough.log, searchable))


def _way(rough: Rough, to: str) -> tuple[Transport, Address]:
    return rough, Address(platform="rough", target=to)


async def _month(house: House, chance: random.Random) -> None:
    """Let a month go by, in which processes take turns, die, and are away, and the clock errs at times."""
    now, number = at("2026-11-02T06:00"), 0
    while now < at(f"{LAST_DAY}T20:00"):
        now += timedelta(minutes=chance.choice((1, 5, 15, 40)))
        if chance.random() < 0.005:
            now += timedelta(hours=chance.uniform(1, 70))
        shown = now + timedelta(hours=chance.uniform(-6, 30)) if chance.random() < 0.003 else now
        if chance.random() < 0.1:
            moment = (now + OSLO).strftime("%Y-%m-%dT%H:%M:%S")
            await house.say(chance.choice(("anna", "bo", "chris")), chance.choice(LINES), moment)
        house.owner = f"process {number % 2} of life {number // 2}"
        number += 2 * await _turn(house, shown) + (chance.random() < 0.5)
    # Until what was put off for an hour at last has come due again, and whoever died with it has lost the lease.
    for turn in range(1, 10):
        await _turn(house, now + timedelta(hours=1) + turn * 2 * LEASE)


async def _turn(house: House, now: datetime) -> bool:
    """Take a turn, which its process may not survive."""
    died = False
    try:
        await house.tick_at(now)
    except* Killed:
        died = True
    return died


def _check(work: Work, log: list[tuple[str, str]], searchable: bool) -> None:
    """No message comes twice; each nudge ended, and what is sent arrived. The budget, of which alarms take nothing: three moments and 273 words a day."""
    assert max(Counter((to, key.partition("#")[0]) for to, key in log).values()) == 1
    posted = {key for _, key in log}
    # What a clock that ran ahead planned for a day after the last one waits for that day.
    for tally in work.outbox.tallies(date.min, LAST_DAY):
        assert tally.due == tally.sent + tally.skipped + tally.expired + tally.parked + tally.uncertain
    for person in work.people.everyone():
        rows = work.outbox.between(person.id, date(2026, 10, 1), date(2026, 12, 31))
        assert [row.key for row in rows if row.state in (State.CLAIMED,)] == []
        for row in rows:
            if row.state is State.SENT:
                assert row.receipt.removeprefix("rough:") in posted, row
            if searchable and row.state is State.UNCERTAIN:
                assert row.reason == "lost again and again"
        for day in {row.local_day for row in rows}:
            _within(day, [row for row in rows if row.local_day == day and not row.snoozes])


def _within(day: date, rows: list[Occurrence]) -> None:
    limited = {rule.id for rule in rules() if rule.limited}
    told = [row for row in rows if row.state is State.SENT and row.rule in limited]
    assert len({row.receipt for row in told}) <= MOMENTS_A_DAY, day
    assert sum(row.words for row in told) <= WORDS_A_DAY, day
