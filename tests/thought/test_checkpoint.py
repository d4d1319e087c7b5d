"""What came after a checkpoint is counted, run again once, and forgotten with a new one."""

import pytest

from agora.thought import RecordedThought
from agora.thought.checkpoint import Checkpoint

SHORT = RecordedThought("x = recall(1)", 0.0, [("value", 1)])


def test_what_came_after_is_taken_once() -> None:
    checkpoint = Checkpoint(b"dump")
    checkpoint.add(SHORT, 1.0)
    assert checkpoint.take() == [SHORT]
    assert checkpoint == Checkpoint(b"dump")


def test_a_new_one_forgets_what_came_before() -> None:
    checkpoint = Checkpoint(b"dump")
    checkpoint.add(SHORT, 1.0)
    checkpoint.renew(b"later")
    assert checkpoint == Checkpoint(b"later")


@pytest.mark.parametrize(
    ("thought", "seconds", "far"),
    [
        (SHORT, 0.03, False),
        (SHORT, 0.06, True),
        (RecordedThought("x" * 40_000, 0.0), 0.0, False),
        (RecordedThought("x" * 70_000, 0.0), 0.0, True),
        (RecordedThought("recall(1)", 0.0, [("value", "x" * 70_000)]), 0.0, True),
    ],
    ids=["quick", "slow", "short", "long code", "long result"],
)
def test_it_is_far_by_time_or_by_text(thought: RecordedThought, seconds: float, far: bool) -> None:
    checkpoint = Checkpoint()
    checkpoint.add(thought, seconds)
    assert checkpoint.is_far is far


def test_thoughts_add_up() -> None:
    checkpoint = Checkpoint()
    for _ in range(2):
        assert not checkpoint.is_far
        checkpoint.add(SHORT, 0.03)
    assert checkpoint.is_far
