"""Skills: functions that the mind wrote as thoughts, kept only if their tests passed as thoughts.

A skill is source, shown as it is. It is run by whoever calls it, inside a thought of theirs and with their
tools: it brings no rights along. A new version takes the place of the one before, which stays to be seen;
revoked, a skill is found no more.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agora.errors import ToolError, UsageError
from agora.memory.items import PERSON, Item, Row
from agora.memory.store import Store

__all__ = ["Run", "Skill", "Skills"]

Run = Callable[[str], str]
"""Runs code as one thought, and returns its error; empty if it ended well."""

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,60}")
_MOST_CHARS = 20_000


@dataclass(frozen=True)
class Skill:
    """A function with what is known of it.

    Attributes:
        name: of the function.
        description: what it is good for; this is what it is found by.
        source: Python that defines it, as it may stand in a thought.
        tests: Python that fails if the function is wrong, as it may stand below the source.
        version: from 1.
        id: of the memory that holds it.
        state: empty, or `superseded` by a newer version.
    """

    name: str
    description: str
    source: str
    tests: str
    version: int
    id: str = ""
    state: str = ""


class Skills:
    """The skills in a store.

    Args:
        removed: told the numbers of skills that left, so that what was derived from them leaves too.

    >>> import tempfile
    >>> from pathlib import Path
    >>> store = Store(Path(tempfile.mkdtemp()) / "memory.db")
    >>> skills = Skills(store, lambda numbers: None, clock=lambda: 0.0)
    >>> run = lambda code: "wrong" if "*arguments" in code else ""  # a real one runs it
    >>> code = "def double(x):\\n    return 2 * x"
    >>> skills.keep("double", "Twice a number.", code, "assert double(2) == 4", run).version
    1
    >>> skills.get("double").description
    'Twice a number.'
    >>> store.close()
    """

    def __init__(
        self, store: Store, removed: Callable[[Sequence[int]], None], *, clock: Callable[[], float]
    ) -> None:
        self._store, self._removed, self._clock = store, removed, clock

    def keep(
        self, name: str, description: str, source: str, tests: str, run: Run, *, scope: str = PERSON
    ) -> Skill:
        """Keep a function whose tests pass, as the newest version of its name.

        Args:
            run: runs code as a thought without any tool, apart from all others.

        Raises:
            ToolError: the name is no name, something is missing or too long, or a test fails, or none can.
        """
        if not _NAME.fullmatch(name) or not re.search(rf"^def {name}\(", source, re.MULTILINE):
            raise ToolError(f"{name!r} names no function of the source.", fix="Write `def name(…):` in it.")
        if (
            not description.strip()
            or "assert" not in tests
            or len(source + tests + description) > _MOST_CHARS
        ):
            raise ToolError(
                f"The skill {name!r} is not complete.",
                fix=f"Give a description and tests with `assert`, at most {_MOST_CHARS:,} characters in all.",
            )
        newest = next((skill for skill in self.versions(name, scope=scope) if not skill.state), None)
        if newest and (newest.description, newest.source, newest.tests) == (
            description.strip(),
            source,
            tests,
        ):
            return newest  # said twice, as after a crash, it is one version
        if error := run(f"{source}\n\n{tests}"):
            raise ToolError(f"The tests of {name!r} do not pass.", why=error)
        # Tests that pass whatever the function does say nothing of it.
        if not run(f"{source}\n\n{_stub(name)}\n\n{tests}"):
            raise ToolError(f"The tests of {name!r} pass without it.", fix="Assert what it returns.")
        with self._store.writing():
            before = self.versions(name, scope=scope)
            version = 1 + max((skill.version for skill in before), default=0)
            where = "kind = 'skill' AND who = ? AND scope = ? AND state = ''"
            self._store.run(f"UPDATE item SET state = 'superseded' WHERE {where}", (name, scope))
            extra = json.dumps({"source": source, "tests": tests, "version": version})
            number = f"skill-{scope}-{name}-{version}"
            self._store.add(
                [Row(number, "skill", description.strip(), self._clock(), name, scope, extra=extra)]
            )
        return self.get(name, scopes=(scope,))

    def get(self, name: str, *, scopes: Sequence[str] = (PERSON,)) -> Skill:
        """Return the newest version.

        Raises:
            UsageError: there is no such skill in these scopes.
        """
        for scope in scopes:
            if now := [skill for skill in self.versions(name, scope=scope) if not skill.state]:
                return now[0]
        raise UsageError(f"There is no skill {name!r}.", fix="It may be revoked, or of another scope.")

    def versions(self, name: str, *, scope: str = PERSON) -> list[Skill]:
        """Return all versions, the newest first."""
        where = "kind = 'skill' AND who = ? AND scope = ? ORDER BY number DESC"
        return [skill_of(item) for item in self._store.items(where, (name, scope))]

    def revoke(self, name: str, *, scope: str = PERSON) -> int:
        """Remove all versions for good, and return how many there were.

        Raises:
            UsageError: there is no such skill.
        """
        found = [skill.id for skill in self.versions(name, scope=scope)]
        if not found:
            raise UsageError(f"There is no skill {name!r}.")
        self._removed(self._store.remove(found))
        self._store.settle()
        return len(found)


def skill_of(item: Item) -> Skill:
    """Return the skill that an item holds; recall finds such items by their description and name."""
    held = json.loads(item.extra)
    return Skill(item.about, item.text, held["source"], held["tests"], held["version"], item.id, item.state)


def _stub(name: str) -> str:
    return f"def {name}(*arguments, **named):\n    return None"
