"""10,000 workspaces and a million sellers at 08:30 local: when their nudges arrive, and what that takes.

`PYTHONPATH=. python bench/scale.py` measures the stages in the program, checks the model's small end against a real
morning of 3 workspaces and 600 people, and prints a morning of each scenario. `--kept` takes the stages of the run
that docs/scale.md was written from, `--check` ends after the small end, and `--only NAME` runs the scenarios whose
names hold it.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from bench.scale_measure import SLOW_SLACK, real_morning, stage_costs
from bench.scale_model import Model, Outcome
from bench.scale_parts import SLACK, TEAMS, Company, Costs, Platform

KEPT = Costs(
    plan=0.0029,
    claim=0.0025,
    mark=0.0007,
    post=0.00045,
    end=0.00063,
    look=0.00072,
    base_plan=0.0033,
    base_step=0.0015,
    base_look=0.00053,
)
"""Seconds measured on one of two shared cores."""
ZONES = {-8: 6, -7: 2, -6: 7, -5: 13, -4: 2, -3: 6, 0: 9, 1: 30, 2: 8, 3: 3, 4: 1, 5.5: 4, 8: 4, 9: 3, 10: 2}
"""Hours from UTC, and how many of a hundred workspaces are there: a guess, with the most in Central Europe."""
TAIL = 1.2
"""Of a Pareto distribution: a few workspaces have most of the people."""
LARGEST = 10_000
HOUR, DAY = 3600.0, 86_400.0
SMALL_WORKSPACES, SMALL_PEOPLE = 3, 600
APART = 1.25
"""How far the model's small end may be from the program."""
CORE_HOUR, CLUSTER_HOUR = 0.04, 0.50
"""Guessed prices, in dollars, of one core and of a cluster of four cores with a standby, by the hour."""
WINDOW = 7200.0
"""Seconds after which a morning nudge is not sent any more."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One world to try; `morning` puts everybody's 08:30 into one instant."""

    name: str
    workspaces: int = 10_000
    people: int = 1_000_000
    processes: int = 32
    clusters: int = 8
    slack: Platform = SLACK
    teams: Platform = TEAMS
    connections: int = 100
    one_zone: bool = False
    dies_at: float | None = None
    looks_together: bool = False
    """One question for all workspaces of a cluster instead of one each."""


def sizes(workspaces: int, people: int, drawn: random.Random) -> list[int]:
    """Return how many people each workspace has: few have many, `LARGEST` at most, `people` together."""
    weights = [drawn.paretovariate(TAIL) for _ in range(workspaces)]
    scale = people / sum(weights)
    while abs(sum(_size(weight, scale) for weight in weights) / people - 1) > 0.001:
        scale *= people / sum(_size(weight, scale) for weight in weights)
    return [_size(weight, scale) for weight in weights]


def _size(weight: float, scale: float) -> int:
    return max(1, min(LARGEST, round(weight * scale)))


def world(scenario: Scenario, seed: int) -> list[Company]:
    """Return the workspaces of a scenario, half of them on each platform."""
    drawn = random.Random(seed)
    zones = drawn.choices(list(ZONES), list(ZONES.values()), k=scenario.workspaces)
    return [
        Company(
            people=people,
            platform=drawn.choice((scenario.slack, scenario.teams)),
            morning=0.0 if scenario.one_zone else (max(ZONES) - zone) * HOUR,
        )
        for people, zone in zip(sizes(scenario.workspaces, scenario.people, drawn), zones, strict=True)
    ]


SMALL = Scenario(name="small", workspaces=SMALL_WORKSPACES, people=SMALL_PEOPLE)
SLOW = replace(SLACK, seconds=8.0)
SCENARIOS = (
    Scenario(name="the world"),
    Scenario(name="a process dies 60 s after Central Europe's 08:30", dies_at=(max(ZONES) - 1) * HOUR + 60),
    Scenario(name="Slack takes 8 s to answer", slack=SLOW),
    Scenario(name="Slack takes 8 s, 1,000 connections a process", slack=SLOW, connections=1_000),
    Scenario(name="Slack allows 200 a minute", slack=replace(SLACK, limit=17)),
    Scenario(name="all in one time zone", one_zone=True),
    Scenario(name="half the processes and clusters", processes=16, clusters=4),
    Scenario(name="one cluster, 16 processes", processes=16, clusters=1),
    Scenario(
        name="one look for all, Teams at 20 a second",
        looks_together=True,
        teams=replace(TEAMS, burst=100, answer_wait=0.0),
    ),
)


def model_of(scenario: Scenario, costs: Costs, seed: int) -> Model:
    """Return the model of a scenario."""
    return Model(
        companies=world(scenario, seed),
        costs=replace(costs, look=0.0, base_look=0.0) if scenario.looks_together else costs,
        processes=scenario.processes,
        clusters=scenario.clusters,
        connections=scenario.connections,
        seed=seed,
        dies_at=scenario.dies_at,
    )


def at_percent(delays: Sequence[float], percent: float) -> float:
    """Return what so many of a hundred of these sorted delays do not exceed."""
    return delays[min(len(delays) - 1, int(len(delays) * percent / 100))]


def span(seconds: float) -> str:
    """Return seconds as people say them."""
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def timing(name: str, delays: Sequence[float]) -> str:
    """Return one line of the table."""
    late = sum(delay > WINDOW for delay in delays)
    cells = [span(at_percent(delays, percent)) for percent in (50, 90, 99)] + [span(delays[-1])]
    within = sum(delay <= 60 for delay in delays) / len(delays)
    return f"{name:<52}" + "".join(f"{cell:>9}" for cell in cells) + f"{within:>9.0%}{late:>9}"


def report(scenario: Scenario, costs: Costs, seed: int) -> Iterable[str]:
    """Run a scenario; yield when its nudges arrive, in all and by platform, and what it takes."""
    model = model_of(scenario, costs, seed)
    taken, taken_of_base = model.taken()
    if max(taken, taken_of_base) >= 1:
        yield f"{scenario.name:<52}breaks: looking alone takes {max(taken, taken_of_base):.0%} of its time"
        return
    outcome = model.run()
    yield timing(scenario.name, outcome.all())
    for platform, delays in sorted(outcome.delays.items()):
        yield timing(f"    {platform}", sorted(delays))
    yield used(scenario, model, outcome, costs)


def used(scenario: Scenario, model: Model, outcome: Outcome, costs: Costs) -> str:
    """Return what a scenario takes in a day."""
    taken, taken_of_base = model.taken()
    nudges, looks = costs.message * scenario.people / HOUR, taken * scenario.processes * DAY / HOUR
    base, base_looks = outcome.database_seconds / HOUR, taken_of_base * scenario.clusters * model.cores * DAY / HOUR
    dollars = (scenario.processes * CORE_HOUR + scenario.clusters * CLUSTER_HOUR) * DAY / HOUR * 30
    return (
        f"    core hours a day: nudges {nudges:.1f}, looks {looks:.1f}; of databases {base:.1f}, {base_looks:.1f}   "
        f"busiest process {span(outcome.busiest_process)}   429: {outcome.refused}   "
        f"taken over {outcome.taken_over}, looked up {outcome.looked_up}   {dollars:,.0f} $ a month"
    )


def check(costs: Costs) -> Iterable[str]:
    """Yield the small end as the model says it and as the program does it, and the ratios."""
    each = SMALL_PEOPLE // SMALL_WORKSPACES
    companies = [Company(people=each, platform=SLOW_SLACK, morning=0.0)] * SMALL_WORKSPACES
    # SQLite in the program's own process: no database beside it, no wire.
    alone = replace(costs, base_plan=0.0, base_step=0.0, base_look=0.0, wire=0.0)
    said = Model(companies=companies, costs=alone, processes=1, clusters=1).run().all()
    done = _ordered(real_morning(SMALL_WORKSPACES, SMALL_PEOPLE))
    yield f"small end: {SMALL_WORKSPACES} workspaces, {len(done)} of {SMALL_PEOPLE} messages, seconds after 08:30"
    for name, percent in (("p50", 50), ("p99", 99), ("last", 100)):
        model, program = at_percent(said, percent), at_percent(done, percent)
        yield f"    {name}: model {model:.1f}, program {program:.1f}, ratio {program / model:.2f}"
        if not 1 / APART <= program / model <= APART:
            sys.exit(f"the model and the program are more than {APART} apart")


def _ordered(delays: Mapping[int, Sequence[float]]) -> list[float]:
    return sorted(delay for each in delays.values() for delay in each)


def main() -> None:
    """Measure, check, and run the scenarios that are asked for."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    costs = KEPT if asked.kept else stage_costs()
    print_lines([str(costs)])
    if asked.check or not asked.kept:
        print_lines(check(costs))
    if asked.check:
        return
    print_lines([f"{'':<52}" + "".join(f"{head:>9}" for head in ("p50", "p90", "p99", "last", "in 60 s", "too late"))])
    for scenario in SCENARIOS:
        if asked.only in scenario.name:
            print_lines(report(scenario, costs, asked.seed))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they come."""
    for line in lines:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
