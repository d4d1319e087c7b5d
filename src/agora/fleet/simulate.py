"""Discrete events of a whole fleet: nodes fail (some far more often), switches take their nodes along,
people and spares mend, jobs go back to their checkpoints. Cost grows with n log n in the events, not with
the GPUs.
"""

import heapq
from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from agora.errors import UsageError
from agora.fleet.hardware import positive

__all__ = ["Outcome", "Scenario", "best_interval", "simulate"]


@dataclass(frozen=True)
class Scenario:
    """A fleet of equal nodes that runs equal jobs side by side.

    Args:
        nodes: in all, spares included.
        jobs: that run side by side.
        spares: nodes kept ready; the rest is shared by the jobs.
        days: simulated.
        failures_per_1000_node_days: of an ordinary mix of nodes, bad ones included.
        bad_share, bad_times: share of bad nodes, and how many times more often they fail.
        switch_share, switch_nodes: share of failures that take a whole group of nodes, and its size.
        restart_s: detection and restart with a spare at hand.
        repair_h: until a failed node is a spare again.
        save_s, interval_s: a checkpoint's block and the training time between two.
        straggler_share: of nodes that slow their job to ``straggler_speed`` until somebody replaces them.
        straggler_speed: of a job with a straggler, against 1.
        straggler_found_h: until it is found.
        seed: of the random stream.
    """

    nodes: int
    jobs: int = 1
    spares: int = 0
    days: float = 54.0
    failures_per_1000_node_days: float = 4.4
    bad_share: float = 0.012
    bad_times: float = 12.0
    switch_share: float = 0.08
    switch_nodes: int = 32
    restart_s: float = 540.0
    repair_h: float = 24.0
    save_s: float = 10.0
    interval_s: float = 600.0
    straggler_share: float = 0.05
    straggler_speed: float = 0.9
    straggler_found_h: float = 4.0
    seed: int = 0


@dataclass
class Outcome:
    """What happened; shares are means over the jobs and add up to 1."""

    goodput: float
    saving: float
    lost_work: float
    restarting: float
    waiting: float
    slowed: float
    interruptions: int
    events: int
    worst_job: float
    per_job: list[float] = field(repr=False, default_factory=list)


class _Job:
    """One job's clock: it trains from ``since``; work before ``safe`` is on disk."""

    def __init__(self) -> None:
        self.since, self.trained, self.saved, self.lost, self.down, self.waited, self.slow = (
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
        )
        self.missing, self.waits_from, self.speed = 0, 0.0, 1.0


def _check(s: Scenario) -> int:
    """Return the nodes of one job, or say what is impossible."""
    for name in (
        "nodes",
        "jobs",
        "days",
        "interval_s",
        "save_s",
        "restart_s",
        "repair_h",
        "bad_times",
        "switch_nodes",
    ):
        positive(name, getattr(s, name))
    positive("failures_per_1000_node_days", s.failures_per_1000_node_days)
    each = (s.nodes - s.spares) // s.jobs
    if each < 1:
        raise UsageError(
            f"{s.nodes:,} nodes with {s.spares:,} spares cannot hold {s.jobs:,} jobs.",
            fix=f"At least {s.jobs + s.spares:,} nodes would suffice.",
        )
    return each


def simulate(s: Scenario) -> Outcome:
    """Run the scenario once.

    Raises:
        UsageError: an impossible figure, or too few nodes.

    >>> 0.8 < simulate(Scenario(nodes=2048, spares=32, days=54)).goodput < 0.95
    True
    """
    each, random = _check(s), Random(s.seed)
    end, used = s.days * 86400.0, each * s.jobs
    # rates so that the mean node has the stated rate
    scale = 1.0 / (1.0 + s.bad_share * (s.bad_times - 1.0))
    base = s.failures_per_1000_node_days / 1000 / 86400 * scale
    bad = [random.random() < s.bad_share for _ in range(used)]
    weights = list(accumulate(base * (s.bad_times if is_bad else 1.0) for is_bad in bad))
    total = weights[-1]
    jobs, spares = [_Job() for _ in range(s.jobs)], s.spares
    queue: list[
        tuple[float, int, int]
    ] = []  # time, kind, job; kinds: 0 failure, 1 repaired, 2 straggler found
    heapq.heappush(queue, (random.expovariate(total), 0, -1))
    straggles = s.straggler_share * used / (30 * 86400.0)  # each of the share shows once a month
    if straggles:
        heapq.heappush(queue, (random.expovariate(straggles), 3, -1))
    waiting: list[int] = []
    stops = events = 0
    while queue and queue[0][0] < end:
        now, kind, index = heapq.heappop(queue)
        events += 1
        if kind == 0:
            heapq.heappush(queue, (now + random.expovariate(total), 0, -1))
            node = bisect(weights, random.random() * total)
            job = jobs[min(node // each, s.jobs - 1)]
            group = min(s.switch_nodes, each) if random.random() < s.switch_share else 1
            repair = 0.5 * 3600.0 if group > 1 else s.repair_h * 3600.0 * random.expovariate(1.0)
            for _ in range(group):
                heapq.heappush(queue, (now + repair, 1, -1))
            stops += _interrupt(s, job, now)
            taken = min(spares, group)
            spares -= taken
            if job.missing == 0 and group > taken:
                job.waits_from = max(now, job.since)
                waiting.append(jobs.index(job) if s.jobs > 1 else 0)
            job.missing += group - taken
        elif kind == 1:
            if waiting:
                job = jobs[waiting[0]]
                job.missing -= 1
                if job.missing == 0:
                    waiting.pop(0)
                    resume = max(now, job.since)
                    job.waited += resume - job.waits_from
                    job.since = resume
            else:
                spares += 1
        elif kind == 3:
            heapq.heappush(queue, (now + random.expovariate(straggles), 3, -1))
            index = random.randrange(s.jobs)
            if jobs[index].speed == 1.0 and not jobs[index].missing:
                _settle(s, jobs[index], now)
                jobs[index].speed = s.straggler_speed
                heapq.heappush(queue, (now + s.straggler_found_h * 3600.0, 2, index))
        else:
            _settle(s, jobs[index], now)
            jobs[index].speed = 1.0
    return _outcome(s, jobs, end, stops, events)


def _settle(s: Scenario, job: _Job, now: float) -> float:
    """Book what a job trained until ``now``, and return its unsaved training seconds."""
    span = max(now - job.since, 0.0)
    if job.missing:
        return 0.0
    cycle = s.interval_s + s.save_s
    whole, rest = divmod(span, cycle)
    saves = whole * s.save_s + max(rest - s.interval_s, 0.0)
    job.saved += saves
    job.slow += (span - saves) * (1.0 - job.speed)
    job.trained += (span - saves) * job.speed
    job.since = max(now, job.since)
    return min(rest, s.interval_s)


def _interrupt(s: Scenario, job: _Job, now: float) -> int:
    """Stop a job: it loses what it did not save, and restarts."""
    if job.missing:
        return 0  # it stands already
    lost = _settle(s, job, now) * job.speed
    job.trained -= lost
    job.lost += lost
    ready = now + s.restart_s
    job.down += ready - max(job.since, now)
    job.since = ready
    return 1


def _outcome(s: Scenario, jobs: list[_Job], end: float, stops: int, events: int) -> Outcome:
    """Close the books: what was begun before the end counts until the end."""
    for job in jobs:
        if job.missing:
            job.waited += max(end - job.waits_from, 0.0)
        else:
            _settle(s, job, end)
            job.down -= max(job.since - end, 0.0)
    time = end * len(jobs)

    def share(name: str) -> float:
        return float(sum(getattr(job, name) for job in jobs) / time)

    each = [job.trained / end for job in jobs]
    return Outcome(
        share("trained"),
        share("saved"),
        share("lost"),
        share("down"),
        share("waited"),
        share("slow"),
        stops,
        events,
        min(each),
        each,
    )


def best_interval(s: Scenario, around_s: float) -> float:
    """Return the checkpoint interval with the highest simulated goodput among factors around ``around_s``.

    The same random stream serves every candidate, so their order does not depend on luck.
    """
    from dataclasses import replace

    tries = [around_s * factor for factor in (0.25, 0.5, 0.7, 1.0, 1.4, 2.0, 4.0)]
    return max(tries, key=lambda interval: simulate(replace(s, interval_s=interval)).goodput)
