"""A recipe: one readable TOML file that says how a model is made.

    name = "agora-135m"
    method = "lora"

    [model]
    base = "smollm2-135m"

    [data]
    file = "train.jsonl"

    [training]
    batch = 16
    rate = 1e-3

`method = "lora"` lays an adapter over an existing model; `method = "full"` trains every weight, of an
existing model (`model.base`) or of a new one that `[model.config]` describes.
"""

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from agora.errors import UsageError, nearest

__all__ = ["Config", "Data", "Gate", "Lora", "ModelChoice", "Recipe", "Training", "read_recipe"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Config(_Section):
    """The shape of a new model of the Llama kind."""

    hidden: int = Field(gt=0)
    """Width of the residual stream."""
    layers: int = Field(gt=0)
    heads: int = Field(gt=0)
    key_heads: int = Field(gt=0)
    """Heads of keys and values; `heads` is a multiple of it."""
    inner: int = Field(gt=0)
    """Width inside the feed-forward part."""
    window: int = Field(default=2048, gt=0)
    """Longest text, in tokens."""

    @model_validator(mode="after")
    def _divides(self) -> "Config":
        if self.hidden % (2 * self.heads) or self.heads % self.key_heads:
            raise ValueError(
                f"hidden ({self.hidden}) must be a multiple of 2 * heads ({self.heads}), "
                f"and heads a multiple of key_heads ({self.key_heads})"
            )
        return self


class ModelChoice(_Section):
    """What is trained."""

    base: str = ""
    """A name out of `agora models`, a GGUF file, or a folder with `config.json` and safetensors."""
    config: Config | None = None
    """Instead of `base`: a new model."""
    tokenizer: str = ""
    """For a new model: a name, file or folder as for `base`, whose tokenizer it takes."""

    @model_validator(mode="after")
    def _one(self) -> "ModelChoice":
        if bool(self.base) == (self.config is not None):
            raise ValueError("give either base or config, and not both")
        if bool(self.tokenizer) != (self.config is not None):
            raise ValueError("a new model (config), and only that, needs tokenizer")
        return self


class Lora(_Section):
    """The adapter, which lies on every linear layer of every block."""

    rank: int = Field(default=32, gt=0)
    alpha: float = Field(default=64, gt=0)
    """The product of its two matrices is scaled by `alpha / rank`."""
    start: str = ""
    """An adapter (GGUF) of the same base, rank and alpha to go on from; relative to the recipe's folder."""


class Data(_Section):
    """What is learnt from."""

    file: str
    """Samples, one JSON object a line; relative to the recipe's folder."""
    samples: int = Field(default=0, ge=0)
    """Take the first so many good rows; 0 takes all."""
    bad_share: float = Field(default=0.01, ge=0, le=1)
    """Stop if a larger share of the rows is bad."""
    max_tokens: int = Field(default=1024, gt=1)
    """A longer sample counts as bad."""


class Training(_Section):
    """How it is learnt."""

    batch: int = Field(default=16, gt=0)
    """Samples of one step."""
    epochs: int = Field(default=1, gt=0)
    """Passes over the data."""
    steps: int = Field(default=0, ge=0)
    """Stop after so many, the learning rate decaying to that end; 0 means the passes decide."""
    rate: float = Field(default=1e-3, gt=0)
    """Highest learning rate."""
    warmup: float = Field(default=0.03, ge=0, le=1)
    """Share of the steps in which the rate rises."""
    floor: float = Field(default=0.05, ge=0, le=1)
    """Share of the highest rate that is left at the end of its decay along a cosine."""
    weight_decay: float = Field(default=0.0, ge=0)
    clip: float = Field(default=1.0, gt=0)
    """Longest gradient."""
    precision: Literal["auto", "bfloat16", "float32"] = "auto"
    """Of the products; `auto` measures at the start which is faster here. Weights stay in float32."""
    workers: int = Field(default=0, ge=0)
    """Threads, each with its share of a batch; 0 takes one for each core."""
    checkpoint_minutes: float = Field(default=5, ge=0)
    """At least so far apart; 0 writes one after every step."""
    keep_every: int = Field(default=0, ge=0)
    """Keep a checkpoint of every so many steps for good, so that others can train any part of the run again;
    0 keeps the last two only."""


class Gate(_Section):
    """What an adapter must reach to be shipped, beside the one that it would replace."""

    wanted: list[str] = Field(default=["wordings", "families"], min_length=1)
    """Suites of `agora eval` in which it must be better: the 95 % interval of the difference above 0."""
    guarded: list[str] = ["free", "no_code", "decline", "ask", "knowledge"]
    """Suites in which it must not be worse by more than `margin`."""
    margin: float = Field(default=0.02, ge=0, le=1)
    """Share of a suite's items by which it may fall; a fall that is within noise is allowed too."""
    items: int = Field(default=200, ge=0)
    """Of each suite, at most; 0 takes all."""
    least_items: int = Field(default=30, gt=0)
    """A suite with fewer tells nothing, and is not passed."""
    seed: int = Field(default=0, ge=0)
    """Of the tasks."""


class Recipe(_Section):
    """How a model is made."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    method: Literal["lora", "full"]
    seed: int = Field(default=1, ge=0)
    model: ModelChoice
    lora: Lora = Lora()
    data: Data
    training: Training = Training()
    gate: Gate = Gate()

    @model_validator(mode="after")
    def _fits(self) -> "Recipe":
        if self.method == "lora" and not self.model.base:
            raise ValueError('method "lora" needs model.base: an adapter lies over an existing model')
        if self.method == "full" and "lora" in self.model_fields_set:
            raise ValueError('the section lora belongs to method "lora" only')
        return self


def read_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises:
        UsageError: there is none, it is no TOML, or a key is unknown, missing or has a value that is not
            allowed; the message says which key and what is allowed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The recipe {path} cannot be read.", why=str(error)) from None
    return parse_recipe(text, str(path))


def parse_recipe(text: str, place: str) -> Recipe:
    """Return the recipe that `text` holds; `place` names it in errors.

    >>> parse_recipe('name = "x"\\nmethod = "dance"\\n[model]\\nbase = "m"\\n[data]\\nfile = "f"', "x.toml")
    Traceback (most recent call last):
    agora.errors.UsageError: The recipe x.toml is broken. method = 'dance': input should be 'lora' or 'full'.
    """
    try:
        return Recipe.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"The recipe {place} is no valid TOML.", why=f"{error}.") from None
    except ValidationError as error:
        whys = [_said(each) for each in error.errors()]
        raise UsageError(f"The recipe {place} is broken.", why=" ".join(whys)) from None


def _said(fault: Any) -> str:
    """Say in a sentence which key is at fault, and what is allowed."""
    place = [str(part) for part in fault["loc"]]
    key, message = ".".join(place), str(fault["msg"])
    if fault["type"] == "extra_forbidden":
        allowed = _keys(place[:-1])
        known = nearest(place[-1], allowed) or f"Allowed: {', '.join(allowed)}."
        return f"There is no key {key!r}. {known}"
    if fault["type"] == "missing":
        return f"The key {key!r} is missing."
    message = message.removeprefix("Value error, ")
    if not key:
        return f"{message[:1].upper()}{message[1:]}."
    shown = "" if isinstance(fault["input"], dict) else f" = {fault['input']!r}"
    return f"{key}{shown}: {message[:1].lower()}{message[1:]}."


def _keys(sections: list[str]) -> list[str]:
    """Return the keys that a section of a recipe may hold."""
    model: type[BaseModel] = Recipe
    for section in sections:
        inner: dict[str, type[BaseModel]] = {
            "model": ModelChoice,
            "lora": Lora,
            "data": Data,
            "training": Training,
            "config": Config,
            "gate": Gate,
        }
        model = inner[section]
    return list(model.model_fields)
