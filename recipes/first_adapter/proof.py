"""Prove that the engine really uses the adapter, and as the trainer meant it.

    python -m recipes.first_adapter.proof MODEL.gguf ADAPTER.gguf trainer_logprobs.json

An adapter that is not applied, applied with a wrong scale, or with rows in the wrong order still gives fluent
text. So the engine's probabilities are compared with the trainer's on the same tokens, with and without it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from .engine import Engine

__all__ = ["gap", "gaps"]


def gap(engine: Engine, tokens: list[int], expected: dict[str, float]) -> float:
    """Return the mean difference of log-probability, in nats, over the trainer's likely tokens (p > 1 %)."""
    reply: Any = engine.complete(tokens, 1, n_probs=200)
    given = {str(p["id"]): p["logprob"] for p in reply["completion_probabilities"][0]["top_logprobs"]}
    likely = {token: logprob for token, logprob in expected.items() if logprob > -4.6}
    return sum(abs(given.get(token, -20.0) - logprob) for token, logprob in likely.items()) / len(likely)


def gaps(model: Path, adapter: Path | None, compared: list[dict[str, Any]]) -> dict[str, float]:
    """Return the engine's mean gap to the trainer's base model and to the trainer's adapted model."""
    with Engine(model, adapter) as engine:
        return {
            kind: sum(gap(engine, row["tokens"], row[kind]) for row in compared) / len(compared)
            for kind in ("base", "adapted")
        }


if __name__ == "__main__":
    base, lora, reference = map(Path, sys.argv[1:])
    rows = json.loads(reference.read_text())
    print("engine without adapter:", gaps(base, None, rows))
    print("engine with adapter:   ", gaps(base, lora, rows))
