import json
import stat
import threading
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agora.errors import JournalError, UsageError
from agora.journal import (
    Answer,
    Event,
    Journal,
    Plan,
    Setting,
    Stopped,
    ToolResult,
    UserMessage,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def _event_of_any_kind() -> st.SearchStrategy[Any]:
    kinds = []
    for kind in get_args(get_args(Event)[0]):
        fields: dict[str, Any] = {}
        for name, field in kind.model_fields.items():
            if field.annotation is Any:
                fields[name] = JSON
            elif field.annotation == dict[str, Any]:
                fields[name] = st.dictionaries(st.text(), JSON, max_size=3)
            elif name not in ("version", "type"):
                fields[name] = ...
        kinds.append(st.builds(kind, **fields))
    return st.one_of(kinds)


EVENTS = st.lists(st.lists(_event_of_any_kind(), max_size=4), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=EVENTS, syncs=st.lists(st.booleans(), min_size=6, max_size=6))
def test_any_events_come_back_as_they_were_and_the_chain_holds(started, batches, syncs):
    with TemporaryDirectory() as folder, Journal(Path(folder) / "journal.db") as journal:
        session = journal.create(started)
        written = [started]
        with journal.lease(session) as lease:
            for batch, sync in zip(batches, syncs, strict=False):
                journal.append(lease, *batch, sync=sync)
                written += batch
        with Journal(journal.path) as reader:
            read = list(reader.events(session))
            # As text, because NaN is not equal to itself.
            assert [r.event.model_dump_json() for r in read] == [e.model_dump_json() for e in written]
            assert [r.seq for r in read] == list(range(1, len(written) + 1))
            assert reader.verify(deep=True) == []
            fork = reader.fork(session, at=len(written))
            copy = [r.event.model_dump_json() for r in reader.events(fork)]
            assert copy[1:] == [e.model_dump_json() for e in written[1:]]
            assert reader.verify() == []


def test_append_returns_what_events_read(journal, clock, started):
    session = journal.create(started)
    with journal.lease(session) as lease:
        clock.now += 5
        appended = journal.append(lease, UserMessage(text="a"), UserMessage(text="b"))
    assert [r.seq for r in appended] == [2, 3]
    assert appended[0].time == clock.now
    assert list(journal.events(session, after=1)) == appended
    assert list(journal.events(session, after=2)) == appended[1:]
    assert list(journal.events(session, after=99)) == []


def test_reading_goes_on_past_one_chunk(journal, fill):
    session = fill(1203)
    assert [r.seq for r in journal.events(session)] == list(range(1, 1204))
    assert [r.seq for r in journal.events(session, after=1100)] == list(range(1101, 1204))


def test_an_event_that_is_not_unicode_is_refused_whole(journal, started):
    session = journal.create(started)
    with journal.lease(session) as lease:
        with pytest.raises(JournalError, match=r"'user_message'.*cannot be written"):
            journal.append(lease, UserMessage(text="good"), UserMessage(text="\ud800"))
        assert [r.seq for r in journal.append(lease, UserMessage(text="after"))] == [2]
    assert journal.verify() == []


def test_the_clock_may_go_backwards(journal, clock, started):
    first = journal.create(started)
    clock.now -= 1e6
    second = journal.create(started)
    with journal.lease(second) as lease:
        for text in "abc":
            clock.now -= 1000
            journal.append(lease, UserMessage(text=text))
    assert first < second
    assert [r.event.text for r in journal.events(second, after=1)] == ["a", "b", "c"]
    times = [r.time for r in journal.events(second)]
    assert times == sorted(times, reverse=True)
    assert journal.verify() == []


def test_ids_sort_by_creation_and_are_never_the_same(journal, started):
    ids = [journal.create(started) for _ in range(50)]
    assert all(before < after for before, after in pairwise(ids))
    assert all(len(session) == 9 and not set(session) & set("01ilouABC") for session in ids)


def test_the_list_tells_of_each_session(journal, clock, started):
    session = journal.create(started, name="tea")
    assert journal.info(session).state == "new"
    clock.now += 60
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="Make\n  tea " + "and cake " * 20))
        assert journal.info(session).state == "running"
        journal.append(lease, Setting(name="model", value="big"), Plan(steps=(), by="mind"))
        journal.append(lease, Answer(text="later", branch=2))
        assert journal.info(session).state == "running"
        journal.append(lease, Stopped(why="approval", detail=""))
        assert journal.info(session).state == "waiting"
        journal.append(lease, Answer(text="done"))
    info = journal.info(session)
    assert (info.name, info.state, info.events, info.model) == ("tea", "answered", 7, "big")
    assert (info.persona, info.workspace) == ("assistant", "/w")
    assert info.title.startswith("Make tea and cake")
    assert len(info.title) == 80
    assert (info.created, info.updated) == (clock.now - 60, clock.now)
    clock.now += 1
    newer = journal.create(started)
    assert [i.id for i in journal.sessions()] == [newer, session]


@pytest.mark.parametrize(
    ("why", "state"),
    [
        ("question", "waiting"),
        ("budget", "interrupted"),
        ("interrupted", "interrupted"),
        ("failed", "failed"),
    ],
)
def test_why_a_task_stopped_is_its_state(journal, started, why, state):
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="x"), Stopped(why=why, detail=""))
    assert journal.info(session).state == state


def test_an_unfinished_task_that_nobody_drives_is_interrupted(journal, started):
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="x"))
        assert journal.info(session).state == "running"
    assert journal.info(session).state == "interrupted"
    assert journal.sessions()[0].state == "interrupted"


def test_find_takes_an_id_a_name_or_the_beginning_of_an_id(journal, clock, started):
    first = journal.create(started, name="shopping")
    clock.now += 1e6
    second = journal.create(started)
    assert journal.find(first) == journal.find("shopping") == journal.find(first[:6]) == first
    assert journal.find(second[:6]) == second
    with pytest.raises(UsageError, match="several sessions"):
        journal.find(first[0])
    with pytest.raises(UsageError, match="Did you mean 'shopping'"):
        journal.find("shoping")
    for nothing in ("", "%", "_"):
        with pytest.raises(UsageError, match="no session"):
            journal.find(nothing)


def test_names_are_taken_once(journal, started):
    session = journal.create(started, name="one")
    other = journal.create(started)
    with pytest.raises(UsageError, match="is called 'one' already"):
        journal.create(started, name="one")
    with pytest.raises(UsageError, match="already"):
        journal.rename(other, "one")
    with pytest.raises(UsageError):
        journal.rename(other, session)
    for bad in (" x", "a\nb", "x" * 81, "\x1b[31m"):
        with pytest.raises(UsageError, match="cannot be a session's name"):
            journal.rename(other, bad)
    journal.rename(session, "one")
    journal.rename(session, "")
    journal.rename(other, "one")
    assert journal.find("one") == other
    assert len(journal.sessions()) == 2


def test_an_unknown_session_is_named_everywhere(journal):
    for call in (
        journal.info,
        journal.lease,
        journal.events,
        journal.delete,
        journal.snapshot,
        journal.export,
    ):
        with pytest.raises(UsageError, match="no session 'nope'"):
            call("nope")
    with pytest.raises(UsageError, match="no session 'nope'"):
        journal.verify("nope")


def test_only_the_latest_snapshot_is_kept(journal, path, started):
    session = journal.create(started)
    assert journal.snapshot(session) is None
    with journal.lease(session) as lease:
        for upto in range(1, 40):
            journal.save_snapshot(lease, format="1.4", data=bytes([upto]) * 70_000, upto=upto)
    snapshot = journal.snapshot(session)
    assert (snapshot.format, snapshot.data, snapshot.upto) == ("1.4", bytes([39]) * 70_000, 39)
    assert path.stat().st_size < 300_000


def test_a_waiting_session_is_small(journal, path, started):
    before = path.stat().st_size
    for _ in range(20):
        session = journal.create(started)
        with journal.lease(session) as lease:
            journal.append(
                lease, UserMessage(text="x" * 2000), ToolResult(thought=0, call=0, value="y" * 5000)
            )
            journal.append(lease, Stopped(why="approval", detail="may I?"))
            journal.save_snapshot(lease, format="1.4", data=b"s" * 70_000, upto=4)
    journal.close()
    assert (path.stat().st_size - before) / 20 < 200_000


def test_files_belong_to_their_owner_alone(journal, fill, path):
    fill()
    files = list(path.parent.iterdir())
    assert len(files) == 4  # journal, log, its index, leases
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(journal, path):
    journal.close()
    path.chmod(0o644)
    with Journal(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_threads_may_use_one_journal(journal, started):
    sessions = [journal.create(started) for _ in range(4)]
    failures = []

    def work(session):
        try:
            with journal.lease(session) as lease:
                for index in range(100):
                    journal.append(lease, UserMessage(text=str(index)), sync=False)
                    assert sum(1 for _ in journal.events(session)) == index + 2
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(session,)) for session in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [i.events for i in journal.sessions()] == [101] * 4
    assert journal.verify() == []


def test_an_export_can_be_checked_by_hand(journal, fill):
    from hashlib import sha256

    session = fill(4)
    with journal.lease(session) as lease:
        journal.erase(lease, 3)
    before = bytes(32)
    for line in journal.export(session):
        fields = json.loads(line)
        payload = line[line.index(', "event": ') + len(', "event": ') : -1]
        if fields["event"] is None:
            assert (fields["seq"], fields["salt"]) == (3, None)
        else:
            digest = sha256(bytes.fromhex(fields["salt"]) + payload.encode()).hexdigest()
            assert digest == fields["digest"]
        text = "".join(f"{fields[name]}\n" for name in ("session", "seq", "type", "version", "time"))
        before = sha256(before + text.encode() + bytes.fromhex(fields["digest"])).digest()
        assert before.hex() == fields["chain"]
    assert fields["seq"] == 4


def test_closing_twice_is_fine_and_a_closed_journal_is_refused(journal, started):
    session = journal.create(started)
    journal.close()
    journal.close()
    with pytest.raises(JournalError, match="cannot be used"):
        journal.info(session)
