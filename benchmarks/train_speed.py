"""How quickly is an adapter trained, beside TRL's SFTTrainer and the machine's own products?

    python benchmarks/train_speed.py DATA.jsonl [--samples 96] [--batch 8] [--most-s 900] [--json FILE]

The same model, LoRA, samples, batch and highest learning rate, each contender in a process of its own, one
after the other in one run. Tokens are those of the samples, what they begin with in common counted for each.
The loss is that of other samples of the same file after training, computed for all contenders by the same
code in float32. Who takes longer than `--most-s` is stopped, and counted as if it had ended then. TRL's best
is the fastest of the settings in `_TRL`; it is skipped where it is not installed.
Run it on a quiet machine.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# TRL's own defaults, and what can make it quicker on a processor. (Packing and padding-free batches need
# kernels for variable lengths, which processors lack: without them samples would see one another.)
_TRL: dict[str, dict[str, Any]] = {
    "trl default": {},
    "trl float32": {"bf16": False, "gradient_checkpointing": False},
    "trl float32 sorted": {
        "bf16": False, "gradient_checkpointing": False, "train_sampling_strategy": "group_by_length",
    },
    "trl bfloat16 sorted": {
        "bf16": True, "gradient_checkpointing": False, "train_sampling_strategy": "group_by_length",
    },
}  # fmt: skip
_RANK, _ALPHA, _RATE, _WARMUP = 32, 64, 1e-3, 0.1
_GOALS = {"times trl default": 2.5, "times trl best": 1.8, "share of the matmul rate": 0.4}


def ours(data: Path, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Train with `agora learn train`."""
    from agora.learn.trainer import train

    (folder / "recipe.toml").write_text(
        f'name = "speed"\nmethod = "lora"\n[model]\nbase = "{options.model}"\n[lora]\nrank = {_RANK}\n'
        f'alpha = {_ALPHA}\n[data]\nfile = "{data}"\n[training]\nbatch = {options.batch}\nrate = {_RATE}\n'
        f"warmup = {_WARMUP}\n"
    )
    run = train(folder / "recipe.toml", folder / "run")
    (folder / "run" / "adapter").rename(folder / "adapter")
    return {"seconds": run["seconds"], "precision": run["precision"]}


def trl(data: Path, folder: Path, options: argparse.Namespace, settings: dict[str, Any]) -> dict[str, Any]:
    """Train with TRL."""
    import torch
    from datasets import Dataset
    from peft import LoraConfig
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig
    from trl import SFTConfig, SFTTrainer

    place = Path(options.model)
    tokenizer = AutoTokenizer.from_pretrained(place.parent, gguf_file=place.name)
    model = AutoModelForCausalLM.from_pretrained(
        place.parent, gguf_file=place.name, dtype=torch.float32,
        quantization_config=GgufConfig(dequantize=True),
    )  # fmt: skip
    model.config.quantization_config = None
    model.is_quantized = False
    model.hf_quantizer = None
    rows = [json.loads(line)["messages"] for line in data.read_text().splitlines()]
    said = Dataset.from_list([dict(zip(("prompt", "completion"), _text(row), strict=True)) for row in rows])
    config = SFTConfig(
        output_dir=str(folder / "out"), use_cpu=True, per_device_train_batch_size=options.batch,
        num_train_epochs=1, learning_rate=_RATE, lr_scheduler_type="cosine",
        warmup_steps=round(_WARMUP * len(rows) / options.batch), weight_decay=0.0, save_strategy="no",
        report_to=[], disable_tqdm=True, logging_steps=1000, **settings,
    )  # fmt: skip
    linear = LoraConfig(
        r=_RANK, lora_alpha=_ALPHA, target_modules="all-linear", lora_dropout=0.0, task_type="CAUSAL_LM"
    )
    trainer = SFTTrainer(
        model=model, args=config, train_dataset=said, processing_class=tokenizer, peft_config=linear
    )
    start = time.perf_counter()
    trainer.train()
    seconds = time.perf_counter() - start
    trainer.model.save_pretrained(folder / "adapter")
    return {"seconds": seconds, "precision": "bfloat16" if config.bf16 else "float32"}


def _text(messages: list[dict[str, Any]]) -> tuple[str, str]:
    before = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages[:-1])
    return before + "<|im_start|>assistant\n", messages[-1]["content"] + "<|im_end|>"


def held_out_loss(adapter: Path, held: Path, options: argparse.Namespace) -> dict[str, float]:
    """Return the mean loss of samples that were not trained on, and the facts that the ratios need."""
    import torch
    from safetensors.torch import load_file

    from agora.learn.base import open_start
    from agora.learn.llama import Llama
    from agora.learn.recipe import Data, ModelChoice
    from agora.learn.samples import read_samples

    start = open_start(ModelChoice(base=options.model), 1)
    model = Llama(start.config, start.weights, torch.float32, _RANK, _ALPHA, 1)
    with torch.no_grad():
        for name, weight in load_file(adapter / "adapter_model.safetensors").items():
            model.trained[name].copy_(weight)
    for layer in model.layers_to_refresh():
        model.refresh(layer)
    good = read_samples(held, Data(file=""), start.tokenizer, adapter.parent / "held.npz").good
    total = 0.0
    for sample in good:
        tokens, learnt = torch.tensor([sample.tokens]), torch.tensor([sample.targets])
        total += model.loss(tokens[0, :1], tokens[:, 1:], learnt[:, 1:]).item()
    return {"loss": total / sum(sum(sample.targets) for sample in good)}


def data_facts(train: Path, options: argparse.Namespace) -> dict[str, float]:
    """Return the tokens of the training samples, and the multiplications and additions each step needs."""
    from agora.learn.base import open_start
    from agora.learn.machine import faster_precision
    from agora.learn.recipe import Data, ModelChoice
    from agora.learn.samples import read_samples, shared_prefix

    start = open_start(ModelChoice(base=options.model), 1)
    good = read_samples(train, Data(file=""), start.tokenizer, train.parent / "facts.npz").good
    layer_weights = [weight.shape for name, weight in start.weights.items() if "proj" in name]
    frozen = sum(rows * columns for rows, columns in layer_weights)
    factors = sum(_RANK * (rows + columns) for rows, columns in layer_weights)
    head = start.weights["model.embed_tokens.weight"].numel()
    tokens, shared = sum(len(each.tokens) for each in good), shared_prefix(good)
    targets = sum(sum(each.targets) for each in good)
    # A frozen weight costs a product forth and one back, a trained one two back; 2 operations each. What
    # samples share counts once a batch.
    computed = tokens - shared * (len(good) - len(good) / options.batch)
    return {
        "tokens": tokens, "shared": shared, "computed": computed,
        "operations": computed * (4 * frozen + 6 * factors) + targets * 4 * head, **faster_precision(),
    }  # fmt: skip


def one(name: str, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Do one contender's work in this process."""
    if name == "facts":
        return data_facts(folder / "train.jsonl", options)
    if name.startswith("loss "):
        return held_out_loss(folder / name.removeprefix("loss ") / "adapter", folder / "held.jsonl", options)
    own = folder / name
    own.mkdir()
    data = folder / "train.jsonl"
    found = ours(data, own, options) if name == "agora" else trl(data, own, options, _TRL[name])
    return {**found, "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}


def apart(name: str, folder: Path, most_s: float | None = None) -> dict[str, Any]:
    """Do one contender's work in a process of its own; of who takes longer, only how long it was let."""
    command = [sys.executable, __file__, *sys.argv[1:], "--one", name, "--folder", str(folder)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=most_s)
    except subprocess.TimeoutExpired:
        return {"seconds": most_s, "stopped": True, "loss": math.nan, "peak_mb": math.nan, "precision": "–"}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def split(options: argparse.Namespace, folder: Path) -> None:
    """Write the samples to train on and others to judge by: those that learn their last message only."""
    rows = [json.loads(line) for line in options.data.read_text().splitlines()]
    fit = [
        r for r in rows if [bool(m.get("train")) for m in r["messages"]].index(True) == len(r["messages"]) - 1
    ]
    held = options.samples // 2
    for name, part in (("held", fit[:held]), ("train", fit[held : held + options.samples])):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in part))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="", help="a GGUF file; the embedded model if not given")
    parser.add_argument("--samples", type=int, default=96)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--most-s", type=float, default=900.0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.model:
        from agora import config
        from agora.models import pull

        options.model = str(pull(config.load(), "smollm2-135m"))
    if options.one:
        print(json.dumps(one(options.one, options.folder, options)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        split(options, folder)
        facts = apart("facts", folder)
        contenders = ["agora", *(_TRL if find_spec("trl") else ())]
        if len(contenders) == 1:
            print("TRL is not installed: pip install trl. It is left out.")
        rows = {}
        for contender in contenders:
            rows[contender] = apart(contender, folder, options.most_s)
            if "stopped" not in rows[contender]:
                rows[contender] |= apart(f"loss {contender}", folder)
            rows[contender]["tokens_per_s"] = facts["tokens"] / rows[contender]["seconds"]
            print(
                "{:<20} {tokens_per_s:6.0f} tokens/s  loss {loss:.3f}  {peak_mb} MB  {precision}".format(
                    contender, **rows[contender]
                ),
                "(stopped)" * ("stopped" in rows[contender]),
                flush=True,
            )
    report(facts, rows, options)


def report(facts: dict[str, Any], rows: dict[str, Any], options: argparse.Namespace) -> None:
    """Print the ratios; leave with 1 if one misses its goal."""
    own = rows["agora"]
    rate = facts[f"{own['precision']}_gflop_per_s"]
    ratios = {"share of the matmul rate": facts["operations"] / own["seconds"] / 1e9 / rate}
    theirs = {name: row for name, row in rows.items() if name != "agora"}
    if theirs:
        best = max(theirs.values(), key=lambda row: row["tokens_per_s"])
        ratios["times trl default"] = own["tokens_per_s"] / theirs["trl default"]["tokens_per_s"]
        ratios["times trl best"] = own["tokens_per_s"] / best["tokens_per_s"]
        print(
            f"loss {own['loss']:.3f} beside {best['loss']:.3f}; {own['peak_mb']} MB beside {best['peak_mb']}"
        )
    print(f"own products: {rate:.0f} GFLOP/s in {own['precision']}; cores: {len(os.sched_getaffinity(0))}")
    for name, ratio in ratios.items():
        print(f"{name:<26} {ratio:.2f} (goal {_GOALS[name]})")
    if options.json:
        options.json.write_text(json.dumps({"facts": facts, "rows": rows, "ratios": ratios}, indent=1) + "\n")
    if any(ratio < _GOALS[name] for name, ratio in ratios.items()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
