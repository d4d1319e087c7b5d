"""What is asked in an evaluation: suites of items, each a task of a family or a question with its answers.

| suite | what |
|---|---|
| `wordings` | families that are trained on, in the wording that is held out |
| `families` | families that are never trained on |
| `validation` | families and wordings that are kept for choices during training |
| `decline`, `ask` | tasks to decline, and to ask back, in held-out wordings |
| `no_code` | messages that need no code, fixed, and families of talk in held-out wordings |
| `gym` | puzzles of reasoning-gym |
| `free` | fixed questions of many kinds that follow no template |
| `knowledge` | fixed short questions, asked without tools |
| a path | `.jsonl` with `question` and `answers` (or GSM8K's `answer`), a BBH `.json`, or a folder of them |
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from agora.config import expanded
from agora.errors import UsageError, nearest
from agora.evals.splits import Splits, every_family, load_splits
from agora.evals.task import Family, Split, Task

__all__ = ["SUITES", "Item", "fixed_questions", "items"]

_BATTERIES = Path(__file__).with_name("batteries")

# Tasks of a held-out family that an evaluation asks; four tell a family's wordings apart.
_EACH = 4

# Seeds of evaluations begin here, so that none is one of training, where they count from 0.
_FIRST_SEED = 900_000_000


@dataclass(frozen=True)
class Item:
    """One thing that is asked.

    Attributes:
        id: the same in every run, by which runs are paired.
        suite: it belongs to.
        area: within the suite.
        family: of the task; empty for a question.
        task: what the mind is given; a question is a task without thoughts.
        accepted: answers of which one must be named; empty where the task's own verifier decides.
        plain: it is asked without tools and without Agora's prompt.
        split: the wording is one of.
        seed: of the task.
    """

    id: str
    suite: str
    area: str
    family: str
    task: Task
    accepted: tuple[str, ...] = ()
    plain: bool = False
    split: Split = "heldout"
    seed: int = 0

    @property
    def template(self) -> str:
        """What items have in common that are not independent: family and wording, else the item itself."""
        return f"{self.family}|{self.task.wording}" if self.family else self.id


def items(suite: str, *, limit: int = 0, seed: int = 0, plain: bool = False) -> list[Item]:
    """Return the items of a suite, in an order that does not depend on the limit.

    Args:
        suite: a name of `SUITES`, or a path.
        limit: the first so many; 0 takes all that the suite has, and 400 of one without an end.
        seed: another seed, other tasks.
        plain: ask without tools.

    Raises:
        UsageError: there is no such suite or file, or the file holds no questions.
    """
    if suite in SUITES:
        found = SUITES[suite](seed, limit)
    elif "/" in suite or "." in suite or Path(suite).exists():
        found = _file(expanded(suite))
        Random(f"{seed}").shuffle(found)
    else:
        raise UsageError(
            f"No suite is called {suite!r}.",
            fix=nearest(suite, list(SUITES)) or f"There are {', '.join(SUITES)}, or give a file.",
        )
    chosen = found[: limit or None]
    return [replace(item, plain=True) for item in chosen] if plain else chosen


def fixed_questions() -> list[str]:
    """Return the questions of all fixed batteries: nothing is trained that holds one of them."""
    return [
        item.task.message for path in sorted(_BATTERIES.glob("*.jsonl")) for item in _rows(path.stem, path)
    ]


# Suites of tasks


def _untrained() -> set[str]:
    from agora.evals.gym import UNTRAINED

    return {f"gym_{name}" for name in UNTRAINED}


def _families(keep: Callable[[Family, Splits], bool]) -> list[Family]:
    splits, never = load_splits(), _untrained()
    return [one for name, one in sorted(every_family().items()) if name not in never and keep(one, splits)]


def _tasks(suite: str, families: Sequence[Family], split: Split, seed: int, limit: int) -> list[Item]:
    """Return tasks, the families in turn, each turn in another order."""
    made: list[Item] = []
    number = 0
    while families and len(made) < limit:
        turn = Random(f"{suite}:{seed}:{number}").sample(families, len(families))
        for one in turn[: limit - len(made)]:
            task_seed = _FIRST_SEED + seed * 10_000 + number
            task = one.task(split, task_seed)
            item_id = f"{suite}/{one.name}/{task_seed}"
            made.append(Item(item_id, suite, one.area, one.name, task, split=split, seed=task_seed))
        number += 1
    return made


def _wordings(seed: int, limit: int) -> list[Item]:
    trained = _families(lambda one, splits: splits.of(one.name) == "train" and one.area != "gym")
    return _tasks("wordings", trained, "heldout", seed, limit or 400)


def _unseen(seed: int, limit: int) -> list[Item]:
    # No wording of these was trained on, so that all of them can be asked.
    kept = _families(lambda one, splits: splits.of(one.name) == "heldout")
    return _tasks("families", kept, "train", seed, limit or _EACH * len(kept))


def _validation(seed: int, limit: int) -> list[Item]:
    kept = _families(lambda one, splits: splits.of(one.name) == "validation")
    trained = _families(lambda one, splits: splits.of(one.name) == "train" and one.area != "gym")
    made = _tasks("validation", kept, "train", seed, _EACH * len(kept))
    return made + _tasks("validation", trained, "validation", seed, 100)


def _area(area: str) -> Callable[[int, int], list[Item]]:
    def make(seed: int, limit: int) -> list[Item]:
        kept = _families(lambda one, splits: one.area == area)
        return _tasks(area, kept, "heldout", seed, limit or 100)

    return make


def _no_code(seed: int, limit: int) -> list[Item]:
    fixed = _rows("no_code", _BATTERIES / "no_code.jsonl")
    talk = _families(lambda one, splits: one.area == "talk")
    made = _tasks("no_code", talk, "heldout", seed, 100)
    # Only what is due in words: some families of talk take a thought.
    return fixed + [item for item in made if item.task.kind == "prose" and not item.task.thoughts]


def _gym(seed: int, limit: int) -> list[Item]:
    every = [one for _, one in sorted(every_family().items()) if one.area == "gym"]
    return _tasks("gym", every, "heldout", seed, limit or 2 * len(every))


# Suites of questions


def _free(seed: int, limit: int) -> list[Item]:
    return _rows("free", _BATTERIES / "free.jsonl")


def _knowledge(seed: int, limit: int) -> list[Item]:
    return [replace(item, plain=True) for item in _rows("knowledge", _BATTERIES / "knowledge.jsonl")]


SUITES: dict[str, Callable[[int, int], list[Item]]] = {
    "wordings": _wordings,
    "families": _unseen,
    "validation": _validation,
    "decline": _area("decline"),
    "ask": _area("ask"),
    "no_code": _no_code,
    "gym": _gym,
    "free": _free,
    "knowledge": _knowledge,
}
"""Name → seed and limit to items."""


def _rows(suite: str, path: Path) -> list[Item]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [_row(suite, number, json.loads(line)) for number, line in enumerate(lines) if line.strip()]


def _row(suite: str, number: int, row: dict[str, Any]) -> Item:
    question = str(row["question"])
    accepted = row.get("answers")
    if accepted is None:  # GSM8K writes its answer after a worked solution
        accepted = [str(row["answer"]).rpartition("####")[2].strip()]
    area = str(row.get("kind") or suite)
    task = Task(question, kind="answer" if accepted else "prose")
    return Item(f"{suite}/{number}", suite, area, "", task, accepted=tuple(map(str, accepted)))


def _bbh(path: Path) -> list[Item]:
    rows = json.loads(path.read_text(encoding="utf-8"))["examples"]
    return [
        Item(f"{path.stem}/{number}", "bbh", path.stem, "", Task(row["input"]), accepted=_choices(row))
        for number, row in enumerate(rows)
    ]


def _choices(row: dict[str, str]) -> tuple[str, ...]:
    """Return the target, and beside a letter what it stands for."""
    target = row["target"]
    meant = re.search(rf"^{re.escape(target)}\s+(.+)$", row["input"], re.MULTILINE)
    return (target, meant[1]) if meant and re.fullmatch(r"\([A-Z]\)", target) else (target,)


def _file(path: Path) -> list[Item]:
    if path.is_dir():
        return [
            item for one in sorted(path.iterdir()) if one.suffix in (".json", ".jsonl") for item in _file(one)
        ]
    try:
        found = _bbh(path) if path.suffix == ".json" else _rows(path.stem, path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read.", why=f"{error}.") from None
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} holds no questions.",
            why=f"{type(error).__name__}: {error}.",
            fix='Write a line for each: {"question": "…", "answers": ["…"]}.',
        ) from None
    if not found:
        raise UsageError(f"{path} is empty.")
    return found
