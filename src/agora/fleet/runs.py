"""Published runs: rows of a CSV become workloads, or a list of what a row would need.

Nothing is guessed silently. A row without its GPU, layout or widths is returned with what is missing; a
convention that any reader of such tables applies (data parallelism from the GPU count, full multi-head
attention when no key/value heads are named, one sequence in a microbatch) is applied and named in
``assumed``.
"""

import csv
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from agora.errors import UsageError
from agora.fleet.hardware import Gpu, find_gpu
from agora.fleet.model import Model, known_models
from agora.fleet.workload import PRECISIONS, Layout

__all__ = ["Run", "read_runs", "run_from_row"]

COLUMNS = ("id", "gpu", "gpus", "precision", "tp", "pp", "seq_len", "global_batch_seqs")


@dataclass
class Run:
    """One row: what could be read, what was assumed, what is missing."""

    id: str
    source: str
    published_s: float | None = None
    model: Model | None = None
    gpu: Gpu | None = None
    layout: Layout | None = None
    missing: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    unverified: bool = False

    def case(self) -> tuple[Model, Gpu, Layout]:
        """Return what can be priced.

        Raises:
            UsageError: the row lacked information.
        """
        if self.model is None or self.gpu is None or self.layout is None:
            raise UsageError(f"Run {self.id} cannot be priced.", why=f"It misses {', '.join(self.missing)}.")
        return self.model, self.gpu, self.layout


def read_runs(path: Path) -> list[Run]:
    """Read a CSV in the columns of the published table.

    Raises:
        UsageError: the file cannot be read, or lacks columns no row could do without.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"Cannot read runs from {path}.", why=f"{error}.") from error
    lacking = [name for name in COLUMNS if rows and name not in rows[0]]
    if not rows or lacking:
        raise UsageError(
            f"{path} is no table of runs.",
            why=f"It has no column {', '.join(lacking)}." if lacking else "It has no rows.",
            fix=f"Give one row a run with at least the columns {', '.join(COLUMNS)}.",
        )
    return [run_from_row(row) for row in rows]


def run_from_row(row: dict[str, str]) -> Run:
    """Turn one row into a workload, or say what it lacks."""
    row = {key: (value or "").strip() for key, value in row.items() if key}
    run = Run(id=row["id"], source=row.get("source", ""))
    run.published_s = _number(row, "step_time_s", run)
    notes = f"{run.source} | {row.get('notes', '')}"
    run.unverified = _step_time_unverified(row)
    run.gpu = _gpu(row.get("gpu", ""), run)
    run.model = _model(row, run)
    run.layout = _layout(row, run, notes)
    return run


def _gpu(text: str, run: Run) -> Gpu | None:
    """Return the part by name, or by how the name begins when a table adds remarks to it."""
    if not text:
        run.missing.append("gpu")
        return None
    try:
        return find_gpu(text)
    except UsageError as error:
        begins = re.match(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", text)
        words = begins[0].split("-") if begins else []
        for count in range(len(words), 0, -1):
            try:
                part = find_gpu("-".join(words[:count]))
            except UsageError:
                continue
            run.assumed.append(f"{part.name} for {text!r}")
            return part
        run.missing.append(f"gpu ({error.what})")
        return None


def _number(row: dict[str, str], key: str, run: Run) -> float | None:
    """Return a positive figure; an impossible one is reported as missing."""
    text = row.get(key, "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0 < value < float("inf"):
        run.missing.append(f"{key} (it says {text!r})")
        return None
    return value


def _step_time_unverified(row: dict[str, str]) -> bool:
    """Tell whether the step time itself, not a width, is marked unverified."""
    notes = row.get("notes", "")
    return (
        "MegaScale" in row.get("source", "")
        or notes.startswith(("(unverified)", "other cells (unverified)"))
        or ("Nemotron-4" in row.get("source", "") and "report" in row.get("source", ""))
    )


def _model(row: dict[str, str], run: Run) -> Model | None:
    """Return the model: the row's own widths, completed or corrected from the catalogue."""
    known = known_models().get(row.get("model", ""))
    widths = {
        key: _number(row, key, run) for key in ("layers", "hidden", "heads", "kv_heads", "ffn", "vocab")
    }
    if known:
        stated = {k: widths[k] for k in ("layers", "hidden", "heads") if widths[k]}
        if all(getattr(known, k) == v for k, v in stated.items()):
            run.assumed.append(f"widths of {known.name} from its published config")
            return known
    lacking = [key for key in ("layers", "hidden") if not widths[key]]
    if not widths["heads"] and widths["hidden"]:
        widths["heads"] = max(round(widths["hidden"] / 128), 1)
        run.assumed.append("heads of 128")
    experts = _number(row, "experts", run)
    total, active = _number(row, "params_b", run), _number(row, "active_params_b", run)
    if experts and not (active and widths["ffn"]):
        lacking.append("active_params_b or ffn of the experts")
    if lacking:
        run.missing += lacking
        return None
    if not widths["ffn"]:
        widths["ffn"] = 4 * (widths["hidden"] or 0)
        run.assumed.append("ffn = 4 x hidden")
    if not widths["vocab"]:
        widths["vocab"] = 51200.0
        run.assumed.append("vocabulary of 51,200")
    n = {key: value or 0.0 for key, value in widths.items()}
    model = Model(
        name=row.get("model", ""), layers=n["layers"], hidden=n["hidden"], heads=n["heads"],
        kv_heads=n["kv_heads"], ffn=n["ffn"], vocab=n["vocab"],
    )  # fmt: skip
    return _gate_and_experts(model, run, total, experts, active)


def _gate_and_experts(
    model: Model, run: Run, total: float | None, experts: float | None, active: float | None
) -> Model:
    """Choose two or three feed-forward matrices, and experts per token, by the stated parameter counts."""
    best = replace(model, gated=bool(model.kv_heads))
    if total:
        kinds = [
            replace(model, gated=gated, tied=tied, experts=experts or 0, experts_per_token=top)
            for gated in (False, True)
            for tied in (False, True)
            for top in ((1, 2, 4, 6, 8) if experts else (0,))
            if top <= (experts or 0)
        ]
        aim = (total * 1e9, (active or total) * 1e9)
        best = min(
            kinds, key=lambda m: abs(m.parameters / aim[0] - 1) + abs(m.active_parameters / aim[1] - 1)
        )
    if experts:
        run.assumed.append(f"{best.experts_per_token:g} experts per token, from the active parameters")
    return best


def _layout(row: dict[str, str], run: Run, notes: str) -> Layout | None:
    """Return the layout, with the conventions that complete it."""
    n = {
        k: _number(row, k, run)
        for k in ("gpus", "tp", "pp", "dp", "cp", "ep", "microbatch", "seq_len", "vp_interleave")
    }
    batch = _number(row, "global_batch_seqs", run)
    lacking = [
        key for key in ("gpus", "tp", "pp", "seq_len") if not n[key] and f"{key} (" not in str(run.missing)
    ]
    if not batch:
        lacking.append("global_batch_seqs")
    precision = row.get("precision", "").lower() or "bf16"
    kind = next((k for k in ("fp8", "bf16", "fp16") if precision.startswith(k)), "")
    if precision not in PRECISIONS and kind:
        run.assumed.append(f"{kind} for {precision!r}")
        precision = kind
    if precision not in PRECISIONS:
        lacking.append(f"precision (unknown: {precision!r})")
    run.missing += lacking
    if run.missing or run.gpu is None or run.model is None:
        return None
    v = {k: x or 1.0 for k, x in n.items()}
    dp = v["gpus"] / (v["tp"] * v["pp"] * v["cp"])
    if dp < 1:
        run.missing.append(f"a layout for its {v['gpus']:g} GPUs (tp x pp x cp = {v['gpus'] / dp:g})")
        return None
    if n["dp"] and abs(n["dp"] / dp - 1) > 0.01:
        run.assumed.append("data parallelism from the GPU count where the row says otherwise")
    sharding, recompute = row.get("zero_or_fsdp", ""), row.get("recompute", "")
    fsdp = "FSDP" in sharding.upper()
    if not n["microbatch"]:
        v["microbatch"] = _usual_microbatch((batch or 1.0) / dp, v["pp"], fsdp)
        said = f"microbatch of {v['microbatch']:g}"
        run.assumed.append("as many microbatches as stages (FSDP)" if fsdp else said)
    modern = run.gpu.year >= 2022 or run.gpu.family == "tpu"
    interleave = v["vp_interleave"]
    if not n["vp_interleave"] and v["pp"] > 1 and re.search(r"interleav", notes):
        per_stage = run.model.layers / v["pp"]
        interleave = next((k for k in (3, 2, 5, 7) if per_stage % k == 0), 1)
        run.assumed.append(f"{interleave:g} virtual stages (interleaved, number not published)")
    elif not n["vp_interleave"] and v["pp"] > 1:
        run.assumed.append("1 virtual stage a GPU")
    torch = fsdp and run.gpu.family != "tpu" and "Megatron" not in notes
    return Layout(
        gpus=v["gpus"],
        tp=v["tp"],
        pp=v["pp"],
        dp=dp,
        cp=v["cp"],
        ep=v["ep"],
        interleave=interleave,
        microbatch=v["microbatch"],
        global_batch=batch,
        seq_len=v["seq_len"],
        recompute=_recompute(recompute, run),
        zero=min(_zero(sharding), 2 if v["pp"] > 1 else 3),
        precision=precision,
        sequence_parallel=int("sequence-parallel" in recompute or (modern and v["tp"] > 1)),
        fused=int(modern or fsdp),
        overlap=int(modern or fsdp),
        overlap_tp=int(modern and (not torch or _asynchronous(run.id + notes))),
        dropless=int("tokendrop" not in notes),
        software_year=_software_year(notes, run.gpu),
        deepspeed=int(sharding in ("zero1", "zero2") or "DeepSpeed" in notes or "MT-NLG" in notes),
        torch=int(torch),
        # tables that tell both apart write "(eager) to (compile)" in passing
        eager=int(torch and not re.search(r"compile(?!\))|async ?TP", notes)),
        network_gbitps=_network(notes),
    )


def _usual_microbatch(local_batch: float, stages: float, fsdp: bool) -> float:
    """Return the sequences in one pass where nobody published them.

    A pipeline wants many small microbatches; without one, larger ones cost nothing. Megatron-LM's scripts for
    its own table (examples/sc21) take 8 and 16 without a pipeline, 1 in deep ones.
    """
    if fsdp:
        return max(local_batch / stages, 1.0)
    return next((size for size in (4.0, 2.0) if stages == 1 and local_batch % size == 0), 1.0)


def _asynchronous(text: str) -> bool:
    """Tell whether tensor parallelism is said to run beside its products; pages compare both kinds."""
    return bool(re.search("async ?tp", text, re.IGNORECASE)) and "vanilla" not in text


def _recompute(text: str, run: Run) -> int:
    """Map the words of published tables to `RECOMPUTE`."""
    if text.startswith("full"):
        return 3
    if "selective-op" in text or text == "minimal":
        return 2
    if not text:
        run.assumed.append("as much recomputation as memory asks for")
        return 4
    return 0 if text == "none" else 1


def _zero(text: str) -> int:
    """Map sharding words to a ZeRO stage."""
    upper = text.upper()
    if "ZERO1" in upper or "DISTRIBUTED-OPTIMIZER" in upper:
        return 1
    if "SHARD_GRAD_OP" in upper or "ZERO2" in upper:
        return 2
    return 3 if "FSDP" in upper or "ZERO3" in upper or "SHARD" in upper else 0


def _software_year(notes: str, gpu: Gpu) -> float:
    """Read the date of the software from container tags, arXiv numbers or years; else two years after the
    GPU.
    """
    for text in notes.split("|", 1):
        tag = re.search(
            r"(?:@v|arXiv |NeMo |core_v)(2\d)\.?(0[1-9]|1[0-2])|\b(2\d)\.(0[1-9]|1[0-2])[.\d]* container",
            text,
        )
        if tag:
            year, month = (tag[1], tag[2]) if tag[1] else (tag[3], tag[4])
            return 2000 + int(year) + (int(month) - 1) / 12
        dated = re.search(r"\b(20[12]\d)(?:-(\d\d))?\b", text)
        if dated:
            return int(dated[1]) + (int(dated[2] or 6) - 1) / 12
    return gpu.year + 2.0


def _network(notes: str) -> float:
    """Read a stated network, in Gbit/s per node or per GPU, and return it per GPU; 0 when none is stated."""
    if "Omni-Path" in notes:
        return 50.0  # four 100 Gbit/s ports for eight GPUs
    per_node = re.search(r"(?:inter-node |with )(\d+) ?Gbps", notes)
    if per_node:
        return float(per_node[1]) / 8
    per_gpu = re.search(r"(\d+) ?Gb/s [\w-]+ per GPU", notes)
    return float(per_gpu[1]) if per_gpu else 0.0
