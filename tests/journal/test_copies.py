import json

import pytest

from agora.errors import UsageError
from agora.journal import Answer, Stopped, UserMessage


def test_a_fork_begins_as_a_copy_and_goes_its_own_way(journal, clock, started):
    session = journal.create(started, name="trunk")
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="hello"), Stopped(why="approval", detail=""))
        journal.save_snapshot(lease, format="1", data=b"state", upto=3)
        journal.append(lease, Answer(text="done"))
        clock.now += 10
        fork = journal.fork(session, at=3, name="branch")  # a session may be forked while it runs
        early = journal.fork(session, at=2)
    events = list(journal.events(fork))
    assert events[0].event == started.model_copy(update={"forked_from": f"{session}@3"})
    assert events[1:] == list(journal.events(session, after=1))[:2]
    info = journal.info(fork)
    assert (info.name, info.title, info.state, info.events) == ("branch", "hello", "waiting", 3)
    assert info.created == clock.now
    assert journal.snapshot(fork).data == b"state"
    assert journal.snapshot(early) is None  # that state had seen event 3
    with journal.lease(fork) as lease:
        journal.append(lease, UserMessage(text="elsewhere"))
    assert journal.info(session).events == 4
    assert journal.verify() == []


def test_a_fork_needs_an_event_that_is_there(journal, fill):
    session = fill(3)
    for at in (0, 4, -1):
        with pytest.raises(UsageError, match=f"no event {at}.*1 to 3"):
            journal.fork(session, at=at)
    fork = journal.fork(session, at=3)
    with pytest.raises(UsageError, match="already"):
        journal.fork(session, at=1, name=fork)
    assert len(journal.sessions()) == 2


def test_an_export_is_json_line_by_line(journal, fill):
    session = fill(3, word="émoji 🦉\n")
    lines = list(journal.export(session))
    assert all("\n" not in line for line in lines)
    assert [json.loads(line)["seq"] for line in lines] == [1, 2, 3]
    assert json.loads(lines[2])["event"]["value"].startswith("émoji 🦉\n-2")
