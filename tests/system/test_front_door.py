"""The real program, as a child with an empty home: exit codes, signals, and the chat in a real terminal."""

import contextlib
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

AGORA = [sys.executable, "-c", "from agora.cli import main; main()"]
FAKE_ENDPOINT = Path(__file__).parents[1] / "models" / "fake_endpoint.py"

# A machine that is busy may take this long for what takes a second on an idle one.
PATIENCE_S = 60


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty HOME and, in a folder with a space in its name, a workspace."""
    (tmp_path / "home").mkdir()
    (tmp_path / "my work").mkdir()
    return tmp_path


@pytest.fixture
def environment(place: Path) -> dict[str, str]:
    """What a fresh login has, and nothing of ours."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "COVERAGE_PROCESS_START") if name in os.environ
    }
    return {**kept, "HOME": str(place / "home"), "TERM": "xterm-256color", "PYTHONUTF8": "1"}


@pytest.fixture
def endpoint(place: Path) -> Iterator[Callable[..., str]]:
    """`endpoint(*replies)` starts a fake endpoint in a process of its own and returns its base URL."""
    started = []

    def start(*replies: object) -> str:
        script = place / "script.json"
        script.write_text(json.dumps(replies))
        command = [sys.executable, str(FAKE_ENDPOINT), str(script)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        assert started[-1].stdout is not None
        return started[-1].stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()


def run(
    place: Path, environment: dict[str, str], *args: str, **options: object
) -> subprocess.CompletedProcess:
    options = {"stdin": subprocess.DEVNULL, **options}
    return subprocess.run(
        [*AGORA, *args], cwd=place / "my work", env=environment, capture_output=True, text=True,
        timeout=PATIENCE_S, **options,
    )  # fmt: skip


def test_an_answer_and_nothing_else_on_standard_output(place, environment, endpoint):
    told = run(place, environment, "ask", "Hi", "--model", endpoint("Hello."))
    assert (told.returncode, told.stdout) == (0, "Hello.\n")
    listed = run(place, environment, "sessions", "--json")
    [info] = json.loads(listed.stdout)
    assert (info["state"], info["workspace"]) == ("answered", str(place / "my work"))


def test_task_in_the_environment(place, environment, endpoint):
    environment |= {"TASK": "Hi", "AGORA_MODEL": endpoint("Hello.")}
    assert run(place, environment).stdout == "Hello.\n"


def test_a_pipe_is_quoted(place, environment, endpoint):
    url = endpoint("```python\nprint(1)\n```", "Three.")
    told = run(place, environment, "ask", "--model", url, "Count", stdin=None, input="a b c")
    assert told.stdout == "Three.\n"
    assert "Count" in run(place, environment, "sessions").stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("shell", [[], ["sh", "-c", "trap '' INT; exec \"$@\"", "sh"]], ids=["plain", "job"])
def test_a_signal_is_130_and_the_session_goes_on_later(place, environment, endpoint, number, shell):
    url = endpoint("```python\nx = 21\nprint(x)\n```", {"text": "The answer is 42.", "delay_s": 0.5})
    child = subprocess.Popen(
        [*shell, *AGORA, "ask", "Go", "--model", url], cwd=place / "my work", env=environment, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert child.stderr is not None
    assert "→ 21" in child.stderr.readline()
    time.sleep(0.2)
    child.send_signal(number)
    out, err = child.communicate(timeout=PATIENCE_S)
    assert (child.returncode, out) == (130, "")
    match = re.search(r"^agora resume (\w+)$", err, re.M)
    assert match is not None
    told = run(place, environment, "resume", match[1])
    assert (told.returncode, told.stdout) == (0, "The answer is 42.\n")
    assert "1 of 1 thoughts gave the same again" in run(place, environment, "replay", match[1]).stdout


class Terminal:
    """The program in a terminal of its own, and hands on its keyboard."""

    def __init__(self, place: Path, environment: dict[str, str], *args: str) -> None:
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.chdir(place / "my work")
            os.environ.clear()
            os.environ.update(environment | {"COLUMNS": "100", "LINES": "40", "PROMPT_TOOLKIT_NO_CPR": "1"})
            os.execv(AGORA[0], [*AGORA, *args])
        self.seen = ""
        self._read = 0

    def type(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def until(self, words: str) -> str:
        """Wait until the screen was sent these words, after those waited for before."""
        deadline = time.monotonic() + PATIENCE_S
        while words not in self.seen[self._read :]:
            assert time.monotonic() < deadline, f"no {words!r} in {self.seen[self._read :]!r}"
            if select.select([self.handle], [], [], 0.1)[0]:
                try:
                    raw = os.read(self.handle, 65536).decode("utf-8", "replace")
                except OSError:
                    raise AssertionError(f"it ended without {words!r}: {self.seen!r}") from None
                # Colours and cursor movements are not looked at.
                self.seen += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]", "", raw)
        start = self._read
        self._read = self.seen.index(words, start) + len(words)
        return self.seen[start : self._read]

    def ended(self) -> int:
        """Wait for the end and return the exit code."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                while select.select([self.handle], [], [], 0)[0] and os.read(self.handle, 65536):
                    pass
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        raise AssertionError("it did not end")

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.handle)


@pytest.fixture
def terminal(place, environment) -> Iterator[Callable[..., Terminal]]:
    opened = []

    def open_terminal(*args: str) -> Terminal:
        opened.append(Terminal(place, environment, *args))
        return opened[-1]

    yield open_terminal
    for each in opened:
        each.close()


def test_the_chat(place, environment, endpoint, terminal):
    url = endpoint(
        "```python\nplan(['Write it', 'Tell'])\nfiles.write('a.txt', 'hello\\n')\nprint('written')\n```",
        "I wrote \x1b]0;evil\x07 it.",
        {"text": "A long answer that somebody stops.", "delay_s": 0.3},
    )
    chat = terminal("--model", url)
    chat.until("/help lists commands")
    chat.until("› ")
    chat.type("Write a file\r")
    shown = chat.until("why")
    assert "May it? files.write" in shown
    assert "+hello" in shown
    assert not (place / "my work" / "a.txt").exists()
    chat.type("y")
    chat.until("a.txt")
    chat.until("→ written")
    assert "I wrote ␛]0;evil␇ it." in chat.until("it.")
    chat.until("▢ Tell")
    assert (place / "my work" / "a.txt").read_text() == "hello\n"
    chat.until("› ")
    chat.type("/undo\r")
    chat.until("↶ a.txt")
    assert not (place / "my work" / "a.txt").exists()
    chat.until("› ")
    chat.type("Talk\r")
    chat.until("A long")
    chat.type("\x03")
    chat.until("Stopped. Enter alone goes on")
    chat.until("› ")
    chat.type("Again\x1b\rin two lines\r")
    chat.until("somebody stops.")
    chat.until("› ")
    chat.type("\x04")
    chat.until("agora resume ")
    assert chat.ended() == 0

    [info] = json.loads(run(place, environment, "sessions", "--json").stdout)
    told = run(place, environment, "export", info["id"]).stdout
    said = [json.loads(line)["event"] for line in told.splitlines()]
    assert [each["text"] for each in said if each["type"] == "user_message"] == [
        "Write a file", "Talk", "Again\nin two lines",
    ]  # fmt: skip
    assert "interrupted" in [each.get("why") for each in said]
    history = next((place / "home").rglob("history"))
    assert "Write a file" in history.read_text()
    assert history.stat().st_mode & 0o777 == 0o600


def test_resume_opens_the_chat_and_enter_goes_on(place, environment, endpoint, terminal):
    url = endpoint("```python\nfiles.write('a.txt', 'hello')\nanswer('It is written.')\n```")
    told = run(place, environment, "ask", "Write", "--model", url)
    assert told.returncode == 3
    [info] = json.loads(run(place, environment, "sessions", "--json").stdout)
    chat = terminal("resume", info["id"])
    chat.until("› Write")
    chat.until("Enter alone goes on")
    chat.until("› ")
    chat.type("\r")
    chat.until("May it? files.write")
    chat.until("tell why")
    chat.type("y")
    chat.until("It is written.")
    chat.until("› ")
    chat.type("/quit\r")
    assert chat.ended() == 0
    assert (place / "my work" / "a.txt").read_text() == "hello"


@pytest.mark.parametrize("busy", [False, True])
def test_a_chat_that_is_asked_to_end_does(place, environment, endpoint, terminal, busy):
    chat = terminal("--model", endpoint({"text": "A long answer.", "delay_s": 0.5}))
    chat.until("› ")
    if busy:
        chat.type("Talk\r")
        chat.until("A long")
    os.kill(chat.pid, signal.SIGTERM)
    assert chat.ended() == 130
    if busy:
        [info] = json.loads(run(place, environment, "sessions", "--json").stdout)
        assert info["state"] == "interrupted"


def test_keys_typed_before_the_question_was_seen_answer_nothing(place, environment, endpoint, terminal):
    url = endpoint({"text": "```python\nfiles.write('a.txt', 'x')\nanswer('ok')\n```", "delay_s": 0.3})
    chat = terminal("--model", url)
    chat.until("› ")
    chat.type("Write\r")
    chat.until("thinking")
    chat.type("yyyy")
    chat.until("tell why")
    time.sleep(0.5)
    assert not (place / "my work" / "a.txt").exists()
    chat.type("n")
    chat.until("you said no")


def test_no_command_contacts_anybody(place, environment):
    """With every connection refused, all that asks no model works."""
    environment |= {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    for args in (["--help"], ["sessions"], ["models"], ["doctor"], ["rules"], ["memory"], ["init"]):
        assert run(place, environment, *args).returncode == 0, args
