"""How many tries a second does expert iteration make, beside `transformers.generate`?

    python benchmarks/sampling.py --run RUN [--tasks N] [--k K]

RUN is the folder of an exported run (`agora learn export`). Both sample the same tasks with the same
adapter and temperature: first `try_tasks` through the embedded engine's slots, each try with the whole
mind around it; then the prompts that these tries sent, in one pass of `generate` over batches sorted by
length, the adapter merged, in the precision that multiplies faster here. `generate` is given several
batch sizes, and its best counts; it only writes the replies, no longer than the engine's, and runs no
thought.
"""

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from agora import config
from agora.learn.export import adapter_file
from agora.learn.iterate import training_tasks, try_tasks
from agora.learn.proof import prove, read_reference
from agora.learn.recipe import read_recipe
from agora.models import open_model

_BUDGET = 5.0
_BATCHES = (4, 16, 64)
_TEMPERATURE = 0.8


class Watched:
    """A model whose prompts and lengths of replies are kept."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.asked: list[tuple[list[dict[str, str]], int]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    async def complete(self, messages: Any, **options: Any) -> Any:
        reply = await self._model.complete(messages, **options)
        self.asked.append((list(messages), reply.tokens_out))
        return reply


async def through_engine(run: Path, tasks: int, k: int) -> tuple[float, list[tuple[Any, int]]]:
    """Return the tries a second, and what was asked with the length of each reply."""
    settings = config.load()
    path = adapter_file(run)
    opened: Any = await open_model(settings, str(path))
    try:
        proof = await asyncio.to_thread(prove, opened.engine, read_reference(path.with_suffix(".proof.json")))
        proof.check(path)
        chosen = [task for _, task in training_tasks(tasks)]
        model = Watched(opened)
        start = time.perf_counter()
        await try_tasks(chosen, model, k=k, temperature=_TEMPERATURE, at_once=settings.slots)
        return tasks * k / (time.perf_counter() - start), model.asked
    finally:
        await opened.close()


def through_generate(run: Path, asked: list[tuple[Any, int]], batch: int) -> float:
    """Return the replies a second of `transformers.generate` to the same prompts, as long as the engine's."""
    import torch
    import transformers
    from peft import PeftModel

    from agora.learn.base import open_start
    from agora.learn.machine import faster_precision

    recipe = read_recipe(run / "recipe.toml")
    start = open_start(recipe.model, recipe.seed)
    model = transformers.LlamaForCausalLM(start.config)
    model.load_state_dict(start.weights)
    model = PeftModel.from_pretrained(model, run / "adapter").merge_and_unload()
    model = model.to(getattr(torch, faster_precision()["faster"])).eval()
    tokenizer = start.tokenizer
    tokenizer.padding_side = "left"
    tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token
    torch.manual_seed(0)
    began = time.perf_counter()
    # By the length of the reply, which generate could not know: the best case for it.
    ordered = sorted(asked, key=lambda each: (each[1], len(str(each[0]))))
    for first in range(0, len(ordered), batch):
        part = ordered[first : first + batch]
        texts = [
            "".join(_said(message) for message in prompt) + "<|im_start|>assistant\n" for prompt, _ in part
        ]
        tokens = tokenizer(texts, return_tensors="pt", padding=True, add_special_tokens=False)
        with torch.inference_mode():
            model.generate(
                **tokens, do_sample=True, temperature=_TEMPERATURE, max_new_tokens=max(n for _, n in part),
                eos_token_id=tokenizer.convert_tokens_to_ids("<|im_end|>"),
                pad_token_id=tokenizer.pad_token_id,
            )  # fmt: skip
    return len(asked) / (time.perf_counter() - began)


def _said(message: dict[str, str]) -> str:
    return f"<|im_start|>{message['role']}\n{message['content']}<|im_end|>\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, default=Path("runs/agora-135m"))
    parser.add_argument("--tasks", type=int, default=40)
    parser.add_argument("--k", type=int, default=4)
    options = parser.parse_args()
    try:
        import peft  # noqa: F401
        import torch  # noqa: F401
        import transformers  # noqa: F401
    except ImportError as error:
        print(f"Skipped: {error}. It needs the extra learn: pip install 'agora[learn]'")
        return
    if not (options.run / "adapter").is_dir():
        print(f"Skipped: there is no exported run in {options.run}. Train one: make adapter")
        return
    tries, asked = asyncio.run(through_engine(options.run, options.tasks, options.k))
    replies_a_try = len(asked) / (options.tasks * options.k)
    print(f"engine, whole mind: {tries:.2f} tries/s ({replies_a_try:.2f} replies each)")
    rates = {}
    for batch in _BATCHES:
        rates[batch] = through_generate(options.run, asked, batch) / replies_a_try
        print(f"transformers.generate, batches of {batch}: {rates[batch]:.2f} tries/s")
    peer = max(rates.values())
    line = {
        "benchmark": "sampling", "value": round(tries, 3), "unit": "tries/s", "peer": round(peer, 3),
        "ratio": round(tries / peer, 2), "budget": _BUDGET, "ok": tries / peer >= _BUDGET,
    }  # fmt: skip
    print(json.dumps(line))


if __name__ == "__main__":
    sys.exit(main())
