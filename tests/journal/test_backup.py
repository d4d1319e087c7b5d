import stat

import pytest

from agora.errors import JournalError
from agora.journal import Journal, UserMessage


def everything(journal):
    return {info.id: (info.name, list(journal.events(info.id))) for info in journal.sessions()}


def test_a_backup_comes_back_whole(journal, path, tmp_path, fill, started):
    session, other = fill(30), fill(3)
    digest = journal.put_blob(b"content" * 5000)
    saved = everything(journal)
    target = tmp_path / "backup.db"
    journal.backup(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup.db", "home"]
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="later"))
    journal.delete(other)
    journal.create(started)
    with Journal(path) as looking_on:
        assert len(looking_on.sessions()) == 2
        journal.restore(target)
        assert everything(journal) == everything(looking_on) == saved
    assert journal.blob(digest) == b"content" * 5000
    assert journal.verify(deep=True) == []
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="on"))
    assert [file.name for file in path.parent.iterdir() if "restore" in file.name] == []


def test_a_backup_is_taken_while_a_session_runs_and_holds_no_lease(journal, path, tmp_path, started):
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="x"), sync=False)
        journal.backup(tmp_path / "b.db")
    with Journal(tmp_path / "b.db") as copy:
        assert copy._database.rows("SELECT * FROM lease") == []
        with copy.lease(session) as lease:
            copy.append(lease, UserMessage(text="in the copy"))
    assert journal.info(session).events == 2


def test_restoring_under_a_live_session_is_refused(journal, path, tmp_path, fill, child):
    session = fill()
    journal.backup(tmp_path / "b.db")
    holder = child(
        "lease = (journal := Journal(path)).lease(sys.argv[2]); print('held', flush=True); sys.stdin.read()",
        session,
    )
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(JournalError, match=f"Session {session} is in use"):
        journal.restore(tmp_path / "b.db")
    holder.kill()
    holder.wait()
    journal.restore(tmp_path / "b.db")


def test_a_damaged_backup_is_refused_and_nothing_changed(journal, tmp_path, fill):
    fill(20, word="unmistakable")
    target = tmp_path / "b.db"
    journal.backup(target)
    target.write_bytes(target.read_bytes().replace(b"unmistakable-7", b"unmistakable-8"))
    extra = fill()
    saved = everything(journal)
    with pytest.raises(JournalError, match=r"backup .* is damaged: session \w+, event 8.*Use another"):
        journal.restore(target)
    assert everything(journal) == saved
    assert extra in saved


@pytest.mark.parametrize("content", [b"", b"text that is long enough to be no header" * 100])
def test_what_is_no_backup_is_refused(journal, tmp_path, fill, content):
    fill()
    target = tmp_path / "b.db"
    target.write_bytes(content)
    with pytest.raises(JournalError):
        journal.restore(target)
    with pytest.raises(JournalError, match="no backup"):
        journal.restore(tmp_path / "nothing")
    assert len(journal.sessions()) == 1


def test_a_backup_that_cannot_be_written_leaves_the_old_one(journal, tmp_path, fill):
    fill()
    with pytest.raises(JournalError):
        journal.backup(tmp_path / "nowhere" / "b.db")
    (tmp_path / "folder").mkdir()
    with pytest.raises(JournalError):
        journal.backup(tmp_path / "folder")
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_backup_replaces_an_older_one(journal, tmp_path, fill):
    target = tmp_path / "b.db"
    fill()
    journal.backup(target)
    fill()
    journal.backup(target)
    with Journal(target) as copy:
        assert len(copy.sessions()) == 2
