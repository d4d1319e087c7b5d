"""Intervals: how far published runs lay from predictions that had not seen their source, wider for the
unseen.

A half-width is the 80 % quantile of leave-one-source-out errors, in log, apart for dense models and
mixtures. Hardware, precision or a mixture that no published run covers adds its group's prior spread in
quadrature.
"""

from math import comb, exp, sqrt

from agora.fleet.calibrate import kind
from agora.fleet.efficiencies import GROUP_SPREAD, Efficiencies, group_keys
from agora.fleet.hardware import Gpu
from agora.fleet.model import Model
from agora.fleet.workload import Layout

__all__ = ["binomial_p", "half_width"]

_Z80 = 1.2816  # of a normal distribution's 80 % interval


def half_width(model: Model, gpu: Gpu, layout: Layout, e: Efficiencies) -> float:
    """Return the factor by which the step time may be divided or multiplied in 80 % of cases."""
    keys = group_keys(model, gpu, layout)
    log_width = e.half_width[kind(model)] ** 2
    for group, spread in GROUP_SPREAD.items():
        if keys[group] not in getattr(e, group):
            log_width += (_Z80 * spread) ** 2
    return exp(sqrt(log_width))


def binomial_p(inside: int, rows: int, share: float = 0.8) -> float:
    """Return the two-sided exact probability of a coverage at least as unlikely as the one seen.

    >>> round(binomial_p(80, 100), 2)
    1.0
    >>> binomial_p(60, 100) < 0.001
    True
    """
    chances = [comb(rows, k) * share**k * (1 - share) ** (rows - k) for k in range(rows + 1)]
    return min(1.0, sum(chance for chance in chances if chance <= chances[inside] * (1 + 1e-9)))
