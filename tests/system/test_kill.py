"""kill -9 at random moments of a session of twenty steps, driven by the real program from outside.

Every step changes something in a way that would show if it happened twice or never: a line appended to a
file by a program, an edit that only fits once. However often the program dies, the session must end
in the same answer, with every line there exactly once and the journal's chain whole.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agora.journal import Journal

STEPS = 20
ANSWER = f"{STEPS} lines"


def thought(step: int) -> str:
    kind = (step - 1) % 4
    if kind == 0:
        code = f"shell('echo line {step} >> log.txt')"
    elif kind == 1:
        code = f"text = files.read('log.txt')\nfiles.write('log.txt', text + 'line {step}\\n')"
    elif kind == 2:
        code = f"before = 'line {step - 1}\\n'\nfiles.edit('log.txt', before, before + 'line {step}\\n')"
    else:
        code = f'python(\'open("log.txt", "a").write("line {step}\\\\n")\')\nn = len(files.list())'
    if step == STEPS:
        code += "\nlines = files.read('log.txt').splitlines()\nanswer(f'{len(lines)} lines')"
    return f"```python\n{code}\n```"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    """An endpoint whose replies depend only on how many the prompt already holds."""
    script = tmp_path_factory.mktemp("endpoint") / "script.json"
    script.write_text(json.dumps([thought(step) for step in range(1, STEPS + 1)]))
    program = Path(__file__).parents[1] / "models" / "fake_endpoint.py"
    with subprocess.Popen([sys.executable, program, script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


class Run:
    """One home, one workspace, and the program in them."""

    def __init__(self, folder: Path, url: str) -> None:
        self.home, self.workspace, self.url = folder / "home", folder / "workspace", url
        self.workspace.mkdir(parents=True)

    def start(self, *arguments: str) -> subprocess.Popen:
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("AGORA_", "COVERAGE"))
        }
        environment |= {"AGORA_HOME": str(self.home), "AGORA_LIMITS__STEPS": "40"}
        return subprocess.Popen(
            [sys.executable, "-m", "agora", *arguments],
            cwd=self.workspace,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def begin(self) -> subprocess.Popen:
        return self.start(
            "ask",
            "Do it.",
            "--session",
            "work",
            "--yes",
            "--seed",
            "1",
            "--model",
            self.url,
            "--workspace",
            ".",
        )

    def go_on(self) -> subprocess.Popen:
        """Resume; where not even the message had arrived, say it again."""
        if not (self.home / "journal.db").exists():
            return self.begin()
        with Journal(self.home / "journal.db") as journal:
            known = [info for info in journal.sessions() if info.name == "work"]
        if not known:
            return self.begin()
        if known[0].title == "":  # it stands, with its workspace and seed, and nothing was said in it
            return self.start("ask", "Do it.", "--session", "work", "--yes", "--model", self.url)
        return self.start("resume", "work", "--yes")

    def check(self, answer: str) -> None:
        lines = (self.workspace / "log.txt").read_text().splitlines()
        assert sorted(lines, key=lambda line: int(line.split()[1])) == [
            f"line {n}" for n in range(1, STEPS + 1)
        ]
        assert answer.strip() == ANSWER
        with Journal(self.home / "journal.db") as journal:
            assert journal.verify(deep=True) == []


def kill_and_finish(run: Run, moments_s: list[float]) -> None:
    """Start the session, kill whatever works on it after each of these times, then let it end."""
    process = run.begin()
    for moment_s in moments_s:
        try:
            process.wait(timeout=moment_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        process = run.go_on()
    answer, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    run.check(answer)


@pytest.fixture(scope="module")
def whole_s(tmp_path_factory, endpoint, needs_sandbox) -> float:
    """Seconds that an undisturbed session takes; moments are drawn from it, nothing is asserted of it."""
    run = Run(tmp_path_factory.mktemp("whole"), endpoint)
    began = time.monotonic()
    process = run.begin()
    answer, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    run.check(answer)
    return time.monotonic() - began


def campaign(folder: Path, endpoint: str, whole_s: float, moments: int, seed: int) -> None:
    chance = random.Random(seed)
    per_session = 4
    for number in range(moments // per_session):
        run = Run(folder / str(number), endpoint)
        kill_and_finish(run, [chance.uniform(0.05, whole_s) for _ in range(per_session)])


def test_twenty_kills(tmp_path, endpoint, whole_s):
    campaign(tmp_path, endpoint, whole_s, 20, seed=20)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_two_hundred_kills(tmp_path, endpoint, whole_s):
    campaign(tmp_path, endpoint, whole_s, 200, seed=200)
