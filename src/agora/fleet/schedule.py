"""The order of work in a pipeline: who computes what when, in units of one stage's forward pass of one
microbatch.
"""

__all__ = ["schedule"]

Bar = tuple[int, float, float, bool]
_Work = tuple[int, int, bool]  # microbatch, virtual stage, is backward


def schedule(stages: int, microbatches: int, interleave: int = 1) -> tuple[list[Bar], float]:
    """Return the bars of a 1F1B schedule, plain or interleaved as in Megatron.

    A backward pass takes twice as long as a forward pass.

    Args:
        stages: of the pipeline.
        microbatches: of one step; a multiple of ``stages`` when interleaved.
        interleave: virtual stages of each.

    Returns:
        bars as (stage, start, duration, is backward), and the schedule's length.

    >>> schedule(4, 8)[1], schedule(4, 8, 2)[1]  # 3 units for each microbatch, and a ramp of 9 or 4.5
    (33.0, 28.5)
    """
    orders = [_order(stage, stages, microbatches, interleave) for stage in range(stages)]
    ends: dict[tuple[int, _Work], float] = {}
    clocks, at = [0.0] * stages, [0] * stages
    bars: list[Bar] = []
    waiting = True
    while waiting:
        waiting, moved = False, False
        for stage, order in enumerate(orders):
            while at[stage] < len(order):
                work = order[at[stage]]
                ready = _ready(ends, work, stage, stages, interleave)
                if ready is None:
                    waiting = True
                    break
                start, duration = max(clocks[stage], ready), (2.0 if work[2] else 1.0) / interleave
                clocks[stage] = ends[stage, work] = start + duration
                bars.append((stage, start, duration, work[2]))
                at[stage] += 1
                moved = True
        if waiting and not moved:
            raise RuntimeError("the schedule waits for itself")
    return bars, max(clocks)


def _order(stage: int, stages: int, microbatches: int, interleave: int) -> list[_Work]:
    """Return one stage's work: warm-up forwards, then one forward one backward, then the backwards left."""
    total = microbatches * interleave

    def work(k: int, backward: bool) -> _Work:
        if interleave == 1:
            return k, 0, backward
        chunk = k % (stages * interleave) // stages
        return (
            k // (stages * interleave) * stages + k % stages,
            interleave - 1 - chunk if backward else chunk,
            backward,
        )

    warm = stages - stage - 1 if interleave == 1 else (stages - stage - 1) * 2 + (interleave - 1) * stages
    warm = min(warm, total)
    order = [work(k, False) for k in range(warm)]
    for k in range(total - warm):
        order += [work(warm + k, False), work(k, True)]
    return order + [work(k, True) for k in range(total - warm, total)]


def _ready(
    ends: dict[tuple[int, _Work], float], work: _Work, stage: int, stages: int, interleave: int
) -> float | None:
    """Return when a bar's input is there, None while it is not."""
    microbatch, chunk, backward = work
    if backward:
        if stage == stages - 1 and chunk == interleave - 1:
            return ends.get((stage, (microbatch, chunk, False)))
        before = (stage + 1, chunk) if stage < stages - 1 else (0, chunk + 1)
    else:
        if stage == 0 and chunk == 0:
            return 0.0
        before = (stage - 1, chunk) if stage > 0 else (stages - 1, chunk - 1)
    return ends.get((before[0], (microbatch, before[1], backward)))
