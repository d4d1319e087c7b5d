"""What an argument of a call must look like for a rule to apply.

A pattern for an argument is one of

    is      this text and no other
    json    this value, as JSON, where it is no text
    under   this path, or anything beneath it
    prefix  begins with these words; for `always`, what follows must be plain words too, so that
            `git status` does not allow `git status; rm -rf .`
    host    a URL of this host; `*.example.org` are its subdomains
"""

import json
import re
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args
from urllib.parse import urlsplit

from agora.errors import UsageError

__all__ = ["Kind", "Lasting", "Pattern", "host_matches", "host_of", "json_text"]

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
        return cls("is", value) if isinstance(value, str) else cls("json", json_text(value))

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
            return not isinstance(value, str) and json_text(value) == self.text
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


def json_text(value: Any) -> str:
    """Return a value as JSON, always the same text for the same value."""
    return json.dumps(value, sort_keys=True, default=repr)


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
