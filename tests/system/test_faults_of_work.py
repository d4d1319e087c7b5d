"""Thoughts, tools and workspaces that do harm or fail: each costs a step, and the session goes on.

Each room tests its own faults closely; here the whole is driven from outside, as a person or a script would.
"""

import os
import resource
import subprocess
from pathlib import Path
from typing import Any

from tests.system.program import thought


def largest_child_kb() -> int:
    """Return the most memory that any child of the tests so far ever held: the ones before count too."""
    subprocess.run(["true"], check=True)  # takes leave of those that ended unheeded, which would count later
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


# Thoughts and tools


def test_thoughts_that_do_harm_cost_a_step_each(program, serve):
    before = largest_child_kb()
    program.extra = {"AGORA_LIMITS__THOUGHT_SECONDS": "1"}
    url = serve(
        thought("kept = 7"),
        thought("while True: pass"),
        thought("def f(n): return f(n + 1)\nf(0)"),
        thought("mine = bytes(10**10)"),
        thought("line = 'x' * 10**6\nfor i in range(1000): print(line)"),
        thought("answer(kept)"),
    ).url
    program.ask(url).answered("7")
    first, loops, recurses, allocates, prints, _ = program.thoughts()
    assert first.error == ""
    assert loops.error
    assert "RecursionError" in recurses.error
    assert allocates.error
    assert " more bytes]" in prints.output
    assert all(len(each.output) < 201_000 for each in program.thoughts())
    assert largest_child_kb() < max(2 * 2**20, before + 1), "kB of the largest child"
    assert program.run("replay", program.infos()[0].id).code == 0


def test_a_tool_that_raises_and_one_that_hangs(program, serve, needs_sandbox):
    program.extra = {"AGORA_LIMITS__PROGRAM_SECONDS": "1"}
    url = serve(
        thought("files.read('nowhere.txt')"),
        thought("shell('sleep 1000')"),
        thought("try:\n    files.read('nowhere.txt')\nexcept Exception as error:\n    answer('caught')"),
    ).url
    program.ask(url, "--yes").answered("caught")
    missing, hangs, _ = program.thoughts()
    assert "nowhere.txt" in missing.error
    assert "1 s" in hangs.error + hangs.output, hangs


def test_files_that_are_binary_or_huge_or_oddly_named(program, serve):
    before = largest_child_kb()
    (program.workspace / "binary.bin").write_bytes(bytes(range(256)) * 16)
    with (program.workspace / "huge.log").open("wb") as huge:
        huge.truncate(2**30)
    odd = "two\nlines 🦉 'quoted'.txt"
    (program.workspace / odd).write_text("owl\n")
    names = [os.fsencode(program.workspace) + b"/caf\xe9.txt"]
    Path(os.fsdecode(names[0])).write_text("latin")
    reads = "for name in ('binary.bin', 'huge.log'):\n    try:\n        files.read(name)\n"
    url = serve(
        thought(f"{reads}    except Exception as error:\n        print(error)"),
        thought("print(files.list())\nprint(files.search('owl'))"),
        thought(f"files.write({odd!r}, 'two owls')\nanswer(files.read({odd!r}))"),
    ).url
    program.ask(url, "--yes").answered("two owls")
    refused, listed, _ = program.thoughts()
    assert "binary.bin" in refused.output
    assert "huge.log" in refused.output
    assert "🦉" in listed.output
    assert listed.error == ""
    assert (program.workspace / odd).read_text() == "two owls"
    shown = program.run("show", program.infos()[0].id, "--full")
    assert shown.code == 0
    assert largest_child_kb() < max(2 * 2**20, before + 1), "kB of the largest child"


# Workspace


def test_a_workspace_behind_a_link_and_with_an_odd_name(program, serve, tmp_path):
    real = tmp_path / "real\n🦉"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    url = serve(thought("files.write('a.txt', 'hello')\nanswer('ok')")).url
    program.ask(url, "--yes", "--workspace", str(tmp_path / "link")).answered("ok")
    assert (real / "a.txt").read_text() == "hello"
    assert program.infos()[0].workspace == str(real)
    assert program.run("sessions").code == program.run("show", program.infos()[0].id).code == 0


def test_a_workspace_that_is_none(program, serve, tmp_path):
    (tmp_path / "file").write_text("")
    url = serve("Hi.").url
    told = program.run("ask", "Go", "--model", url, "--workspace", str(tmp_path / "file"))
    assert told.kindly(told.code, str(tmp_path / "file")).code in (1, 2)


def test_a_workspace_that_vanishes_between_a_question_and_its_resumption(program, serve, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    url = serve(thought("files.write('a.txt', 'hello')\nanswer('ok')")).url
    program.ask(url, "--workspace", str(gone)).kindly(3, "files.write", "agora resume")
    session = program.infos()[0].id
    gone.rmdir()
    program.run("resume", session, "--yes").kindly(1, str(gone))
    replayed = program.run("replay", session)
    assert "Traceback" not in replayed.err
    assert replayed.code == 0
    gone.mkdir()
    program.run("resume", session, "--yes").answered("ok")
    assert (gone / "a.txt").read_text() == "hello"


def test_a_workspace_that_vanishes_in_mid_session(program, serve, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    replies = [thought("print(files.list())"), thought("files.write('a.txt', 'hello')"), "It is gone."]

    def script(body: dict[str, Any]) -> str:
        step = sum(message["role"] == "assistant" for message in body["messages"])
        if step == 1:
            gone.rmdir()
        return replies[step]

    told = program.ask(serve(script).url, "--yes", "--workspace", str(gone))
    assert "Traceback" not in told.err
    assert str(gone) in told.err + "".join(each.error for each in program.thoughts())
    gone.mkdir()
    assert program.run("resume", program.infos()[0].id, "--yes").code == 0
    assert program.is_sound()
