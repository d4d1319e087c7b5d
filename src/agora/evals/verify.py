"""Whether an attempt did what its task asks; decided by code alone, from what the attempt left behind.

A verifier is strict where being kind would pay for guessing: code in prose that never ran, several answers
side by side, refusals and empty replies are wrong. It is kind about dress: thousands separators, units,
currency signs, brackets, upper case, ways to write a date. One that crashes fails the sample.
"""

import ast
import re
from dataclasses import dataclass

from agora.evals.answers import answers, normal
from agora.evals.harness import Attempt
from agora.evals.prose import asks_back, cannot, is_sane, refuses, speaks_of_judging
from agora.evals.task import Task
from agora.mind import parse
from agora.mind.protocol import Think

__all__ = ["Score", "follows_protocol", "verify"]


@dataclass(frozen=True)
class Score:
    """What an attempt is worth.

    Attributes:
        value: 1 for right, 0 for wrong.
        reason: why it is wrong; empty if right.
        protocol: every reply was prose, or exactly one block of Python that parses.
    """

    value: int
    reason: str = ""
    protocol: bool = True

    @property
    def right(self) -> bool:
        """It counts."""
        return self.value == 1


def verify(task: Task, attempt: Attempt) -> Score:
    """Return what an attempt at a task is worth.

    A verifier that raises makes the score 0, with the error as reason.
    """
    try:
        reason = _wrong(task, attempt)
    except Exception as error:  # whatever it is: a sample that cannot be judged is not right
        reason = f"its verifier failed: {type(error).__name__}: {error}"
    return Score(
        0 if reason else 1, reason, bool(attempt.replies) and all(map(follows_protocol, attempt.replies))
    )


def follows_protocol(reply: str) -> bool:
    """Whether a reply is prose without a loose call, or exactly one block of Python that parses.

    >>> [follows_protocol(text) for text in ("Paris.", "```python\\nanswer(4)\\n```", "answer(4)")]
    [True, True, False]
    """
    read = parse(reply, tools=("answer",))
    if not isinstance(read, Think):
        return bool(reply.strip()) and not re.search(r"^\s*answer\(", reply, re.MULTILINE)
    if not re.fullmatch(r"```python\n[^`]*(?:`(?!``)[^`]*)*\n```", reply.strip()):
        return False
    try:
        ast.parse(read.code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _wrong(task: Task, attempt: Attempt) -> str:
    """Return why an attempt is wrong, or nothing."""
    if attempt.error:
        return attempt.error
    if task.kind == "ask":
        return _wrong_question(task, attempt)
    if not attempt.answer.strip() and not attempt.by_thought:
        return "there is no answer"
    if task.verifier:
        return _wrong_puzzle(task, attempt)
    if task.kind == "decline":
        return _wrong_decline(task, attempt)
    return _wrong_state(task, attempt) or (
        _wrong_prose(task, attempt) if task.kind == "prose" else _wrong_answer(task, attempt)
    )


def _wrong_answer(task: Task, attempt: Attempt) -> str:
    if not attempt.by_thought and (reason := _unfit(attempt.answer, task)):
        return reason
    if task.answer is None:
        return "" if task.prose or attempt.by_thought else "no thought answered"
    if refuses(attempt.answer) and not refuses(str(task.answer)):
        return "it refused"
    given = attempt.value if attempt.by_thought else attempt.answer
    if not answers(task.answer, given, task.message):
        return f"expected {task.answer!r}, given {given!r}"
    return ""


def _wrong_prose(task: Task, attempt: Attempt) -> str:
    if attempt.by_thought or (attempt.thoughts and not task.thoughts):
        return "code ran where words were due"
    if task.answer is not None and not answers(task.answer, attempt.answer, task.message):
        return f"expected {task.answer!r}, given {attempt.answer!r}"
    if refuses(attempt.answer) and not refuses(task.prose):
        return "it refused"
    return _unfit(attempt.answer, task)


def _wrong_decline(task: Task, attempt: Attempt) -> str:
    if attempt.by_thought and not cannot(attempt.answer):
        return "it answered what it cannot know"
    if not cannot(attempt.answer) and not _like(attempt.answer, task.prose):
        return "it did not say that it cannot"
    return _unfit(attempt.answer, task)


def _wrong_question(task: Task, attempt: Attempt) -> str:
    if not attempt.asked and not asks_back(attempt.answer):
        return "it asked nothing back"
    if attempt.asked and task.person and task.answer is not None:
        return _wrong_state(task, attempt) or _wrong_answer(task, attempt)
    return _unfit(attempt.answer or " ".join(attempt.asked), task)


def _wrong_puzzle(task: Task, attempt: Attempt) -> str:
    from agora.evals import gym

    if not attempt.by_thought and (reason := _unfit(attempt.answer, task)):
        return reason
    given = attempt.value if attempt.by_thought else attempt.answer
    score = gym.score(task.verifier, given)
    return "" if score >= 1 else f"its verifier gave {score:g} to {given!r}"


def _wrong_state(task: Task, attempt: Attempt) -> str:
    for path, text in task.leaves.items():
        found = attempt.files.get(path)
        if found != text and (found is None or text is None or found.rstrip() != text.rstrip()):
            return f"the file {path!r} should be {_shown(text)}, and is {_shown(found)}"
    memories = [normal(memory) for memory in attempt.memories]
    for words in task.remembers:
        if not any(normal(words) in memory for memory in memories):
            return f"{words!r} was not remembered"
    for words in task.forgets:
        if any(normal(words) in memory for memory in memories):
            return f"{words!r} was not forgotten"
    return ""


def _unfit(text: str, task: Task) -> str:
    if not is_sane(text) and not (task.answer is not None and re.fullmatch(r"[\W\d]+", text)):
        return "it is empty, endless, or code that did not run"
    if speaks_of_judging(text) and not speaks_of_judging(task.message):
        return "it speaks to whoever judges it"
    return ""


def _like(text: str, prose: str) -> bool:
    """Whether a reply shares most of its longer words with the reference."""
    said, meant = (set(re.findall(r"\w{4,}", one.lower())) for one in (text, prose))
    return bool(said) and len(said & meant) >= 0.5 * len(said)


def _shown(text: str | None) -> str:
    return "gone" if text is None else repr(text if len(text) <= 120 else text[:120] + "…")
