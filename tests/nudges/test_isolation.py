"""One recipient whose rows no rule can read: everybody else is planned, claimed and sent as ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

import nudges.loop as loops
from bot.clock import FrozenClock
from bot.domain.outbox import State
from bot.domain.work import Work
from bot.errors import StoreBusy
from nudges.failing import RETRY, SHOWN, Failing, Failure, Recipient, Step
from nudges.loop import Loop
from nudges.planner import attempt, pictures_on
from nudges.preview import preview
from nudges.schedule import find_due, store_plan
from tests.adapters.paper import Paper
from tests.nudges.house import House, at
from tests.nudges.test_loop import running, until

MORNING = at("2026-11-24T08:30")
ANNA = 2


async def spoil(house: House, day: str | None = "soon") -> None:
    """Store a day of anna's account that no version of the program ever wrote, or mend it with None."""

    def change(work: Work) -> None:
        db = work.people._db  # type: ignore[attr-defined]
        db.change_rows("UPDATE account SET imported_contact = :day WHERE tenant = :tenant", day=day)
        db.change_rows("UPDATE person SET wake = '' WHERE tenant = :tenant AND id = :anna", anna=ANNA)

    await house.store.write(change)


async def outcomes(house: House, when: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for result in await house.tick(when):
        found.setdefault(result.to, []).append(f"{result.rule} {result.outcome}".strip())
    return found


async def test_a_promise_at_the_end_of_the_calendar_stops_nobody(house: House) -> None:
    """A row from before the bound: its own person and everybody else get their morning."""
    await house.say("anna", "promise acme far by 24/12", "2026-11-23T09:00")
    await house.store.write(
        lambda work: work.promises._db.change_rows(  # type: ignore[attr-defined]
            "UPDATE promise SET due = '9999-12-31' WHERE tenant = :tenant"
        )
    )
    found = await outcomes(house, "2026-11-24T08:30")
    assert {to for to, ends in found.items() if "N1 sent" in ends} == {"anna", "bo"}


async def test_a_person_who_cannot_be_planned_stops_nobody(house: House) -> None:
    """The others get theirs; the failing one is told of once and sleeps for an hour."""
    await spoil(house)
    found = await outcomes(house, "2026-11-24T08:30")
    assert "N1 sent" in found["bo"]
    assert ["failed: ValueError"] == found[f"person {ANNA}"]
    assert f"person {ANNA}" not in await outcomes(house, "2026-11-24T08:31")
    assert f"person {ANNA}" in await outcomes(house, "2026-11-24T09:31")


async def test_whoever_is_mended_is_planned_at_once(house: House) -> None:
    """The change that mends them wakes them before the hour is over."""
    await spoil(house)
    await house.tick("2026-11-24T08:30")
    await spoil(house, day=None)
    assert "N1 sent" in (await outcomes(house, "2026-11-24T08:35"))["anna"]


async def test_a_person_who_cannot_be_claimed_is_put_off_and_ends_when_it_is_too_late(house: House) -> None:
    """What was planned before the row broke is tried again after an hour, and accounted for in the end."""
    plan_only = at("2026-11-24T08:30")
    await house.tick("2026-11-24T08:00")
    plan = await house.store.read(lambda work: find_due(work, plan_only))
    await house.store.write(lambda work: store_plan(work, plan, plan_only))
    await spoil(house)
    first = await outcomes(house, "2026-11-24T08:30")
    assert "N1 sent" in first["bo"]
    assert "failed: ValueError" in first[f"person {ANNA}"]
    for when in ("2026-11-24T09:31", "2026-11-24T10:32"):
        last = await outcomes(house, when)
    assert "N1 expired: it could not be read" in last[f"person {ANNA}"]
    assert not [
        one
        for one in await house.store.read(lambda work: work.outbox.of_day(ANNA, MORNING.date()))
        if one.state is State.CLAIMED
    ]


async def test_a_send_that_raises_cancels_no_other(house: House) -> None:
    """Messages of one batch are on their way at once; each ends by itself."""
    house.paper = Paper(errors=[RuntimeError("bug")])
    results = await house.tick("2026-11-24T08:30")
    sent = [result for result in results if result.outcome == "sent"]
    failed = [result for result in results if result.outcome == "failed: RuntimeError"]
    assert len(failed) == 1
    assert len(sent) == len(house.paper.sent) >= 1


async def test_a_preview_shows_who_failed_beside_everybody_else(house: House) -> None:
    """One line says that somebody's day cannot be read."""
    await spoil(house)
    found = await house.store.read(lambda work: preview(work, pictures_on(work, MORNING.date(), MORNING)))
    outcomes = {result.to: result.outcome for result in found if result.to in {"anna", "bo"}}
    assert "failed: ValueError" == outcomes["anna"]
    assert "would send" == outcomes["bo"]


async def test_a_failing_person_is_logged_once_and_shown_until_they_go_well(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Turn after turn there is one log line; `/readyz` names the person by number, never by name."""
    monkeypatch.setattr(loops, "TURN_SECONDS", 0.01)
    await spoil(house)
    clock = FrozenClock(MORNING)
    loop = Loop(store=house.store, route=lambda tenant: house.route, tenants=lambda: [1], clock=clock, owner="one")
    with capture_logs() as logged:
        async with running(loop):
            await until(lambda: loop.counts["failed"] == 1)
            clock.move_to(MORNING + RETRY + timedelta(minutes=1))
            await until(lambda: loop.counts["failed"] == 2)
            assert [f"nudges: person {ANNA} of company 1 could not be planned: ValueError"] == loop.warnings()
            assert [] == loop.problems()
            await spoil(house, day=None)
            await until(lambda: not loop.warnings())
    assert ["nudges.recipient_failed"] == [line["event"] for line in logged if line["log_level"] == "error"]


def test_a_database_that_refuses_is_nobodys_own_failure() -> None:
    """It ends the turn, as before: nobody could be read."""

    def refuse() -> None:
        raise StoreBusy("busy")

    with pytest.raises(StoreBusy):
        attempt(refuse)


def test_many_failures_are_counted_not_listed() -> None:
    """`/readyz` stays short."""
    failing = Failing()
    for person in range(SHOWN + 3):
        failing.note(1, Failure(recipient=Recipient(person=person), step=Step.PLAN, error=ValueError("x")))
    assert SHOWN + 1 == len(failing.recipients())
    assert "nudges: 3 more failures" == failing.recipients()[-1]


async def test_what_a_clock_that_jumped_ahead_ended_comes_due_again_while_its_window_is_open(house: House) -> None:
    """08:20 is right, the clock jumps three days ahead at 08:25 and back at 08:35: the morning is not lost."""
    await house.tick("2026-11-24T08:20")
    await house.tick("2026-11-27T08:25")
    found = await outcomes(house, "2026-11-24T08:35")
    assert "N1 sent" in found["anna"]
