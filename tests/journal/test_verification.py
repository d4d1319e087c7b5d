import random
import shutil
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agora.errors import JournalError
from agora.journal import Journal, Recorded, UserMessage
from agora.journal.reading import place

COLUMNS = ["type", "version", "time", "digest", "chain", "salt", "payload"]


def number(journal, session):
    return journal._database.rows("SELECT number FROM session WHERE id = ?", session)[0][0]


def change(journal, query, *bindings):
    with journal._database.transaction() as cursor:
        cursor.execute(query, bindings)


def flipped(value, byte, bit):
    """Return the value with one bit of it changed, still of its type."""
    if isinstance(value, int):
        return value ^ 1 << bit
    if isinstance(value, float):
        return value + 2.0 ** -(byte % 20)
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[byte % len(data)] ^= 1 << bit
    return bytes(data)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seq=st.integers(1, 6),
    column=st.sampled_from(COLUMNS),
    byte=st.integers(0, 200),
    bit=st.integers(0, 7),
)
def test_any_flipped_byte_of_a_row_is_reported_with_session_and_event(journal, fill, seq, column, byte, bit):
    other, session = fill(3), fill(6)
    where = place(number(journal, session), seq)
    (old,) = journal._database.rows(f"SELECT {column} FROM event WHERE place = ?", where)[0]
    wrong = flipped(old, byte, bit)
    kind = "text" if isinstance(old, str) else "blob"
    value = f"CAST(? AS {kind})" if isinstance(wrong, bytes) else "?"
    change(journal, f"UPDATE event SET {column} = {value} WHERE place = ?", wrong, where)
    found = journal.verify(session)
    assert {(damage.session, damage.seq) for damage in found} == {(session, seq)}
    events = journal.events(session)
    for before in range(1, seq):
        assert next(events).seq == before
    with pytest.raises(JournalError, match=f"Event {seq} of session {session} is damaged"):
        next(events)
    assert [r.seq for r in journal.events(other)] == [1, 2, 3]
    assert journal.verify(other) == []
    journal.delete(session)
    journal.delete(other)


@pytest.mark.parametrize("seq", [1, 3, 6])
def test_a_missing_event_is_reported(journal, fill, seq):
    session = fill(6)
    change(journal, "DELETE FROM event WHERE place = ?", place(number(journal, session), seq))
    assert [(damage.session, damage.seq) for damage in journal.verify()] == [(session, seq)]
    with pytest.raises(JournalError, match=f"Event {seq} of session {session} is damaged"):
        list(journal.events(session))


def test_events_in_another_order_are_reported(journal, fill):
    session = fill(6)
    first = place(number(journal, session), 3)
    for old, new in ((first, 0), (first + 1, first), (0, first + 1)):
        change(journal, "UPDATE event SET place = ? WHERE place = ?", new, old)
    assert {damage.seq for damage in journal.verify(session)} >= {3, 4}


def test_an_event_moved_from_another_session_is_reported(journal, fill):
    session, other = fill(4), fill(4)
    target, source = place(number(journal, session), 4), place(number(journal, other), 4)
    change(journal, "DELETE FROM event WHERE place = ?", target)
    change(journal, "INSERT INTO event SELECT ?, type, version, time, digest, chain, salt, payload FROM event"
        " WHERE place = ?", target, source)  # fmt: skip
    assert [(damage.session, damage.seq) for damage in journal.verify()] == [(session, 4)]


def test_salt_without_payload_is_no_erasure(journal, fill):
    session = fill(4)
    change(journal, "UPDATE event SET payload = NULL WHERE place = ?", place(number(journal, session), 2))
    assert [(damage.session, damage.seq) for damage in journal.verify()] == [(session, 2)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("events", 3),
        ("events", 9),
        ("tip", b"x" * 32),
        ("title", "another"),
        ("state", "answered"),
        ("workspace", "/etc"),
        ("id", "zzzzzzzzz"),
    ],
)
def test_a_changed_summary_is_reported(journal, fill, column, value):
    session = fill(6)
    change(journal, f"UPDATE session SET {column} = ?", value)
    found = journal.verify()
    assert found
    assert {damage.session for damage in found} == {value if column == "id" else session}


def test_events_of_no_session_are_reported(journal, fill):
    fill(3)
    change(journal, "DELETE FROM session")
    assert [damage.session for damage in journal.verify()] == [""]


def test_a_session_with_a_damaged_end_takes_no_more(journal, fill):
    session = fill(4)
    change(
        journal, "UPDATE event SET chain = ? WHERE place = ?", b"x" * 32, place(number(journal, session), 4)
    )
    with pytest.raises(JournalError, match=f"Event 4 of session {session} is damaged.*fork {session} --at 3"):
        journal.lease(session)
    fork = journal.fork(session, at=3)
    with journal.lease(fork) as lease:
        journal.append(lease, UserMessage(text="on"))
    assert journal.verify(fork) == []
    with pytest.raises(JournalError, match="Event 4"):
        journal.fork(session, at=4)


def test_a_damaged_page_costs_few_sessions_and_the_others_stay_readable(journal, fill, path):
    sessions = [fill(40, size=700, word=f"s{index}") for index in range(8)]
    journal.close()
    pristine = path.with_name("pristine")
    shutil.copyfile(path, pristine)
    page_bytes = 4096
    data = pristine.read_bytes()
    held = {}  # page → the sessions whose payloads it holds
    for index, session in enumerate(sessions):
        at = -1
        while (at := data.find(f"s{index}-".encode(), at + 1)) >= 0:
            held.setdefault(at // page_bytes, set()).add(session)
    rng = random.Random(4)
    for page in rng.sample(sorted(held), 12):
        for junk in (b"\xff" * page_bytes, bytes(page_bytes), rng.randbytes(page_bytes)):
            path.write_bytes(data[: page * page_bytes] + junk + data[(page + 1) * page_bytes :])
            with Journal(path) as damaged:
                found = damaged.verify()
                hurt = Counter(damage.session for damage in found if damage.session)
                assert set(hurt) == held[page]
                assert max(hurt.values()) < 12
                refused = 0
                for session in set(sessions) - held[page]:
                    assert len(list(damaged.events(session))) == 40
                    try:
                        with damaged.lease(session) as lease:
                            damaged.append(lease, UserMessage(text="still works"), sync=False)
                    except JournalError:  # its own last page had to be joined with the damaged one
                        refused += 1
                assert refused <= 1
                for session in held[page]:
                    first = min(d.seq for d in damaged.verify(session))
                    read: list[Recorded] = []
                    with pytest.raises(JournalError, match=f"Event .* of session {session} is damaged"):
                        read.extend(damaged.events(session))
                assert first > 0
                assert len(damaged.sessions()) == 8
                assert damaged.verify(deep=True)


def test_any_byte_of_the_file_is_either_noticed_or_unused(journal, fill, path):
    sessions = [fill(6, size=300) for _ in range(3)]
    expected = {session: list(journal.events(session)) for session in sessions}
    journal.close()
    data = path.read_bytes()
    rng = random.Random(1)
    noticed = 0
    for _ in range(150):
        at = rng.randrange(len(data))
        changed = bytearray(data)
        changed[at] ^= 1 << rng.randrange(8)
        path.write_bytes(changed)
        try:
            with Journal(path) as damaged:
                fine = not damaged.verify(deep=True)
                if fine:
                    assert {session: list(damaged.events(session)) for session in sessions} == expected
        except JournalError:
            fine = False
        noticed += not fine
    assert noticed > 20


def test_a_ruined_header_is_a_kind_error(journal, fill, path):
    fill()
    journal.close()
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(JournalError, match=r"damaged.*restore"):
        Journal(path)
