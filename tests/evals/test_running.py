"""An evaluation keeps every row, counts errors as wrong, goes on where it stopped, and opens in inspect."""

import asyncio
import json
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from agora.errors import ModelError, UsageError
from agora.evals.harness import fence
from agora.evals.results import Book, Row, read_run
from agora.evals.running import Evaluation, run
from agora.evals.suites import Item, items
from agora.evals.task import Task
from agora.mind.prompt import TRAINED
from agora.models import Message, ModelReply

pytest.importorskip("inspect_ai")


class Told:
    """A model that replies as a function of the last message tells it to."""

    name, context_window, takes_grammar, trained = "told", 8192, False, True
    price_in = price_out = 0.0
    calibration = None

    def __init__(self, tell: Callable[[str], str]) -> None:
        self._tell = tell
        self.prompts: list[list[Message]] = []

    async def complete(self, messages: Sequence[Message], **options: Any) -> ModelReply:
        self.prompts.append(list(messages))
        text = self._tell(messages[-1]["content"])
        return ModelReply(text, self.name, "stop", 10, 5, 0.01)

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        return 10

    async def close(self) -> None:
        pass


def sums(count: int) -> list[Item]:
    return [
        Item(
            f"sums/{n}",
            "sums",
            "even" if n % 2 == 0 else "odd",
            "sum",
            Task(f"{n} + {n}", answer=2 * n, wording="w"),
        )
        for n in range(count)
    ]


def compute(message: str) -> str:
    return fence(f"answer({message})")


def evaluate(folder: Path, tell: Callable[[str], str], asked: list[Item], **more: Any) -> tuple[Any, Told]:
    model = Told(tell)
    done = asyncio.run(run(Evaluation(model, "told", asked, folder, ["sums"], at_once=2, **more)))
    return done, model


def test_rows_and_logs_hold_every_answer(tmp_path: Path) -> None:
    seen: list[str] = []
    done, _ = evaluate(tmp_path, compute, sums(5), on_row=lambda row: seen.append(row.id))
    assert sorted(seen) == [f"sums/{n}" for n in range(5)]
    assert [done.rows[f"sums/{n}"].right for n in range(5)] == [1] * 5
    row = done.rows["sums/3"]
    assert (row.answer, row.thoughts, row.coded, row.protocol) == (
        "6",
        [["answer(3 + 3)", "", ""]],
        True,
        True,
    )
    from inspect_ai.log import read_eval_log

    log = read_eval_log(str(next((tmp_path / "logs").glob("*.eval"))))
    assert log.status == "success"
    assert len(log.samples) == 5
    assert all(sample.scores["verifier"].value == 1 for sample in log.samples)
    assert any("answer(3 + 3)" in message.text for sample in log.samples for message in sample.messages)


def test_whatever_fails_is_counted_as_wrong(tmp_path: Path) -> None:
    def tell(message: str) -> str:
        if message == "1 + 1":
            raise ModelError("The endpoint is gone.")
        if message == "2 + 2":
            raise ZeroDivisionError("a defect")
        return compute(message) if message == "3 + 3" else fence("answer(0)")

    done, _ = evaluate(tmp_path, tell, sums(4)[1:])
    assert {row.id: row.right for row in done.rows.values()} == {"sums/1": 0, "sums/2": 0, "sums/3": 1}
    assert "gone" in done.rows["sums/1"].error
    assert "a defect" in done.rows["sums/2"].error


def test_an_interrupted_run_goes_on_and_asks_nothing_twice(tmp_path: Path) -> None:
    evaluate(tmp_path, compute, sums(3))
    with (tmp_path / "rows.jsonl").open("a") as file:
        file.write('{"id": "sums/3", "suite"')  # killed while it wrote
    done, model = evaluate(tmp_path, compute, sums(6))
    assert len(model.prompts) == 3
    assert sorted(done.rows) == [f"sums/{n}" for n in range(6)]
    lines = (tmp_path / "rows.jsonl").read_text().splitlines()
    assert len([json.loads(line) for line in lines]) == 6


def test_an_interrupt_ends_the_run_and_keeps_its_rows(tmp_path: Path) -> None:
    def tell(message: str) -> str:
        if message == "3 + 3":
            signal.raise_signal(signal.SIGINT)
        return compute(message)

    with pytest.raises(KeyboardInterrupt):
        evaluate(tmp_path, tell, sums(6))
    kept = read_run(tmp_path).rows
    assert 1 <= len(kept) < 6
    done, model = evaluate(tmp_path, compute, sums(6))
    assert len(model.prompts) == 6 - len(kept)
    assert sum(row.right for row in done.rows.values()) == 6


def test_another_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    evaluate(tmp_path, compute, sums(1))
    with pytest.raises(UsageError, match="its seed is 0"):
        evaluate(tmp_path, compute, sums(1), seed=1)


def test_a_result_that_cannot_be_saved_fails_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Book, row: Row) -> None:
        raise UsageError("The results cannot be written.")

    monkeypatch.setattr(Book, "add", full)
    with pytest.raises(UsageError, match="cannot be written"):
        evaluate(tmp_path, compute, sums(2))


def test_a_full_disk_is_said_kindly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book(tmp_path, {"run": {}, "model": "m"})

    def fsync(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(UsageError, match="No space left"):
        book.add(Row("a", "s", "a", "t", "q", "e", "a", 1))
    book.close()


def test_without_tools_means_no_prompt_of_agora_s(tmp_path: Path) -> None:
    asked = items("knowledge", limit=2)
    done, model = evaluate(tmp_path, lambda message: "The capital is Paris, or Tokyo.", asked)
    assert [row.right for row in done.rows.values()] == [1, 1]
    assert all(row.plain and not row.coded for row in done.rows.values())
    assert not any(TRAINED in message["content"] for prompt in model.prompts for message in prompt)


def test_words_where_words_are_due(tmp_path: Path) -> None:
    talk = [item for item in items("free") if item.area == "prose"][:3]
    replies = {
        talk[0].task.message: "Good evening to you, too!",
        talk[1].task.message: fence("answer('fine')"),
        talk[2].task.message: "",
    }
    done, _ = evaluate(tmp_path, lambda message: replies.get(message, ""), talk)
    assert [done.rows[item.id].right for item in talk] == [1, 0, 0]


def test_a_folder_without_a_run_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no run"):
        read_run(tmp_path)
