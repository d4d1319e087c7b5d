import random

import pytest

from agora.errors import JournalError, UsageError
from agora.journal import Journal, ToolResult, UserMessage

SECRET = "the-heron-keeps-its-own-counsel"


def traces(path):
    return [file.name for file in path.parent.iterdir() if SECRET.encode() in file.read_bytes()]


def test_an_erased_payload_is_in_no_file_and_the_chain_holds(journal, path, fill, started):
    fill(40, size=900)
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text=SECRET))
        journal.append(lease, UserMessage(text="harmless"))
        journal.save_snapshot(lease, format="1", data=SECRET.encode() * 100, upto=2)
        assert traces(path)
        journal.erase(lease, 2)
        assert traces(path) == []
        journal.append(lease, UserMessage(text="after"))
    events = list(journal.events(session))
    assert [r.event and r.event.type for r in events] == [
        "session_started",
        None,
        "user_message",
        "user_message",
    ]
    assert events[1].time > 0
    assert journal.info(session).title == "harmless"
    assert journal.snapshot(session) is None
    assert journal.verify(deep=True) == []
    fork = journal.fork(session, at=3)
    assert [r.event is None for r in journal.events(fork)] == [False, True, False]
    assert journal.verify(deep=True) == []


def test_nothing_is_left_in_pages_that_were_split(journal, path, started):
    # Small events of several sessions lie side by side, so pages split again and again.
    rng = random.Random(9)
    leases = [journal.lease(journal.create(started)) for _ in range(4)]
    for _ in range(25):
        size = rng.choice([30, 200, 900])
        victim = rng.choice(leases)
        seq = journal.append(victim, UserMessage(text=SECRET + "q" * rng.randint(1, size)), sync=False)[0].seq
        for _ in range(rng.randint(0, 12)):
            journal.append(rng.choice(leases), UserMessage(text="z" * rng.randint(1, size)), sync=False)
        journal.erase(victim, seq)
        assert traces(path) == []
    assert journal.verify(deep=True) == []


def test_a_large_payload_goes_too(journal, path, started):
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text=SECRET * 20_000))
        journal.erase(lease, 2)
    assert traces(path) == []
    assert path.stat().st_size < 100_000


def test_erasing_while_another_connection_looks_on(journal, path, started):
    session = journal.create(started)
    with Journal(path) as other, journal.lease(session) as lease:
        journal.append(lease, UserMessage(text=SECRET))
        reading = other.events(session)
        next(reading)
        journal.erase(lease, 2)
        assert traces(path) == []


def test_erasing_twice_and_where_there_is_nothing(journal, fill):
    session = fill(3)
    with journal.lease(session) as lease:
        journal.erase(lease, 2)
        journal.erase(lease, 2)
        for seq in (0, -1, 4):
            with pytest.raises(UsageError, match=f"no event {seq}.*1 to 3"):
                journal.erase(lease, seq)
    assert journal.verify() == []


def test_a_lost_lease_erases_nothing(journal, fill):
    session = fill(3)
    lease = journal.lease(session)
    lease.release()
    with pytest.raises(JournalError, match="no longer held"):
        journal.erase(lease, 2)
    assert all(recorded.event for recorded in journal.events(session))


def test_a_deleted_session_is_in_no_file(journal, path, started, fill):
    other = fill()
    session = journal.create(started, name="secret")
    with journal.lease(session) as lease:
        digest = journal.put_blob(SECRET.encode() * 300)
        journal.append(lease, ToolResult(thought=0, call=0, changes={"a": (None, digest)}))
        journal.append(lease, UserMessage(text=SECRET))
        journal.save_snapshot(lease, format="1", data=SECRET.encode() * 100, upto=2)
    journal.delete(session)
    assert traces(path) == []
    assert [info.id for info in journal.sessions()] == [other]
    assert journal.verify(deep=True) == []
    with pytest.raises(UsageError):
        journal.events(session)


def test_a_new_session_is_not_the_deleted_one(journal, started):
    session = journal.create(started)
    lease = journal.lease(session)
    lease.release()
    journal.delete(session)
    journal.create(started)
    with pytest.raises(JournalError, match="no longer held"):
        journal.append(lease, UserMessage(text="ghost"))
    assert [info.events for info in journal.sessions()] == [1]
