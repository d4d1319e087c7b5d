"""Rehearsal: a task's own thoughts run through the real mind; what that gives is the sample to train on.

    python -m agora.evals.rehearse money             a module of families, or a family
    python -m agora.evals.rehearse discount --seeds 20

prints a few messages with their thoughts, and every defect: a thought that fails, an answer that is not the
family's own, messages that are too long to train on, wordings that are all alike.
"""

import argparse
import asyncio
import importlib
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, get_args

from agora.evals.families import modules
from agora.evals.harness import Attempt, Harness, script
from agora.evals.task import FAMILIES, Family, Split, Task
from agora.evals.verify import follows_protocol, verify
from agora.models import Message

__all__ = ["Defect", "Rehearsal", "rehearse"]

# The words of a sample are about as many tokens as a quarter of its characters.
_MOST_CHARS = 1_200


class Defect(Exception):
    """A task whose own thoughts do not do what it asks."""


@dataclass(frozen=True)
class Rehearsal:
    """A task that was rehearsed.

    Attributes:
        conversations: what is trained on; more than one where the mind showed the model something only once.
    """

    task: Task
    attempt: Attempt
    conversations: list[list[dict[str, Any]]]


async def rehearse(harness: Harness, task: Task) -> Rehearsal:
    """Run a task's own thoughts and make its sample.

    Raises:
        Defect: they fail, score 0, are more than are asked for, or the first does not break as it should.
    """
    try:
        attempt = await harness.rehearse(task)
    except AssertionError:
        raise Defect(
            "the mind asks for more replies than the task has: does the last thought answer?"
        ) from None
    score = verify(task, attempt)
    if not score.right:
        errors = [error for _, _, error in attempt.thoughts if error]
        raise Defect(f"{score.reason}{'; a thought ended in ' + errors[-1] if errors else ''}")
    if len(attempt.exchanges) < len(script(task)):
        raise Defect("an earlier thought or reply ends the task already, so that the rest is never said")
    for number, (code, _, error) in enumerate(attempt.thoughts):
        if bool(error) != (task.breaks and number == 0):
            raise Defect(f"{code!r} ended in {error or 'no error'}")
    if not all(map(follows_protocol, attempt.replies)):
        raise Defect("a reply is neither prose nor one block of Python that parses")
    return Rehearsal(task, attempt, _conversations(task, attempt))


def _conversations(task: Task, attempt: Attempt) -> list[list[dict[str, Any]]]:
    """Join the exchanges whose prompts begin with all that was said before; a plan is shown but once."""
    made: list[list[dict[str, Any]]] = []
    for number, (prompt, reply) in enumerate(attempt.exchanges):
        if number < attempt.earlier:
            continue
        train = not (task.breaks and number == attempt.earlier)
        said = {"role": "assistant", "content": reply, "train": train}
        if made and _plain(made[-1]) == prompt[: len(made[-1])]:
            made[-1] += [_untrained(message) for message in prompt[len(made[-1]) :]] + [said]
        else:
            made.append([*map(_untrained, prompt), said])
    return [one for one in made if any(message["train"] for message in one)]


def _untrained(message: Message) -> dict[str, Any]:
    return {**message, "train": False}


def _plain(messages: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"role": message["role"], "content": message["content"]} for message in messages]


# The command


async def _show(families: Sequence[Family], seeds: int, examples: int) -> int:
    defects = Counter[str]()
    began, count = time.perf_counter(), 0
    async with Harness() as harness:
        for family in families:
            wordings = set[str]()
            shown = set(Random(family.name).sample(range(seeds), min(examples, seeds)))
            for split in get_args(Split):
                for seed in range(seeds if split == "train" else 2):
                    count += 1
                    try:
                        task = family.task(split, seed)
                        wordings.add(task.wording)
                        done = await rehearse(harness, task)
                    except Exception as error:
                        defects[family.name] += 1
                        kind = "" if isinstance(error, Defect) else f"{type(error).__name__}: "
                        print(f"✗ {family.name} {split} {seed}: {kind}{error}")
                        if defects[family.name] <= 3 and "task" in locals():
                            print("   ", repr(task.message), *map(repr, script(task)), sep="\n    ")
                        continue
                    _warn(family, task, done)
                    if split == "train" and seed in shown:
                        _print(family, done)
    each_ms = 1000 * (time.perf_counter() - began) / max(1, count)
    made = f"{count} tasks of {len(families)} families, {each_ms:.1f} ms each"
    print(f"{made}; {sum(defects.values())} defects in {len(defects)} families {sorted(defects) or ''}")
    return 1 if defects else 0


def _warn(family: Family, task: Task, done: Rehearsal) -> None:
    chars = max(sum(len(message["content"]) for message in one) for one in done.conversations or [[]])
    if family.area != "gym" and chars > _MOST_CHARS:
        print(f"! {family.name}: a sample of {chars} characters; {_MOST_CHARS} is the most that trains well")
    if "<" in task.message and ">" in task.message and "<" not in task.wording.replace("<", "", 1):
        print(f"! {family.name}: is a value missing in {task.message!r}?")


def _print(family: Family, done: Rehearsal) -> None:
    print(f"\n[{family.name}]")
    for conversation in done.conversations:
        for message in conversation[1:]:
            mark = {"user": "›", "assistant": "‹"}[message["role"]]
            print(mark, message["content"].replace("\n", "\n  "))


def _named(names: Sequence[str]) -> list[Family]:
    """Import the modules that are named, or as many as can be imported to find families; all, for no name."""
    known = modules()
    for name in [name for name in names if name in known] or known:
        before = set(FAMILIES)
        try:
            importlib.import_module(f"agora.evals.families.{name}")
        except Exception as error:
            print(f"✗ module {name}: {type(error).__name__}: {error}")
            for added in set(FAMILIES) - before:
                del FAMILIES[added]
    if any(name.startswith("gym") for name in names):
        from agora.evals.gym import gym_families

        FAMILIES.update(gym_families())
    if not names:
        return list(FAMILIES.values())
    return [
        family
        for family in FAMILIES.values()
        if family.name in names
        or family.make.__module__.rpartition(".")[2] in names
        or ("gym" in names and family.area == "gym")
    ]


def main() -> int:
    """Rehearse what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m agora.evals.rehearse", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="modules or families; all, if none is named")
    parser.add_argument("--seeds", type=int, default=6, help="tasks of the training split for each family")
    parser.add_argument("--examples", type=int, default=1, help="of which so many are shown")
    options = parser.parse_args()
    families = _named(options.names)
    if not families:
        print(f"There is no module or family {options.names}; modules are {', '.join(modules())}.")
        return 2
    return asyncio.run(_show(families, options.seeds, options.examples))


if __name__ == "__main__":
    sys.exit(main())
