"""Expert iteration: let the model try, keep what a verifier accepts, and train on that.

Each task is tried k times by the mind with the current adapter, several at once in the embedded engine's
slots. Of the tries that the verifier accepts, different thoughts are kept, each once. A task that always
succeeds teaches little and gives one sample; the rarer it succeeds, the more often its samples are repeated.
Tasks that never succeed give nothing: for them there is `agora learn data --from tasks`.

Source: Anthony, Tian and Barber, "Thinking Fast and Slow with Deep Learning and Tree Search", 2017; in the
form of STaR, Zelikman et al., arXiv 2203.14465.
"""

import ast
import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from agora.evals.gym import UNTRAINED
from agora.evals.harness import Attempt, Harness
from agora.evals.overlap import Asked
from agora.evals.splits import every_family, load_splits
from agora.evals.suites import fixed_questions
from agora.evals.task import Task
from agora.evals.verify import verify
from agora.mind import parse
from agora.mind.protocol import Think
from agora.models import Model

__all__ = ["Tried", "accepted", "training_tasks", "try_tasks"]

# Seeds of what is tried begin here: apart from those of `agora learn data`, which count from 0, and from
# those of evaluations.
_FIRST_SEED = 500_000_000

# How often a sample of the hardest task, which succeeded once, is repeated.
_MOST_COPIES = 3


@dataclass
class Tried:
    """A task and what became of its tries.

    Attributes:
        right: the tries that the verifier accepted.
        tries: how many there were.
    """

    task: Task
    right: list[Attempt] = field(default_factory=list)
    tries: int = 0

    @property
    def difficulty(self) -> float:
        """Share of the tries that failed."""
        return 1 - len(self.right) / self.tries


def training_tasks(count: int, seed: int = 0) -> list[tuple[str, Task]]:
    """Return tasks of the families that are trained on, each with its family's name.

    The families come up in turn, each turn in another order. What an evaluation asks is left out.
    """
    splits, asked = load_splits(), Asked(fixed_questions())
    known, never = sorted(every_family().items()), {f"gym_{name}" for name in UNTRAINED}
    families = [one for name, one in known if name not in never and splits.of(name) == "train"]
    tasks = list[tuple[str, Task]]()
    turn = 0
    while len(tasks) < count:
        for one in Random(f"iterate:{seed}:{turn}").sample(families, len(families)):
            task = one.task("train", _FIRST_SEED + seed * 10_000 + turn, varies=True)
            if task.message not in asked:
                tasks.append((one.name, task))
        turn += 1
    return tasks[:count]


async def try_tasks(
    tasks: Sequence[Task],
    model: Model,
    *,
    k: int = 4,
    temperature: float = 0.8,
    at_once: int = 4,
    on_try: Callable[[bool], None] = lambda right: None,
    on_task: Callable[[int, Tried], None] = lambda number, one: None,
) -> list[Tried]:
    """Try every task `k` times.

    Args:
        tasks: of the training split.
        model: samples; the first try of each is its likeliest, at temperature 0.
        temperature: of the other tries.
        at_once: tries under way at the same time; as many as the engine has slots.
        on_try: told after each try whether it was right.
        on_task: told a task's number and what became of it, as soon as all its tries are done.

    Returns:
        What became of each task, in order.
    """
    tried = [Tried(task) for task in tasks]
    waiting = [(task, number) for task in range(len(tried)) for number in range(k)]
    waiting.reverse()

    async def work(harness: Harness) -> None:
        while waiting:
            task, number = waiting.pop()
            one = tried[task]
            try:
                attempt = await harness.attempt(
                    one.task, model, seed=number + 1, temperature=temperature if number else 0.0
                )
            except Exception as error:  # a defect of a tool fails the try, not the others
                attempt = Attempt(error=f"{type(error).__name__}: {error}")
            right = not attempt.error and verify(one.task, attempt).right
            one.tries += 1
            if right:
                one.right.append(attempt)
            on_try(right)
            if one.tries == k:
                on_task(task, one)

    async with Harness() as harness:
        await asyncio.gather(*(work(harness) for _ in range(at_once)))
    return tried


def accepted(tried: Sequence[Tried], families: Sequence[str]) -> list[dict[str, Any]]:
    """Return the samples that tries gave, as the trainer reads them.

    Args:
        tried: from `try_tasks`.
        families: the name of each one's family.
    """
    samples = []
    for one, family in zip(tried, families, strict=True):
        different = {_form(attempt): attempt for attempt in reversed(one.right)}
        kept = list(different.values())[-1:] if one.difficulty == 0 else list(different.values())
        copies = 1 + round((_MOST_COPIES - 1) * one.difficulty)
        for attempt in kept:
            row = {"family": family, "language": one.task.language, "messages": _messages(attempt)}
            samples += [row] * copies
    return samples


def _form(attempt: Attempt) -> tuple[str, ...]:
    """What a try did, whatever its spaces and remarks."""
    return tuple(_normal(reply) for reply in attempt.replies)


def _normal(reply: str) -> str:
    """Return a thought as Python sees it; prose as it is.

    >>> _normal("```python\\nanswer( 2+2 )  # four\\n```")
    'answer(2 + 2)'
    """
    read = parse(reply)
    try:
        return ast.unparse(ast.parse(read.code)) if isinstance(read, Think) else reply
    except SyntaxError:
        return reply


def _messages(attempt: Attempt) -> list[dict[str, Any]]:
    """Return the conversation of a try; learnt are its replies, except thoughts that ended in an error."""
    prompt, reply = attempt.exchanges[-1]
    failed = {code for code, _, error in attempt.thoughts if error}
    messages: list[dict[str, Any]] = [*map(dict, prompt), {"role": "assistant", "content": reply}]
    own = sum(message["role"] == "assistant" for message in messages) - len(attempt.replies)
    out, seen = [], 0
    for message in messages:
        train = False
        if message["role"] == "assistant":
            seen += 1
            read = parse(message["content"])
            train = seen > own and not (isinstance(read, Think) and read.code in failed)
        out.append({**message, "train": train})
    return out
