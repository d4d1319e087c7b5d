"""Whether a call may happen: allow, ask a person, or deny.

    pure             allowed
    read             allowed; outward only to hosts that the person listed, and asked about once the session
                     has seen untrusted input or private data
    write            asked; `--yes` allows what stays inside the workspace and its sandbox; outward is asked
    remember         allowed; asked once the session has seen untrusted input, so that a page cannot plant
                     a memory
    act              asked, each time; a rule can allow one exact call, and nothing else can

A persona can make this stricter, never laxer. A rule of the person's (see `rules`) can answer a question
beforehand. The **rule of two** stands above all: once a session has seen both untrusted input and private
data, every act and every outward call needs a person's yes there and then, whatever rules and flags say.
A damaged rules file may have lost a `never`: until it is mended only pure tools run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from agora.config import Web
from agora.errors import UsageError
from agora.journal.events import Decision
from agora.tools.base import Tool
from agora.tools.patterns import Kind, Lasting, Pattern, host_matches, host_of
from agora.tools.rules import Rule, Rules

__all__ = ["Policy", "PolicyCall", "Stricter", "Verdict"]


class Stricter(Protocol):
    """What the policy asks of a persona."""

    @property
    def name(self) -> str:
        """How people call it."""

    @property
    def policy(self) -> Mapping[str, str]:
        """Tool, family (`files.*`) or effect → `ask` or `deny`."""


@dataclass(frozen=True)
class PolicyCall:
    """A call to be judged.

    Attributes:
        tool: the tool.
        args: its arguments by name, as bound to the signature.
        untrusted_seen: the session has read what somebody else wrote.
        private_seen: the session has read what is the person's own.
    """

    tool: Tool
    args: Mapping[str, Any] = field(default_factory=dict)
    untrusted_seen: bool = False
    private_seen: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the policy decided, and why."""

    decision: Decision
    reason: str


# What "always" and "never" remember of a call: enough to be useful, no more. Any other tool: all arguments.
_REMEMBERED: dict[str, dict[str, Kind]] = {
    "files.write": {"path": "under"},
    "files.edit": {"path": "under"},
    "shell": {"command": "is"},
    "python": {"code": "is"},
    "web.fetch": {"url": "host"},
    "remember": {},
}


class Policy:
    """Decides on the calls of one session.

    Args:
        rules: the person's lasting answers.
        persona: may be stricter than what is said here.
        web: the hosts that outward reads may reach.
        yes: the person approved writes and programs inside the workspace beforehand.
        attended: somebody is there to be asked; else a question waits.
    """

    def __init__(
        self,
        rules: Rules,
        *,
        persona: Stricter | None = None,
        web: Web | None = None,
        yes: bool = False,
        attended: bool = True,
    ) -> None:
        self._rules, self._persona, self._web = rules, persona, web or Web()
        self._yes, self._attended = yes, attended

    def decide(self, call: PolicyCall) -> Verdict:
        """Judge a call."""
        tool = call.tool
        try:
            rules = self._rules.matching(tool.name, call.args)
        except UsageError as error:
            return Verdict("allow", "it only computes") if _computes(tool) else Verdict("deny", str(error))
        if forbidden := self._forbidden(call, rules):
            return Verdict("deny", forbidden)
        question, liftable = self._question(call)
        if not question:
            return Verdict("allow", "it only computes" if _computes(tool) else f"a {tool.effect} is allowed")
        if liftable:
            for rule in rules:
                if tool.effect != "act" or rule.is_exact(call.args):
                    return Verdict("allow", f"rule {rule.id}: {rule}")
            if self._yes and tool.effect == "write" and tool.contained and not tool.outward:
                return Verdict("allow", "--yes allows changes inside the workspace")
        return Verdict("ask", question if self._attended else f"{question}, and nobody is there to ask")

    def remember(self, tool: str, args: Mapping[str, Any], answer: Lasting) -> Rule:
        """Write down that a person answered a call with "always" or "never".

        The rule covers the same file for `files.write` and `files.edit`, the same host for `web.fetch`,
        the same command or code for programs, and the same arguments for anything else.

        Raises:
            UsageError: the rules cannot be read or written.
        """
        kinds = _REMEMBERED.get(tool)
        if kinds is None:
            patterns = {name: Pattern.exactly(value) for name, value in args.items()}
        else:
            patterns = {name: _remembered(kind, str(args[name])) for name, kind in kinds.items()}
        return self._rules.add(answer, tool, patterns)

    def _forbidden(self, call: PolicyCall, rules: Sequence[Rule]) -> str:
        for rule in rules:
            if rule.decision == "never":
                return f"rule {rule.id}: {rule}"
        if self._persona is not None and self._stricter(call.tool) == "deny":
            return f"the persona {self._persona.name} does not do this"
        if call.tool.outward and call.tool.effect == "read":
            return self._unreachable(call)
        return ""

    def _unreachable(self, call: PolicyCall) -> str:
        host = host_of(str(call.args.get("url", "")))
        if any(host_matches(host, pattern) for pattern in self._web.hosts):
            return ""
        listed = f"only {', '.join(self._web.hosts)} may be reached" if self._web.hosts else "the web is off"
        return f"{listed}; a person can list {host or 'a host'!r} under [web] hosts in agora.toml"

    def _question(self, call: PolicyCall) -> tuple[str, bool]:
        """Return why to ask (empty: no need to), and whether a rule or `--yes` may answer."""
        tool = call.tool
        if tool.outward or tool.effect == "act":
            kind = "an act" if tool.effect == "act" else "an outward call"
            if call.untrusted_seen and call.private_seen:
                return f"rule of two: {kind} after untrusted input and private data", False
            if tool.effect == "act":
                return "an act cannot be undone", True
            if tool.effect != "read":
                return "it would change something outside this machine", True
            if call.untrusted_seen or call.private_seen:
                seen = "untrusted input" if call.untrusted_seen else "private data"
                return f"an outward call after {seen} may carry it away", True
        elif tool.effect == "write":
            if tool.name != "remember":
                return "it would change something", True
            if call.untrusted_seen:
                return "what is remembered now may come from untrusted input", False
        if self._persona is not None and self._stricter(tool) == "ask":
            return f"the persona {self._persona.name} asks first", True
        return "", True

    def _stricter(self, tool: Tool) -> str:
        """Return the persona's strictest word on a tool."""
        assert self._persona is not None
        family = f"{tool.name.partition('.')[0]}.*"
        said = {self._persona.policy.get(key, "") for key in (tool.name, family, tool.effect)}
        return "deny" if "deny" in said else "ask" if "ask" in said else ""


def _computes(tool: Tool) -> bool:
    return tool.effect == "pure" and not tool.outward


def _remembered(kind: Kind, text: str) -> Pattern:
    return Pattern(kind, host_of(text) if kind == "host" else text)
