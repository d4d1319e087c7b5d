import apsw
import pytest

from agora.errors import JournalError
from agora.journal import Journal, UserMessage


def test_a_full_disk_leaves_nothing_half_written(journal, fill):
    session = fill(3)
    with journal.lease(session) as lease:
        pages = journal._database.rows("PRAGMA page_count")[0][0]
        journal._database.connection.pragma("max_page_count", pages + 3)
        with pytest.raises(JournalError, match=r"disk is full.*Free some space"):
            journal.append(lease, *(UserMessage(text="x" * 900) for _ in range(100)))
        with pytest.raises(JournalError, match="disk is full"):
            journal.put_blob(b"x" * 100_000)
        with pytest.raises(JournalError, match="disk is full"):
            journal.save_snapshot(lease, format="1", data=b"x" * 100_000, upto=3)
        assert len(list(journal.events(session))) == 3
        journal.append(lease, UserMessage(text="small"))  # the same lease goes on
        journal._database.connection.pragma("max_page_count", 1_000_000)
        assert journal.append(lease, UserMessage(text="x" * 9000))[0].seq == 5
    assert journal.verify(deep=True) == []


def test_a_file_that_may_not_grow_is_a_full_disk(journal, path, started, child):
    session = journal.create(started)
    code = """
import resource
from agora.errors import JournalError
journal = Journal(path)
lease = journal.lease(sys.argv[2])
limit = path.with_name("journal.db-wal").stat().st_size + 50_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
count = 0
try:
    while count < 10_000:
        journal.append(lease, UserMessage(text="x" * 500))
        count += 1
except JournalError as error:
    print(count, error)
"""
    output, errors = child(code, session).communicate(timeout=120)
    assert "full or failing" in output, output + errors
    count = int(output.split()[0])
    assert 0 < count < 10_000
    assert len(list(journal.events(session))) == count + 1
    assert journal.verify(deep=True) == []
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="there is space again"))


def test_a_new_journal_on_a_full_disk_is_a_kind_error(path, child):
    code = """
import resource
from agora.errors import JournalError
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    Journal(path)
except JournalError as error:
    print(error)
"""
    output, errors = child(code).communicate(timeout=60)
    assert "full or failing" in output, errors


def test_a_transaction_is_whole_or_not_there(journal):
    database = journal._database

    def fail():
        with database.transaction() as cursor:
            cursor.execute("INSERT INTO blob (digest, data) VALUES ('d', x'00')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert database.rows("SELECT * FROM blob") == []
    with database.transaction() as cursor:
        cursor.execute("INSERT INTO blob (digest, data) VALUES ('d', x'00')")
    assert len(database.rows("SELECT * FROM blob")) == 1


def test_sync_waits_for_the_disk_and_no_sync_does_not(journal, started, monkeypatch):
    session = journal.create(started)
    levels = []
    with journal.lease(session) as lease:
        for sync in (True, False, False, True):
            journal.append(lease, UserMessage(text="x"), sync=sync)
            levels.append(journal._database.connection.pragma("synchronous"))
    assert levels == [2, 1, 1, 2]


def test_a_busy_journal_is_a_kind_error(journal, path, started, monkeypatch):
    session = journal.create(started)
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")
    journal._database.connection.set_busy_timeout(10)
    with pytest.raises(JournalError, match=r"busy.*Try again"):
        journal.lease(session)
    other.execute("ROLLBACK")
    other.close()
    with journal.lease(session):  # the refused lease left no lock behind
        pass


def test_a_blob_beyond_sqlites_limit_is_a_kind_error(journal):
    journal._database.connection.limit(apsw.SQLITE_LIMIT_LENGTH, 100_000)
    with pytest.raises(JournalError, match=r"cannot be used|too big"):
        journal.put_blob(b"x" * 200_000)


def test_two_journals_see_each_others_events(journal, path, started):
    with Journal(path) as other:
        session = other.create(started)
        assert journal.info(session).events == 1
