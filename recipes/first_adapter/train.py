"""Train the LoRA adapter: own loop, small enough to read in one sitting.

    python -m recipes.first_adapter.train runs/first_adapter MODEL.gguf --samples 6000

reads `train.jsonl` and writes `order.json` (which sample in which step), `log.jsonl` (loss and speed),
`adapter.safetensors` (every 50 steps and at the end) and `run.json`. The base model is the engine's own:
its quantised weights, dequantised, so that the adapter corrects what will really run.

What makes it quick on a processor: batches of equal length, the output layer computed only where there is a
target, and bfloat16 where the machine multiplies it faster.
"""

import argparse
import hashlib
import json
import math
import time
from pathlib import Path
from random import Random
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from torch.nn import functional
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

_TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
_END = "<|im_end|>\n"


def encode(tokenizer: Any, messages: list[dict[str, Any]]) -> tuple[list[int], list[bool]]:
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


def loss_at_targets(model: Any, encoded: list[tuple[list[int], list[bool]]], pad: int) -> torch.Tensor:
    """Return the mean cross-entropy of a batch's targets, the output layer computed only there."""
    longest = max(len(tokens) for tokens, _ in encoded)
    tokens = torch.tensor([t + [pad] * (longest - len(t)) for t, _ in encoded])
    attended = torch.tensor([[1] * len(t) + [0] * (longest - len(t)) for t, _ in encoded])
    learnt = torch.tensor([m + [False] * (longest - len(m)) for _, m in encoded])[:, 1:]
    hidden = model.model(input_ids=tokens, attention_mask=attended).last_hidden_state[:, :-1][learnt]
    logits = model.lm_head(hidden).float()
    return functional.cross_entropy(logits, tokens[:, 1:][learnt])


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
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--precision", choices=["bfloat16", "float32"], default="bfloat16")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--stop-after", type=int, default=0, help="stop after so many steps (to measure the speed)"
    )
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
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
    (options.folder / "order.json").write_text(json.dumps(order))

    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.0)
    autocast = torch.autocast("cpu", torch.bfloat16, enabled=options.precision == "bfloat16")
    started, seen, recent = time.monotonic(), 0, 0.0
    model.train()
    with (options.folder / "log.jsonl").open("w") as log:
        for step, group in enumerate(order[: options.stop_after or None]):
            for part in optimizer.param_groups:
                part["lr"] = learning_rate(step, len(order), options.rate)
            batch = [encoded[i] for i in group]
            with autocast:
                loss = loss_at_targets(causal, batch, tokenizer.pad_token_id or 0)
            loss.backward()
            norm = torch.nn.utils.clip_grad_norm_(trained, 1.0)
            if math.isfinite(loss.item()) and torch.isfinite(norm):
                optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            seen += sum(len(tokens) for tokens, _ in batch)
            recent = loss.item() if step == 0 else 0.95 * recent + 0.05 * loss.item()
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
