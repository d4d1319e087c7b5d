"""The families of tasks, by subject; `load` registers them all."""

import importlib
import pkgutil

from agora.evals.task import FAMILIES, Family

__all__ = ["load", "modules"]


def modules() -> list[str]:
    """Return the names of the modules of families."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name[0] != "_")


def load() -> dict[str, Family]:
    """Import every module of families, and return all families by name."""
    for name in modules():
        importlib.import_module(f"{__name__}.{name}")
    return FAMILIES
