"""A platform's clock runs on between its answers, so that a machine's clock that is set is noticed at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from adapters.common.platform_clock import PlatformClock

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass(kw_only=True)
class Machine:
    """A machine whose clock can be set while it runs."""

    ran: float = 0.0
    set_ahead: timedelta = timedelta(0)
    clock: PlatformClock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = PlatformClock(now=self.now, seconds=lambda: self.ran)
        self.clock.note(format_datetime(NOON, usegmt=True))

    def now(self) -> datetime:
        """Tell the time."""
        return NOON + timedelta(seconds=self.ran) + self.set_ahead


def test_nothing_told_is_no_difference() -> None:
    """Before the first answer nothing is known."""
    assert timedelta(0) == PlatformClock(now=lambda: NOON, seconds=lambda: 0.0).skew


def test_time_that_runs_is_no_difference() -> None:
    """An hour without an answer is an hour for both clocks."""
    machine = Machine()
    machine.ran = 3600.0
    assert timedelta(0) == machine.clock.skew


@pytest.mark.parametrize("jump", [timedelta(hours=3), timedelta(days=-1), timedelta(seconds=121)])
def test_a_jump_between_two_answers_shows_at_once_and_ends_with_it(jump: timedelta) -> None:
    """Nothing has to be asked, neither when the clock is set wrong nor when it is set right again."""
    machine = Machine()
    machine.ran, machine.set_ahead = 60.0, jump
    assert jump == machine.clock.skew
    machine.set_ahead = timedelta(0)
    assert timedelta(0) == machine.clock.skew


def test_the_next_answer_corrects_what_was_not_measured() -> None:
    """A machine that slept counted no seconds, but its clock is right."""
    machine = Machine()
    machine.set_ahead = timedelta(hours=8)
    machine.clock.note(format_datetime(NOON + timedelta(hours=8), usegmt=True))
    assert timedelta(0) == machine.clock.skew


@pytest.mark.parametrize(
    "date",
    [
        "",
        "noon",
        "Tue, 24 Nov 2026 13:00:00",
        "Tue, 24 Nov 2026 13:00:00 -0000",
        "Tue, 24 Nov 99999999999 13:00:00 GMT",
        "1" * 500,
    ],
)
def test_a_date_that_cannot_be_read_changes_nothing(date: str) -> None:
    """A proxy's page with a broken header is no clock."""
    machine = Machine()
    machine.clock.note(date)
    assert timedelta(0) == machine.clock.skew
