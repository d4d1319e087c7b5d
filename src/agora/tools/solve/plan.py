"""The actions that lead from a start to a goal, both written in PDDL, by unified-planning and pyperplan."""

from typing import Any

from agora.errors import ToolError
from agora.tools.base import Context, tool
from agora.tools.solve.child import run_solver

__all__ = ["plan", "solve"]


@tool("solve.plan", effect="pure")
async def plan(context: Context, domain: str, problem: str) -> list[str]:
    """Find actions that reach a goal, such as "(move a b)".

    Args:
        domain: PDDL text with predicates and actions (STRIPS with types).
        problem: PDDL text with objects, init and goal.

    Example:
        solve.plan(domain_text, problem_text)
    """
    found: list[str] = await run_solver(
        context, "plan", "unified_planning", {"domain": domain, "problem": problem}
    )
    return found


def solve(domain: str, problem: str) -> list[str]:
    """Solve it in this process; see `plan`."""
    from unified_planning.engines.results import PlanGenerationResultStatus as Status
    from unified_planning.io import PDDLReader
    from unified_planning.shortcuts import OneshotPlanner, get_environment

    get_environment().credits_stream = None
    for name, text in (("domain", domain), ("problem", problem)):
        if f"({name} " not in " ".join(text.lower().replace("(", " (").split()):
            raise ToolError(f"The {name} is no PDDL.", fix=f"It begins with (define ({name} ...) ...).")
    try:
        parsed = PDDLReader().parse_problem_string(domain, problem)
        with OneshotPlanner(name="pyperplan") as planner:
            if not planner.supports(parsed.kind):
                extra = parsed.kind.features - planner.supported_kind().features
                raise ToolError(
                    f"The planner does not know {', '.join(sorted(extra)).lower().replace('_', ' ')}.",
                    fix="Use STRIPS with types: no numbers, no conditions in effects.",
                )
            result = planner.solve(parsed)
    except ToolError:
        raise
    except Exception as error:  # the reader raises whatever its parts raise
        raise ToolError(
            "The PDDL cannot be read.", why=f"{type(error).__name__}: {str(error)[:300]}."
        ) from None
    if result.plan is not None:
        return [_written(action) for action in result.plan.actions]
    if result.status in (Status.UNSOLVABLE_PROVEN, Status.UNSOLVABLE_INCOMPLETELY):
        raise ToolError("No sequence of actions reaches the goal.")
    raise ToolError("The planner found no plan.", why=f"It says {result.status.name}.")


def _written(action: Any) -> str:
    return f"({' '.join([action.action.name, *map(str, action.actual_parameters)])})"
