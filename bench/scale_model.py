"""A discrete-event model of one morning for any number of workspaces, processes and database clusters.

The parts are those of the program, each with a queue of its own:
1. At 08:30 local, at the next turn of its process, a workspace's people are planned and claimed, a batch at a time.
2. Each message takes one of the workspace's lanes and is marked as begun in the database.
3. It waits for the pace of its workspace, then for one of the process's connections, and leaves.
4. The platform takes it, or refuses it with Retry-After, by its own limit.
5. The answer is stored, and the lane is free for the next one.
A process that dies leaves its workspaces to others of its cluster once its lease has ended; what had begun and never
arrived is sent again after two look-ups.
Times are seconds after 08:30 of a zone; the same seed gives the same morning.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from bench.scale_parts import CONNECTIONS, Company, Costs, Limit, Pace, Platform, Server
from nudges.claim import BATCH, LEASE
from nudges.delivery import LANES, LOOK_AGAIN
from nudges.loop import TURN_SECONDS


@dataclass(frozen=True, kw_only=True, eq=False)
class Process:
    """One process: its processor and its connections."""

    processor: Server
    connections: Server


@dataclass(kw_only=True, eq=False)
class Workspace:
    """One workspace on its morning; the counts are of messages, `generation` of the processes that had it."""

    number: int
    people: int
    platform: Platform
    morning: float
    cluster: int
    process: Process
    limit: Limit
    pace: Pace
    left: int = 0
    ready: int = 0
    waiting: int = 0
    marked: int = 0
    arrived: int = 0
    lanes: int = LANES
    refilling: bool = False
    gate: float | None = None
    """When the gate is to be looked at next."""
    closed: float = 0.0
    generation: int = 0


Then = Callable[[float, Workspace], None]
"""What happens next, at which second, to which workspace."""


@dataclass(kw_only=True)
class Outcome:
    """What a morning brought: seconds after 08:30 for each message in order of arrival, and what was used."""

    delays: dict[str, list[float]] = field(default_factory=dict)
    refused: int = 0
    looked_up: int = 0
    taken_over: int = 0
    database_seconds: float = 0.0
    busiest_process: float = 0.0

    def all(self) -> list[float]:
        """Every delay, the shortest first."""
        return sorted(itertools.chain.from_iterable(self.delays.values()))


@dataclass(kw_only=True)
class Model:
    """A morning of these companies on so many processes and clusters; `on_arrival` hears who and when."""

    companies: Sequence[Company]
    costs: Costs
    processes: int
    clusters: int
    cores: int = 4
    connections: int = CONNECTIONS
    seed: int = 1
    dies_at: float | None = None
    """When the first process dies."""
    on_arrival: Callable[[int, float], object] = lambda number, at: None
    outcome: Outcome = field(default_factory=Outcome)
    _events: list[tuple[float, int, int, Then, Workspace]] = field(default_factory=list)
    _serial: Iterator[int] = field(default_factory=itertools.count)

    def run(self) -> Outcome:
        """Run every event of the morning; return what it brought."""
        self._random = random.Random(self.seed)
        taken, taken_of_base = self.taken()
        self._clusters = [Server(self.cores, taken_of_base) for _ in range(self.clusters)]
        self._processes = [
            Process(processor=Server(1, taken), connections=Server(self.connections)) for _ in range(self.processes)
        ]
        self._workspaces = [self._settle(number, company) for number, company in enumerate(self.companies)]
        for workspace in self._workspaces:
            self._at(workspace.morning + self._random.uniform(0, TURN_SECONDS), self._refill, workspace)
        while self._events:
            if self.dies_at is not None and self._events[0][0] >= self.dies_at:
                self._die(self.dies_at)
            now, _, generation, then, workspace = heapq.heappop(self._events)
            if generation == workspace.generation:
                then(now, workspace)
        return self._account()

    def taken(self) -> tuple[float, float]:
        """Return the shares of a process and of a cluster that looks take; each process looks at its whole cluster."""
        looks = len(self.companies) / self.clusters / TURN_SECONDS
        return looks * self.costs.look, looks * self.costs.base_look * self.processes / self.clusters / self.cores

    def _settle(self, number: int, company: Company) -> Workspace:
        """Give a workspace its cluster, and one of the processes of that cluster."""
        cluster = number % self.clusters
        return Workspace(
            number=number,
            people=company.people,
            platform=company.platform,
            morning=company.morning,
            cluster=cluster,
            process=self._random.choice(self._of_cluster(cluster)),
            limit=Limit(company.platform.limit, company.platform.window),
            pace=Pace(company.platform),
            left=company.people,
        )

    def _of_cluster(self, cluster: int) -> list[Process]:
        return self._processes[cluster :: self.clusters] or self._processes

    def _at(self, at: float, then: Then, workspace: Workspace) -> None:
        heapq.heappush(self._events, (at, next(self._serial), workspace.generation, then, workspace))

    def _store(self, now: float, workspace: Workspace, work: float, base: float, then: Then) -> None:
        """Work for a transaction in the process, then in the workspace's cluster."""
        worked = workspace.process.processor.take(now, work)
        self._at(worked, partial(self._commit, base, then), workspace)

    def _commit(self, base: float, then: Then, now: float, workspace: Workspace) -> None:
        done = self._clusters[workspace.cluster].take(now, base)
        self._at(done + self.costs.wire, then, workspace)

    def _refill(self, now: float, workspace: Workspace) -> None:
        """Plan and claim the next batch."""
        count = min(workspace.left, BATCH)
        workspace.refilling = True
        workspace.left -= count
        work, base = self.costs.plan + self.costs.claim, self.costs.base_plan + self.costs.base_step
        self._store(now, workspace, count * work, count * base, partial(self._claimed, count))

    def _claimed(self, count: int, now: float, workspace: Workspace) -> None:
        workspace.refilling = False
        workspace.ready += count
        self._pump(now, workspace)

    def _pump(self, now: float, workspace: Workspace) -> None:
        """Put messages on free lanes, and ask for more when there will be room."""
        while workspace.lanes and workspace.ready:
            workspace.lanes -= 1
            workspace.ready -= 1
            self._store(now, workspace, self.costs.mark, self.costs.base_step, self._marked)
        if workspace.lanes and workspace.left and not workspace.refilling:
            self._refill(now, workspace)

    def _marked(self, now: float, workspace: Workspace) -> None:
        workspace.marked += 1
        workspace.waiting += 1
        self._look_at_gate(now, workspace)

    def _look_at_gate(self, now: float, workspace: Workspace) -> None:
        """Let a message leave if the pace of its workspace allows it; look again when it may."""
        while workspace.waiting:
            earliest = max(workspace.pace.earliest(now), workspace.closed)
            if earliest > now:
                if workspace.gate != earliest:
                    workspace.gate = earliest
                    self._at(earliest, self._at_gate, workspace)
                return
            workspace.waiting -= 1
            left = workspace.pace.leave(now)
            written = workspace.process.processor.take(now, self.costs.post)
            self._at(written, partial(self._connect, left), workspace)

    def _at_gate(self, now: float, workspace: Workspace) -> None:
        if workspace.gate == now:  # else an answer brought it forward meanwhile, or put it off
            workspace.gate = None
            self._look_at_gate(now, workspace)

    def _connect(self, left: list[float], now: float, workspace: Workspace) -> None:
        """Wait for one of the connections of the process, and send."""
        seconds = workspace.platform.seconds * self._random.uniform(0.7, 1.3)
        answered = workspace.process.connections.take(now, seconds)
        self._at(answered - seconds / 2, partial(self._arrive, left, answered), workspace)

    def _arrive(self, left: list[float], answered: float, now: float, workspace: Workspace) -> None:
        admitted = workspace.limit.admits(now)
        if admitted:
            workspace.arrived += 1
            self.outcome.delays.setdefault(workspace.platform.name, []).append(now - workspace.morning)
            self.on_arrival(workspace.number, now)
        else:
            workspace.marked -= 1
            self.outcome.refused += 1
        self._at(answered, partial(self._answered, left, admitted), workspace)

    def _answered(self, left: list[float], admitted: bool, now: float, workspace: Workspace) -> None:
        workspace.pace.answered(left, now)
        if not admitted:
            workspace.closed = max(workspace.closed, now + workspace.platform.retry_after)
        self._look_at_gate(now, workspace)
        self._store(now, workspace, self.costs.end, self.costs.base_step, partial(self._ended, 0 if admitted else 1))

    def _ended(self, again: int, now: float, workspace: Workspace) -> None:
        workspace.lanes += 1
        workspace.ready += again
        self._pump(now, workspace)

    def _die(self, now: float) -> None:
        """Let the first process die: what it had in hand waits for the lease, then others take its workspaces over."""
        self.dies_at = None
        dead = self._processes[0]
        for workspace in self._workspaces:
            # Who is not due yet is looked at by the others anyway: no lease holds them.
            if workspace.process is not dead:
                continue
            others = [process for process in self._of_cluster(workspace.cluster) if process is not dead]
            workspace.process = self._random.choice(others or self._processes[1:])
            if workspace.morning > now or workspace.arrived == workspace.people:
                continue
            self.outcome.taken_over += 1
            self._take_over(now + LEASE.total_seconds() + self._random.uniform(0, TURN_SECONDS), workspace)

    def _take_over(self, at: float, workspace: Workspace) -> None:
        workspace.generation += 1  # whatever the dead process had planned never happens
        doubtful = workspace.marked - workspace.arrived
        self.outcome.looked_up += doubtful
        workspace.left = workspace.people - workspace.marked
        workspace.marked, workspace.ready, workspace.lanes = workspace.arrived, 0, LANES
        workspace.waiting, workspace.gate, workspace.pace = 0, None, Pace(workspace.platform)
        if workspace.left:
            self._at(at, self._refill, workspace)
        if doubtful:
            self._at(at + LOOK_AGAIN.total_seconds(), partial(self._claimed, doubtful), workspace)

    def _account(self) -> Outcome:
        self.outcome.busiest_process = max(process.processor.busy for process in self._processes)
        self.outcome.database_seconds = sum(cluster.busy for cluster in self._clusters)
        return self.outcome
