"""People who travel, people who leave, and rules that go: at most one a date, and nothing to whoever is not there."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.domain.outbox import State
from bot.domain.people import Role
from bot.domain.work import Work
from nudges import rule as declared
from nudges.schedule import find_due, store_plan
from storage.work import SqlStore
from tests.migrated import memory_engine
from tests.nudges.house import House, at

ZONES = (
    "Europe/Oslo", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland", "Asia/Kolkata",
    "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca",
)  # fmt: skip
START = datetime(2026, 11, 1, tzinfo=UTC)
DAYS = 14
TURN = timedelta(minutes=15)


async def travels(seed: int, people: int) -> House:
    """Return a house whose sellers move to another zone every 3 to 60 hours for two weeks."""
    chance = random.Random(seed)
    engine = memory_engine()
    house = House(store=SqlStore(engine))

    def meet(work: Work) -> list[int]:
        return [work.people.add(f"seller {number}", START - TURN).id for number in range(people)]

    everyone = await house.store.write(meet)
    moves = {person: START + timedelta(hours=chance.uniform(3, 60)) for person in everyone}
    now = START
    while now < START + timedelta(days=DAYS):
        for person, when in moves.items():
            if when <= now:
                moves[person] = now + timedelta(hours=chance.uniform(3, 60))
                zone = chance.choice(ZONES)
                await house.store.write(lambda work, p=person, z=zone: work.people.change(p, zone=z))
        await house.tick_at(now)
        now += TURN
    return house


async def kept_distance(house: House) -> int:
    """Check every seller's mornings and evenings; return how many were sent."""
    sent: dict[tuple[int, str], list[tuple[datetime, str]]] = defaultdict(list)

    def collect(work: Work) -> None:
        for person in work.people.everyone():
            for occurrence in work.outbox.between(person.id, START.date() - timedelta(days=3), date.max):
                assert occurrence.state is not State.CLAIMED
                if occurrence.state is State.SENT and occurrence.sent_at:
                    sent[person.id, occurrence.rule].append((occurrence.sent_at, occurrence.local_day.isoformat()))

    await house.store.read(collect)
    for moments in sent.values():
        days = [day for _, day in moments]
        assert len(days) == len(set(days))
        instants = sorted(when for when, _ in moments)
        assert all(later - earlier >= timedelta(hours=10) for earlier, later in pairwise(instants))
    return sum(len(moments) for moments in sent.values())


@pytest.mark.parametrize("seed", range(2))
async def test_a_traveller_gets_one_a_date_and_ten_hours_apart(seed: int) -> None:
    """Sellers who move zone every 3 to 60 hours; three hundred of them in the soak."""
    house = await travels(seed, people=12)
    assert await kept_distance(house) > 12 * 8
    assert all(due == ended for due, ended in await house.tallies())


async def test_a_move_changes_the_hour_from_the_next_nudge_on(house: House) -> None:
    """A zone that changes plans anew what has not come due yet, and only that."""
    await house.tick("2026-11-24T08:30")
    await house.say("chris", "admin person anna timezone America/New_York", "2026-11-24T12:00")
    sent = [
        result for hour in range(12, 24) for result in await house.tick(f"2026-11-24T{hour}:00") if result.to == "anna"
    ]
    assert [(result.rule, result.local_time, result.outcome) for result in sent] == [
        ("N13", "2026-11-24T15:45-05:00", "sent"),
    ]


async def test_crossing_the_date_line_brings_no_second_morning(house: House) -> None:
    """From a Los Angeles morning to an Auckland one three hours later."""
    await house.say("chris", "admin person anna timezone America/Los_Angeles", "2026-11-23T09:00")
    await house.tick("2026-11-24T17:30")
    await house.say("chris", "admin person anna timezone Pacific/Auckland", "2026-11-24T18:00")
    results = [result for result in await house.tick("2026-11-24T20:35") if result.to == "anna" and result.rule == "N1"]
    assert [(result.local_time, result.outcome) for result in results] == [
        ("2026-11-25T08:30+13:00", "skipped: less than ten hours after the last one")
    ]


@pytest.mark.parametrize("moment", ["before the claim", "before the plan"])
async def test_whoever_leaves_gets_nothing(house: House, moment: str) -> None:
    """Between the plan and the claim, too; what was planned ends with a reason."""
    if moment == "before the claim":
        plan = await house.store.read(lambda work: find_due(work, at("2026-11-24T08:30")))
        await house.store.write(lambda work: store_plan(work, plan, at("2026-11-24T08:30")))
    await house.store.write(lambda work: work.people.change(3, active=False))
    results = [result.outcome for result in await house.tick("2026-11-24T08:30") if result.to == "bo"]
    assert results == (["skipped: no longer there"] if moment == "before the claim" else [])
    assert [message.to for message in house.paper.sent if message.to == "bo"] == []
    assert all(due == ended for due, ended in await house.tallies())


async def test_whoever_leaves_while_the_message_is_on_its_way_hears_of_nothing_more(house: House) -> None:
    """A send that was begun is finished; nothing else follows it."""
    await house.tick("2026-11-24T08:30")
    await house.store.write(lambda work: work.people.change(3, active=False))
    found = [
        result for hour in range(9, 18) for result in await house.tick(f"2026-11-24T{hour:02}:45") if result.to == "bo"
    ]
    assert found == []


async def test_whoever_sells_no_longer_is_asked_for_no_calls(house: House) -> None:
    """A role that changes between the plan and the claim counts at once."""
    plan = await house.store.read(lambda work: find_due(work, at("2026-11-24T08:30")))
    await house.store.write(lambda work: store_plan(work, plan, at("2026-11-24T08:30")))
    await house.store.write(lambda work: work.people.change(3, roles=frozenset({Role.COLLEAGUE})))
    assert {result.outcome for result in await house.tick("2026-11-24T08:30") if result.to == "bo"} == {
        "skipped: already done"
    }


async def test_a_rule_that_is_gone_leaves_no_orphans(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rule planned before it was taken out ends, and adds up."""
    plan = await house.store.read(lambda work: find_due(work, at("2026-11-24T08:30")))
    await house.store.write(lambda work: store_plan(work, plan, at("2026-11-24T08:30")))
    left = tuple(rule for rule in declared.rules() if rule.id != "N1")
    monkeypatch.setattr("nudges.planner.rules", lambda: left)
    assert {result.outcome for result in await house.tick("2026-11-24T08:30")} == {"skipped: already done"}
    assert house.paper.sent == []
    assert all(due == ended for due, ended in await house.tallies())


async def test_a_channel_that_is_gone_gets_no_post(house: House) -> None:
    """A team that was removed between the plan and the claim has no morning post."""
    plan = await house.store.read(lambda work: find_due(work, at("2026-11-24T08:45")))
    await house.store.write(lambda work: store_plan(work, plan, at("2026-11-24T08:45")))
    await house.store.write(lambda work: work.teams.remove(1))
    assert {result.outcome for result in await house.tick("2026-11-24T08:45") if result.to == "#nord"} == {
        "skipped: no longer there"
    }


async def test_a_zone_that_this_machine_does_not_know_holds_up_nobody(house: House) -> None:
    """A database from a machine with a newer table: the team's or the default zone counts, everybody is nudged."""
    await house.store.write(lambda work: work.people.change(3, zone="Mars/Base"))
    results = await house.tick("2026-11-24T08:30")
    assert {(result.rule, result.to, result.local_time) for result in results} == {
        ("N1", "anna", "2026-11-24T08:30+01:00"),
        ("N1", "bo", "2026-11-24T08:30+01:00"),
    }


async def test_a_new_seller_is_nudged_from_the_next_due_instant(house: House) -> None:
    """Met at ten, without an account or any set-up: the end of the day, then the morning, nothing of before."""
    await house.say("dan", "today", "2026-11-24T10:00")
    found = [
        (result.rule, result.local_time[:16], result.outcome)
        for moment in ("2026-11-24T10:00", "2026-11-24T15:45", "2026-11-25T08:30")
        for result in await house.tick(moment)
        if result.to == "dan"
    ]
    assert found == [("N13", "2026-11-24T15:45", "sent"), ("N1", "2026-11-25T08:30", "sent")]


async def test_a_new_channel_is_posted_to_from_the_next_due_instant(house: House) -> None:
    """A team that is made at nine gets no post of 08:45."""
    await house.say("chris", "admin team Syd channel #syd timezone Europe/Oslo country NO", "2026-11-24T09:00")
    assert "#syd" not in {result.to for result in await house.tick("2026-11-24T09:01")}
    assert "#syd" in {result.to for result in await house.tick("2026-11-25T08:45")}
