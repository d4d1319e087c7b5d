import asyncio
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from agora.errors import ToolError
from agora.tools.child import outcome, run_child

MIB = 2**20


def run(
    program: str, *arguments: str, stdin: bytes = b"", timeout_s: float = 20, memory_bytes: int = 512 * MIB
) -> Any:
    return asyncio.run(
        run_child(program, arguments, stdin, timeout_s=timeout_s, memory_bytes=memory_bytes, what="It")
    )


def test_input_arguments_and_value():
    program = "import json\nprint(json.dumps({'value': [sys.stdin.read(), sys.argv[3:]]}))"
    assert run(program, "a", "b c", stdin="tea €".encode()) == ["tea €", ["a", "b c"]]


def test_neither_environment_nor_folder_steer_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("AGORA_API_KEY", "secret")
    assert "AGORA_API_KEY" not in run("import json, os\nprint(json.dumps({'value': list(os.environ)}))")


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ('print(\'{"error": "no such thing"}\')', "^no such thing$"),
        ("raise ValueError('bad')", "ValueError: bad"),
        ("print('tea')", "ended with code 0"),
        ("raise SystemExit(3)", "ended with code 3"),
        ("import os; os.kill(os.getpid(), 9)", "memory"),
        ("x = bytearray(2**31)", "too much memory"),
        ("while True: sys.stdout.write('x' * 65536)", "gave more than|stopped after|too much time"),
        ("import ctypes; ctypes.string_at(0)", "could not be processed"),
    ],
)
def test_what_can_go_wrong(program: str, message: str):
    with pytest.raises(ToolError, match=message):
        run(program, timeout_s=10)


def test_time_is_limited_and_the_whole_group_ends(tmp_path: Path):
    note = tmp_path / "pid"
    os.mkfifo(note)
    program = (
        "import os, subprocess, time\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)"
    )

    async def both() -> int:
        reading = asyncio.to_thread(note.read_text)
        running = run_child(program, [], b"", timeout_s=8, memory_bytes=512 * MIB, what="It")
        pid, error = await asyncio.gather(reading, running, return_exceptions=True)
        assert isinstance(error, ToolError)
        assert "stopped after 8 s" in str(error)
        return int(str(pid))

    pid = asyncio.run(both())
    deadline = time.monotonic() + 30  # killed at once, but a busy machine buries its dead late
    while _is_alive(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_cancelling_ends_it():
    async def cancelled() -> None:
        task = asyncio.create_task(
            run_child("import time; time.sleep(60)", [], b"", timeout_s=60, memory_bytes=512 * MIB, what="It")
        )
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())


@pytest.mark.parametrize("value", [None, "", 0, [], {"a": [1.5, None]}])
def test_any_plain_value_comes_through(value: Any):
    assert outcome(0, json.dumps({"value": value}).encode(), b"", "It") == value


@pytest.mark.parametrize("said", [b"", b"[]", b"3", b'"value"', b"null", b"\xff"])
def test_what_is_no_object_is_an_error(said: bytes):
    with pytest.raises(ToolError):
        outcome(0, said, b"", "It")
