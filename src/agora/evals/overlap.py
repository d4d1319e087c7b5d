"""How much of an evaluation stands, word for word, in the training data.

    python -m agora.evals.overlap train.jsonl battery.jsonl …

A question overlaps if it shares eight words in a row with a training message; a shorter one, if all of it
stands in one, or is one where it has less than four words. Numbers count as they are: "15% of 80?" and
"20% of 60?" are different questions of one kind, and that the kind is trained on is no overlap.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Asked", "Overlap", "overlap"]

# As in the usual checks of what a model was trained on.
_WORDS = 8

# A question of so many words may stand inside a message; "Why?" stands in many.
_LEAST_WORDS = 4


@dataclass(frozen=True)
class Overlap:
    """What an evaluation shares with training data.

    Attributes:
        questions: of the evaluation.
        same: of which so many are, as a whole, a training message.
        shared: those that share a run of words, the same ones included.
    """

    questions: int
    same: int
    shared: list[str]

    def __str__(self) -> str:
        share = len(self.shared) / max(1, self.questions)
        found = f"{self.same} the same, {len(self.shared)} share {_WORDS} words ({share:.1%})"
        return f"{self.questions} questions: {found}"


class Asked:
    """Questions of evaluations, which no training message may hold.

    >>> asked = Asked(["Who wrote Faust?", "Which year is a leap year?"])
    >>> "who wrote Faust" in asked, "Hi! Which year is a leap year? Thanks." in asked
    (True, True)
    """

    def __init__(self, questions: Iterable[str], *, words: int = _WORDS) -> None:
        self._count, self._lengths = words, set[int]()
        self._whole, self._runs = set[tuple[str, ...]](), set[tuple[str, ...]]()
        for question in questions:
            said = _words(question)
            self._whole.add(said)
            self._runs.update(_runs(said, words))
            if _LEAST_WORDS <= len(said) < words:
                self._lengths.add(len(said))

    def __contains__(self, message: str) -> bool:
        said = _words(message)
        return (
            said in self._whole
            or any(run in self._runs for run in _runs(said, self._count))
            or any(run in self._whole for length in self._lengths for run in _runs(said, length))
        )


def overlap(training: Iterable[str], questions: Sequence[str], *, words: int = _WORDS) -> Overlap:
    """Compare questions with training messages.

    Args:
        training: the messages.
        questions: of the evaluation.
        words: a run of so many makes an overlap.

    >>> print(overlap(["What is 2 plus 2?", "Who is it?"], ["what is 2 plus 2", "Why?"]))
    2 questions: 1 the same, 1 share 8 words (50.0%)
    """
    asked = {question: _words(question) for question in questions}
    lengths = {len(said) for said in asked.values() if _LEAST_WORDS <= len(said) < words} | {words}
    whole, runs = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for text in training:
        said = _words(text)
        whole.add(said)
        for length in lengths:
            runs.update(_runs(said, length))
    same = {question for question, said in asked.items() if said in whole}
    shared = {
        question
        for question, said in asked.items()
        if said in runs or any(run in runs for run in _runs(said, words))
    }
    return Overlap(len(questions), len(same), sorted(same | shared))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))


def _runs(said: tuple[str, ...], words: int) -> Iterable[tuple[str, ...]]:
    return (said[start : start + words] for start in range(len(said) - words + 1))


def _messages(path: Path) -> list[str]:
    """Return what people say in a file of samples or of questions."""
    text = path.read_text(encoding="utf-8")
    rows = json.loads(text)["examples"] if path.suffix == ".json" else map(json.loads, text.splitlines())
    found = list[str]()
    for row in rows:
        said = [message["content"] for message in row.get("messages", []) if message["role"] == "user"]
        found += said or [row.get("question") or row.get("input")]
    return found


def main() -> int:
    """Report the overlap of each battery with the training data."""
    parser = argparse.ArgumentParser(prog="python -m agora.evals.overlap", description=__doc__)
    parser.add_argument("training", type=Path)
    parser.add_argument("batteries", type=Path, nargs="+")
    options = parser.parse_args()
    training = _messages(options.training)
    for battery in options.batteries:
        found = overlap(training, _messages(battery))
        print(f"{battery.name}: {found}")
        for question in found.shared[:5]:
            print(f"    {question[:100]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
