"""The model of many workspaces: its queues are queues, no limit is ever exceeded, and nothing is lost or made up."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest

from bench.scale_model import Model
from bench.scale_parts import SLACK, TEAMS, Company, Costs, Limit, Platform, Server

CHEAP = Costs(
    plan=0.001,
    claim=0.001,
    mark=0.0005,
    post=0.0005,
    end=0.0005,
    look=0.0001,
    base_plan=0.0005,
    base_step=0.0005,
    base_look=0.0001,
)
FEW = [Company(people=people, platform=SLACK if people % 2 else TEAMS, morning=0.0) for people in (1, 40, 75, 130)]


def test_a_queue_holds_as_many_as_its_rate_times_their_stay() -> None:
    """Little's law, the number in the queue being counted at instants and not taken from the stays."""
    drawn, server = random.Random(3), Server()
    came = sorted(drawn.uniform(0, 10_000) for _ in range(7_000))
    stays = [(at, server.take(at, 1.0)) for at in came]
    seen = [drawn.uniform(0, 10_000) for _ in range(500)]
    held = sum(sum(begin <= at < end for begin, end in stays) for at in seen) / len(seen)
    stay = sum(end - begin for begin, end in stays) / len(stays)
    assert held == pytest.approx(0.7 * stay, rel=0.1)


def test_a_queue_of_equal_jobs_that_come_at_random_waits_as_the_formula_says() -> None:
    """Pollaczek and Khinchine: at load r a job waits r / 2(1 - r) times its length."""
    drawn, server, now, waited = random.Random(4), Server(), 0.0, 0.0
    for _ in range(50_000):
        now += drawn.expovariate(0.7)
        waited += server.take(now, 1.0) - 1.0 - now
    assert waited / 50_000 == pytest.approx(0.7 / (2 * 0.3), rel=0.05)


def test_two_places_serve_two_at_once() -> None:
    """The third of three that come at once waits for the first."""
    server = Server(2)
    assert [1.0, 1.0, 2.0] == [server.take(0.0, 1.0) for _ in range(3)]


def test_a_limit_refuses_what_is_beyond_it_and_takes_it_a_window_later() -> None:
    """The window slides: it is full until the first arrival has left it."""
    limit = Limit(2, 5.0)
    assert [True, True, False, True, False] == [limit.admits(at) for at in (0.0, 1.0, 4.9, 5.0, 5.5)]


def morning(**changes: object) -> tuple[Model, dict[int, list[float]]]:
    """Run a morning of a few workspaces; return it and when the messages of each arrived."""
    arrivals: dict[int, list[float]] = defaultdict(list)
    given = {"companies": FEW, "costs": CHEAP, "processes": 2, "clusters": 1} | changes
    model = Model(**given, on_arrival=lambda number, at: arrivals[number].append(at))
    model.run()
    return model, arrivals


def most_within(times: list[float], seconds: float) -> int:
    """Return the most of these times that lie in any window of so many seconds."""
    return max(sum(start <= at < start + seconds for at in times) for start in times)


def test_no_window_of_a_workspace_holds_more_than_the_platform_allows_and_our_pace_leaves_nothing_to_refuse() -> None:
    """Thirty in any five seconds, wherever the five seconds begin."""
    model, arrivals = morning()
    assert model.outcome.refused == 0
    assert max(most_within(times, 5.0) for times in arrivals.values()) <= 30


def test_a_faster_pace_is_held_by_the_wait_for_answers() -> None:
    """While a message waits for the answer to the one before, a fourfold pace is no faster than the answers."""
    last = []
    for changes in ({}, {"burst": 120}, {"burst": 120, "answer_wait": 0.0}):
        many = [Company(people=300, platform=replace(TEAMS, **changes), morning=0.0)]
        last.append(max(morning(companies=many)[1][0]))
    assert last[0] < last[1] * 1.3
    assert last[0] > last[2] * 2


def test_a_platform_that_allows_less_than_our_pace_refuses_and_gets_everything_later() -> None:
    """Whoever was refused waits for Retry-After; nobody is lost."""
    strict = Platform(name="strict", limit=10, window=5.0)
    model, arrivals = morning(companies=[Company(people=60, platform=strict, morning=0.0)])
    assert model.outcome.refused > 0
    assert 60 == len(arrivals[0])
    assert most_within(arrivals[0], 5.0) <= 10


def test_everybody_gets_one_message_also_when_a_process_dies() -> None:
    """Before it dies, while it sends, and after it has sent all."""
    for instant in (1.0, 7.0, 11.0, 500.0):
        _, arrivals = morning(dies_at=instant)
        assert [1, 40, 75, 130] == [len(arrivals[number]) for number in range(4)]


def test_what_a_dead_process_had_in_hand_comes_after_its_lease() -> None:
    """Its workspaces are taken over by those that live."""
    model, arrivals = morning(dies_at=7.0)
    assert model.outcome.taken_over > 0
    assert 60.0 < max(max(times) for times in arrivals.values()) < 200.0


def test_a_slow_platform_delays_nobody_of_the_other_while_connections_last() -> None:
    """And delays everybody when it holds all of them."""
    slow = Platform(name="slow", limit=30, window=5.0, seconds=5.0)
    both = [Company(people=60, platform=platform, morning=0.0) for platform in (slow, TEAMS)]
    alone, _ = morning(companies=both[1:], processes=1)
    beside, _ = morning(companies=both, processes=1)
    starved, _ = morning(companies=both, processes=1, connections=4)
    last = [max(model.outcome.delays["teams"]) for model in (alone, beside, starved)]
    assert last[1] < last[0] + 6.0 < last[2]


def test_the_same_seed_gives_the_same_morning_and_another_one_another() -> None:
    """Every draw comes from the seed."""
    assert morning(seed=5)[1] == morning(seed=5)[1] != morning(seed=6)[1]
