"""Make the samples: every thought of every task really runs, and its answer must be the family's own.

    python -m recipes.first_adapter.data runs/first_adapter --count 6000

writes `train.jsonl` and `heldout.jsonl` (other seeds, no message in common): one sample a line, as messages
with a mark on those that are trained on.
"""

import argparse
import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from agora.mind.prompt import TRAINED, observation

from . import (
    families_maths,
    families_numbers,
    families_stories,
    families_talk,
    families_text,
    families_time,
    families_tools,
)
from .tasks import FAMILIES, Task
from .world import World, interpreter

__all__ = ["MODULES", "Defect", "sample", "samples", "solve"]

# Importing them registered their families in `FAMILIES`.
MODULES = (
    families_maths,
    families_numbers,
    families_stories,
    families_talk,
    families_text,
    families_time,
    families_tools,
)

# How often a family comes up beside the others: talk stands for everything that needs no code.
_WEIGHTS = {
    "talk": 14,
    "live_data": 3,
    "identity": 2,
    "recall_fact": 2,
    "remember_fact": 2,
    "story_multiply_subtract": 2,
}


class Defect(Exception):
    """A task whose thoughts do not give the answer that its family expects."""


def fence(code: str) -> str:
    """Return a thought as the model is to write it."""
    return f"```python\n{code}\n```"


def same(given: Any, expected: Any) -> bool:
    """Compare an answer with what the family worked out; floats up to rounding."""
    if isinstance(given, list | tuple) and isinstance(expected, list | tuple):
        return len(given) == len(expected) and all(map(same, given, expected))
    if isinstance(given, float) or isinstance(expected, float):
        return isinstance(given, int | float) and abs(given - expected) <= 0.011 * max(1, abs(expected) / 1e6)
    return bool(given == expected) and (isinstance(given, datetime.date) or type(given) is type(expected))


def solve(task: Task, session: Any) -> list[tuple[str, str]]:
    """Run a task's thoughts; return (output, error) of each.

    Raises:
        Defect: a thought fails that should not, or the answer is another one.
    """
    world = World(task)
    outcomes = []
    for number, code in enumerate(task.thoughts):
        output, error = world.run(session, code)
        if bool(error) != (task.breaks and number == 0):
            raise Defect(f"{task.message!r}: {code!r} ended in {error or 'no error'}")
        outcomes.append((output, error))
    if task.thoughts and not task.prose and not same(world.answer, task.answer):
        raise Defect(
            f"{task.message!r}: {task.thoughts[-1]!r} answered {world.answer!r}, expected {task.answer!r}"
        )
    return outcomes


def sample(name: str, task: Task, outcomes: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the messages of a task, each with whether it is trained on."""
    messages: list[dict[str, Any]] = [{"role": "system", "content": TRAINED}]
    for said, replied in task.earlier:
        messages += [{"role": "user", "content": said}, {"role": "assistant", "content": replied}]
    messages.append({"role": "user", "content": task.message})
    last = len(task.thoughts) - 1
    for number, (code, outcome) in enumerate(zip(task.thoughts, outcomes, strict=True)):
        messages.append(
            {"role": "assistant", "content": fence(code), "train": not (task.breaks and number == 0)}
        )
        if number < last or task.prose:
            messages.append({"role": "user", "content": observation(*outcome)})
    if task.prose:
        messages.append({"role": "assistant", "content": task.prose, "train": True})
    return {"family": name, "messages": messages}


def samples(seed: str, count: int, fresh: Callable[[], Any], seen: set[str]) -> Iterator[dict[str, Any]]:
    """Yield verified samples, the families in turn; a conversation that was `seen` is not made again."""
    turn = [name for name in FAMILIES for _ in range(_WEIGHTS.get(name, 1))]
    made = tried = 0
    while made < count:
        name = turn[tried % len(turn)]
        task = FAMILIES[name](Random(f"{seed}:{name}:{tried}"))
        tried += 1
        key = json.dumps([task.earlier, task.message, sorted(task.files.items())])
        if key in seen:
            continue
        seen.add(key)
        with fresh() as session:
            yield sample(name, task, solve(task, session))
        made += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--heldout", type=int, default=300)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    with interpreter() as fresh:
        for part, count in (("heldout", arguments.heldout), ("train", arguments.count)):
            lines = [
                json.dumps(made, ensure_ascii=False) + "\n" for made in samples(part, count, fresh, seen)
            ]
            Random(part).shuffle(lines)
            text = "".join(lines)
            (arguments.folder / f"{part}.jsonl").write_text(text)
            digest = hashlib.sha256(text.encode()).hexdigest()
            print(f"{part}: {count} samples of {len(FAMILIES)} families, sha256 {digest}")


if __name__ == "__main__":
    main()
