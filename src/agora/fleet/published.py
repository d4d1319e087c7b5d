"""The shipped table of published runs: facts with their sources, from which the efficiencies are fitted."""

import csv
import tomllib
from functools import cache
from importlib.resources import files

from agora.fleet.hardware import find_gpu
from agora.fleet.model import Model, known_models
from agora.fleet.runs import Run
from agora.fleet.workload import RECOMPUTE, Layout

__all__ = ["publishers", "shipped_runs"]


@cache
def publishers() -> dict[str, str]:
    """Return the publisher of each source of the shipped table."""
    table = tomllib.loads((files("agora.fleet") / "data" / "sources.toml").read_text(encoding="utf-8"))
    return {key: source["publisher"] for key, source in table.items()}


@cache
def shipped_runs() -> tuple[Run, ...]:
    """Return the shipped table of published runs."""
    text = (files("agora.fleet") / "data" / "runs.csv").read_text(encoding="utf-8")
    return tuple(_shipped_run(row) for row in csv.DictReader(text.splitlines()))


def _shipped_run(row: dict[str, str]) -> Run:
    """Turn one row of the shipped table into a run."""
    flags = row["flags"].split()
    n = {
        k: float(row[k])
        for k in ("gpus", "tp", "pp", "cp", "ep", "interleave", "microbatch", "global_batch", "seq_len")
    }
    layout = Layout(
        **n, dp=n["gpus"] / (n["tp"] * n["pp"] * n["cp"]), precision=row["precision"],
        recompute=RECOMPUTE.index(row["recompute"]), zero=int(row["zero"]),
        torch=int(row["engine"] == "torch"), eager=int("eager" in flags),
        deepspeed=int(row["engine"] == "deepspeed"),
        sequence_parallel=int("sp" in flags), fused=int("fused" in flags), overlap=int("overlap" in flags),
        overlap_tp=int("overlap_tp" in flags), dropless=int("capacity" not in flags),
        software_year=float(row["software_year"]), network_gbitps=float(row["network_gbitps"] or 0),
    )  # fmt: skip
    run = Run(id=f"{row['source']}/{row['run']}", source=row["source"], published_s=float(row["step_s"]))
    run.model, run.gpu, run.layout = _shape(row["model"]), find_gpu(row["gpu"]), layout
    return run


def _shape(text: str) -> Model:
    """Return a catalogued model, or one written as ``L32-H4096-A32-K8-F14336-V128256-gated``."""
    if text in known_models():
        return known_models()[text]
    words = text.split("-")
    n = {word[0]: float(word[1:]) for word in words if word[0].isupper()}
    return Model(
        name=text,
        layers=n["L"],
        hidden=n["H"],
        heads=n["A"],
        kv_heads=n.get("K", 0),
        ffn=n["F"],
        vocab=n["V"],
        gated="gated" in words,
        tied="tied" in words,
    )
