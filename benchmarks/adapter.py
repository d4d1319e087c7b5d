"""What is the adapter worth, beside its base, on the same questions?

    python benchmarks/adapter.py [--adapter FILE.gguf] [--out DIR] [--items 300] [--bbh FOLDER]

The base is asked as it comes, in prose, because it can hardly follow a protocol; the adapter through the
mind with its tools, as `agora ask` does. Knowledge and BIG-Bench-Hard are asked without tools of both. Two
evaluations run at a time. Prints a table, and writes it and the runs to the folder; what was measured before
is not measured again.
"""

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from agora.config import load
from agora.evals.paired import Share, differences, share
from agora.evals.results import Row, Run, read_run
from agora.evals.tables import measures
from agora.models import catalogue

BASE = "smollm2-135m"
TOOLS = ("wordings", "families", "free", "no_code", "decline", "ask")
COMPARED = ("families", "free")  # what the base is asked too; its prose takes seconds
PLAIN = ("knowledge",)


def evaluate(out: Path, model: str, suite: str, items: int, *, plain: bool) -> Path:
    """Run one suite in a process of its own; return its folder."""
    command = [sys.executable, "-m", "agora", "eval", "run", suite, "--model", model, "--limit", str(items)]
    folder = out / f"{Path(model).stem}-{Path(suite).name}"
    log = out / f"{folder.name}.log"
    with log.open("w") as file:
        done = subprocess.run(
            [*command, "--out", str(folder), *(["--plain"] if plain else [])],
            stdout=file, stderr=file, check=False,
        )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed; see {log}")
    return folder


def times(rows: list[Row]) -> str:
    """Return p50 and p95 of a run's answers."""
    seconds = sorted(row.seconds for row in rows)
    return f"{seconds[len(seconds) // 2]:.2f} / {seconds[int(0.95 * (len(seconds) - 1))]:.2f} s"


def line(suite: str, base: Run | None, new: Run) -> str:
    """Return a suite's line of the table."""
    rows = list(new.rows.values())
    found = measures(rows)
    before, difference = "–", "–"
    if base is not None:
        paired = differences(base, new)
        whole = next(iter(paired.values()))[0]
        before = f"{whole.before:.1%}"
        difference = f"{100 * whole.value:+.1f} [{100 * whole.low:+.1f}, {100 * whole.high:+.1f}]"
        difference += f" on {whole.items}" if whole.shown else f" on {whole.items}, not shown"
    cells = [suite, str(len(rows)), before, str(found["right"]), difference]
    cells += [str(found[name]) if name in found else "–" for name in ("protocol", "unwarned", "sure")]
    return "| " + " | ".join([*cells, times(rows)]) + " |"


def parts(runs: dict[str, Run]) -> list[str]:
    """Return lines for the languages, and for one-step tasks, over the tasks of families."""
    rows = [row for suite in ("wordings", "families") for row in runs[suite].rows.values()]
    lines = [f"- {name}: {of([r for r in rows if r.language == name])}" for name in ("en", "fr", "es", "de")]
    one_step = [row for row in rows if len(row.replies) == 1 and row.right]
    lines.append(f"- one-step tasks, message to answer, p50 / p95: {times(one_step)}")
    no_code = list(runs["no_code"].rows.values())
    lines.append(f"- no code where none is due: {share([(r.template, float(not r.coded)) for r in no_code])}")
    free = list(runs["free"].rows.values())
    for area in sorted({row.area for row in free}):
        lines.append(f"- free, {area}: {of([row for row in free if row.area == area])}")
    return lines


def of(rows: list[Row]) -> Share:
    """Return the share that is right."""
    return share([(row.template, float(row.right)) for row in rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    shipped = catalogue(load())[0].adapter
    parser.add_argument("--adapter", type=Path, default=shipped)
    parser.add_argument("--out", type=Path, default=Path("runs/benchmark-adapter"))
    parser.add_argument("--items", type=int, default=300, help="of each suite at most")
    parser.add_argument("--bbh", type=Path, help="a folder of BIG-Bench-Hard tasks")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    new = str(options.adapter)
    plain = (*PLAIN, *([str(options.bbh)] if options.bbh else []))
    jobs = [(model, suite, options.items, True) for suite in plain for model in (new, BASE)]
    jobs += [(BASE, suite, options.items // 2, True) for suite in COMPARED]
    jobs += [(new, suite, options.items, False) for suite in TOOLS]
    with ThreadPoolExecutor(2) as pool:
        folders = list(
            pool.map(lambda job: evaluate(options.out, job[0], job[1], job[2], plain=job[3]), jobs)
        )
    runs = {(job[0], job[1]): read_run(folder) for job, folder in zip(jobs, folders, strict=True)}
    heads = ("suite", "items", "base, prose", "adapter [95 %]", "difference, points", "protocol")
    heads += ("unwarned", "right if unwarned", "p50 / p95")
    table = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    table += [line(Path(suite).name, runs.get((BASE, suite)), runs[new, suite]) for suite in (*TOOLS, *plain)]
    table += ["", *parts({suite: runs[new, suite] for suite in TOOLS})]
    text = "\n".join(table) + "\n"
    (options.out / "table.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
