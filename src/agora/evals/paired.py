"""Comparing runs: shares with intervals, and differences on the same items, by bootstrap over templates.

Items of one family and wording are right or wrong together, so the bootstrap draws whole templates, with
replacement; intervals over items would be too narrow. A difference whose interval holds 0 is not shown.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from agora.errors import UsageError
from agora.evals.results import Row, Run

__all__ = ["Difference", "Share", "compare", "differences", "share"]

_DRAWS = 2_000


@dataclass(frozen=True)
class Share:
    """How many are right.

    Attributes:
        value: from 0 to 1.
        low: lower end of the 95 % interval.
        high: its upper end.
        items: asked.
        templates: among which the items fall.
    """

    value: float
    low: float
    high: float
    items: int
    templates: int

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} % [{100 * self.low:.1f}, {100 * self.high:.1f}]"


@dataclass(frozen=True)
class Difference:
    """How much more one run has right than another, on the same items.

    Attributes:
        name: of the suite or area.
        before: share of the first.
        after: share of the second.
        value: second minus first.
        low: lower end of the 95 % interval.
        high: its upper end.
        items: that both answered.
        templates: among which they fall.
    """

    name: str
    before: float
    after: float
    value: float
    low: float
    high: float
    items: int
    templates: int

    @property
    def shown(self) -> bool:
        """The interval leaves 0 out."""
        return self.low > 0 or self.high < 0

    @property
    def verdict(self) -> str:
        """What may be said."""
        return ("better" if self.value > 0 else "worse") if self.shown else "no difference shown"


def share(values: Sequence[tuple[str, float]], *, seed: int = 0) -> Share:
    """Return the mean of values with its interval.

    Args:
        values: template and value, 0 or 1, of each item.
        seed: of the bootstrap.

    >>> print(share([("a", 1), ("b", 1), ("c", 0), ("d", 1)]))
    75.0 % [25.0, 100.0]
    """
    mean, low, high, templates = _bootstrap(values, seed)
    return Share(mean, low, high, len(values), templates)


def compare(before: Sequence[Row], after: Sequence[Row], name: str = "", *, seed: int = 0) -> Difference:
    """Compare rows on the items that both hold.

    Raises:
        UsageError: there are none.
    """
    first = {row.id: row for row in before}
    pairs = [(first[row.id], row) for row in after if row.id in first]
    if not pairs:
        raise UsageError(
            f"The runs have no item of {name or 'any suite'} in common.",
            fix="Run both with the same suites, limit and seed.",
        )
    if changed := [one for one, other in pairs if one.question != other.question]:
        raise UsageError(
            f"The runs asked different things under {changed[0].id!r}.",
            why="The families changed between them.",
            fix="Run both again.",
        )
    mean, low, high, templates = _bootstrap([(b.template, b.right - a.right) for a, b in pairs], seed)
    shares = [sum(rows) / len(pairs) for rows in zip(*((a.right, b.right) for a, b in pairs), strict=True)]
    return Difference(name, shares[0], shares[1], mean, low, high, len(pairs), templates)


def differences(before: Run, after: Run, *, seed: int = 0) -> dict[str, list[Difference]]:
    """Compare two runs: per suite first the whole, then its areas.

    Raises:
        UsageError: they have no item in common.
    """
    found: dict[str, list[Difference]] = {}
    for suite in before.suites():
        first, second = ([r for r in run.rows.values() if r.suite == suite] for run in (before, after))
        if not {row.id for row in first} & {row.id for row in second}:
            continue
        found[suite] = [compare(first, second, suite, seed=seed)]
        areas = sorted({row.area for row in first} & {row.area for row in second})
        for area in areas if len(areas) > 1 else []:
            parts = [[row for row in rows if row.area == area] for rows in (first, second)]
            if {row.id for row in parts[0]} & {row.id for row in parts[1]}:
                found[suite].append(compare(parts[0], parts[1], area, seed=seed))
    if not found:
        raise UsageError(
            "The runs have no item in common.", fix="Run both with the same suites, limit and seed."
        )
    return found


def _bootstrap(values: Sequence[tuple[str, float]], seed: int) -> tuple[float, float, float, int]:
    """Return mean, 2.5 % and 97.5 % of the means of drawn templates, and how many templates there are."""
    clusters = defaultdict[str, list[float]](list)
    for template, value in values:
        clusters[template].append(value)
    sums = [(sum(one), len(one)) for one in clusters.values()]
    dice = Random(seed)
    means = []
    for _ in range(_DRAWS):
        drawn = dice.choices(sums, k=len(sums))
        means.append(sum(total for total, _ in drawn) / sum(count for _, count in drawn))
    means.sort()
    mean = sum(value for _, value in values) / len(values)
    return mean, means[int(0.025 * _DRAWS)], means[int(0.975 * _DRAWS) - 1], len(sums)
