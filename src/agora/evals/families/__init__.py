"""The families of tasks, by subject. Importing this package registers them all in `FAMILIES`."""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
