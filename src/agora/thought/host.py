"""Answers to what a thought asks of an operating system: the recorded clock, and otherwise no."""

import datetime
from typing import Any

from agora.thought.outcome import raised

__all__ = ["answer"]

_MODULES = (
    "asyncio, base64, bisect, collections, copy, csv, dataclasses, datetime, decimal, functools, hashlib, "
    "itertools, json, math, random, re, time, typing"
)


def answer(name: str, args: tuple[Any, ...], clock: float, utc_offset_s: int = 0) -> dict[str, Any]:
    """Return the answer to one question in Monty's form.

    Args:
        name: as Monty calls it: `datetime.now`, `open`, `os.getenv`, `import`, …
        args: the question's positional arguments.
        clock: what time it is for this thought, in seconds since 1970; it stands still.
        utc_offset_s: how far the person's clock is ahead of UTC.

    >>> answer("time.time", ("time.time",), 5.0)
    {'return_value': 5.0}
    >>> answer("open", ("/etc/passwd", "r"), 0)["exc_type"]
    'PermissionError'
    """
    moment = datetime.datetime.fromtimestamp(clock, datetime.UTC)
    here = datetime.timedelta(seconds=utc_offset_s)
    match name:
        case "time.time":
            return {"return_value": clock}
        case "datetime.now" if args and args[0] is not None:
            return {"return_value": moment.astimezone(args[0])}
        case "datetime.now":
            return {"return_value": (moment + here).replace(tzinfo=None)}
        case "date.today":
            return {"return_value": (moment + here).date()}
        case "import":
            why = f"No module named {str(args[0]) if args else ''!r} in a thought; there are {_MODULES}."
            return raised(
                "ModuleNotFoundError", f"{why} The tools shell and python run programs that use others."
            )
        case "os.getenv" | "os.environ":
            return raised("PermissionError", "A thought cannot see the environment.")
        case "open" | _ if name == "open" or name.startswith("Path."):
            return raised(
                "PermissionError", "A thought reaches files through files.read, files.write and files.list."
            )
    return raised("PermissionError", f"A thought cannot use {name}; the tools shell and python run programs.")
