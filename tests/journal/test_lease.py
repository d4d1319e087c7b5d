import gc
import os
import random
import signal
import time

import pytest

from agora.errors import JournalError
from agora.journal import Journal, UserMessage

HOLD = """
journal = Journal(path)
lease = journal.lease(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


def test_another_owner_in_this_process_is_refused(journal, path, started):
    session = journal.create(started)
    with Journal(path) as other, journal.lease(session):
        for owner in (journal, other):
            with pytest.raises(JournalError, match=f"{session} is in use by process {os.getpid()}"):
                owner.lease(session)
    with journal.lease(session):
        pass


def test_another_process_is_named_and_its_death_frees_the_session(journal, started, child):
    session = journal.create(started)
    holder = child(HOLD, session)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(JournalError, match=f"in use by process {holder.pid} on "):
        journal.lease(session)
    with pytest.raises(JournalError, match="in use"):
        journal.delete(session)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="taken over"))
    assert journal.verify() == []


def test_a_stopped_process_still_holds_its_session(journal, started, child):
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="x"))
    holder = child(HOLD, session)
    assert holder.stdout.readline() == "held\n"
    holder.send_signal(signal.SIGSTOP)
    with pytest.raises(JournalError, match="in use"):
        journal.lease(session)
    assert journal.info(session).state == "running"
    holder.kill()
    holder.wait()
    assert journal.info(session).state == "interrupted"


def test_a_zombie_holds_nothing(journal, started, child):
    session = journal.create(started)
    holder = child(HOLD, session)
    assert holder.stdout.readline() == "held\n"
    os.kill(holder.pid, signal.SIGKILL)
    os.waitid(os.P_PID, holder.pid, os.WEXITED | os.WNOWAIT)  # dead, and not yet collected
    with journal.lease(session):
        pass


def test_two_processes_fill_one_session_in_turns_without_a_gap(journal, started, child):
    session = journal.create(started)
    code = """
from agora.errors import JournalError
journal = Journal(path)
done = 0
while done < 30:
    try:
        with journal.lease(sys.argv[2]) as lease:
            journal.append(lease, UserMessage(text=f"{os.getpid()} {done}"), sync=False)
            done += 1
    except JournalError as error:
        assert "in use" in str(error), error
"""
    children = [child(code, session), child(code, session)]
    for process in children:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    texts = [recorded.event.text for recorded in journal.events(session, after=1)]
    for process in children:
        assert [t for t in texts if t.startswith(f"{process.pid} ")] == [
            f"{process.pid} {i}" for i in range(30)
        ]
    assert len(texts) == 60
    assert journal.verify() == []


@pytest.mark.parametrize("moment", range(12))
def test_kill_9_loses_nothing_that_was_acknowledged(journal, started, child, moment):
    session = journal.create(started)
    code = """
journal = Journal(path)
with journal.lease(sys.argv[2]) as lease:
    count = 0
    while True:
        recorded = journal.append(
            lease, *(UserMessage(text=str(count + i)) for i in range(3)), sync=count % 2 == 0
        )
        journal.save_snapshot(lease, format="1", data=b"x" * 20000, upto=recorded[-1].seq)
        count += 3
        print(recorded[-1].seq, flush=True)
"""
    writer = child(code, session)
    acknowledged = int(writer.stdout.readline())
    time.sleep(random.Random(moment).uniform(0, 0.15))
    writer.kill()
    rest = writer.communicate()[0].split("\n")[:-1]  # the last line may be cut
    acknowledged = int(rest[-1]) if rest else acknowledged
    texts = [recorded.event.text for recorded in journal.events(session, after=1)]
    assert len(texts) + 1 >= acknowledged
    assert texts == [str(index) for index in range(len(texts))]
    assert len(texts) % 3 == 0  # a transaction is whole or not there
    assert journal.verify(deep=True) == []
    with journal.lease(session) as lease:
        assert journal.append(lease, UserMessage(text="on"))[0].seq == len(texts) + 2
    assert journal.verify() == []


def test_a_released_lease_cannot_append(journal, started):
    session = journal.create(started)
    lease = journal.lease(session)
    lease.release()
    lease.release()
    with pytest.raises(JournalError, match=f"lease of session {session} is no longer held.*resume"):
        journal.append(lease, UserMessage(text="x"))


def test_a_dropped_lease_is_released(journal, started):
    session = journal.create(started)
    journal.lease(session)
    gc.collect()
    with journal.lease(session):
        pass


def test_closing_the_journal_releases_its_leases(journal, path, started):
    session = journal.create(started)
    with Journal(path) as other:
        lease = other.lease(session)
    with journal.lease(session), pytest.raises(JournalError):
        other.append(lease, UserMessage(text="x"))


def test_closing_one_journal_does_not_free_the_sessions_of_another(journal, path, started, child):
    session = journal.create(started)
    with journal.lease(session):
        Journal(path).close()
        _, errors = child("Journal(path).lease(sys.argv[2])", session).communicate(timeout=60)
        assert "is in use by process" in errors


def test_a_lease_that_was_taken_over_by_force_is_fenced_off(journal, path, started, child):
    session = journal.create(started)
    with journal.lease(session) as lease:
        path.with_name("journal.db-lease").unlink()  # somebody tidied up: the lock protects no more
        code = """
journal = Journal(path)
with journal.lease(sys.argv[2]) as lease:
    journal.append(lease, UserMessage(text="theirs"))
"""
        _, errors = child(code, session).communicate(timeout=60)
        assert errors == ""
        with pytest.raises(JournalError, match="no longer held"):
            journal.append(lease, UserMessage(text="ours"))
        with pytest.raises(JournalError, match="no longer held"):
            journal.save_snapshot(lease, format="1", data=b"", upto=1)
    assert [r.event.text for r in journal.events(session, after=1)] == ["theirs"]
    assert journal.verify() == []


def test_a_forked_child_does_not_inherit_a_lease(journal, started):
    session = journal.create(started)
    with journal.lease(session) as lease:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                lease.release()
                code = 0
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        journal.append(lease, UserMessage(text="still ours"))
        with pytest.raises(JournalError, match="in use"):
            journal.lease(session)
