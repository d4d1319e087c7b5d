"""Commands, streams and arguments through the real program: exit codes, kind errors, odd input.

Each room tests its own faults closely; here the whole is driven from outside, as a person or a script would.
"""

import contextlib
import json
import os
import subprocess
import time

import pytest
from tests.system.program import AGORA, PATIENCE_S, Program, thought
from tests.system.test_front_door import Terminal

from agora.journal import Journal

# Streams, arguments and environment


def shell(program: Program, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in which $AGORA stands for the program."""
    return subprocess.run(
        ["bash", "-c", command.replace("$AGORA", " ".join(f"'{word}'" for word in AGORA))],
        cwd=program.workspace, env=program.environment(), capture_output=True, text=True,
        timeout=PATIENCE_S, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_closed_and_full_streams(program, serve):
    url = serve("Hello.").url
    ask = f"$AGORA ask Go --model {url}"
    closed_in = shell(program, f"{ask} 0<&-")
    assert (closed_in.returncode, closed_in.stdout) == (0, "Hello.\n"), closed_in.stderr
    closed_out = shell(program, f"{ask} --session quiet >&-")
    assert "Traceback" not in closed_out.stderr
    closed_err = shell(program, f"{ask} 2>&-")
    assert closed_err.stdout == "Hello.\n"
    for command in (ask, "$AGORA sessions", "$AGORA sessions --json", "$AGORA export quiet"):
        full = shell(program, f"{command} >/dev/full")
        assert full.returncode == 1, (command, full)
        assert "agora: Standard output cannot be written" in full.stderr, (command, full)
        assert "Traceback" not in full.stderr
        assert "Exception ignored" not in full.stderr, (command, full)
    piped = shell(program, "set -o pipefail; for n in 1 2 3; do $AGORA export quiet; done | head -1")
    assert json.loads(piped.stdout)["type"] == "session_started"
    assert piped.stderr == ""
    assert program.is_sound()


def test_arguments_that_are_not_text(program, serve):
    url = serve("Hello.").url
    program.extra = {"LANG": "C", "LC_ALL": "C"}
    program.run(b"ask", b"caf\xe9 \xff", "--model", url).kindly(2, "not text")
    program.run("ask", "Go", "--model", url, b"--session=\xff").kindly(2)
    assert not (program.agora_home / "journal.db").exists() or program.infos() == []
    program.extra["TASK"] = "x"
    program.run("ask", "grüße 🦉", "--model", url, "--session", "über 🦉").answered("Hello.")
    assert [info.name for info in program.infos()] == ["über 🦉"]
    assert program.run("sessions").code == 0
    bad = {**program.environment(), "AGORA_MODEL": os.fsdecode(b"\xff")}
    program.run("ask", "Go", env=bad).kindly(2)
    bad = {**program.environment(), "TASK": os.fsdecode(b"\xff"), "AGORA_MODEL": url}
    program.run(env=bad).kindly(2, "TASK")


def test_no_colour_where_none_is_wanted(program, serve):
    program.ask(serve(thought("print(1)"), "**Hello.**").url).answered("**Hello.**")
    session = program.infos()[0].id
    for program.extra in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        ours, theirs = os.openpty()
        with program.start("show", session, stdout=theirs, stderr=theirs) as child:
            os.close(theirs)
            seen = b""
            with contextlib.suppress(OSError):  # the other end is closed
                while piece := os.read(ours, 65536):
                    seen += piece
            os.close(ours)
        assert child.returncode == 0
        assert b"Hello" in seen
        assert (b"\x1b[3" in seen) == (not program.extra), seen
        assert "TERM" not in program.extra or b"\x1b" not in seen


@pytest.mark.parametrize("name", ["", " x ", "a\nb", "x" * 5000, "a\x1b[2J"])
def test_names_that_no_session_can_have(program, serve, name):
    told = program.ask(serve("Hi.").url, "--session", name).kindly(2)
    assert "\x1b" not in told.err
    assert len(told.err) < 2000
    assert program.infos() == []


# Commands


def test_each_exit_code(program, serve):
    """0 and 130 are seen all over this file; here the others, with their standard output and their JSON."""
    program.run("ask").kindly(2, "no task")
    unknown = program.run("aks", "Go")
    unknown.kindly(2, "aks", "ask")
    url = serve(thought("files.write('a.txt', 'x')\nanswer('ok')")).url
    program.ask(url, "--json", "--session", "w").kindly(3, "files.write", "agora resume")
    waiting = json.loads(program.run("sessions", "--json").out)
    assert [(info["name"], info["state"]) for info in waiting] == [("w", "waiting")]
    done = program.run("resume", "w", "--yes", "--json")
    assert (done.code, json.loads(done.out)["answer"]) == (0, "ok")
    program.extra = {"AGORA_LIMITS__STEPS": "1"}
    program.ask(serve(thought("1"), "Done.").url, "--json", "--session", "b").kindly(4, "steps")
    program.extra = {}
    program.run("resume", "b").answered("Done.")


def test_a_pipe_and_a_session_that_is_begun_then_gone_on_with(program, serve):
    endpoint = serve("First.", "Second.")
    program.run("ask", "Count", "--session", "s", "--model", endpoint.url, typed="a ``` b").answered("First.")
    program.run("ask", "--session", "s", typed="And now?").answered("Second.")
    said = [each.event.text for each in program.events() if each.event.type == "user_message"]
    assert said == ["Count\n\n````\na ``` b\n````", "And now?"]
    assert len(program.infos()) == 1


def test_a_session_is_forked_replayed_exported_saved_lost_and_brought_back(program, serve):
    url = serve(thought("print(files.list())"), "One.", "Two.").url
    program.ask(url, "--session", "s", "--yes").answered("One.")
    session = program.infos()[0].id
    last = len(program.events(session))
    for at in range(1, last + 1):  # in the middle of a thought, too
        with Journal(program.agora_home / "journal.db") as journal:
            journal.fork(session, at, f"f{at}")
    middle = next(each.seq for each in program.events(session) if each.event.type == "tool_call")
    forked = program.run("fork", session, "--at", str(middle))
    assert forked.code == 0
    program.run("resume", forked.out.strip(), "--yes").answered("One.")
    program.run("ask", "And?", "--session", f"f{last - 1}").answered("Two.")
    program.run("fork", session, "--at", str(last + 1)).kindly(2, str(last + 1))
    program.run("fork", session, "--at", "0").kindly(2)

    exported = program.run("export", session)
    assert [json.loads(line)["seq"] for line in exported.out.splitlines()] == list(range(1, last + 1))
    program.run("backup", "all.db")
    program.run("backup", "all.db").kindly(2, "all.db", "--force")
    program.run("delete", session).kindly(2, "--yes")
    assert program.run("delete", session, "--yes").code == 0
    program.run("show", session).kindly(2, session)
    (program.workspace / "garbage.db").write_bytes(os.urandom(9000))
    program.run("restore", "garbage.db", "--force").kindly(1, "garbage.db")
    program.run("restore", "all.db").kindly(2, "--force")
    assert program.run("restore", "all.db", "--force").code == 0
    assert program.run("export", session).out == exported.out
    assert program.is_sound()


def test_settings_keep_their_comments_and_unknown_ones_are_refused(program, serve):
    program.agora_home.mkdir()
    path = program.agora_home / "agora.toml"
    path.write_text("# mine\neffort = 'low'  # why\n\n[limits]\nsteps = 5 # few\n")
    url = serve("Hello.").url
    assert program.run("models", "use", url).code == 0
    for kept in ("# mine", "effort = 'low'  # why", "steps = 5 # few"):
        assert kept in path.read_text()
    program.run("ask", "Hi").answered("Hello.")
    path.write_text("efort = 'low'\n")
    program.run("ask", "Hi").kindly(2, "efort", "effort", str(path))
    path.write_text("effort = [\n")
    program.run("sessions").kindly(2, str(path))
    path.unlink()
    program.extra = {"AGORA_EFORT": "low"}
    program.run("sessions").kindly(2, "AGORA_EFORT", "AGORA_EFFORT")


def test_always_is_a_rule_that_can_be_read_and_taken_back(program, serve):
    url = serve(thought("files.write('a.txt', 'x')\nanswer('ok')")).url
    person = Terminal(program.folder, program.environment(), "ask", "Go", "--model", url)
    try:
        person.until("tell why")
        time.sleep(0.5)  # keys typed before the question could be read answer nothing
        person.type("a")
        person.until("ok")
        assert person.ended() == 0
    finally:
        person.close()
    assert "always files.write" in program.run("rules").out
    program.ask(url).answered("ok")
    assert program.run("rules", "revoke", "1").code == 0
    program.ask(url).kindly(3, "files.write")
    program.run("rules", "revoke", "1").kindly(2, "agora rules")
