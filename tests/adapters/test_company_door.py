"""The door of a workspace or tenant: who passes, for how long it stays shut, and what is said of it."""

from __future__ import annotations

import pytest

from adapters.common.company_door import (
    LONGEST_REFUSED_SECONDS,
    LONGEST_UNREACHED_SECONDS,
    STALE_SECONDS,
    TOLD_AFTER,
    CompanyDoor,
)
from bot.errors import DeliveryError


class Seconds:
    """A clock that is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def pause(door: CompanyDoor) -> float:
    """Return for how long a message is held."""
    left = door.held().retry_after
    assert left
    return left.total_seconds()


@pytest.fixture(name="seconds")
def seconds_fixture() -> Seconds:
    return Seconds()


@pytest.fixture(name="door")
def door_fixture(seconds: Seconds) -> CompanyDoor:
    return CompanyDoor(now=seconds)


def test_an_open_door_lets_everybody_pass(door: CompanyDoor) -> None:
    """And there is nothing to say of it."""
    for _ in range(3):
        door.pass_one()
    assert ("", "", False) == (door.parked, door.problem, door.is_due)


def test_one_message_tries_a_shut_door(door: CompanyDoor, seconds: Seconds) -> None:
    """The others are held, which is no refusal, until it is known what became of it."""
    door.shut("account_inactive", refused=True)
    with pytest.raises(DeliveryError, match="account_inactive") as held:
        door.pass_one()
    assert held.value.held and not held.value.permanent
    seconds.now += pause(door)
    door.pass_one()
    with pytest.raises(DeliveryError):
        door.pass_one()
    door.open()
    door.pass_one()


@pytest.mark.parametrize(("refused", "longest"), [(True, LONGEST_REFUSED_SECONDS), (False, LONGEST_UNREACHED_SECONDS)])
def test_each_try_that_fails_makes_the_pause_longer(
    door: CompanyDoor, seconds: Seconds, refused: bool, longest: float
) -> None:
    """Up to an end, and what fails beside the try counts for nothing."""
    pauses = []
    for _ in range(8):
        for _ in range(5):
            door.shut("x", refused=refused)
        pauses.append(pause(door))
        seconds.now += pauses[-1]
    assert pauses == sorted(pauses)
    assert (pauses[1], pauses[-1]) == (2 * pauses[0], longest)


def test_a_lost_connection_is_no_problem_and_a_lost_network_is(door: CompanyDoor, seconds: Seconds) -> None:
    """It is told after a few tries, and no longer once nothing has tried for a while."""
    told = []
    for _ in range(TOLD_AFTER):
        door.shut("unreachable", refused=False)
        told.append(door.problem)
        seconds.now += pause(door)
    assert told == [*[""] * (TOLD_AFTER - 1), "unreachable"]
    assert door.parked == ""
    seconds.now += STALE_SECONDS
    assert door.problem == ""


def test_a_refusal_counts_more_than_a_lost_connection(door: CompanyDoor) -> None:
    """Whichever comes first."""
    door.shut("unreachable", refused=False)
    door.shut("app_uninstalled", refused=True)
    door.shut("unreachable", refused=False)
    assert (door.parked, door.problem) == ("app_uninstalled", "app_uninstalled")
