"""Scheduling by wake-up times: each recipient is planned when something may be due, and nobody is left out."""

from __future__ import annotations

import asyncio
import itertools
import random
from datetime import datetime, timedelta

import pytest

from bot.domain.work import Work
from nudges import delivery, schedule
from nudges.planner import pictures_at, unsent_nudges
from nudges.schedule import AT_ONCE, LOOK_SECONDS, DuePlan, find_due, store_plan
from tests.nudges.house import OSLO, House, at

LINES = (
    "call acme", "call acme vm yesterday", "touch acme invoice c0 said", "touch acme invoice c1 said",
    "touch acme yard quality 0", "promise acme quote by today", "promise acme list by tomorrow", "kept 1", "told 1 same day",
    "told 2 new date tomorrow", "broken acme plan", "broken 2", "follow acme today ask", "follow acme tomorrow",
    "undo", "undo", "edit F1 today", "waiting counter", "go", "off tomorrow", "pause until fri", "pause off",
    "mute N3 until fri", "mute off", "me hours mon-fri 07:00-15:00", "me hours mon-fri 09:00-17:00", "snooze 1h",
    "freeze acme late", "unfreeze acme", "left acme unknown", "broken acme list", "refill acme toner 1w", "ordered acme toner",
    "plan acme", "handoff acme service 25m list", "junk 30m report", "undo S1", "me lunch 11:30",
)  # fmt: skip
SET_UP = (
    "admin person anna seller timezone Europe/London", "admin person anna seller timezone Europe/Oslo",
    "admin team Nord channel #nord timezone Europe/Warsaw country PL", "admin team Nord timezone Europe/Oslo country NO",
    "admin touchpoint invoice owner bo", "account acme owner bo", "account acme owner anna", "admin person dan seller",
)  # fmt: skip


def overlooked(work: Work, moment: str) -> list[str]:
    """Return what a look at everybody finds due and not yet in the outbox."""
    now = at(moment)
    return [
        planned.key
        for picture in pictures_at(work, now)
        for planned in unsent_nudges(picture)
        if planned.nudge.due <= now
        and (getattr(picture, "person", None) is None or planned.nudge.due >= picture.person.created_at)  # type: ignore[union-attr]
        if work.outbox.with_key(planned.key) is None
    ]


@pytest.mark.parametrize("seed", range(12))
async def test_nobody_is_left_out_whatever_is_said(house: House, seed: int) -> None:
    """After every line and every turn, a look at everybody finds nothing that was overlooked."""
    chance = random.Random(seed)
    now = at("2026-11-23T07:00")
    while now < at("2026-11-26T18:00"):
        now += timedelta(minutes=chance.choice((1, 7, 30, 90, 240)))
        moment = (now + OSLO).strftime("%Y-%m-%dT%H:%M")
        if chance.random() < 0.8:
            who = "chris" if chance.random() < 0.15 else chance.choice(("anna", "bo"))
            await house.say(who, chance.choice(SET_UP if who == "chris" else LINES), moment)
        await house.tick(moment)
        assert await house.store.read(lambda work, moment=moment: overlooked(work, moment)) == []
    assert all(due == ended for due, ended in await house.tallies())


async def test_a_turn_with_nothing_to_do_writes_nothing(house: House) -> None:
    """Everybody sleeps until their next nudge, however often the loop turns."""
    await house.tick("2026-11-24T08:30")
    now = at("2026-11-24T08:30") + timedelta(seconds=5)
    assert await house.store.read(lambda work: find_due(work, now)) == DuePlan()


async def test_people_sleep_until_their_next_nudge(house: House) -> None:
    """Nobody is due a minute before, the sellers are at the hour."""
    await house.tick("2026-11-24T08:50")
    due = {
        moment: len(await house.store.read(lambda work, m=moment: work.wakeups.due(at(m), 10)))
        for moment in ("2026-11-24T15:44", "2026-11-24T15:45")
    }
    assert due == {"2026-11-24T15:44": 0, "2026-11-24T15:45": 2}


async def test_whoever_is_woken_while_they_are_planned_stays_due(house: House) -> None:
    """What is logged between the look and its end is not lost."""
    await house.tick("2026-11-24T09:00")
    await house.say("anna", "follow acme today", "2026-11-24T09:01")
    plan = await house.store.read(lambda work: find_due(work, at("2026-11-24T09:01")))
    await house.say("anna", "follow acme today again", "2026-11-24T09:01")
    await house.store.write(lambda work: store_plan(work, plan, at("2026-11-24T09:01")))
    results = await house.tick("2026-11-24T09:02")
    assert sum(result.rule == "N3" for result in results) == 2


async def test_who_is_woken_again_and_again_holds_up_no_turn(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom each line of others wakes is planned once in a turn, and again in the next one."""
    looks: list[int] = []

    def stored_and_woken(work: Work, plan: DuePlan, now: datetime) -> None:
        store_plan(work, plan, now)
        work.wakeups.wake_all()
        looks.append(len(plan.wakeups))

    monkeypatch.setattr(delivery, "store_plan", stored_and_woken)
    for turn in (1, 2):
        async with asyncio.timeout(5):
            await house.tick("2026-11-24T07:00")
        assert looks == [4, 4] * turn


async def test_a_call_wakes_nobody(house: House) -> None:
    """The line that is typed most often brings no nudge forward."""
    await house.tick("2026-11-24T09:00")
    await house.say("anna", "call acme", "2026-11-24T09:01")
    assert await house.store.read(lambda work: work.wakeups.due(at("2026-11-24T09:01"), 10)) == []


async def test_a_call_that_is_undone_brings_the_follow_up_back(house: House) -> None:
    """Whoever wanted to come back to the customer has to again, also when somebody else had called."""
    await house.say("anna", "follow acme tue", "2026-11-23T09:00")
    await house.say("bo", "call acme", "2026-11-24T08:00")
    assert "N3" not in {result.rule for result in await house.tick("2026-11-24T09:00")}
    await house.say("bo", "undo", "2026-11-24T09:30")
    assert [(result.rule, result.to) for result in await house.tick("2026-11-24T09:31")] == [("N3", "anna")]


async def test_many_are_planned_in_small_portions(house: House) -> None:
    """One look takes in a hundred people at most, so that reading commands wait for none of it; all get their nudge."""
    moment = at("2026-11-24T07:00")

    def many(work: Work) -> None:
        for number in range(AT_ONCE + 20):
            work.people.add(f"seller {number}", moment)

    await house.store.write(many)
    plan = await house.store.read(lambda work: find_due(work, at("2026-11-24T08:30")))
    assert len(plan.wakeups) == AT_ONCE + 1
    await house.tick("2026-11-24T08:30")
    assert sum("Good morning" in message.card.title for message in house.paper.sent) == AT_ONCE + 22


async def test_a_look_ends_after_its_time_and_the_next_one_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a slow database each look takes in a few, one at least; whoever reads comes between, and nobody is left."""
    looks: list[int] = []

    def count(work: Work, now: datetime, seconds: float) -> DuePlan:
        plan = find_due(work, now, seconds)
        looks.append(len(plan.wakeups))
        return plan

    monkeypatch.setattr(schedule, "seconds_run", itertools.count(step=LOOK_SECONDS * 0.6).__next__)
    monkeypatch.setattr(delivery, "find_due", count)
    moment = at("2026-11-24T07:00")
    await house.store.write(lambda work: [work.people.add(f"seller {number}", moment) for number in range(7)])
    await house.tick("2026-11-24T08:30")
    assert max(looks) == 2
    assert sum("Good morning" in message.card.title for message in house.paper.sent) == 9


async def test_a_look_that_has_no_time_takes_one_recipient(house: House) -> None:
    """Otherwise a database that is slow for a single person would stop the planner."""
    plan = await house.store.read(lambda work: find_due(work, at("2026-11-24T08:30"), seconds=0.0))
    assert len(plan.wakeups) == 1


@pytest.mark.parametrize(
    ("jump", "back"),
    [
        ("2026-11-24T04:00", "2026-11-24T10:30"), ("2026-11-25T01:50", "2026-11-24T10:30"),
        ("2026-11-27T10:00", "2026-11-24T10:30"), ("2026-11-22T10:00", "2026-11-24T10:30"),
    ],
)  # fmt: skip
async def test_a_clock_that_jumps_costs_no_later_day(house: House, jump: str, back: str) -> None:
    """Six hours back, sixteen hours or three days ahead, two days back, for half an hour; every later day is right."""
    await house.tick("2026-11-24T10:00")
    for minute in range(0, 30, 10):
        await house.tick((at(jump) + OSLO + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M"))
    house.paper.sent.clear()
    mornings = await mornings_of(house, back)
    landed = {"2026-11-27"} if jump.startswith("2026-11-27") else set()
    wanted = {f"2026-11-{day}" for day in (25, 26, 27, 30)}
    assert mornings == sorted(wanted - landed)
    assert all(due == ended for due, ended in await house.tallies())


async def mornings_of(house: House, start: str) -> list[str]:
    """Return the days until the next Monday on which anna heard of her calls."""
    now, found = at(start), []
    while now < at("2026-11-30T18:00"):
        local = (now + OSLO).strftime("%Y-%m-%dT%H:%M")
        results = await house.tick(local)
        found += [
            local[:10] for result in results if (result.rule, result.to, result.outcome) == ("N1", "anna", "sent")
        ]
        now += timedelta(minutes=30)
    return found


async def test_a_day_that_had_its_nudge_is_not_announced_again(house: House) -> None:
    """Though the hour is later now."""
    await house.tick("2026-11-24T08:31")
    await house.say("chris", "admin nudge morning 11:00 team Nord", "2026-11-24T08:40")
    results = [result for result in await house.tick("2026-11-24T11:00") if (result.rule, result.to) == ("N1", "anna")]
    assert results == []
    shown = (await house.say("chris", "admin nudge morning 11:00", "2026-11-24T08:45")).card
    assert "Wed 25 Nov 2026 11:00" in list(shown.texts())[1]
