"""The trainer: from a recipe to a run folder with an adapter (or a model), to be read in one sitting.

A step is a function of (recipe, checkpoint, data order): stopped by Ctrl-C or `kill -9` and started again,
a run ends in the same weights, to the bit, on one machine with one count of workers.

The run folder holds `recipe.toml`, `data.json` (digests), `order.npy` (samples of each step), `tokens.npz`,
`checkpoints/`, `log.jsonl`, `progress.svg`, `run.json`, and at the end `adapter/` or `model/`, `card.md` and
`card.html`.
"""

import json
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from agora.errors import AgoraError
from agora.learn.base import open_start, read_adapter
from agora.learn.checkpoint import State, last_checkpoint, load_checkpoint, save_checkpoint
from agora.learn.output import write_output
from agora.learn.plot import write_plot
from agora.learn.recipe import Recipe, read_recipe
from agora.learn.runcard import write_card
from agora.learn.runfolder import claim, cut_log, note, settle_facts, settle_order
from agora.learn.samples import Sample, pieces, read_samples, shared_prefix
from agora.learn.schedule import Progress, learning_rate
from agora.learn.threads import one_thread, one_thread_here, stop_between_steps

__all__ = ["Run", "Step", "short", "train"]

_PLOT_EVERY_S = 10
# Tokens, padding included, that a worker computes together: the way back needs about 0.6 MB for each in a
# model of 135M parameters, and products of so many rows run at full speed.
_PIECE_TOKENS = 1024


@dataclass(frozen=True)
class Step:
    """One line of `log.jsonl`.

    Attributes:
        step: from 1.
        of: steps in all.
        loss: mean over the batch's targets, in nats.
        smooth: the same, smoothed over some 20 steps.
        rate: learning rate.
        norm: of the gradient, before clipping.
        tokens: of the samples so far, what they begin with in common counted for each.
        tokens_per_s: the same of this start of the run alone, for each second.
        seconds: of training so far, over all starts of the run.
    """

    step: int
    of: int
    loss: float
    smooth: float
    rate: float
    norm: float
    tokens: int
    tokens_per_s: float
    seconds: float


def train(recipe: Path, folder: Path, on_step: Callable[[Step], None] = lambda step: None) -> dict[str, Any]:
    """Carry out a recipe in a run folder, or go on with the run that the folder holds.

    Args:
        recipe: the recipe's file.
        folder: of the run; made if it is not there.
        on_step: told after each step.

    Returns:
        What `run.json` holds.

    Raises:
        UsageError: the recipe or the data is unusable, or the folder holds the run of another recipe.
        ModelError: the base cannot be trained.
        AgoraError: the loss diverges, or a checkpoint cannot be written.
        KeyboardInterrupt: after Ctrl-C, when the step is done and a checkpoint written.
    """
    wanted = read_recipe(recipe)
    claim(recipe, folder)
    run = Run(wanted, recipe.parent, folder)
    run.carry_out(on_step)
    return run.facts


class Run:
    """One recipe on its way.

    Args:
        recipe: what is to be done.
        place: the folder that the recipe's paths start from.
        folder: of the run.

    Attributes:
        facts: what `run.json` is to hold.
        order: the samples of each step.
        progress: how far it is.
    """

    def __init__(self, recipe: Recipe, place: Path, folder: Path) -> None:
        self.folder, self.recipe = folder, recipe
        start = open_start(self.recipe.model, self.recipe.seed)

        import torch

        from agora.learn.llama import Llama

        torch.manual_seed(recipe.seed)

        data = (place / self.recipe.data.file).resolve()
        self.samples = read_samples(data, self.recipe.data, start.tokenizer, folder / "tokens.npz")
        before = place / self.recipe.lora.start if self.recipe.lora.start else None
        self.facts = settle_facts(folder, self.recipe, self.samples, start, before)
        self.order = settle_order(folder, self.recipe, self.samples)
        self.plan = self.recipe.training
        self.start = start
        rank = self.recipe.lora.rank if self.recipe.method == "lora" else 0
        self.model = Llama(
            start.config, start.weights, getattr(torch, self.facts["precision"]), rank,
            self.recipe.lora.alpha, self.recipe.seed,
        )  # fmt: skip
        start.weights.clear()
        if before is not None:
            self.model.begin_from(read_adapter(before, start, self.recipe.lora))
        self.trained = list(self.model.trained.values())
        self.optimizer = torch.optim.AdamW(
            self.trained, lr=self.plan.rate, weight_decay=self.plan.weight_decay, fused=True
        )
        self.pad = start.tokenizer.pad_token_id or 0
        self.progress = Progress()

    def carry_out(self, on_step: Callable[[Step], None]) -> None:
        """Go through the steps that are left, and write what came out."""
        if (path := last_checkpoint(self.folder / "checkpoints")) is not None:
            self.take_up(load_checkpoint(path))
        cut_log(self.folder, self.progress.step)
        note(self.folder, self.facts)
        begun, tokens_then, seconds_then = time.monotonic(), self.progress.tokens, self.progress.seconds
        saved = plotted = begun
        with (
            (self.folder / "log.jsonl").open("a") as log,
            stop_between_steps() as stopping,
            closing(self.steps(len(self.order))) as steps,
        ):
            for loss, norm, rate in steps:
                now, number = time.monotonic(), self.progress.step
                self.progress.seconds = seconds_then + now - begun
                step = Step(
                    number, len(self.order), loss, self.progress.smooth, rate, norm, self.progress.tokens,
                    (self.progress.tokens - tokens_then) / (now - begun), self.progress.seconds,
                )  # fmt: skip
                log.write(json.dumps({key: short(value) for key, value in asdict(step).items()}) + "\n")
                log.flush()
                on_step(step)
                if now - plotted >= _PLOT_EVERY_S:
                    write_plot(self.folder)
                    plotted = now
                last, every = number == len(self.order), self.plan.keep_every
                due = now - saved >= 60 * self.plan.checkpoint_minutes or (every and not number % every)
                if last or due or stopping.is_set():
                    save_checkpoint(self.folder / "checkpoints", number, self.state(), every)
                    saved = time.monotonic()
                if stopping.is_set() and not last:
                    raise KeyboardInterrupt
        self._finish()

    def steps(self, last: int) -> Generator[tuple[float, float, float]]:
        """Learn from one batch after another up to step `last`.

        Yields:
            After each step its loss, the gradient's length and the learning rate.
        """
        with (
            ThreadPoolExecutor(self.facts["workers"], initializer=one_thread) as workers,
            one_thread_here(),
        ):
            for number in range(self.progress.step, last):
                found = self._step(number, workers)
                self.progress.step = number + 1
                yield found

    def _step(self, number: int, workers: ThreadPoolExecutor) -> tuple[float, float, float]:
        """Learn from one batch; return its loss, the gradient's length and the learning rate."""
        import torch

        batch = [self.samples.good[index] for index in self.order[number]]
        list(workers.map(self.model.refresh, self.model.layers_to_refresh()))
        shares = [share for i in range(self.facts["workers"]) if (share := batch[i :: self.facts["workers"]])]
        targets = sum(sum(sample.targets) for sample in batch)
        loss = 0.0
        # The sums are made in the order of the shares, whichever is ready first: the same bits every time.
        for summed, gradients in workers.map(self._share, shares):
            loss += summed / targets
            for weight, gradient in zip(self.trained, gradients, strict=True):
                gradient /= targets
                weight.grad = gradient if weight.grad is None else weight.grad.add_(gradient)
        norm = float(torch.nn.utils.clip_grad_norm_(self.trained, self.plan.clip))
        self.progress.take(loss, norm, self._place(number))
        rate = learning_rate(number, len(self.order), self.plan)
        self.optimizer.param_groups[0]["lr"] = rate
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.progress.tokens += sum(len(sample.tokens) for sample in batch)
        return loss, norm, rate

    def _share(self, share: list[Sample]) -> tuple[float, list[Any]]:
        """Return the summed loss of a worker's share of a batch, and its gradients, piece by piece."""
        import torch

        total, gradients = 0.0, [torch.zeros_like(weight) for weight in self.trained]
        for piece in pieces(share, _PIECE_TOKENS):
            loss = self._loss(piece)
            for whole, part in zip(gradients, torch.autograd.grad(loss, self.trained), strict=True):
                whole += part
            total += loss.item()
        return total, gradients

    def _loss(self, share: list[Sample]) -> Any:
        """Return the summed loss of samples that are computed together."""
        import torch

        shared = shared_prefix(share)
        longest = max(len(sample.tokens) for sample in share)
        rest = [s.tokens[shared:] + [self.pad] * (longest - len(s.tokens)) for s in share]
        learnt = [s.targets[shared:] + [False] * (longest - len(s.tokens)) for s in share]
        if not shared:  # nothing stands before the first token, so nothing can predict it
            for row in learnt:
                row[0] = False
        prefix = torch.tensor(share[0].tokens[:shared], dtype=torch.long)
        return self.model.loss(prefix, torch.tensor(rest), torch.tensor(learnt))

    def _place(self, number: int) -> str:
        last = last_checkpoint(self.folder / "checkpoints")
        return f"at step {number + 1} (samples {self.order[number]} of order.npy; last checkpoint: {last})"

    def state(self) -> State:
        """Return all that is needed to go on from here."""
        import torch

        tensors = {"random": torch.get_rng_state()}
        for name, weight in self.model.trained.items():
            tensors[f"weights/{name}"] = weight.detach()
            for key, value in self.optimizer.state[weight].items():
                tensors[f"optimizer/{key}/{name}"] = value
        return State(tensors, asdict(self.progress))

    def take_up(self, state: State) -> None:
        """Go back, or ahead, to the state of a checkpoint.

        Raises:
            AgoraError: it belongs to another run.
        """
        import torch

        self._check_shapes(state)
        self.optimizer.state.clear()
        with torch.no_grad():
            for name, weight in self.model.trained.items():
                weight.copy_(state.tensors[f"weights/{name}"])
        for place, tensor in state.tensors.items():
            kind, _, rest = place.partition("/")
            if kind == "optimizer":
                key, _, name = rest.partition("/")
                self.optimizer.state[self.model.trained[name]][key] = tensor
        torch.set_rng_state(state.tensors["random"])
        self.progress = Progress(**state.facts)

    def _check_shapes(self, state: State) -> None:
        """Refuse what would be taken up in part, or stretched."""
        shapes: dict[str, Any] = {"random": None}
        for name, weight in self.model.trained.items():
            shapes[f"weights/{name}"] = weight.shape
            if state.facts.get("step"):
                moments = {f"optimizer/{key}/{name}": weight.shape for key in ("exp_avg", "exp_avg_sq")}
                shapes |= {**moments, f"optimizer/step/{name}": ()}
        for place in sorted({*shapes, *state.tensors}):
            wanted, held = shapes.get(place, "nothing"), state.tensors.get(place)
            if held is None or wanted not in (None, held.shape):
                found = "nothing" if held is None else tuple(held.shape)
                raise AgoraError(
                    "The checkpoint belongs to another run.",
                    why=f"It holds {found} where {place} should be.",
                )

    def _finish(self) -> None:
        self.facts |= {
            "steps": len(self.order),
            "seconds": round(self.progress.seconds, 1),
            "tokens": self.progress.tokens,
            "loss": round(self.progress.smooth, 4),
        }
        write_output(self.folder, self.recipe, self.start, self.model.weights())
        note(self.folder, self.facts)
        write_plot(self.folder)
        write_card(self.folder)


def short(value: float) -> float:
    """Keep six digits: the log is read by people."""
    return float(f"{value:.6g}") if isinstance(value, float) else value
