"""The order of the data: which samples each step learns from, decided before the run and kept on disk.

It depends on the lengths of the samples and the seed alone: not on workers, machines or interruptions.
"""

from pathlib import Path
from random import Random

__all__ = ["data_order", "read_order", "write_order"]

# So many batches are sorted by length together: enough that a batch has samples of like length and little
# padding, few enough that samples meet others in each pass.
_POOL = 64


def data_order(lengths: list[int], batch: int, epochs: int, seed: int, steps: int = 0) -> list[list[int]]:
    """Return the indices of the samples of each step.

    Each pass shuffles all samples, sorts pools of them by length, cuts them into batches of like length, and
    shuffles these. The samples that fill no whole batch make a smaller last one.

    Args:
        lengths: of the samples, in tokens.
        batch: samples of a step.
        epochs: passes over the data.
        steps: at most so many; 0 means all.

    >>> data_order([5, 1, 4, 2, 3], 2, 1, seed=0)
    [[0, 2], [4, 1], [3]]
    """
    random = Random(seed)
    order: list[list[int]] = []
    for _ in range(epochs):
        indices = list(range(len(lengths)))
        random.shuffle(indices)
        whole = len(indices) - len(indices) % batch
        groups = []
        for start in range(0, whole, batch * _POOL):
            pool = sorted(indices[start : min(start + batch * _POOL, whole)], key=lambda i: -lengths[i])
            groups += [pool[i : i + batch] for i in range(0, len(pool), batch)]
        random.shuffle(groups)
        order += [*groups, indices[whole:]] if indices[whole:] else groups
    return order[: steps or None]


def write_order(path: Path, order: list[list[int]]) -> None:
    """Write the order as a NumPy array of steps x batch; the gaps of a smaller batch are -1."""
    import numpy

    width = max(map(len, order))
    part = path.with_name("part." + path.name)
    numpy.save(part, numpy.array([group + [-1] * (width - len(group)) for group in order], numpy.int32))
    part.replace(path)


def read_order(path: Path) -> list[list[int]]:
    """Read what `write_order` wrote."""
    import numpy

    rows: numpy.ndarray = numpy.load(path)
    return [[int(index) for index in row if index >= 0] for row in rows]
