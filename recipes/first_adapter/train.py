"""Train the LoRA adapter: own loop, small enough to read in one sitting.

    python -m recipes.first_adapter.train runs/first_adapter MODEL.gguf --samples 6000

reads `train.jsonl` and writes `order.json` (which sample in which step), `log.jsonl` (loss and speed),
`adapter.safetensors` and `checkpoint.pt` (every 50 steps and at the end) and `run.json`. The base model is
the engine's own: its quantised weights, dequantised, so that the adapter corrects what will really run.

What makes it quick on a processor: batches of like length, the system prompt computed once a batch, the
output layer computed only where there is a target, and `--precision bfloat16` where that is faster.
"""

import argparse
import hashlib
import json
import math
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault(
    "OMP_NUM_THREADS", "1"
)  # a worker's share of a batch is its own; threads inside a product only wait

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from torch.nn import functional
from transformers import AutoModelForCausalLM, AutoTokenizer, DynamicCache, GgufConfig

_TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
Encoded = tuple[list[int], list[bool]]


def encode(tokenizer: Any, messages: list[dict[str, Any]]) -> Encoded:
    """Return the tokens of a sample and which of them are targets: the trained replies and their end."""
    tokens: list[int] = []
    targets: list[bool] = []
    for message in messages:
        train = message.get("train", False)
        for text, learnt in (
            (f"<|im_start|>{message['role']}\n", False),
            (message["content"] + "<|im_end|>", train),
            ("\n", False),
        ):
            piece = tokenizer.encode(text, add_special_tokens=False)
            tokens += piece
            targets += [learnt] * len(piece)
    return tokens, targets


def batches(lengths: list[int], size: int, seed: int) -> list[list[int]]:
    """Group samples of like length, then shuffle the groups; the same for every machine."""
    random = Random(seed)
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], random.random()))
    groups = [order[i : i + size] for i in range(0, len(order) - size + 1, size)]
    random.shuffle(groups)
    return groups


def learning_rate(step: int, steps: int, top: float) -> float:
    """Warm up over 3 % of the steps, then decay along a cosine to 5 % of the top."""
    warm = max(1, steps * 3 // 100)
    if step < warm:
        return top * (step + 1) / warm
    return top * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm))))


def loss_at_targets(model: Any, prefix: list[int], batch: list[Encoded], pad: int) -> torch.Tensor:
    """Return the summed cross-entropy of a batch's targets.

    All samples begin with `prefix` (the system prompt): it is computed once a batch and its keys and values
    are shared. The output layer is computed only where there is a target. Padding stands at the end, where a
    causal model does not look.
    """
    longest = max(len(tokens) for tokens, _ in batch)
    rest = torch.tensor([tokens[len(prefix) :] + [pad] * (longest - len(tokens)) for tokens, _ in batch])
    learnt = torch.tensor([(m + [False] * (longest - len(m)))[len(prefix) :] for _, m in batch])[:, 1:]
    cache = DynamicCache(config=model.config)
    model.model(input_ids=torch.tensor([prefix]), past_key_values=cache, use_cache=True)
    cache.batch_repeat_interleave(len(batch))
    hidden = model.model(input_ids=rest, past_key_values=cache, use_cache=True).last_hidden_state
    logits = model.lm_head(hidden[:, :-1][learnt]).float()
    return functional.cross_entropy(logits, rest[:, 1:][learnt], reduction="sum")


def load(path: Path, rank: int, alpha: int, precision: torch.dtype) -> tuple[Any, Any, Any]:
    """Return (peft model, its causal language model, tokenizer) from the engine's GGUF file."""
    tokenizer = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    plain = GgufConfig(dequantize=True)  # else the weights stay packed, and every product unpacks them again
    base = AutoModelForCausalLM.from_pretrained(
        path.parent, gguf_file=path.name, dtype=precision, quantization_config=plain
    )
    base.config.use_cache = False
    config = LoraConfig(
        r=rank,
        lora_alpha=alpha,
        target_modules=_TARGETS,
        lora_dropout=0.0,
        bias="none",
        task_type="CAUSAL_LM",
    )
    model = get_peft_model(base, config, autocast_adapter_dtype=True)
    return model, model.base_model.model, tokenizer


def weights(model: Any) -> dict[str, torch.Tensor]:
    """Return the adapter's own tensors, in float32."""
    return {name: p.detach().float().contiguous() for name, p in model.named_parameters() if p.requires_grad}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--samples", type=int, default=6000)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--alpha", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2, help="threads, each with a share of the batch")
    parser.add_argument("--precision", choices=["bfloat16", "float32"], default="float32")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--steps", type=int, default=0, help="fewer than the samples give; the rate decays to their end"
    )
    parser.add_argument("--resume", action="store_true", help="go on from checkpoint.pt")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    precision = getattr(torch, options.precision)
    model, causal, tokenizer = load(options.model, options.rank, options.alpha, precision)

    data = (options.folder / "train.jsonl").read_bytes()
    rows = [json.loads(line) for line in data.splitlines()[: options.samples]]
    encoded = [encode(tokenizer, row["messages"]) for row in rows]
    order = [
        g
        for epoch in range(options.epochs)
        for g in batches([len(t) for t, _ in encoded], options.batch, options.seed + epoch)
    ]
    order = order[: options.steps or None]
    (options.folder / "order.json").write_text(json.dumps(order))

    prefix = encode(tokenizer, rows[0]["messages"][:1])[0]
    pad = tokenizer.pad_token_id or 0

    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.0)

    def share(part: list[Encoded]) -> tuple[float, tuple[torch.Tensor, ...]]:
        with torch.autocast("cpu", torch.bfloat16, enabled=options.precision == "bfloat16"):
            loss = loss_at_targets(causal, prefix, part, pad)
        return loss.item(), torch.autograd.grad(loss, trained)

    first, seen, recent, earlier = 0, 0, 0.0, 0.0
    if options.resume:
        saved = torch.load(options.folder / "checkpoint.pt")
        model.load_state_dict(saved["weights"], strict=False)
        optimizer.load_state_dict(saved["optimizer"])
        first, seen, recent, earlier = (saved[key] for key in ("step", "seen", "recent", "seconds"))
    started = time.monotonic() - earlier
    model.train()
    with (
        (options.folder / "log.jsonl").open("a" if options.resume else "w") as log,
        ThreadPoolExecutor(options.workers) as workers,
    ):
        for step, group in enumerate(order[first:], first):
            for part in optimizer.param_groups:
                part["lr"] = learning_rate(step, len(order), options.rate)
            batch = [encoded[i] for i in group]
            loss = 0.0
            for summed, gradients in workers.map(
                share, [batch[i :: options.workers] for i in range(options.workers)]
            ):
                targets = sum(sum(learnt) for _, learnt in batch)
                loss += summed / targets
                for weight, gradient in zip(trained, gradients, strict=True):
                    gradient /= targets
                    weight.grad = gradient if weight.grad is None else weight.grad + gradient
            norm = torch.nn.utils.clip_grad_norm_(trained, 1.0)
            if math.isfinite(loss) and torch.isfinite(norm):
                optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            seen += sum(len(tokens) for tokens, _ in batch)
            recent = loss if not recent else 0.95 * recent + 0.05 * loss
            if step % 10 == 9:
                seconds = time.monotonic() - started
                line = {
                    "step": step + 1,
                    "of": len(order),
                    "loss": round(recent, 4),
                    "tokens_per_s": round(seen / seconds, 1),
                    "seconds": round(seconds),
                }
                print(line, flush=True)
                log.write(json.dumps(line) + "\n")
                log.flush()
            if step % 50 == 49 or step + 1 == len(order):
                save_file(weights(model), options.folder / "adapter.safetensors")
                state = {
                    "weights": weights(model),
                    "optimizer": optimizer.state_dict(),
                    "step": step + 1,
                    "seen": seen,
                    "recent": recent,
                    "seconds": time.monotonic() - started,
                }
                torch.save(state, options.folder / "checkpoint.part")
                (options.folder / "checkpoint.part").replace(options.folder / "checkpoint.pt")
    run = {
        **{k: str(v) if isinstance(v, Path) else v for k, v in vars(options).items()},
        "data_sha256": hashlib.sha256(data).hexdigest(),
        "base_sha256": hashlib.sha256(options.model.read_bytes()).hexdigest(),
        "steps": len(order),
        "tokens": seen,
        "seconds": round(time.monotonic() - started),
        "final_loss": round(recent, 4),
        "torch": torch.__version__,
    }
    (options.folder / "run.json").write_text(json.dumps(run, indent=1) + "\n")


if __name__ == "__main__":
    main()
