"""Retention: audit of more than thirteen months and receipts of more than thirty days go in steps, turn by turn."""

from __future__ import annotations

from datetime import datetime, timedelta

from structlog.testing import capture_logs

from bot.domain.audit import AUDIT_KEPT, AuditAction
from bot.domain.work import Work
from nudges.schedule import DELETE_STEP, RECEIPTS_KEPT
from tests.nudges.house import House, at

NOW = "2026-11-24T12:00"


async def add(house: House, count: int, when: datetime) -> None:
    """Record looks at an instant."""

    def write(work: Work) -> None:
        for _ in range(count):
            work.audit.add(AuditAction.LOOKED, when, author=1, person=2, what="team")

    await house.store.write(write)


async def left(house: House) -> int:
    """Return how many looks are kept."""
    return await house.store.read(lambda work: len(work.audit.newest(9_999, actions=(AuditAction.LOOKED,))))


async def test_records_go_thirteen_months_after_they_were_made(house: House) -> None:
    """Not a second earlier."""
    await add(house, 1, at(NOW) - AUDIT_KEPT)
    await add(house, 2, at(NOW) - AUDIT_KEPT - timedelta(seconds=1))
    await house.tick(NOW)
    assert 1 == await left(house)
    await house.tick_at(at(NOW) + timedelta(seconds=1))
    assert 0 == await left(house)


async def test_a_turn_deletes_a_bounded_number(house: House) -> None:
    """The rest waits for the next one, so that nobody else waits long."""
    await house.tick(NOW)
    await add(house, DELETE_STEP + 3, at("2025-01-01T12:00"))
    with capture_logs() as logs:
        await house.tick_at(at(NOW) + timedelta(seconds=5))
    assert 3 == await left(house)
    assert [DELETE_STEP] == [line["records"] for line in logs if line["event"] == "audit.deleted"]
    await house.tick_at(at(NOW) + timedelta(seconds=10))
    assert 0 == await left(house)


async def test_a_turn_without_old_records_logs_and_writes_nothing(house: House) -> None:
    """Fresh ones stay."""
    await add(house, 2, at(NOW) - timedelta(days=300))
    with capture_logs() as logs:
        await house.tick(NOW)
    assert [] == [line for line in logs if line["event"] == "audit.deleted"]
    assert 2 == await left(house)


async def receipts(house: House, count: int, when: datetime) -> None:
    """Keep receipts of an instant."""

    def write(work: Work) -> None:
        for number in range(count):
            work.inbound.keep(f"{when}:{number}", 2, "call acme", "{}", when)

    await house.store.write(write)


async def kept(house: House) -> int:
    """Return how many receipts are kept."""
    return await house.store.read(lambda work: work.inbound.before("", 2, "", at("2020-01-01T12:00")).deliveries)


async def test_receipts_go_thirty_days_after_they_were_given_in_bounded_steps(house: House) -> None:
    """A turn takes some, and none that a redelivery may still ask for; the rest waits for the next turn."""
    await house.tick(NOW)
    before = await kept(house)
    await receipts(house, DELETE_STEP + 3, at(NOW) - RECEIPTS_KEPT)
    await receipts(house, 1, at(NOW))
    await house.tick(NOW)
    assert before + DELETE_STEP + 4 == await kept(house)
    await house.tick_at(at(NOW) + timedelta(seconds=1))
    assert before + 4 == await kept(house)
    await house.tick_at(at(NOW) + timedelta(seconds=2))
    assert before + 1 == await kept(house)
