from hashlib import sha256

import pytest

from agora.errors import JournalError
from agora.journal import Thought, ToolResult


def change(digest):
    return ToolResult(thought=0, call=0, changes={"file": (None, digest)})


def test_each_content_is_kept_once(journal, path):
    data = bytes(range(256)) * 2000
    digest = journal.put_blob(data)
    size = path.with_name("journal.db-wal").stat().st_size
    assert journal.put_blob(data) == digest == sha256(data).hexdigest()
    assert path.with_name("journal.db-wal").stat().st_size == size
    assert journal.blob(digest) == data
    empty = journal.put_blob(b"")
    assert journal.blob(empty) == b""


def test_an_unknown_digest_is_named(journal):
    with pytest.raises(JournalError, match="no blob 'feed'"):
        journal.blob("feed")


def test_a_blob_lives_as_long_as_an_event_names_it(journal, started):
    digest = journal.put_blob(b"content")
    kept = journal.put_blob(b"kept")
    first, second = journal.create(started), journal.create(started)
    with journal.lease(first) as lease:
        journal.append(lease, change(digest), change(kept))
    with journal.lease(second) as lease:
        journal.append(lease, change(digest), change(digest))
    fork = journal.fork(second, at=2)
    journal.delete(second)
    with journal.lease(first) as lease:
        journal.erase(lease, 2)
    assert journal.blob(digest) == b"content"  # the fork names it
    journal.delete(fork)
    with pytest.raises(JournalError, match="no blob"):
        journal.blob(digest)
    assert journal.blob(kept) == b"kept"


def test_erasing_takes_the_blobs_that_only_that_event_named(journal, started):
    digest = journal.put_blob(b"content")
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, change(digest))
        journal.erase(lease, 2)
    with pytest.raises(JournalError, match="no blob"):
        journal.blob(digest)


def test_a_digest_that_is_no_blob_is_no_use(journal, started):
    session = journal.create(started)
    with journal.lease(session) as lease:
        thought = Thought(index=0, output="", error="", state_hash="a" * 64, seconds=0)
        journal.append(lease, thought)
    journal.delete(session)


def test_a_damaged_blob_is_reported_with_the_event_that_names_it(journal, path, started):
    digest = journal.put_blob(b"unmistakable" * 1000)
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, change(digest))
    with journal._database.transaction() as cursor:
        cursor.execute("UPDATE blob SET data = ?", (b"unmistakablf" * 1000,))
    with pytest.raises(JournalError, match=f"{digest} is damaged"):
        journal.blob(digest)
    assert journal.verify() == []
    (damage,) = journal.verify(deep=True)
    assert (damage.session, damage.seq) == (session, 2)
