"""The samples of a run: read, checked, and turned into tokens once.

A row is `{"messages": [{"role", "content", "train": bool}, …]}`, of which only messages marked `train` are
learnt, or `{"text": "…"}`, of which everything is learnt. A row that is neither is bad: it is counted and
shown, and too large a share of bad rows stops the run before it began.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agora.errors import UsageError
from agora.learn.recipe import Data

__all__ = ["BadRow", "Sample", "Samples", "encode", "pieces", "read_samples", "row_fault", "shared_prefix"]

_MARKS = ("<|im_start|>", "<|im_end|>")
_SHOWN = 3


@dataclass(frozen=True)
class Sample:
    """One sample: its tokens, and for each whether it is to be learnt."""

    tokens: list[int]
    targets: list[bool]


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be learnt from: its number, from 1, and why."""

    line: int
    why: str


@dataclass(frozen=True)
class Samples:
    """What a file of samples holds.

    Attributes:
        good: in the order of the file.
        bad: left out.
        sha256: of the file.
    """

    good: list[Sample]
    bad: list[BadRow]
    sha256: str

    def facts(self) -> dict[str, Any]:
        """Return what a run records of its data."""
        return {
            "sha256": self.sha256,
            "samples": len(self.good),
            "bad_rows": len(self.bad),
            "tokens": sum(len(each.tokens) for each in self.good),
            "targets": sum(sum(each.targets) for each in self.good),
        }


def row_fault(row: Any) -> str:
    """Return what is wrong with a row; empty if nothing is.

    >>> row_fault({"messages": [{"role": "user", "content": "Hi"}]})
    'no message is marked train'
    """
    if not isinstance(row, dict):
        return "it is no JSON object"
    if isinstance(row.get("text"), str) and "messages" not in row:
        return "" if row["text"].strip() else "its text is empty"
    messages = row.get("messages")
    if not isinstance(messages, list) or not messages:
        return "it has neither messages nor text"
    for message in messages:
        if not isinstance(message, dict) or message.get("role") not in ("system", "user", "assistant"):
            return "a message has no role of system, user or assistant"
        if not isinstance(message.get("content"), str) or not message["content"]:
            return "a message has no content"
        if any(mark in message["content"] for mark in _MARKS):
            return "a message holds a mark that ends messages"
    return "" if any(message.get("train") is True for message in messages) else "no message is marked train"


def encode(tokenizer: Any, row: dict[str, Any]) -> Sample:
    """Return the tokens of a good row; of messages, the trained replies and their ends are targets."""

    def pieces(text: str) -> list[int]:
        return list(tokenizer.encode(text, add_special_tokens=False))

    if "text" in row:
        tokens = [*pieces(row["text"]), tokenizer.eos_token_id]
        return Sample(tokens, [True] * len(tokens))
    tokens, targets = [], []
    for message in row["messages"]:
        learnt = message.get("train") is True
        for text, target in (
            (f"<|im_start|>{message['role']}\n", False),
            (message["content"] + "<|im_end|>", learnt),
            ("\n", False),
        ):
            piece = pieces(text)
            tokens += piece
            targets += [target] * len(piece)
    return Sample(tokens, targets)


def read_samples(path: Path, limits: Data, tokenizer: Any, cache: Path) -> Samples:
    """Read the samples of a file; the tokens are kept in `cache` and taken from there the next time.

    Raises:
        UsageError: the file cannot be read, holds no good row, or too large a share of bad ones.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"The data {path} cannot be read.", why=f"{error.strerror}.", fix="See data.file in the recipe."
        ) from None
    digest = hashlib.sha256(content).hexdigest()
    key = hashlib.sha256(
        f"{digest} {limits.max_tokens} {limits.samples} {tokenizer.backend_tokenizer.to_str()}".encode()
    ).hexdigest()
    if (kept := _cached(cache, key, digest)) is not None:
        return kept
    good: list[Sample] = []
    bad: list[BadRow] = []
    for number, line in enumerate(content.splitlines(), 1):
        if limits.samples and len(good) >= limits.samples:
            break
        row, fault = _row(line)
        sample = None if fault else encode(tokenizer, row)
        if sample is not None and len(sample.tokens) > limits.max_tokens:
            fault = f"it has {len(sample.tokens)} tokens, more than data.max_tokens"
        if sample is None or fault:
            bad.append(BadRow(number, fault))
        else:
            good.append(sample)
    _check(path, good, bad, limits)
    samples = Samples(good, bad, digest)
    _keep(cache, key, samples)
    return samples


def shared_prefix(samples: Sequence[Sample]) -> int:
    """Return how many first tokens all samples share, at least one of each left over, none of them a target.

    >>> shared_prefix([Sample([1, 2, 3], [False, False, True]), Sample([1, 2, 4], [False, False, True])])
    2
    """
    first = samples[0].tokens
    most = min(each.targets.index(True) for each in samples)
    length = 0
    while length < most and all(each.tokens[length] == first[length] for each in samples):
        length += 1
    return length


def pieces(samples: Sequence[Sample], tokens: int) -> list[list[Sample]]:
    """Cut a list of samples into pieces of at most so many tokens, padding included, or of one sample.

    >>> short, long = Sample([1] * 3, [True] * 3), Sample([1] * 9, [True] * 9)
    >>> [len(piece) for piece in pieces([short, short, long, short], tokens=10)]
    [2, 1, 1]
    """
    out: list[list[Sample]] = []
    longest = 0
    for sample in samples:
        longest = max(longest, len(sample.tokens))
        if not out or longest * (len(out[-1]) + 1) > tokens:
            out.append([])
            longest = len(sample.tokens)
        out[-1].append(sample)
    return out


def _row(line: bytes) -> tuple[Any, str]:
    try:
        row = json.loads(line)
    except ValueError:
        return None, "it is no JSON"
    return row, row_fault(row)


def _check(path: Path, good: list[Sample], bad: list[BadRow], limits: Data) -> None:
    shown = "; ".join(f"line {each.line}: {each.why}" for each in bad[:_SHOWN])
    more = f"; and {len(bad) - _SHOWN} more" if len(bad) > _SHOWN else ""
    if not good:
        raise UsageError(
            f"The data {path} holds no sample.", why=f"{shown}{more}." if bad else "It is empty."
        )
    share = len(bad) / (len(bad) + len(good))
    if share > limits.bad_share:
        raise UsageError(
            f"{len(bad)} of the {len(bad) + len(good)} rows of {path} are bad ({share:.1%}; "
            f"data.bad_share allows {limits.bad_share:.1%}).",
            why=f"{shown}{more}.",
            fix="Mend the rows, or raise data.bad_share in the recipe.",
        )


def _keep(cache: Path, key: str, samples: Samples) -> None:
    import numpy

    part = cache.with_name("part." + cache.name)
    numpy.savez(
        part,
        key=numpy.array(key),
        lengths=numpy.array([len(each.tokens) for each in samples.good], numpy.int32),
        tokens=numpy.concatenate([numpy.array(each.tokens, numpy.int32) for each in samples.good]),
        targets=numpy.concatenate([numpy.array(each.targets, bool) for each in samples.good]),
        bad=numpy.array(json.dumps([[each.line, each.why] for each in samples.bad])),
    )
    part.replace(cache)


def _cached(cache: Path, key: str, digest: str) -> Samples | None:
    import numpy

    if not cache.is_file():
        return None
    with numpy.load(cache) as kept:
        if str(kept["key"]) != key:
            return None
        ends = numpy.cumsum(kept["lengths"])[:-1]
        tokens, targets = (numpy.split(kept[name], ends) for name in ("tokens", "targets"))
        bad = [BadRow(line, why) for line, why in json.loads(str(kept["bad"]))]
    good = [Sample(t.tolist(), m.tolist()) for t, m in zip(tokens, targets, strict=True)]
    return Samples(good, bad, digest)
