"""Retention of the audit: what is older than thirteen months is deleted in steps, turn by turn, and logged."""

from __future__ import annotations

from datetime import datetime, timedelta

from structlog.testing import capture_logs

from bot.domain.audit import AUDIT_KEPT, AuditAction
from bot.domain.work import Work
from nudges.schedule import AUDIT_STEP
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
    await add(house, AUDIT_STEP + 3, at("2025-01-01T12:00"))
    with capture_logs() as logs:
        await house.tick_at(at(NOW) + timedelta(seconds=5))
    assert 3 == await left(house)
    assert [AUDIT_STEP] == [line["records"] for line in logs if line["event"] == "audit.deleted"]
    await house.tick_at(at(NOW) + timedelta(seconds=10))
    assert 0 == await left(house)


async def test_a_turn_without_old_records_logs_and_writes_nothing(house: House) -> None:
    """Fresh ones stay."""
    await add(house, 2, at(NOW) - timedelta(days=300))
    with capture_logs() as logs:
        await house.tick(NOW)
    assert [] == [line for line in logs if line["event"] == "audit.deleted"]
    assert 2 == await left(house)
