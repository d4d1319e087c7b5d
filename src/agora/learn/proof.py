"""Proof that the engine uses an adapter, and as the trainer meant it.

An adapter that is not applied, applied with another scale, or with rows in the wrong order still gives fluent
text. So the trainer's next-token log-probabilities on a dozen prompts, of the base and of the adapted model,
are kept as a reference, and the embedded engine's are compared with them.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from agora.errors import ModelError, UsageError
from agora.evals.families import load
from agora.evals.harness import script
from agora.learn.base import open_start
from agora.learn.recipe import Recipe
from agora.learn.samples import encode
from agora.mind.prompt import TRAINED
from agora.models.embedded import Engine

__all__ = [
    "Point",
    "Proof",
    "distance",
    "likeliest",
    "make_reference",
    "predicted",
    "prove",
    "read_reference",
    "write_reference",
]

# Prompts that are compared, each ending where, of so many places in a reply, the adapted trainer is least
# sure: of what it is sure of it stays sure, even with rows in the wrong order.
_PROMPTS = 12
_PLACES = 8

# Tokens of a reply that are the same in every thought: the fence, the language, a line's end, "answer(".
_OPENING = 6

# Next tokens of each whose log-probability is kept; of those, the likely ones (p > 1 %) are compared.
_KEPT = 10
_LIKELY = -4.6

# How far, in nats, the engine may be from the trainer on likely tokens: it computes with 4-bit weights and
# 8-bit activations. What the base is away, the adapted model is too; an adapter laid on rightly adds hardly
# anything (shipped ones were 0.4 to 1.2 times as far), rows in the wrong order nearly double it.
_MOST_GAP = 0.3
_MOST_RATIO = 1.5

# The adapted engine must be so many times nearer to the adapted trainer than to the base.
_LEAST_RATIO = 3.0

# So many of the engine's likeliest tokens are looked at; one that is not among them counts as this likely.
_ASKED = 200
_ABSENT = -20.0


@dataclass(frozen=True)
class Point:
    """What the trainer predicts after a prompt.

    Attributes:
        tokens: of the prompt.
        base: likeliest next tokens of the base, with their log-probabilities.
        adapted: the same with the adapter.
    """

    tokens: list[int]
    base: dict[int, float]
    adapted: dict[int, float]


@dataclass(frozen=True)
class Proof:
    """How far engine and trainer are apart, in nats: means over the likely next tokens of all prompts.

    Attributes:
        prompts: that were compared.
        base: the engine with the adapter at weight 0, from the trainer's base.
        adapted: the engine with the adapter, from the trainer with it.
        moved: the engine with the adapter, from the trainer's base.
    """

    prompts: int
    base: float
    adapted: float
    moved: float

    @property
    def faults(self) -> list[str]:
        """What is wrong; nothing, if the proof holds.

        >>> Proof(12, base=0.09, adapted=0.11, moved=2.4).faults
        []
        >>> Proof(12, base=0.09, adapted=2.2, moved=0.09).faults[-1]
        'with the adapter it is 0.09 nats from the base and 2.20 from the adapted trainer: it is not applied'
        """
        found = []
        allowed = min(_MOST_GAP, _MOST_RATIO * self.base)
        for name, gap, most in (("without", self.base, _MOST_GAP), ("with", self.adapted, allowed)):
            if gap > most:
                away = f"{gap:.2f} nats from the trainer; {most:.2f} are allowed"
                found.append(f"{name} the adapter the engine is {away}")
        if self.moved < _LEAST_RATIO * self.adapted:
            found.append(
                f"with the adapter it is {self.moved:.2f} nats from the base and {self.adapted:.2f} from "
                "the adapted trainer: it is not applied"
            )
        return found

    def check(self, adapter: Path) -> None:
        """Raise unless the proof holds.

        Raises:
            ModelError: the engine does not use the adapter as it was trained.
        """
        if self.faults:
            raise ModelError(
                f"The engine does not use {adapter.name} as it was trained.",
                why="; ".join(self.faults) + ".",
                fix="Was it trained on this very base? Then export it again.",
            )


def prove(engine: Engine, reference: Sequence[Point]) -> Proof:
    """Compare an engine that has an adapter with the trainer; the adapter's weight is 1 afterwards.

    Raises:
        ModelError: the engine has no adapter, or does not answer.
    """
    engine.weigh(0.0)
    base = [distance(predicted(engine, point.tokens), point.base) for point in reference]
    engine.weigh(1.0)
    given = [predicted(engine, point.tokens) for point in reference]
    adapted = [distance(now, point.adapted) for now, point in zip(given, reference, strict=True)]
    moved = [distance(now, point.base) for now, point in zip(given, reference, strict=True)]
    count = len(reference)
    return Proof(count, *(round(sum(gaps) / count, 4) for gaps in (base, adapted, moved)))


def make_reference(recipe: Recipe, run: Path) -> list[Point]:
    """Return what the trainer predicts with and without a run's adapter; needs torch, and half a minute.

    The prompts are tasks in wordings that are kept for validation.

    Args:
        recipe: of the run.
        run: its folder, in which `adapter/` is.

    Raises:
        ModelError: torch is not installed, or the base cannot be opened.
    """
    start = open_start(recipe.model, recipe.seed)

    import torch
    from safetensors.torch import load_file

    from agora.learn.llama import Llama

    model = Llama(start.config, start.weights, torch.float32, recipe.lora.rank, recipe.lora.alpha)

    def predict(tokens: list[int]) -> dict[int, float]:
        return likeliest(model.log_chances(torch.tensor(tokens)))

    def lay_on(weights: dict[str, Any]) -> None:
        model.begin_from(weights)
        for layer in model.layers_to_refresh():
            model.refresh(layer)

    trained = load_file(run / "adapter" / "adapter_model.safetensors")
    lay_on(trained)
    adapted = []
    for places in _prompts(start.tokenizer):
        tried = [(tokens, predict(tokens)) for tokens in places]
        adapted.append(min(tried, key=lambda each: max(each[1].values())))
    lay_on({name: torch.zeros_like(weight) for name, weight in trained.items()})  # which changes nothing
    return [Point(tokens, predict(tokens), chances) for tokens, chances in adapted]


def write_reference(path: Path, reference: Sequence[Point], proof: Proof, adapter: str) -> None:
    """Write a reference and what the engine made of it.

    Args:
        path: the file; it belongs beside the adapter.
        reference: of the trainer.
        proof: of the engine.
        adapter: SHA-256 of the adapter's file.
    """
    head = {"adapter": adapter, "nats": asdict(proof)}
    lines = ",\n".join(json.dumps(asdict(point)) for point in reference)
    path.write_text(f'{json.dumps(head)[:-1]}, "points": [\n{lines}\n]}}\n', encoding="utf-8")


def read_reference(path: Path) -> list[Point]:
    """Read what `write_reference` wrote.

    Raises:
        UsageError: there is none, or it is damaged.
    """
    try:
        points = json.loads(path.read_text(encoding="utf-8"))["points"]
        return [Point(each["tokens"], _whole(each["base"]), _whole(each["adapted"])) for each in points]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path} holds no reference of a trainer.", why=f"{type(error).__name__}: {error}.",
            fix="`agora learn export` writes one beside the adapter.",
        ) from None  # fmt: skip


def _whole(chances: dict[str, float]) -> dict[int, float]:
    return {int(token): float(chance) for token, chance in chances.items()}


def _prompts(tokenizer: Any) -> list[list[list[int]]]:
    """Return beginnings of conversations that end inside a reply: for each, at several places.

    A thought opens with the same few tokens whatever is asked. Past them the next one depends on the message,
    which only attention brings: there rows in the wrong order show.
    """
    families = [one for _, one in sorted(load().items())]
    prompts = []
    for number in range(_PROMPTS):
        task = families[number * len(families) // _PROMPTS].task("validation", number)
        sample = encode(tokenizer, {
            "messages": [
                {"role": "system", "content": TRAINED},
                {"role": "user", "content": task.message},
                {"role": "assistant", "content": script(task)[0], "train": True},
            ]
        })  # fmt: skip
        begin, end = sample.targets.index(True), len(sample.tokens) - 1
        ends = sorted({min(begin + _OPENING + 3 * place, end) for place in range(_PLACES)})
        prompts.append([sample.tokens[:each] for each in ends])
    return prompts


def likeliest(chances: Any) -> dict[int, float]:
    """Return the likeliest next tokens of a trainer's log-probabilities."""
    top = chances.topk(min(_KEPT, len(chances)))
    return {int(token): round(float(chance), 4) for chance, token in zip(*top, strict=True)}


def predicted(engine: Engine, tokens: list[int]) -> dict[int, float]:
    """Return the engine's likeliest next tokens, with their log-probabilities.

    None, if the likeliest is part of a letter, of which the engine tells nothing before it has the rest.
    """
    reply = engine.ask("/completion", {
        "prompt": tokens, "n_predict": 1, "temperature": 0, "n_probs": _ASKED, "cache_prompt": False,
    })  # fmt: skip
    told = reply.get("completion_probabilities") or [{"top_logprobs": []}]
    return {each["id"]: each["logprob"] for each in told[0]["top_logprobs"]}


def distance(given: dict[int, float], expected: dict[int, float]) -> float:
    """Return how far an engine's next tokens are from a trainer's, in nats: a mean over the likely ones."""
    first = max(expected, key=expected.__getitem__)
    likely = {token: chance for token, chance in expected.items() if chance > _LIKELY or token == first}
    return sum(abs(given.get(token, _ABSENT) - chance) for token, chance in likely.items()) / len(likely)
