"""The parts of a model that the Model Openness Framework names, and where a folder keeps each.

The list is that of the Linux Foundation's Model Openness Tool, with its classes: III (open model), II (open
tooling), I (open science). A pattern is matched against a file's path in the folder, in lower case. That a file
matches shows that the part is there, not that it is complete or right.
"""

from dataclasses import dataclass
from typing import Literal

__all__ = ["COMPONENTS", "Component", "component"]


@dataclass(frozen=True)
class Component:
    """One part.

    Args:
        key: its identifier, as in `mof.KEY`.
        title: its name in words.
        subject: what kind of licence it needs.
        mof_class: the class that requires it, 3, 2 or 1.
        required: whether that class requires it or only allows it.
        patterns: regular expressions for paths in lower case.
    """

    key: str
    title: str
    subject: Literal["code", "data", "document"]
    mof_class: Literal[1, 2, 3]
    required: bool
    patterns: tuple[str, ...]


COMPONENTS = (
    Component("architecture", "model architecture", "code", 3, True,
        (r"(^|/)(modeling|modelling|model|llama|transformer|network|architecture)[\w-]*\.(py|cc?|cpp|rs)$",)),
    Component("parameters", "final parameters", "data", 3, True,
        (r"^(weights/)?[^/]*\.(safetensors|gguf)$", r"^[^/]*(pytorch_model|consolidated|flax_model)[^/]*\.(bin|pth|pt|msgpack)$")),
    Component("technical-report", "technical report", "document", 3, True,
        (r"^report\.(md|pdf)$", r"(^|/)[\w-]*tech(nical)?[_-]?report[\w-]*\.(md|pdf|tex)$")),
    Component("evaluation-results", "evaluation results", "document", 3, True,
        (r"^evaluation/.*\.(json|jsonl|csv|eval|toml)$", r"(^|/)(eval|evaluation|lm_eval)[\w-]*results?[\w.-]*\.(json|jsonl|csv|md|ya?ml)$", r"(^|/)(evals|results)/.*\.(json|jsonl|csv)$", r"^\.eval_results/.*\.ya?ml$")),
    Component("model-card", "model card", "document", 3, True,
        (r"^(docs/)?model[_-]?card\.md$",)),
    Component("data-card", "data card", "document", 3, True,
        (r"^(docs/)?(data[_-]?card|datasheet|dataset[_-]?card)\.md$", r"^data/readme\.md$")),
    Component("sample-outputs", "sample model outputs", "document", 3, False,
        (r"(^|/)(samples?|sample[_-]outputs?)(/|\.)[^/]*(jsonl?|md|txt)$", r"^evaluation/.*samples?[\w-]*\.jsonl$")),
    Component("training-code", "training code", "code", 2, True,
        (r"(^|/)(train|trainer|training|pretrain|finetune|run_clm|sft|learn)[\w-]*\.(py|sh|cc?|cpp|rs)$",)),
    Component("inference-code", "inference code", "code", 2, True,
        (r"(^|/)(infer|inference|generate|generation|serve|engine|embedded|chat|complete|sample|sampling)[\w-]*\.(py|cc?|cpp|rs|sh)$",)),
    Component("evaluation-code", "evaluation code", "code", 2, True,
        (r"(^|/)(eval|evals|evaluate|evaluation|evaluator|run_eval|score)[\w-]*\.(py|sh)$", r"(^|/)evals/[^/]*\.py$")),
    Component("evaluation-data", "evaluation data", "data", 2, True,
        (r"^(evaluation|evals?)/.*(samples?|questions?|items?|tasks?|held[_-]?out|test)[\w.-]*\.(jsonl?|parquet|csv|eval|txt)$", r"^data/.*(eval|test|valid|held[_-]?out)[\w-]*\.(jsonl?|parquet|csv|txt)$")),
    Component("libraries", "supporting libraries and tools", "code", 2, False,
        (r"(^|/)(requirements[\w.-]*\.(txt|lock)|pyproject\.toml|uv\.lock|poetry\.lock|environment\.ya?ml|[\w-]+\.lock)$", r"(^|/)tokeni[sz]er[\w-]*\.py$")),
    Component("research-paper", "research paper", "document", 1, True,
        (r"(^|/)(research[_-]?)?paper\.(md|pdf|tex)$",)),
    Component("datasets", "datasets", "data", 1, True,
        (r"^data/.*\.(jsonl|parquet|csv|arrow|txt|bin|npy|zst)$", r"^data/make\.(md|toml)$")),
    Component("preprocessing-code", "data preprocessing code", "code", 1, True,
        (r"(^|/)(prepare|preprocess|process|tokeni[sz]e|dataset|data|make_data|samples|clean|filter|dedup)[\w-]*\.(py|sh)$", r"(^|/)(families|preprocessing|data_prep)/[^/]*\.py$", r"^data/make\.toml$")),
    Component("checkpoints", "intermediate parameters", "data", 1, True,
        (r"^training/checkpoints/.*\.safetensors$", r"(^|/)(checkpoint|step|global_step)[-_]?\d+/.*\.(safetensors|bin|pt)$")),
    Component("training-metadata", "training configuration and logs", "data", 1, False,
        (r"^training/(run\.json|log\.jsonl)$", r"^recipe\.toml$", r"(^|/)(trainer_state|training_args)\.(json|bin)$", r"(^|/)configs?/.*\.(ya?ml|toml|json)$")),
)  # fmt: skip
"""All 17, in the framework's order."""


def component(key: str) -> Component:
    """Return the component of that key.

    >>> component("datasets").mof_class
    1
    """
    return next(each for each in COMPONENTS if each.key == key)
