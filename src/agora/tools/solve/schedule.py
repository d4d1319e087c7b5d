"""When each task starts so that all are done soonest, by OR-tools' CP-SAT."""

from typing import Any

from agora.errors import ToolError, nearest
from agora.tools.base import Context, tool
from agora.tools.solve.child import SECONDS, run_solver

__all__ = ["schedule", "solve"]

_MOST_TASKS = 2_000
# Keeps every sum far below 2**63.
_MOST_TIME = 10**9

_KEYS = ["duration", "after", "needs", "earliest", "deadline"]


@tool("solve.schedule", effect="pure")
async def schedule(
    context: Context,
    tasks: dict[str, dict[str, Any]],
    capacity: dict[str, int] = {},  # noqa: B006 (never changed)
    horizon: int = 0,
) -> dict[str, Any]:
    """Schedule tasks to end soonest; returns "makespan", "start" by task, "optimal".

    Args:
        tasks: name → {"duration": 3, "after": ["other"], "needs": {"worker": 1}, "earliest": 0,
            "deadline": 9}; all but duration can be left out; times are whole numbers.
        capacity: how much there is of what tasks need.
        horizon: when everything must be done; 0 for whenever.

    Example:
        solve.schedule({"mix": {"duration": 2}, "bake": {"duration": 5, "after": ["mix"]}})["makespan"]
    """
    problem = {"tasks": tasks, "capacity": capacity, "horizon": horizon}
    found: dict[str, Any] = await run_solver(context, "schedule", "ortools", problem)
    return found


def solve(tasks: dict[str, dict[str, Any]], capacity: dict[str, int], horizon: int) -> dict[str, Any]:
    """Solve it in this process; see `schedule`.

    >>> solve({"mix": {"duration": 2}, "bake": {"duration": 5, "after": ["mix"]}}, {}, 0)
    {'makespan': 7, 'start': {'mix': 0, 'bake': 2}, 'optimal': True}
    """
    _refuse_unknown(tasks, capacity)
    clean = {name: _clean(name, task, tasks, capacity) for name, task in tasks.items()}
    _refuse_circle({name: task["after"] for name, task in clean.items()})
    if not clean:
        return {"makespan": 0, "start": {}, "optimal": True}
    end = max(task["earliest"] for task in clean.values()) + sum(task["duration"] for task in clean.values())
    makespan, start, optimal = _search(clean, capacity, min(horizon, end) if horizon > 0 else end)
    return {"makespan": makespan, "start": start, "optimal": optimal}


def _search(
    tasks: dict[str, Any], capacity: dict[str, int], horizon: int
) -> tuple[int, dict[str, int], bool]:
    """Make the last end as early as can be; then, with that fixed, all starts together."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    makespan = model.new_int_var(0, horizon, "makespan")
    start = {name: model.new_int_var(0, horizon, name) for name in tasks}
    for name, task in tasks.items():
        end = start[name] + task["duration"]
        model.add(start[name] >= task["earliest"])
        model.add(end <= makespan)
        model.add(end <= (horizon if task["deadline"] is None else task["deadline"]))
        for other in task["after"]:
            model.add(start[other] + tasks[other]["duration"] <= start[name])
    for resource, amount in capacity.items():
        users = {name: task["needs"][resource] for name, task in tasks.items() if task["needs"].get(resource)}
        spans = [
            model.new_fixed_size_interval_var(start[name], tasks[name]["duration"], f"{resource} {name}")
            for name in users
        ]
        model.add_cumulative(spans, [*users.values()], amount)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # with one, the same problem gives the same schedule
    solver.parameters.random_seed = 0
    solver.parameters.max_time_in_seconds = SECONDS * 0.8
    model.minimize(makespan)
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        raise ToolError("No schedule keeps all deadlines and the horizon.", fix="Loosen one of them.")
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise ToolError("No schedule was found in time.", fix="Make the problem smaller.")
    shortest = solver.value(makespan)
    found = {name: solver.value(variable) for name, variable in start.items()}
    for name, value in found.items():
        model.add_hint(start[name], value)
    model.add(makespan == shortest)
    model.minimize(sum(start.values()))
    solver.parameters.max_time_in_seconds = SECONDS * 0.2
    if solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = {name: solver.value(variable) for name, variable in start.items()}
    return shortest, found, status == cp_model.OPTIMAL


def _refuse_unknown(tasks: dict[str, dict[str, Any]], capacity: dict[str, int]) -> None:
    if len(tasks) > _MOST_TASKS:
        raise ToolError(f"{len(tasks):,} tasks are too many.", fix=f"At most {_MOST_TASKS:,}.")
    for name, task in tasks.items():
        for key in task.keys() - set(_KEYS):
            raise ToolError(f"Task {name!r} has an unknown key {key!r}.", fix=nearest(key, _KEYS))
        for other in _names(task.get("after")):
            if other not in tasks:
                what = f"Task {name!r} comes after {other!r}, which is no task."
                raise ToolError(what, fix=nearest(other, [*tasks]))
    for resource, amount in capacity.items():
        _whole(amount, f"The capacity of {resource!r}")


def _clean(
    name: str, task: dict[str, Any], tasks: dict[str, dict[str, Any]], capacity: dict[str, int]
) -> dict[str, Any]:
    """Return a task with every key, its numbers checked."""
    if "duration" not in task:
        raise ToolError(f"Task {name!r} has no duration.", fix='Write {"duration": 3}.')
    needs = task.get("needs") or {}
    if not isinstance(needs, dict):
        raise ToolError(f"Task {name!r} needs {needs!r}.", fix='Write {"worker": 1}.')
    for resource, amount in needs.items():
        if resource not in capacity:
            raise ToolError(
                f"Task {name!r} needs {resource!r}, and how much there is of it is not said.",
                fix=f"Pass capacity={{{resource!r}: 1}}.",
            )
        if _whole(amount, f"What {name!r} needs of {resource!r}") > capacity[resource]:
            raise ToolError(f"Task {name!r} needs {amount} of {resource!r}, there is {capacity[resource]}.")
    deadline = task.get("deadline")
    return {
        "duration": _whole(task["duration"], f"The duration of {name!r}"),
        "after": _names(task.get("after")),
        "needs": needs,
        "earliest": _whole(task.get("earliest") or 0, f"The earliest start of {name!r}"),
        "deadline": None if deadline is None else _whole(deadline, f"The deadline of {name!r}"),
    }


def _whole(value: Any, what: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ToolError(f"{what} is {value!r}, no whole number.", fix="Use a smaller unit, such as minutes.")
    if not 0 <= value <= _MOST_TIME:
        raise ToolError(f"{what} is {value!r}.", fix=f"Use a number from 0 to {_MOST_TIME:,}.")
    return int(value)


def _names(after: Any) -> list[str]:
    return [after] if isinstance(after, str) and after else [str(name) for name in after or []]


def _refuse_circle(after: dict[str, list[str]]) -> None:
    """Raise if tasks wait for each other, naming them."""
    waiting = dict(after)
    while ready := [
        name for name, others in waiting.items() if not any(other in waiting for other in others)
    ]:
        for name in ready:
            del waiting[name]
    if waiting:
        raise ToolError(f"These tasks wait for each other: {', '.join(list(waiting)[:10])}.")
