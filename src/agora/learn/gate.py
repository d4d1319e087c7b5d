"""The gate: an adapter is shipped only if it is better than what it replaces, and nowhere worse.

Both answer the same items. In the wanted suites the 95 % interval of the paired difference must lie above 0;
in all others the adapter must not fall by more than a margin, unless the fall is within noise. What is asked
and how far it may fall stands in the recipe's section `[gate]`.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from agora.errors import UsageError
from agora.evals.paired import Difference, compare
from agora.evals.results import Row, Run
from agora.evals.running import Evaluation, run
from agora.evals.suites import items
from agora.learn.recipe import Gate
from agora.models import Model

__all__ = ["Line", "Verdict", "judge", "measure", "table", "write_verdict"]


@dataclass(frozen=True)
class Line:
    """What the gate says of one suite.

    Attributes:
        suite: its name.
        wanted: the adapter must be better in it; else it must only not be worse.
        difference: of the adapter to the other.
        passed: whether it does.
        why: in a few words.
    """

    suite: str
    wanted: bool
    difference: Difference
    passed: bool
    why: str


@dataclass(frozen=True)
class Verdict:
    """What the gate says.

    Attributes:
        candidate: the adapter.
        incumbent: what it would replace.
        lines: one for each suite.
    """

    candidate: str
    incumbent: str
    lines: list[Line]

    @property
    def ships(self) -> bool:
        """Every line is passed."""
        return all(line.passed for line in self.lines)


async def measure(
    model: Model, name: str, gate: Gate, folder: Path, on_row: Callable[[Row], None] = lambda row: None
) -> Run:
    """Let a model answer what the gate asks; what the folder holds already is not asked again.

    Args:
        model: answers; closed by the caller.
        name: of the model.
        gate: says what is asked.
        folder: where results go.
        on_row: told after each answer.
    """
    suites = [*gate.wanted, *gate.guarded]
    asked = [item for suite in suites for item in items(suite, limit=gate.items, seed=gate.seed)]
    return await run(
        Evaluation(model, name, asked, folder, suites, seed=gate.seed, limit=gate.items, on_row=on_row)
    )


def judge(incumbent: Run, candidate: Run, gate: Gate) -> Verdict:
    """Compare two runs on the items that both hold, suite by suite.

    Raises:
        UsageError: a suite of the gate is in only one of them, or in none.
    """
    lines = []
    for suite in [*gate.wanted, *gate.guarded]:
        before, after = (
            [row for row in each.rows.values() if row.suite == suite] for each in (incumbent, candidate)
        )
        difference = compare(before, after, suite)
        wanted = suite in gate.wanted
        passed, why = _judged(difference, wanted, gate)
        lines.append(Line(suite, wanted, difference, passed, why))
    return Verdict(str(candidate.head["model"]), str(incumbent.head["model"]), lines)


def _judged(found: Difference, wanted: bool, gate: Gate) -> tuple[bool, str]:
    if found.items < gate.least_items:
        return False, f"{found.items} items tell nothing; it takes {gate.least_items}"
    if wanted:
        return (True, "better") if found.low > 0 else (False, "not better beyond noise")
    if found.value < -gate.margin:
        within = found.high >= 0
        return within, "lower, within noise" if within else f"worse by more than {100 * gate.margin:g} points"
    return True, "not worse"


def table(verdict: Verdict) -> str:
    """Return a verdict as a table in markdown."""
    rows = [
        "| | suite | must be | before | after | difference, points | 95 % interval | items | |",
        "|---|---|---|---:|---:|---:|---:|---:|---|",
    ]
    for line in verdict.lines:
        d = line.difference
        rows.append(
            f"| {'✓' if line.passed else '✗'} | {line.suite} | {'better' if line.wanted else 'not worse'} "
            f"| {100 * d.before:.1f} % | {100 * d.after:.1f} % | {100 * d.value:+.1f} "
            f"| {100 * d.low:+.1f} to {100 * d.high:+.1f} | {d.items} | {line.why} |"
        )
    said = "ships" if verdict.ships else "does not ship"
    return "\n".join([*rows, "", f"**{verdict.candidate} {said}** in place of {verdict.incumbent}."])


def write_verdict(folder: Path, verdict: Verdict, gate: Gate) -> None:
    """Write `gate.json` and `gate.md` into a run's folder.

    Raises:
        UsageError: they cannot be written.
    """
    told = {"ships": verdict.ships, "gate": gate.model_dump(), **asdict(verdict)}
    try:
        (folder / "gate.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        (folder / "gate.md").write_text(f"# Gate\n\n{table(verdict)}\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The verdict cannot be written to {folder}.", why=f"{error.strerror}.") from None
