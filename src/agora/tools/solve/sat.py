"""Values that make constraints true, by z3."""

from fractions import Fraction
from math import isfinite
from typing import Any

from agora.errors import ToolError
from agora.tools.base import Context, tool
from agora.tools.solve.child import SECONDS, run_solver
from agora.tools.solve.expressions import to_term

__all__ = ["sat", "solve"]


@tool("solve.sat", effect="pure")
async def sat(
    context: Context,
    variables: dict[str, Any],
    constraints: list[str] | str,
    minimize: str = "",
    maximize: str = "",
) -> dict[str, Any] | None:
    """Find values that make all constraints true, or None.

    Args:
        variables: name → [lowest, highest] for a whole number, or "int", "real" or "bool".
        constraints: Python expressions as texts, with distinct(a, b), implies(a, b), abs, min, max, sum.
        minimize: an expression to make as small as can be.
        maximize: an expression to make as large as can be.

    Example:
        solve.sat({"x": [0, 9], "y": [0, 9]}, ["x + y == 9", "x - y == 5"])
    """
    listed = [constraints] if isinstance(constraints, str) else constraints
    problem = {"variables": variables, "constraints": listed, "minimize": minimize, "maximize": maximize}
    found: dict[str, Any] | None = await run_solver(context, "sat", "z3", problem)
    return found


def solve(
    variables: dict[str, Any], constraints: list[str], minimize: str, maximize: str
) -> dict[str, Any] | None:
    """Solve it in this process; see `sat`.

    >>> solve({"x": [0, 9], "y": [0, 9]}, ["x + y == 9", "x - y == 5"], "", "")
    {'x': 7, 'y': 2}
    """
    import z3

    solver = z3.Optimize() if minimize or maximize else z3.Solver()
    solver.set("timeout", int(SECONDS * 1000))
    symbols = {name: _declare(name, domain, solver) for name, domain in variables.items()}
    for text in constraints:
        term = to_term(text, symbols)
        if not (isinstance(term, bool) or z3.is_bool(term)):
            raise ToolError(
                f"The constraint {text!r} is a number, not true or false.", fix="Compare it: ... == 0."
            )
        solver.add(term)
    goal = _set_goal(solver, minimize, maximize, symbols)
    result = solver.check()
    if result == z3.unknown:
        raise ToolError(
            "The constraints could not be decided in time.",
            why=f"{solver.reason_unknown()}.",
            fix="Bound the variables with [lowest, highest], and avoid products of variables.",
        )
    if result == z3.unsat:
        return None
    if goal is not None:
        _check_bounded(solver, goal, bool(minimize))
    model = solver.model()
    return {name: _value(model.eval(symbol, model_completion=True)) for name, symbol in symbols.items()}


def _declare(name: str, domain: Any, solver: Any) -> Any:
    import z3

    if not name.isidentifier():
        raise ToolError(f"{name!r} is no name for a variable.", fix="Use letters, digits and _.")
    match domain:
        case "bool":
            return z3.Bool(name)
        case "int":
            return z3.Int(name)
        case "real" | "float":
            return z3.Real(name)
        case [int() | float() as low, int() | float() as high] if isfinite(low) and isfinite(high):
            whole = isinstance(low, int) and isinstance(high, int)
            symbol = z3.Int(name) if whole else z3.Real(name)
            lowest, highest = (z3.RealVal(str(Fraction(repr(bound)))) for bound in (low, high))
            solver.add(lowest <= symbol, symbol <= highest)
            return symbol
    raise ToolError(
        f"{name}: {domain!r} is no domain.", fix='Write [lowest, highest], "int", "real" or "bool".'
    )


def _set_goal(solver: Any, minimize: str, maximize: str, symbols: dict[str, Any]) -> Any:
    import z3

    if minimize and maximize:
        raise ToolError("Both minimize and maximize are given.", fix="Give one; subtract to combine two.")
    if not (minimize or maximize):
        return None
    term = to_term(minimize or maximize, symbols)
    if not z3.is_arith(term):
        raise ToolError(f"{minimize or maximize!r} is no number that could be small or large.")
    return solver.minimize(term) if minimize else solver.maximize(term)


def _check_bounded(solver: Any, goal: Any, smallest: bool) -> None:
    bound = str(goal.lower() if smallest else goal.upper())
    if "oo" in bound or "epsilon" in bound:
        reason = "It has no bound." if "oo" in bound else "It comes as close to a bound as you like."
        word = "smallest" if smallest else "largest"
        raise ToolError(f"There is no {word} value.", why=reason, fix="Bound it with <= or >=.")


def _value(value: Any) -> Any:
    import z3

    if z3.is_bool(value):
        return z3.is_true(value)
    if z3.is_int_value(value):
        return value.as_long()
    if z3.is_rational_value(value):
        exact = Fraction(value.numerator_as_long(), value.denominator_as_long())
        return exact.numerator if exact.denominator == 1 else float(exact)
    return float(value.approx(12).as_fraction())  # an algebraic number, such as the root of 2
