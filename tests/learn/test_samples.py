"""Samples: good rows become tokens, bad ones are counted and shown, and too many stop the run."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numpy")

from agora.errors import UsageError
from agora.learn.order import data_order, read_order, write_order
from agora.learn.recipe import Data
from agora.learn.samples import Sample, encode, read_samples, row_fault, shared_prefix


class Letters:
    """A tokenizer of characters; it counts what it is asked."""

    eos_token_id = 0

    def __init__(self) -> None:
        self.asked = 0
        self.backend_tokenizer = self

    def to_str(self) -> str:
        return "letters"

    def encode(self, text: str, add_special_tokens: bool) -> list[int]:
        self.asked += 1
        return [ord(char) for char in text]


def row(reply: str = "Ja.") -> dict[str, Any]:
    return {
        "messages": [
            {"role": "user", "content": "Ja?"},
            {"role": "assistant", "content": reply, "train": True},
        ]
    }


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in rows))
    return path


def test_targets_are_the_trained_replies_and_their_ends() -> None:
    sample = encode(Letters(), row())
    learnt = "".join(chr(t) for t, target in zip(sample.tokens, sample.targets, strict=True) if target)
    assert learnt == "Ja.<|im_end|>"


def test_a_text_is_learnt_whole() -> None:
    assert encode(Letters(), {"text": "ab"}) == Sample([97, 98, 0], [True] * 3)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ([1], "no JSON object"),
        ({}, "neither messages nor text"),
        ({"messages": []}, "neither"),
        ({"text": " "}, "empty"),
        ({"messages": [{"role": "wizard", "content": "x"}]}, "role"),
        ({"messages": [{"role": "user", "content": ""}]}, "no content"),
        ({"messages": [{"role": "user", "content": "Hi"}]}, "no message is marked train"),
        ({"messages": [{"role": "assistant", "content": "a", "train": 1}]}, "no message is marked train"),
        (row("Yes.<|im_end|>No."), "mark"),
    ],
)
def test_each_fault_is_named(bad: Any, why: str) -> None:
    assert why in row_fault(bad)


def test_bad_rows_are_counted_and_left_out_below_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "d", [row(), "{broken", row("x" * 500), row()])
    found = read_samples(path, Data(file="d", bad_share=0.5, max_tokens=300), Letters(), tmp_path / "c.npz")
    assert len(found.good) == 2
    assert [each.line for each in found.bad] == [2, 3]
    assert "no JSON" in found.bad[0].why
    assert "tokens" in found.bad[1].why


def test_too_many_bad_rows_stop_with_examples(tmp_path: Path) -> None:
    path = write(tmp_path / "d", [row(), "{broken", {}, {}, {}])
    with pytest.raises(UsageError) as told:
        read_samples(path, Data(file="d", bad_share=0.5), Letters(), tmp_path / "c.npz")
    assert "4 of the 5 rows" in str(told.value)
    assert "line 2: it is no JSON" in str(told.value)
    assert "and 1 more" in str(told.value)


@pytest.mark.parametrize("rows", [[], ["{"]])
def test_no_sample_at_all_is_refused(tmp_path: Path, rows: list[Any]) -> None:
    path = write(tmp_path / "d", rows)
    with pytest.raises(UsageError, match="holds no sample"):
        read_samples(path, Data(file="d", bad_share=1.0), Letters(), tmp_path / "c.npz")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gone"):
        read_samples(tmp_path / "gone", Data(file="gone"), Letters(), tmp_path / "c.npz")


def test_tokens_are_made_once_unless_the_data_change(tmp_path: Path) -> None:
    path, cache, limits = write(tmp_path / "d", [row(), row("Nein.")]), tmp_path / "c.npz", Data(file="d")
    letters = Letters()
    first = read_samples(path, limits, letters, cache)
    asked = letters.asked
    assert read_samples(path, limits, letters, cache) == first
    assert letters.asked == asked
    write(path, [row(), row("Doch.")])
    assert read_samples(path, limits, letters, cache).good[1] != first.good[1]


def test_what_samples_share_leaves_their_targets_alone() -> None:
    same = Sample([1, 2, 3], [False, True, True])
    assert shared_prefix([same, same]) == 1
    assert shared_prefix([Sample([1], [True])]) == 0


def test_each_sample_comes_once_a_pass_among_samples_of_like_length(tmp_path: Path) -> None:
    lengths = [(i * 37) % 101 + 1 for i in range(203)]
    order = data_order(lengths, 8, 2, seed=3)
    assert order == data_order(lengths, 8, 2, seed=3) != data_order(lengths, 8, 2, seed=4)
    for start in (0, 26):
        assert sorted(i for group in order[start : start + 26] for i in group) == list(range(203))
    padded = sum(max(lengths[i] for i in group) * len(group) for group in order)
    assert padded < 1.15 * 2 * sum(lengths)
    write_order(tmp_path / "order.npy", order)
    assert read_order(tmp_path / "order.npy") == order
