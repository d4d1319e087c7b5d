"""How a solver is run: in a child, with its problem and its solution as JSON."""

import json
from importlib.util import find_spec
from typing import Any

from agora.errors import ToolError
from agora.tools.base import Context
from agora.tools.child import run_child

__all__ = ["SECONDS", "run_solver"]

# A solver is told to stop by itself after this, and ended a little later.
SECONDS = 30.0
_GRACE_S = 10.0

_MEMORY_BYTES = 2 * 2**30

_PROGRAM = """
import json
from importlib import import_module
from agora.errors import ToolError
try:
    solve = import_module("agora.tools.solve." + sys.argv[3]).solve
    said = {"value": solve(**json.load(sys.stdin))}
except ToolError as error:
    said = {"error": str(error)}
except MemoryError:
    said = {"error": "The problem needs too much memory."}
except RecursionError:
    said = {"error": "The problem is nested too deeply."}
except Exception as error:  # from a solver or its parser, fed with whatever a model wrote
    said = {"error": f"The solver cannot take it ({type(error).__name__}: {str(error)[:300]})."}
print(json.dumps(said))
"""


async def run_solver(context: Context, name: str, needs: str, problem: dict[str, Any]) -> Any:
    """Return what `agora.tools.solve.NAME.solve(**problem)` returns, from a child process.

    Args:
        name: `sat`, `schedule` or `plan`.
        needs: the package that it is built on.

    Raises:
        ToolError: the package is missing, the problem is not well put, or it takes too long.
    """
    if find_spec(needs) is None:
        raise ToolError(
            f"solve.{name} needs the package {needs!r}.", fix="A person can: pip install 'agora[solvers]'"
        )
    try:
        stdin = json.dumps(problem).encode()
    except (TypeError, ValueError) as error:
        raise ToolError(f"The problem is no plain data: {error}.") from None
    return await run_child(
        _PROGRAM,
        [name],
        stdin,
        timeout_s=SECONDS + _GRACE_S,
        memory_bytes=min(_MEMORY_BYTES, context.settings.limits.program_bytes),
        what="The problem",
    )
