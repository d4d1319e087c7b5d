"""What a tool is: a typed Python function with a docstring, an effect, and nothing to register twice.

The line that the model reads, the schema that an API shows, the entry in the docs and the check of a call's
arguments all come from the function itself:

    @tool("files.read", effect="read")
    def read(context: Context, path: str, start: int = 1, lines: int = 400) -> str:
        \"\"\"Return the text of a file.

        Args:
            path: where, seen from the workspace's root.
        \"\"\"

The first parameter is what the running session lends to the tool; a thought neither sees nor passes it.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from agora.errors import ToolError, nearest
from agora.journal.events import Effect, PlanStep

if TYPE_CHECKING:
    from agora.config import Settings
    from agora.memory import Item, Kind, Skills
    from agora.sandbox import Sandbox, Workspace

__all__ = ["Context", "Host", "Remembers", "Tool", "Toolbox", "tool"]


class Host(Protocol):
    """What the mind does for its own tools (`answer`, `plan`, `ask_user`)."""

    def answer(self, value: Any) -> None:
        """End the task with this answer once the thought has run."""

    def plan(self, steps: Sequence[PlanStep], reason: str) -> None:
        """Replace the plan."""

    async def ask(self, question: str, choices: Sequence[str]) -> str:
        """Put a question to the person and wait for the reply."""


class Remembers(Protocol):
    """What the memory tools ask of a memory; a branch has one that holds back what it is told."""

    def remember(self, statement: str, about: str = "", *, session: str = "", key: str = "") -> str:
        """Keep a statement and return its id; the same key keeps it once."""

    @property
    def skills(self) -> "Skills":
        """The functions that are kept."""

    def recall(
        self, query: str, k: int = 5, *, when: date | None = None, kinds: "Sequence[Kind] | None" = None
    ) -> "Sequence[Item]":
        """Return what fits best, best first; what held at the end of that day, if one is given."""

    def meant(self, query: str) -> "Sequence[Item]":
        """Return the items that the query means, all of them."""

    def forget(self, item: str) -> None:
        """Remove an item for good."""


@dataclass
class Context:
    """What a session lends to a tool for one call."""

    session: str
    key: str
    """The call's idempotency key: pass it on to whatever can refuse to do the same thing twice."""
    settings: "Settings"
    workspace: "Workspace"
    sandbox: "Sandbox"
    memory: "Remembers"
    toolbox: "Toolbox"
    host: Host


@dataclass(frozen=True)
class Tool:
    """A function that a thought may call.

    Attributes:
        name: as a thought writes it, `family.name` or `name`.
        function: takes a `Context` and the call's arguments; may be `async`.
        effect: `pure`, `read`, `write` or `act`.
        outward: its arguments leave the machine.
        untrusted: what it returns was written by somebody else: pages, files, other servers.
        private: what it returns is the person's own: files, memories.
        keyed: it passes `Context.key` on to something that refuses to do the same thing twice.
        shown: a `write` that is computed before it is approved, so that a person sees its diff.
        contained: a `write` that reaches nothing but the workspace and its sandbox; `--yes` covers it.
        preview: given the context and the call's arguments, what the call would do, for a person to read
            before saying yes.
    """

    name: str
    function: Callable[..., Any]
    effect: Effect
    outward: bool = False
    untrusted: bool = False
    private: bool = False
    keyed: bool = False
    shown: bool = False
    contained: bool = False
    preview: Callable[..., str] | None = None

    @cached_property
    def parameters(self) -> list[inspect.Parameter]:
        """The parameters that a thought passes."""
        return list(inspect.signature(self.function, eval_str=True).parameters.values())[1:]

    @cached_property
    def arguments(self) -> type[BaseModel]:
        """A pydantic model of the arguments; its JSON schema is the tool's."""
        fields: dict[str, Any] = {
            parameter.name: (
                Any if parameter.annotation is parameter.empty else parameter.annotation,
                ... if parameter.default is parameter.empty else parameter.default,
            )
            for parameter in self.parameters
        }
        config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, coerce_numbers_to_str=True)
        return create_model(self.name.replace(".", "_"), __config__=config, **fields)

    @cached_property
    def doc(self) -> str:
        """The docstring, dedented."""
        return inspect.getdoc(self.function) or ""

    @property
    def summary(self) -> str:
        """The docstring's first line."""
        return self.doc.partition("\n")[0]

    @property
    def signature(self) -> str:
        """The call as the prompt shows it: `files.read(path, start=1, lines=400)`."""
        shown = [p.name if p.default is p.empty else f"{p.name}={p.default!r}" for p in self.parameters]
        return f"{self.name}({', '.join(shown)})"

    def bind(self, args: Sequence[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Match a call's arguments to the signature and convert them to its types.

        Raises:
            ToolError: too many, missing, unknown or of the wrong type; the message shows the signature.
        """
        names = [parameter.name for parameter in self.parameters]
        if len(args) > len(names):
            raise ToolError(
                f"{self.name} takes {len(names)} arguments, {len(args)} were given.",
                fix=f"Call it as {self.signature}.",
            )
        given = dict(zip(names, args, strict=False))
        if doubled := given.keys() & kwargs.keys():
            raise ToolError(f"{self.name} got {min(doubled)!r} twice.", fix=f"Call it as {self.signature}.")
        try:
            model = self.arguments.model_validate({**given, **kwargs})
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise ToolError(
                f"{self.name}: {where}: {first['msg']}.", fix=f"Call it as {self.signature}."
            ) from None
        return {name: getattr(model, name) for name in names}


def tool(
    name: str,
    *,
    effect: Effect,
    outward: bool = False,
    untrusted: bool = False,
    private: bool = False,
    keyed: bool = False,
    shown: bool = False,
    contained: bool = False,
    preview: Callable[..., str] | None = None,
) -> Callable[[Callable[..., Any]], Tool]:
    """Make a tool of a function; see `Tool` for the arguments.

    >>> @tool("twice", effect="pure")
    ... def twice(context, number: int) -> int:
    ...     "Return the number doubled."
    ...     return 2 * number
    >>> twice.signature, twice.summary
    ('twice(number)', 'Return the number doubled.')
    >>> twice.bind(["21"], {})
    {'number': 21}
    """

    def make(function: Callable[..., Any]) -> Tool:
        return Tool(name, function, effect, outward, untrusted, private, keyed, shown, contained, preview)

    return make


class Toolbox:
    """The tools of a session, by name.

    >>> Toolbox([])["files.raed"]
    Traceback (most recent call last):
    agora.errors.ToolError: There is no tool 'files.raed'.
    """

    def __init__(self, tools: Iterable[Tool]) -> None:
        self._tools = {tool.name: tool for tool in tools}

    def __getitem__(self, name: str) -> Tool:
        try:
            return self._tools[name]
        except KeyError:
            raise ToolError(f"There is no tool {name!r}.", fix=nearest(name, list(self._tools))) from None

    def __iter__(self) -> Iterator[Tool]:
        return iter(self._tools.values())

    def __len__(self) -> int:
        return len(self._tools)

    def __contains__(self, name: object) -> bool:
        return name in self._tools

    @property
    def names(self) -> list[str]:
        """All names, in the order of the prompt."""
        return list(self._tools)
