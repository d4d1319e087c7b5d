"""Running an evaluation: every item an attempt of the mind, or a plain question, as samples of inspect-ai.

Each suite is one task of `inspect-ai`, whose solver is the harness, so that `inspect view` opens its logs.
Rows are written beside them as they come; an item that has a row already is not asked again.
"""

import asyncio
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from agora.config import Effort
from agora.errors import AgoraError
from agora.evals.answers import mentions
from agora.evals.harness import Attempt, Harness
from agora.evals.prose import is_sane, refuses
from agora.evals.results import Book, Row, Run, read_run
from agora.evals.suites import Item
from agora.evals.verify import Score, verify
from agora.mind.loop import as_text
from agora.models import Message, Model

__all__ = ["Evaluation", "run"]

# What a question without tools is asked under, whichever the model.
_PLAIN = "You are a helpful assistant. Answer the question briefly."

# Tokens of such an answer: a sentence or two, or a worked sum.
_PLAIN_TOKENS = 160

# Seconds after which an attempt counts as failed, whatever it does.
_PATIENCE_S = 300


@dataclass
class Evaluation:
    """What is to be run.

    Attributes:
        model: asked for every reply.
        name: of the model, as the person gave it.
        items: what is asked.
        folder: where results go; a run that stands there is gone on with.
        suites: names, as the person gave them.
        effort: as in `agora ask --effort`.
        seed: of items and sampling.
        limit: items of each suite; 0 for all.
        plain: everything is asked without tools.
        at_once: attempts at the same time.
    """

    model: Model
    name: str
    items: Sequence[Item]
    folder: Path
    suites: Sequence[str] = ()
    effort: Effort = "medium"
    seed: int = 0
    limit: int = 0
    plain: bool = False
    at_once: int = 1
    on_row: Callable[[Row], None] = field(default=lambda row: None)


async def run(evaluation: Evaluation) -> Run:
    """Run what lacks, and return all of it.

    Raises:
        UsageError: the folder holds another run, or a result cannot be written; what is written stays.
    """
    one = evaluation
    book = Book(one.folder, _head(one))
    try:
        async with Harness() as harness:
            await _inspect(one, book, harness)
    finally:
        book.close()
    return read_run(one.folder)


def _head(one: Evaluation) -> dict[str, Any]:
    what = {"model": one.name, "suites": list(one.suites), "effort": one.effort, "seed": one.seed}
    return {
        **what,
        "plain": one.plain,
        "run": {**what, "limit": one.limit, "plain": one.plain},
        "began": datetime.now(UTC).isoformat(timespec="seconds"),
        "agora": version("agora"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "at_once": one.at_once,
    }


async def _inspect(one: Evaluation, book: Book, harness: Harness) -> None:
    os.environ.setdefault("INSPECT_DISPLAY", "none")
    import inspect_ai
    from inspect_ai.util import display_type

    display_type()  # takes the variable; else inspect's own progress would be printed
    suites: dict[str, list[Item]] = {}
    for item in one.items:
        suites.setdefault(item.suite, []).append(item)
    failure: list[BaseException] = []
    logs = await inspect_ai.eval_async(
        [_task(name, asked, one, book, harness, failure) for name, asked in suites.items()],
        model="none/none",
        log_dir=str(one.folder / "logs"),
        max_samples=one.at_once,
        max_tasks=1,
        fail_on_error=True,
        metadata={"model": one.name, "effort": one.effort},
    )
    if failure:
        raise failure[0]
    for log in logs:
        if log.status == "error":
            raise AgoraError(
                f"The evaluation of {log.eval.task} failed.",
                why=log.error.message if log.error else "",
                fix="The same command goes on with what lacks.",
            )
    if any(item.id not in book.rows for item in one.items):
        raise asyncio.CancelledError  # an interrupt, which inspect keeps to itself


def _task(
    name: str, asked: list[Item], one: Evaluation, book: Book, harness: Harness, failure: list[BaseException]
) -> Any:
    import inspect_ai
    from inspect_ai.dataset import Sample
    from inspect_ai.model import ChatMessageAssistant, ChatMessageSystem, ChatMessageUser, ModelOutput
    from inspect_ai.scorer import Score, Target, accuracy, grouped, scorer, stderr
    from inspect_ai.solver import TaskState, solver

    by_id = {item.id: item for item in asked}
    kinds = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}

    @solver(name="agora")  # type: ignore[untyped-decorator]
    def agora() -> Any:
        async def solve(state: TaskState, generate: Any) -> TaskState:
            item = by_id[str(state.sample_id)]
            row, said = book.rows.get(item.id), list[Message]()
            if row is None:
                row, said = await _answer(item, one, harness)
                try:
                    book.add(row)
                except AgoraError as error:
                    failure.append(error)
                    raise
            one.on_row(row)
            said = said or _retold(row)
            state.messages = [kinds[message["role"]](content=message["content"]) for message in said]
            state.output = ModelOutput.from_content(one.name, row.answer)
            return state

        return solve

    @scorer(metrics=[accuracy(), stderr(), grouped(accuracy(), "area")], name="verifier")  # type: ignore[untyped-decorator]
    def verifier() -> Any:
        async def score(state: TaskState, target: Target) -> Score:
            row = book.rows[str(state.sample_id)]
            return Score(value=row.right, answer=row.answer, explanation=row.reason or "right")

        return score

    samples = [
        Sample(
            id=item.id,
            input=item.task.message,
            target=_expected(item),
            metadata={
                "area": item.area,
                "family": item.family,
                "wording": item.task.wording,
                "seed": item.seed,
            },
        )
        for item in asked
    ]
    return inspect_ai.Task(dataset=samples, solver=agora(), scorer=verifier(), name=name.replace("/", "-"))


async def _answer(item: Item, one: Evaluation, harness: Harness) -> tuple[Row, list[Message]]:
    """Attempt an item; whatever fails is a wrong row, and never no row."""
    began = time.perf_counter()
    try:
        async with asyncio.timeout(_PATIENCE_S):
            if item.plain:
                made = await _plain(item, one)
            else:
                made = await harness.attempt(item.task, one.model, effort=one.effort, seed=one.seed + 1)
    except AgoraError as error:
        made = Attempt(error=str(error))
    except TimeoutError:
        made = Attempt(error=f"no answer within {_PATIENCE_S} s")
    except Exception as error:  # a defect of a tool or of the mind: shown, counted as wrong
        made = Attempt(error=f"{type(error).__name__}: {error}")
    if not made.seconds:
        made.seconds = time.perf_counter() - began
    said: list[Message] = []
    if made.exchanges:
        prompt, reply = made.exchanges[-1]
        said = [*prompt, {"role": "assistant", "content": reply}]
    return _row(item, made, _judge(item, made)), said


async def _plain(item: Item, one: Evaluation) -> Attempt:
    """Ask the model itself, without Agora's prompt and tools."""
    prompt: list[Message] = [
        {"role": "system", "content": _PLAIN},
        {"role": "user", "content": item.task.message},
    ]
    reply = await one.model.complete(prompt, max_tokens=_PLAIN_TOKENS, seed=one.seed + 1, plain=True)
    return Attempt(
        answer=reply.text.strip(),
        exchanges=[(prompt, reply.text)],
        tokens_in=reply.tokens_in,
        tokens_out=reply.tokens_out,
        seconds=reply.seconds,
    )


def _judge(item: Item, made: Attempt) -> Score:
    score = verify(item.task, made)
    if made.error or item.family:
        return score
    if item.accepted:
        right = mentions(item.accepted, made.answer)
        reason = "" if right else f"none of {list(item.accepted)} stands in it"
        return Score(int(right), reason, score.protocol)
    if made.thoughts:
        return Score(0, "code ran where words were due", score.protocol)
    fits = is_sane(made.answer) and not refuses(made.answer)
    return Score(int(fits), "" if fits else "it is no reply that a person would want", score.protocol)


def _row(item: Item, made: Attempt, score: Score) -> Row:
    task = item.task
    return Row(
        id=item.id, suite=item.suite, area=item.area, template=item.template, question=task.message,
        expected=_expected(item), answer=made.answer, right=score.value, family=item.family,
        language=task.language, kind=task.kind, plain=item.plain,
        earlier=[turn.message for turn in task.earlier], thoughts=[list(one) for one in made.thoughts],
        replies=made.replies, reason=score.reason, protocol=score.protocol or item.plain, error=made.error,
        coded=bool(made.thoughts), features=made.features, confidence=made.confidence, unsure=made.unsure,
        seconds=round(made.seconds, 3), tokens_in=made.tokens_in, tokens_out=made.tokens_out,
    )  # fmt: skip


def _expected(item: Item) -> str:
    if item.accepted:
        return " / ".join(item.accepted)
    return as_text(item.task.answer) if item.task.answer is not None else item.task.prose


def _retold(row: Row) -> list[Message]:
    """Return the conversation of a row from an earlier run, as far as it was kept."""
    said: list[Message] = [{"role": "user", "content": row.question}]
    return said + [{"role": "assistant", "content": reply} for reply in row.replies]
