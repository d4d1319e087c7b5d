"""The real program as a child process, in a home and a workspace of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agora.journal import Journal, Recorded, SessionInfo, Thought

AGORA = [sys.executable, "-m", "agora"]

# A machine that is busy may take this long for what takes a second on an idle one.
PATIENCE_S = 60


@dataclass
class Told:
    """How a call of the program ended."""

    code: int
    out: str
    err: str

    def answered(self, answer: str) -> None:
        """Assert that it gave exactly this answer."""
        assert (self.code, self.out) == (0, f"{answer}\n"), self

    def kindly(self, code: int, *words: str) -> "Told":
        """Assert that it failed with this exit code and these words, without a traceback or an answer.

        A kind error says what happened on its first line, and on further lines why or what to do.
        """
        assert self.code == code, self
        assert "Traceback" not in self.err, self.err
        assert "Exception ignored" not in self.err, self.err
        assert self.out == "", self
        said = re.search(r"^agora: .*\n(?: {7}\S.*|agora resume \w+)$", self.err, re.M)
        assert said is not None, f"no reason and no advice: {self.err}"
        for word in words:
            assert word.lower() in self.err.lower(), (word, self.err)
        return self


@dataclass
class Program:
    """Runs the program in a home and a workspace.

    Attributes:
        extra: variables of the environment beside those of a fresh login.
    """

    folder: Path
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workspace = self.folder / "my work"
        self.agora_home = self.folder / "agora"
        (self.folder / "home").mkdir()
        self.workspace.mkdir()

    def environment(self) -> dict[str, str]:
        """Return what a fresh login has, and `extra`."""
        kept = {name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_START") if name in os.environ}
        home = {"HOME": str(self.folder / "home"), "AGORA_HOME": str(self.agora_home)}
        return {**kept, **home, "LANG": "C.UTF-8", "TERM": "xterm-256color", **self.extra}

    def start(self, *args: str | bytes, **options: Any) -> subprocess.Popen[str]:
        """Start it; whatever is not given among `options` is nothing or a pipe."""
        pipe = subprocess.PIPE
        options = {
            "stdin": subprocess.DEVNULL, "stdout": pipe, "stderr": pipe, "cwd": self.workspace,
            "env": self.environment(), "text": True, **options,
        }  # fmt: skip
        return subprocess.Popen([*AGORA, *args], **options)

    def run(self, *args: str | bytes, typed: str | None = None, **options: Any) -> Told:
        """Run it to its end."""
        if typed is not None:
            options["stdin"] = subprocess.PIPE
        with self.start(*args, **options) as child:
            try:
                out, err = child.communicate(typed, timeout=PATIENCE_S)
            except BaseException:
                child.kill()
                raise
        return Told(child.returncode, out or "", err or "")

    def ask(self, url: str, *args: str, **options: Any) -> Told:
        """Run `agora ask Go` with the model at `url`."""
        return self.run("ask", "Go", "--model", url, *args, **options)

    def infos(self) -> list[SessionInfo]:
        """Return the sessions, the last used first."""
        with Journal(self.agora_home / "journal.db") as journal:
            return list(journal.sessions())

    def events(self, session: str = "") -> list[Recorded]:
        """Return the events of a session, or of the one used last."""
        with Journal(self.agora_home / "journal.db") as journal:
            return list(journal.events(session or journal.sessions()[0].id))

    def thoughts(self) -> list[Any]:
        """Return the ends of the thoughts of the session used last."""
        return [each.event for each in self.events() if isinstance(each.event, Thought)]

    def is_sound(self) -> bool:
        """Whether every chain in the journal holds."""
        with Journal(self.agora_home / "journal.db") as journal:
            return journal.verify(deep=True) == []


def thought(code: str) -> str:
    return f"```python\n{code}\n```"


def wait_for(condition: Callable[[], Any], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)
