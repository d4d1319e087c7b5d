"""Accelerators as data: what one GPU, its links and its node can do at best.

Every figure comes from ``data/gpus.toml`` as ``[value, source]``; a fleet file may add or change GPUs
with plain numbers. Peaks are dense, bandwidths are per direction, and nothing here says how much of a
peak is reached: that is the business of the efficiencies.
"""

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any

from agora.errors import UsageError, nearest

__all__ = ["FAMILIES", "Gpu", "find_gpu", "gpu_from_table", "known_gpus", "positive", "sources_of"]

# A family shares a tensor-core generation; efficiencies are shrunk towards the common value per family.
FAMILIES = ("volta", "ampere", "hopper", "blackwell", "cdna", "tpu", "other")
_FAMILY_PREFIXES = {
    "V100": "volta", "A100": "ampere", "A800": "ampere", "H100": "hopper", "H200": "hopper", "H800": "hopper",
    "GH200": "hopper", "H20": "hopper", "B200": "blackwell", "GB200": "blackwell", "B300": "blackwell",
    "GB300": "blackwell", "MI": "cdna", "TPU": "tpu",
}  # fmt: skip


# what a figure can be in its unit; beyond it somebody mixed up GB and TB, or bits and bytes
_PLAUSIBLE = {
    "year": (2000, 2050), "bf16_tflops": (0.01, 1e5), "fp8_tflops": (0.01, 2e5), "fp4_tflops": (0.01, 4e5),
    "hbm_gb": (0.5, 2e4), "hbm_tbps": (0.005, 200), "nvlink_gbps": (0.1, 2e4), "network_gbitps": (0.1, 2e4),
    "tdp_w": (1, 2e4), "price_eur": (1, 1e7), "matmul_bf16": (0.01, 1), "matmul_fp8": (0.01, 1),
    "gpus_per_node": (1, 1024), "nvlink_domain_gpus": (1, 1e5),
}  # fmt: skip


@dataclass(frozen=True)
class Gpu:
    """One accelerator by its data sheet.

    Args:
        name: as in the table.
        year: of release.
        bf16_tflops: dense peak for 16-bit matrix products, TFLOP/s.
        fp8_tflops: the same for 8 bits; 0 where the part has none.
        fp4_tflops: the same for 4 bits; 0 where the part has none.
        hbm_gb: memory, GB (1e9 bytes).
        hbm_tbps: memory bandwidth, TB/s.
        nvlink_gbps: bandwidth of the inner link, GB/s per direction.
        nvlink_domain_gpus: how many GPUs the inner link joins.
        gpus_per_node: GPUs of one machine, the unit that fails.
        network_gbitps: network between nodes, Gbit/s per GPU.
        tdp_w: design power, W.
        price_eur: purchase with its share of the server, EUR; 0 when unknown.
        matmul_bf16: share of the 16-bit peak that large matrix products were measured to reach.
        matmul_fp8: the same for 8 bits.
    """

    name: str
    year: float
    bf16_tflops: float
    hbm_gb: float
    hbm_tbps: float
    nvlink_gbps: float
    nvlink_domain_gpus: float
    gpus_per_node: float
    network_gbitps: float
    tdp_w: float
    fp8_tflops: float = 0.0
    fp4_tflops: float = 0.0
    price_eur: float = 0.0
    matmul_bf16: float = 0.0
    matmul_fp8: float = 0.0

    @property
    def family(self) -> str:
        """The tensor-core generation, ``other`` when the name tells none."""
        for prefix, family in _FAMILY_PREFIXES.items():
            if self.name.upper().startswith(prefix):
                return family
        return "other"

    def peak_tflops(self, bits: int) -> float:
        """Return the dense peak at 16, 8 or 4 bits, TFLOP/s.

        Raises:
            UsageError: the part has no units of that width.

        >>> find_gpu("H100").peak_tflops(8)
        1978.9
        """
        peak = {16: self.bf16_tflops, 8: self.fp8_tflops, 4: self.fp4_tflops}[bits]
        if peak <= 0:
            raise UsageError(
                f"{self.name} has no {bits}-bit matrix units.",
                why="Its data sheet names none.",
                fix="Choose a wider precision (bf16 runs everywhere) or another GPU.",
            )
        return peak


def positive(name: str, value: Any, *, zero: bool = False) -> float:
    """Return ``value`` as a finite float above zero (or from zero), or say what is wrong with it.

    >>> positive("hbm_gb", 80)
    80.0
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UsageError(f"{name} = {value!r} is not a number.", fix=f"Give {name} a plain number.")
    number = float(value)
    if not (number > 0 or (zero and number == 0)) or number == float("inf"):
        bound = "zero or more" if zero else "above zero"
        raise UsageError(f"{name} = {value!r} is impossible.", why=f"It must be {bound} and finite.")
    return number


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("agora.fleet") / "data" / "gpus.toml").read_text(encoding="utf-8"))


@cache
def known_gpus() -> dict[str, Gpu]:
    """Return the shipped accelerators by name."""
    return {name: gpu_from_table(name, table) for name, table in _table()["gpu"].items()}


def sources_of(name: str) -> dict[str, str]:
    """Return the source of every figure of a shipped GPU, by figure.

    >>> sources_of("H100")["hbm_gb"]
    'NVIDIA H100 data sheet, dense (half of the figures with sparsity)'
    """
    table, names = _table()["gpu"][find_gpu(name).name], _table()["sources"]
    return {key: names[value[1]] for key, value in table.items() if key != "aliases"}


def gpu_from_table(name: str, table: dict[str, Any], base: Gpu | None = None) -> Gpu:
    """Build a GPU from a table of figures, each a number or ``[number, source]``.

    Args:
        name: of the GPU.
        table: figures under the field names of `Gpu`.
        base: figures to start from when ``table`` only changes some.

    Raises:
        UsageError: an unknown figure, one that is missing, zero, negative or no number.
    """
    known = {field.name for field in fields(Gpu)} - {"name"}
    figures: dict[str, float] = {}
    for key, value in table.items():
        if key in ("aliases", "like"):
            continue
        if key not in known:
            raise UsageError(f"GPU {name!r} has an unknown figure {key!r}.", fix=nearest(key, sorted(known)))
        figures[key] = positive(f"{name}.{key}", value[0] if isinstance(value, list) else value)
        low, high = _PLAUSIBLE[key]
        if not low <= figures[key] <= high:
            raise UsageError(
                f"{name}.{key} = {figures[key]:g} cannot be in its unit.",
                why=f"The name says the unit; plausible are {low:g} to {high:g}.",
                fix="Check for a factor of 1,000, or of 8 between bits and bytes.",
            )
    if base is not None:
        return replace(base, name=name, **figures)
    required = {"year", "bf16_tflops", "hbm_gb", "hbm_tbps", "nvlink_gbps", "nvlink_domain_gpus"}
    missing = sorted((required | {"gpus_per_node", "network_gbitps", "tdp_w"}) - figures.keys())
    if missing:
        raise UsageError(
            f"GPU {name!r} misses {', '.join(missing)}.",
            why="A step time without links, memory or power would be a guess.",
            fix='Add the figures, or start from a known part with like = "H100-SXM".',
        )
    return Gpu(name=name, **figures)


def find_gpu(name: str, extra: dict[str, Gpu] | None = None) -> Gpu:
    """Return a GPU by name or alias, the reader's own first.

    Raises:
        UsageError: nobody knows it; the message suggests the nearest names.

    >>> find_gpu("h100").name
    'H100-SXM'
    """
    known = known_gpus() | (extra or {})
    spellings = {own.lower(): gpu for own, gpu in known.items()}
    for own, table in _table()["gpu"].items():
        for alias in table.get("aliases", []):
            spellings.setdefault(alias.lower(), known[own])
    found = spellings.get(name.strip().lower())
    if found is None:
        raise UsageError(
            f"No GPU {name!r}.",
            why=f"Known: {', '.join(sorted(known))}.",
            fix=nearest(name, sorted(known)) or "Describe it under [gpu] in the fleet file.",
        )
    return found
