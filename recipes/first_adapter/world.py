"""A small world in which a task's thoughts really run: Monty, and stand-ins for Agora's tools.

The stand-ins keep the tools' signatures and the shape of what they return, and nothing else of them.
"""

import contextlib
import fnmatch
import io
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic_monty import CollectString, Monty, MontyError, MontyRuntimeError

from .tasks import Task

__all__ = ["World", "interpreter", "render"]

_PRELUDE = """
class _Files:
    def read(self, path, start=1, lines=400): return __tool__('files.read', path, start, lines)
    def write(self, path, text): return __tool__('files.write', path, text)
    def edit(self, path, old, new, all=False): return __tool__('files.edit', path, old, new, all)
    def search(self, pattern, path='.', limit=50): return __tool__('files.search', pattern, path, limit)
    def list(self, path='.', pattern='*'): return __tool__('files.list', path, pattern)
class _Web:
    def fetch(self, url): return __tool__('web.fetch', url)
class _Solve:
    def sat(self, variables, constraints, minimize='', maximize=''):
        return __tool__('solve.sat', variables, constraints, minimize, maximize)
    def schedule(self, tasks, capacity={}, horizon=0): return __tool__('solve.schedule', tasks)
files, web, solve = _Files(), _Web(), _Solve()
"""


class World:
    """Files, memories, a person and programs, as one task sees them; `answer` holds what was answered."""

    def __init__(self, task: Task) -> None:
        self.files = dict(task.files)
        self.memories = list(task.memories)
        self.task = task
        self.answer: Any = None
        self.answered = False

    def run(self, session: Any, code: str) -> tuple[str, str]:
        """Run a thought; return its output and its error, as the mind would show them."""
        bare: dict[str, Callable[..., Any]] = {
            name: getattr(self, "_" + name)
            for name in ("answer", "plan", "check", "ask_user", "remember", "recall", "shell", "python")
        }
        printed = CollectString()
        lookup = {**bare, "__tool__": self._dotted}
        session.feed_run(_PRELUDE, external_lookup=lookup)
        try:
            value = session.feed_run(code, external_lookup=lookup, print_callback=printed)
        except MontyError as error:
            return printed.output.rstrip("\n"), _explain(error, code)
        return (printed.output + ("" if value is None else repr(value))).rstrip("\n"), ""

    def _dotted(self, name: str, *args: Any) -> Any:
        return getattr(self, "_" + name.replace(".", "_"))(*args)

    def _answer(self, value: Any) -> None:
        self.answer, self.answered = value, True

    def _plan(self, steps: list[Any], reason: str = "") -> None:
        if not steps:
            raise ValueError("A plan needs steps.")

    def _check(self, condition: Any, message: str = "") -> None:
        if not condition:
            raise AssertionError(message or "The check failed.")

    def _ask_user(self, question: str, choices: list[str] = []) -> str:  # noqa: B006 (the tool's signature)
        return self.task.person

    def _remember(self, statement: str, about: str = "") -> str:
        self.memories.append(statement)
        return f"m{len(self.memories)}"

    def _recall(self, query: str, k: int = 5) -> list[dict[str, str]]:
        words = set(re.findall(r"\w+", query.lower()))
        ranked = sorted(self.memories, key=lambda m: -len(words & set(re.findall(r"\w+", m.lower()))))
        return [{"text": text, "time": "2026-11-02", "source": "person"} for text in ranked[:k]]

    def _shell(self, command: str, timeout_s: float = 60) -> dict[str, Any]:
        return {"exit_code": 0, "stdout": self.task.commands[command], "stderr": ""}

    def _python(self, code: str, timeout_s: float = 60) -> dict[str, Any]:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, {})  # the families' own code, no model's
        return {"exit_code": 0, "stdout": printed.getvalue(), "stderr": ""}

    def _files_read(self, path: str, start: int = 1, lines: int = 400) -> str:
        if path not in self.files:
            raise FileNotFoundError(f"There is no file {path!r} in the workspace.")
        return "".join(self.files[path].splitlines(keepends=True)[start - 1 : start - 1 + lines])

    def _files_write(self, path: str, text: str) -> None:
        self.files[path] = text

    def _files_edit(self, path: str, old: str, new: str, all: bool = False) -> None:
        text = self._files_read(path)
        if old not in text:
            raise ValueError(f"{old!r} is not in {path}.")
        self.files[path] = text.replace(old, new, -1 if all else 1)

    def _files_search(self, pattern: str, path: str = ".", limit: int = 50) -> list[dict[str, Any]]:
        return [
            {"path": name, "line": number, "text": line}
            for name in self._files_list(path)
            for number, line in enumerate(self.files[name].splitlines(), 1)
            if re.search(pattern, line)
        ][:limit]

    def _files_list(self, path: str = ".", pattern: str = "*") -> list[str]:
        beneath = [
            n for n in sorted(self.files) if path == "." or n == path or n.startswith(path.rstrip("/") + "/")
        ]
        return [name for name in beneath if fnmatch.fnmatch(name, pattern)]

    def _web_fetch(self, url: str) -> str:
        return self.task.pages[url]

    def _solve_sat(
        self, variables: dict[str, Any], constraints: list[str], minimize: str = "", maximize: str = ""
    ) -> Any:
        names = list(variables)
        ranges = [
            [False, True] if span == "bool" else range(span[0], span[1] + 1) for span in variables.values()
        ]
        helpers = {
            "distinct": lambda *v: len(set(v)) == len(v),
            "implies": lambda a, b: not a or b,
            "abs": abs,
        }
        rules = [compile(rule, "constraint", "eval") for rule in constraints]
        found = [
            dict(zip(names, values, strict=True))
            for values in itertools.product(*ranges)
            if all(eval(rule, helpers | dict(zip(names, values, strict=True))) for rule in rules)
        ]
        if goal := minimize or maximize:
            found.sort(key=lambda model: eval(goal, helpers | model), reverse=bool(maximize))
        return found[0] if found else None

    def _solve_schedule(self, tasks: dict[str, Any]) -> dict[str, Any]:
        start: dict[str, int] = {}
        while len(start) < len(tasks):
            for name, spec in tasks.items():
                if name not in start and all(other in start for other in spec.get("after", [])):
                    start[name] = max(
                        (start[o] + tasks[o]["duration"] for o in spec.get("after", [])), default=0
                    )
        return {"makespan": max(start[n] + tasks[n]["duration"] for n in tasks), "start": start}


def _explain(error: MontyError, code: str) -> str:
    if not isinstance(error, MontyRuntimeError):
        return str(error)
    frames = error.traceback()
    line = [frame.line for frame in frames if frame.filename == frames[0].filename][-1]
    lines = code.splitlines()
    if not 1 <= line <= len(lines):  # raised in a function that an earlier thought defined
        return str(error)
    return f"{error} (line {line}: `{lines[line - 1].strip()}`)"


@contextlib.contextmanager
def interpreter() -> Iterator[Callable[[], Any]]:
    """Lend fresh Monty sessions: `with interpreter() as fresh: with fresh() as session: ...`."""
    with Monty() as pool:
        yield pool.checkout


def render(value: Any) -> str:
    """Return an answer as it is shown to a person."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
