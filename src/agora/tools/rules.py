"""What a person said once and for all: "always allow this", "never do this".

The rules are plain TOML that anybody can read; `agora rules` lists, adds and revokes them:

    [[rule]]
    id = "d41d8c"
    decision = "always"
    tool = "files.write"
    arguments.path = { under = "notes" }

Patterns for arguments are described in `patterns`.

A rule looks at the text of a call, not at what the call will do. A `never` is therefore read generously (a
path or a command that mentions it anywhere) and an `always` narrowly. Either way the walls are the workspace
and the sandbox; a rule only saves or forces a question.
"""

import hashlib
import json
import os
import re
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from agora.errors import UsageError, nearest
from agora.tools.patterns import Lasting, Pattern, json_text

__all__ = ["Rule", "Rules"]


@dataclass(frozen=True)
class Rule:
    """One lasting answer; it applies to a call when every argument it names fits."""

    id: str
    decision: Lasting
    tool: str
    arguments: Mapping[str, Pattern] = field(default_factory=dict)
    added: str = ""
    """When, in UTC, ISO 8601."""

    def applies(self, tool: str, args: Mapping[str, Any]) -> bool:
        """Return whether the rule speaks of this call."""
        return self.tool == tool and all(
            name in args and pattern.fits(args[name], self.decision)
            for name, pattern in self.arguments.items()
        )

    def is_exact(self, args: Mapping[str, Any]) -> bool:
        """Return whether the rule names every argument by its very value."""
        return all(self.arguments.get(name) == Pattern.exactly(value) for name, value in args.items())

    def __str__(self) -> str:
        shown = ", ".join(f"{name} {p.kind} {p.text!r}" for name, p in self.arguments.items())
        return f"{self.decision} {self.tool}({shown})"


class Rules:
    """The rules in one file, read again whenever it changed.

    Args:
        path: the file; made with the first rule, readable by its owner alone.
        clock: seconds since 1970.

    >>> rules = Rules(Path(tempfile.mkdtemp()) / "rules.toml")
    >>> rule = rules.add("always", "shell", {"command": Pattern("prefix", "git status")})
    >>> [str(rule) for rule in rules.list()]
    ["always shell(command prefix 'git status')"]
    >>> rules.revoke(rule.id) == rule, rules.list()
    (True, ())
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = path, clock
        self._seen: tuple[int, int, int] | None = None
        self._rules: tuple[Rule, ...] = ()

    def list(self) -> tuple[Rule, ...]:
        """Return all rules, oldest first.

        Raises:
            UsageError: the file is damaged; the message says where. Until it is mended nothing is allowed.
        """
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            if stamp != self._seen:
                self._rules = _parse(self._path.read_text(encoding="utf-8"))
                self._seen = stamp
        except FileNotFoundError:
            self._rules, self._seen = (), None
        except (OSError, ValueError, UsageError) as error:
            self._seen = None
            raise UsageError(
                f"The rules in {self._path} cannot be read.",
                why=f"{str(error).rstrip('.')}.",
                fix="Mend that line, or move the file away; until then no tool may do more than compute.",
            ) from None
        return self._rules

    def matching(self, tool: str, args: Mapping[str, Any]) -> tuple[Rule, ...]:
        """Return the rules that speak of a call.

        Raises:
            UsageError: as for `list`.
        """
        return tuple(rule for rule in self.list() if rule.applies(tool, args))

    def add(self, decision: Lasting, tool: str, arguments: Mapping[str, Pattern] | None = None) -> Rule:
        """Write a rule; one for the same tool and the same patterns is replaced.

        Args:
            decision: `always` or `never`.
            tool: the tool's name.
            arguments: what its arguments must look like; those not named may be anything.

        Raises:
            UsageError: the file is damaged or cannot be written.
        """
        arguments = dict(arguments or {})
        added = datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="seconds")
        rule = Rule(_id(tool, arguments), decision, tool, arguments, added)
        with self._locked():
            self._write([old for old in self.list() if old.id != rule.id] + [rule])
        return rule

    def revoke(self, rule_id: str) -> Rule:
        """Remove a rule and return it.

        Raises:
            UsageError: there is no such rule, or the file is damaged.
        """
        with self._locked():
            rules = {rule.id: rule for rule in self.list()}
            if rule_id not in rules:
                raise UsageError(
                    f"There is no rule {rule_id!r}.",
                    fix=nearest(rule_id, [*rules]) or f"There are {', '.join(rules) or 'none'}.",
                )
            revoked = rules.pop(rule_id)
            self._write([*rules.values()])
        return revoked

    def _write(self, rules: Iterable[Rule]) -> None:
        text = _HEAD + "".join(_render(rule) for rule in rules)
        try:
            descriptor, name = tempfile.mkstemp(dir=self._path.parent, prefix=".rules-")  # mode 0600
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except UnicodeEncodeError:
            Path(name).unlink()
            raise UsageError("The rule holds text that is no Unicode, so it cannot be written.") from None
        except OSError as error:
            raise UsageError(f"{self._path} cannot be written.", why=f"{error.strerror}.") from None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep two processes from losing each other's rule."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = (self._path.parent / ".rules.lock").open("w")
        except OSError as error:
            raise UsageError(f"{self._path} cannot be written.", why=f"{error.strerror}.") from None
        with lock:
            with suppress(ImportError):  # Windows has no fcntl: there the last writer wins
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


_HEAD = "# What you told Agora to do always or never. Written by `agora rules`; comments are not kept.\n"


def _parse(text: str) -> tuple[Rule, ...]:
    document = tomllib.loads(text)
    if unknown := document.keys() - {"rule"}:
        raise UsageError(f"{min(unknown)!r} is no key of a rules file.", fix=nearest(min(unknown), ["rule"]))
    tables = document.get("rule", [])
    if not isinstance(tables, list):
        raise UsageError("'rule' must be written as [[rule]].")
    return tuple(_read_rule(table) for table in tables)


def _read_rule(table: Any) -> Rule:
    known = ("id", "decision", "tool", "arguments", "added")
    if not isinstance(table, dict) or (unknown := table.keys() - set(known)):
        bad = min(unknown) if isinstance(table, dict) else table
        raise UsageError(f"{bad!r} is no key of a rule.", fix=nearest(str(bad), [*known]))
    if table.get("decision") not in get_args(Lasting):
        raise UsageError(f"decision = {table.get('decision')!r} is neither 'always' nor 'never'.")
    tool, tables = table.get("tool"), table.get("arguments", {})
    if not (isinstance(tool, str) and tool and isinstance(tables, dict)):
        raise UsageError(f"tool = {tool!r} is no tool, or its arguments are no table.")
    arguments = {name: Pattern.read(pattern) for name, pattern in tables.items()}
    rule_id = str(table.get("id") or _id(tool, arguments))
    return Rule(rule_id, table["decision"], tool, arguments, str(table.get("added", "")))


def _render(rule: Rule) -> str:
    lines = [
        f"\n[[rule]]  # {_comment(rule)}",
        f"id = {_toml(rule.id)}",
        f"decision = {_toml(rule.decision)}",
    ]
    lines.append(f"tool = {_toml(rule.tool)}")
    for name, pattern in rule.arguments.items():
        lines.append(f"arguments.{_toml(name)} = {{ {pattern.kind} = {_toml(pattern.text)} }}")
    return "\n".join([*lines, f"added = {_toml(rule.added)}"]) + "\n"


def _comment(rule: Rule) -> str:
    return re.sub(r"[^\x20-\x7e]", "?", str(rule))[:80]


def _toml(text: str) -> str:
    """Write a TOML string: JSON's is one, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _id(tool: str, arguments: Mapping[str, Pattern]) -> str:
    words = json_text([tool, sorted((name, p.kind, p.text) for name, p in arguments.items())])
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:6]
