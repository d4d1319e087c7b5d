"""Full disks, damaged pages, two drivers, clocks and signals: what was acknowledged is there.

Each room tests its own faults closely; here the whole is driven from outside, as a person or a script would.
"""

import resource
import signal
import time

import pytest
from tests.system.program import PATIENCE_S, thought, wait_for

from agora.journal import Journal

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
