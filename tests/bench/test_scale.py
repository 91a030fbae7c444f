"""The worlds that the model is asked about, and how its answers are read."""

from __future__ import annotations

import random

from bench.scale import KEPT, LARGEST, SCENARIOS, Scenario, at_percent, report, sizes, world

SMALL = Scenario(name="small", workspaces=200, people=6_000, processes=2, clusters=1)


def test_the_people_of_a_world_are_as_many_as_asked_for_and_no_workspace_has_too_many() -> None:
    """Few workspaces have most of the people."""
    found = sorted(sizes(2_000, 200_000, random.Random(1)))
    assert abs(sum(found) - 200_000) <= 200
    assert 1 <= found[0] <= found[-1] <= LARGEST
    assert sum(found[-400:]) > sum(found[:-400])


def test_a_world_is_the_same_for_the_same_seed() -> None:
    """So that scenarios differ by what they name alone."""
    assert world(SMALL, 1) == world(SMALL, 1) != world(SMALL, 2)


def test_a_share_of_delays_is_read_off_their_order() -> None:
    """The last one is what a hundred of a hundred do not exceed."""
    assert [50.0, 99.0, 99.0] == [at_percent([float(n) for n in range(100)], percent) for percent in (50, 99, 100)]


def test_a_morning_is_reported_for_all_and_for_each_platform() -> None:
    """The last line says what it takes."""
    lines = list(report(SMALL, KEPT, 1))
    assert ["small", "slack", "teams", "core"] == [line.split()[0] for line in lines]


def test_a_cluster_with_so_many_workspaces_that_asking_them_takes_all_time_breaks() -> None:
    """More processes do not help: each asks all of its cluster."""
    broken = next(scenario for scenario in SCENARIOS if scenario.clusters == 1)
    (line,) = report(broken, KEPT, 1)
    assert "looking alone takes" in line
