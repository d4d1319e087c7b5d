"""What a person said once and for all: "always allow this", "never do this".

The rules are plain TOML that anybody can read; `agora rules` lists, adds and revokes them:

    [[rule]]
    id = "d41d8c"
    decision = "always"
    tool = "files.write"
    arguments.path = { under = "notes" }

A pattern for an argument is one of

    is      this text and no other
    json    this value, as JSON, where it is no text
    under   this path, or anything beneath it
    prefix  begins with these words; for `always`, what follows must be plain words too, so that
            `git status` does not allow `git status; rm -rf .`
    host    a URL of this host; `*.example.org` are its subdomains

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
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self, get_args
from urllib.parse import urlsplit

from agora.errors import UsageError, nearest

__all__ = ["Kind", "Lasting", "Pattern", "Rule", "Rules", "host_matches", "host_of"]

Lasting = Literal["always", "never"]
Kind = Literal["is", "json", "under", "prefix", "host"]

# What may follow a command's prefix: no quote, operator, expansion or new line.
_PLAIN_WORDS = re.compile(r"(?:[ \t][\w./=:,@%+ \t-]*)?")


def host_matches(host: str, pattern: str) -> bool:
    """Return whether a host is the one named, or a subdomain where the pattern says `*.`.

    >>> host_matches("docs.example.org", "*.example.org"), host_matches("example.org", "*.example.org")
    (True, False)
    """
    host, pattern = (name.lower().rstrip(".") for name in (host, pattern))
    if pattern.startswith("*."):
        return len(pattern) > 2 and host.endswith(pattern[1:]) and len(host) >= len(pattern)
    return bool(host) and host == pattern


def host_of(url: str) -> str:
    """Return a URL's host; an empty string where programs could differ about which it is.

    >>> host_of("https://example.org:8080/a"), host_of("https://example.org@evil.test/")
    ('example.org', '')
    """
    try:
        parts = urlsplit(url)
        doubtful = "@" in parts.netloc or "\\" in url or re.search(r"\s", url)
        return "" if doubtful else (parts.hostname or "")
    except ValueError:
        return ""


@dataclass(frozen=True)
class Pattern:
    """What an argument must look like.

    >>> Pattern("under", "notes").fits("./notes/today.txt", "always")
    True
    >>> Pattern("prefix", "git status").fits("git status; rm -rf .", "always")
    False
    """

    kind: Kind
    text: str

    @classmethod
    def exactly(cls, value: Any) -> Self:
        """Return the pattern that this value fits, and no other."""
        return cls("is", value) if isinstance(value, str) else cls("json", _json(value))

    @classmethod
    def read(cls, table: Any) -> Self:
        """Read `{ under = "notes" }`."""
        if isinstance(table, dict) and len(table) == 1:
            [(kind, text)] = table.items()
            if kind in get_args(Kind) and isinstance(text, str):
                return cls(kind, text)
        raise UsageError(
            f"{table!r} is no pattern.", fix=f'Write {{ {" | ".join(get_args(Kind))} = "text" }}.'
        )

    def fits(self, value: Any, decision: Lasting) -> bool:
        """Return whether a value fits; see the module for how `always` and `never` differ."""
        if self.kind == "json":
            return not isinstance(value, str) and _json(value) == self.text
        if not isinstance(value, str):
            return False
        if self.kind == "is":
            return value == self.text
        if self.kind == "host":
            return host_matches(host_of(value), self.text)
        if self.kind == "prefix":
            return self.text in value if decision == "never" else self._begins(value)
        parts, wanted = _parts(value), _parts(self.text)
        if decision == "never":  # absolute paths, and detours through "..", count too
            loose = [part for part in value.split("/") if part not in ("", ".")]
            return _contains(parts, wanted) or _contains(loose, wanted)
        return ".." not in parts and parts[: len(wanted)] == wanted

    def _begins(self, value: str) -> bool:
        rest = value.strip().removeprefix(self.text)
        return rest != value.strip() and _PLAIN_WORDS.fullmatch(rest) is not None


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
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            import fcntl
        except ImportError:  # Windows: the last writer wins
            yield
            return
        with (self._path.parent / ".rules.lock").open("w") as lock:
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


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=repr)


def _id(tool: str, arguments: Mapping[str, Pattern]) -> str:
    words = _json([tool, sorted((name, p.kind, p.text) for name, p in arguments.items())])
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _parts(path: str) -> list[str]:
    """Return a path's parts from the workspace's root, `.` and inner `..` resolved."""
    parts: list[str] = []
    for part in path.strip().removeprefix("/workspace/").split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return parts


def _contains(parts: list[str], wanted: list[str]) -> bool:
    return any(parts[i : i + len(wanted)] == wanted for i in range(len(parts) - len(wanted) + 1))
