"""Which families are never trained on: drawn once from a seed, before any training, and kept in a file.

    python -m agora.evals.splits --seed 4      draw them, and write splits.toml
    python -m agora.evals.splits --check       say what changed since

Of every family that is trained on, one wording is held out too, by its hash; see `Dice`. The file records a
digest of all wordings, so that a later change of any of them shows.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from agora.errors import UsageError
from agora.evals.task import Dice, Family, Split

__all__ = ["PATH", "Splits", "digest", "draw", "every_family", "load_splits", "wordings"]

PATH = Path(__file__).with_name("splits.toml")

# Shares of the families; with about 500 of them that leaves 40 to tell how the mind does outside.
_HELDOUT, _VALIDATION = 0.08, 0.04

# Seeds from which a family's wordings are collected: some offer other ones by chance.
_SEEDS = 24


@dataclass(frozen=True)
class Splits:
    """The families that are kept out of training.

    Attributes:
        heldout: only for the last evaluation.
        validation: for choices that are made during training.
        digest: of all wordings when the splits were drawn.
        seed: they were drawn from.
    """

    heldout: frozenset[str]
    validation: frozenset[str]
    digest: str
    seed: int

    def of(self, family: str) -> Split:
        """Return the split that a family belongs to."""
        if family in self.heldout:
            return "heldout"
        return "validation" if family in self.validation else "train"


class _Listening(Dice):
    """Dice that keep the wordings that they were offered."""

    def __init__(self, family: str, split: Split, seed: int) -> None:
        super().__init__(family, split, seed)
        self.offered: list[str] = []
        self.chosen = ""

    def wording(self, wordings: Sequence[str]) -> str:
        self.offered += wordings
        self.chosen = super().wording(wordings)
        return self.chosen


def wordings(family: Family) -> list[str]:
    """Return all wordings of a family, sorted; none for a family that has no templates."""
    offered = set[str]()
    for seed in range(_SEEDS):
        dice = _Listening(family.name, "train", seed)
        family.make(dice)
        offered.update(dice.offered)
    return sorted(offered)


def leaked(family: Family) -> set[str]:
    """Return the wordings that are held out by one seed and trained on by another."""
    chosen: dict[Split, set[str]] = {"train": set(), "heldout": set()}
    for split, texts in chosen.items():
        for seed in range(_SEEDS):
            dice = _Listening(family.name, split, seed)
            family.make(dice)
            texts.add(dice.chosen)
    return (chosen["train"] & chosen["heldout"]) - {""}


def digest(families: Iterable[Family]) -> str:
    """Return the SHA-256 over the names and wordings of families."""
    lines = [json.dumps([one.name, one.area, wordings(one)], ensure_ascii=False) for one in families]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def draw(families: Iterable[Family], seed: int, digest: str = "") -> Splits:
    """Draw the families to keep out, in each area about its share, and never more than half of an area."""
    areas = defaultdict[str, list[str]](list)
    for one in sorted(families, key=lambda one: one.name):
        areas[one.area].append(one.name)
    dice = Random(f"splits:{seed}")
    kept: dict[str, set[str]] = {"heldout": set(), "validation": set()}
    owed = {"heldout": 0.0, "validation": 0.0}
    for _, names in sorted(areas.items()):
        free = dice.sample(names, len(names))
        room = len(names) // 2
        for split, share in (("heldout", _HELDOUT), ("validation", _VALIDATION)):
            # What an area is too small to give is owed by the next ones.
            owed[split] += share * len(names)
            count = min(round(owed[split]), room)
            owed[split] -= count
            room -= count
            kept[split].update(free[:count])
            free = free[count:]
    return Splits(frozenset(kept["heldout"]), frozenset(kept["validation"]), digest, seed)


@cache
def load_splits(path: Path = PATH) -> Splits:
    """Read the splits.

    Raises:
        UsageError: they were not drawn yet, or the file is damaged.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        heldout, validation = (frozenset(data[split]["families"]) for split in ("heldout", "validation"))
        return Splits(heldout, validation, data["digest"], data["seed"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise UsageError(
            f"The splits in {path} cannot be read.",
            why=f"{type(error).__name__}: {error}.",
            fix="Draw them with: python -m agora.evals.splits --seed 4",
        ) from None


def every_family() -> dict[str, Family]:
    """Return own families and those of the gym, by name."""
    from agora.evals.families import load
    from agora.evals.gym import gym_families

    return {**load(), **gym_families()}


def _can_be_trained(families: Mapping[str, Family]) -> list[Family]:
    from agora.evals.gym import UNTRAINED

    never = {f"gym_{name}" for name in UNTRAINED}
    return [one for name, one in families.items() if name not in never]


def _toml(splits: Splits) -> str:
    lines = [
        "# Families that are never trained on. Drawn by `python -m agora.evals.splits`; not edited by hand.",
        f"seed = {splits.seed}",
        f'digest = "{splits.digest}"',
    ]
    for split in ("heldout", "validation"):
        names = sorted(getattr(splits, split))
        lines += ["", f"[{split}]", "families = [", *(f'    "{name}",' for name in names), "]"]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Draw the splits, or check them."""
    parser = argparse.ArgumentParser(prog="python -m agora.evals.splits", description=__doc__)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    options = parser.parse_args()
    families = _can_be_trained(every_family())
    now = digest(families)
    if options.check:
        splits = load_splits()
        missing = sorted((splits.heldout | splits.validation) - {one.name for one in families})
        print("The wordings are those of the splits." if now == splits.digest else "Wordings changed since.")
        if missing:
            print(f"Families that are gone: {', '.join(missing)}")
        return 1 if missing or now != splits.digest else 0
    leaks = {one.name: texts for one in families if (texts := leaked(one))}
    for name, texts in leaks.items():
        print(f"✗ {name}: both trained on and held out: {sorted(texts)}")
    splits = draw(families, options.seed, now)
    PATH.write_text(_toml(splits), encoding="utf-8")
    kept = f"{len(splits.heldout)} held out, {len(splits.validation)} for validation"
    print(f"{len(families)} families: {kept}. Wordings: sha256 {now}")
    return 1 if leaks else 0


if __name__ == "__main__":
    sys.exit(main())
