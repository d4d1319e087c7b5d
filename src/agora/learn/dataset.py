"""Making training data from tasks: every sample was rehearsed through the real mind before it is written.

The families of the training split come up in turn, as often as they weigh. Which samples are made follows
from the seed and the families alone, not from the number of processes. A conversation that was made before is
dropped; a family that brings hardly anything new is left out from then on. What fails its own verifier is
counted and shown, and many of those stop the making.
"""

import asyncio
import contextlib
import hashlib
import itertools
import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from agora.errors import AgoraError, UsageError
from agora.evals.harness import Harness
from agora.evals.overlap import Asked
from agora.evals.rehearse import rehearse
from agora.evals.splits import Splits, every_family, load_splits
from agora.evals.suites import fixed_questions
from agora.evals.task import Family, Split

__all__ = ["Made", "from_tasks"]

Sample = dict[str, Any]
_Job = tuple[str, Split, int]

# So many samples in a row that were made before: the family has said what it has to say.
_MOST_REPEATS = 12

# More defects than this, as a share of what was tried, and something is broken.
_MOST_DEFECTS = 0.02

# Jobs that a process takes at once: a second's work or less, so that the bar moves.
_CHUNK = 40


@dataclass
class Made:
    """What was made, and what was not.

    Attributes:
        samples: lines that were written.
        sha256: of the file.
        families: samples of each family.
        areas: samples of each area.
        languages: samples of each language.
        dropped: samples that had been made before.
        asked: samples left out, because an evaluation asks the same or shares eight words in a row with them.
        defects: what failed its own verifier, one line each.
        characters: mean length of a sample.
        seconds: it took.
    """

    samples: int = 0
    sha256: str = ""
    families: Counter[str] = field(default_factory=Counter)
    areas: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    dropped: int = 0
    asked: int = 0
    defects: list[str] = field(default_factory=list)
    characters: float = 0
    seconds: float = 0


def from_tasks(
    path: Path,
    count: int,
    *,
    seed: int = 0,
    split: Split = "train",
    most_weight: int = 0,
    processes: int = 1,
    families: Mapping[str, Family] | None = None,
    splits: Splits | None = None,
    on_progress: Callable[[int, int], None] = lambda made, count: None,
) -> Made:
    """Write a dataset of verified samples, one a line, and what it holds beside it (`.json`).

    Args:
        path: the file, `train.jsonl`; whatever it held is replaced once all is made.
        count: samples to make.
        seed: another seed, other samples.
        split: `train`, or `validation`, which takes the families and wordings kept for it.
        most_weight: a family that weighs more counts as this much; 0 leaves all as they weigh.
        processes: that work at the same time; they change nothing but the time it takes.
        families: to choose from; all, if not given.
        splits: which families belong where; those of the package, if not given.
        on_progress: told how many samples are made, of how many.

    Raises:
        UsageError: no family is left before `count` is reached, or too many tasks have defects.
    """
    began = time.perf_counter()
    known = dict(families) if families is not None else every_family()
    jobs = _jobs(known, splits or load_splits(), split, seed, most_weight)
    made = Made()
    beside = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        for line in _lines(jobs, known, families is not None, processes, count, made):
            file.write(line)
            on_progress(made.samples, count)
    beside.replace(path)
    made.sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    made.seconds = round(time.perf_counter() - began, 1)
    told = {"seed": seed, "split": split, "most_weight": most_weight, **vars(made)}
    path.with_suffix(".json").write_text(
        json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return made


def _jobs(known: Mapping[str, Family], splits: Splits, split: Split, seed: int, most_weight: int) -> "_Turns":
    """Return whose turn it is: for validation, its families, and every other one in its kept wordings."""
    from agora.evals.gym import UNTRAINED

    never = {f"gym_{name}" for name in UNTRAINED}
    mine = [
        one
        for name, one in sorted(known.items())
        if name not in never and (splits.of(name) in ("train", split))
    ]
    return _Turns(mine, split, seed, most_weight)


class _Turns:
    """An endless list of jobs, in which each family comes up as often as it weighs."""

    def __init__(self, families: list[Family], split: Split, seed: int, most_weight: int) -> None:
        self._families, self._split, self._seed = families, split, seed
        self._most_weight = most_weight
        self.ended = set[str]()

    def __iter__(self) -> Iterator[_Job]:
        for number in itertools.count():
            turn = [
                (one.name, self._split, (self._seed * 1_000_003 + number) * 64 + copy)
                for one in self._families
                for copy in range(min(one.weight, self._most_weight or one.weight))
            ]
            Random(f"{self._seed}:{number}").shuffle(turn)
            live = [job for job in turn if job[0] not in self.ended]
            if not live:
                return
            yield from live


def _lines(
    jobs: _Turns, known: Mapping[str, Family], given: bool, processes: int, count: int, made: Made
) -> Iterator[str]:
    """Yield samples as lines until there are enough, keeping the books in `made`."""
    seen, asked = set[bytes](), Asked(fixed_questions())
    repeats = Counter[str]()
    tried = characters = 0
    with _results(jobs, known, given, processes) as results:
        for (name, _, _), samples, defect in results:
            if name in jobs.ended:
                continue
            tried += 1
            if defect:
                made.defects.append(f"{name}: {defect}")
                if tried >= 100 and len(made.defects) > _MOST_DEFECTS * tried:
                    raise UsageError(
                        f"{len(made.defects)} of {tried} tasks have defects.",
                        why=f"The last is {made.defects[-1]}.",
                        fix="See them with: python -m agora.evals.rehearse",
                    )
            for sample in samples:
                if any(
                    message["content"] in asked for message in sample["messages"] if message["role"] == "user"
                ):
                    made.asked += 1
                    repeats[name] += 1
                    continue
                key = _digest(sample)
                if key in seen:
                    made.dropped += 1
                    repeats[name] += 1
                    continue
                seen.add(key)
                repeats[name] = 0
                made.samples += 1
                made.families[name] += 1
                made.areas[sample["area"]] += 1
                made.languages[sample["language"]] += 1
                characters += sum(len(message["content"]) for message in sample["messages"])
                made.characters = round(characters / made.samples, 1)
                yield json.dumps(sample, ensure_ascii=False) + "\n"
                if made.samples == count:
                    return
            if repeats[name] >= _MOST_REPEATS:
                jobs.ended.add(name)
    raise UsageError(
        f"The families have no more than {made.samples} different samples, {count} were asked for.",
        fix="Ask for fewer.",
    )


def _digest(sample: Sample) -> bytes:
    said = json.dumps([message["content"] for message in sample["messages"]])
    return hashlib.sha256(said.encode()).digest()[:16]


_Result = tuple[_Job, list[Sample], str]


@contextlib.contextmanager
def _results(
    jobs: _Turns, known: Mapping[str, Family], given: bool, processes: int
) -> Iterator[Iterator[_Result]]:
    """Work on jobs, in this process or in several; results come in the order of the jobs."""
    stream = iter(jobs)
    chunks = iter(lambda: list(itertools.islice(stream, _CHUNK)), [])
    if processes == 1 or given:
        with _Worker(known) as worker:
            yield itertools.chain.from_iterable(map(worker.work, chunks))
        return
    pool = multiprocessing.get_context("spawn").Pool(processes, initializer=_start)
    with pool:
        yield itertools.chain.from_iterable(_ahead(pool, chunks, 2 * processes))


def _ahead(pool: Any, chunks: Iterator[list[_Job]], ahead: int) -> Iterator[list[_Result]]:
    """Hand out so many chunks ahead, and no more: the list of jobs has no end."""
    waiting = [pool.apply_async(_work, (chunk,)) for chunk in itertools.islice(chunks, ahead)]
    while waiting:
        yield waiting.pop(0).get()
        waiting += [pool.apply_async(_work, (chunk,)) for chunk in itertools.islice(chunks, 1)]


class _Worker:
    """Rehearses tasks in one loop with one set of interpreters."""

    def __init__(self, known: Mapping[str, Family]) -> None:
        self._known = known
        self._runner = asyncio.Runner()
        self._harness = Harness()

    def __enter__(self) -> "_Worker":
        self._runner.run(self._harness.__aenter__())
        return self

    def __exit__(self, *error: object) -> None:
        self._runner.run(self._harness.__aexit__(None, None, None))
        self._runner.close()

    def work(self, jobs: list[_Job]) -> list[_Result]:
        """Return each job with its samples, or its defect."""
        return [self._runner.run(self._one(job)) for job in jobs]

    async def _one(self, job: _Job) -> _Result:
        name, split, seed = job
        one = self._known[name]
        try:
            task = one.task(split, seed, varies=split == "train")
            done = await rehearse(self._harness, task)
        except AgoraError as error:
            return job, [], f"seed {seed}: {error}"
        except Exception as error:  # a family's own code: its sample fails, the others do not
            return job, [], f"seed {seed}: {type(error).__name__}: {error}"
        head: Sample = {"family": name, "area": one.area, "language": task.language, "split": split}
        head |= {"wording": task.wording, "seed": seed}
        return job, [{**head, "messages": messages} for messages in done.conversations], ""


_worker: _Worker | None = None


def _start() -> None:
    global _worker  # one for each process of the pool
    _worker = _Worker(every_family()).__enter__()


def _work(jobs: list[_Job]) -> list[_Result]:
    assert _worker is not None
    return _worker.work(jobs)
