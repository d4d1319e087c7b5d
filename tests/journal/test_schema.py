import sqlite3
import subprocess

import pytest

from agora.errors import JournalError
from agora.journal import Journal, UserMessage, schema


def test_a_new_file_says_what_it_is(journal):
    assert journal._database.rows("PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert journal._database.rows("PRAGMA user_version") == [(len(schema.MIGRATIONS),)]


def test_a_journal_of_a_newer_agora_is_refused_and_left_alone(journal, path, fill):
    fill()
    journal.close()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA user_version = 99")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(JournalError, match=r"has format 99.*reads up to 1.*newer Agora.*Update Agora"):
        Journal(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE cookies (name)")
    plain.close()
    with pytest.raises(JournalError, match="is not a journal"):
        Journal(path)


def test_an_older_journal_is_brought_up_to_date(journal, path, fill, monkeypatch):
    session = fill()
    journal.close()
    done = []

    def m002(connection):
        done.append(connection.pragma("user_version"))
        connection.execute("ALTER TABLE session ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, m002))
    for _ in range(2):
        with Journal(path) as newer:
            assert newer._database.rows("SELECT colour FROM session") == [("blue",)]
            assert newer.verify() == []
            assert len(list(newer.events(session))) == 5
    assert done == [1]


def test_a_migration_that_fails_changes_nothing(journal, path, fill, monkeypatch):
    fill()
    journal.close()

    def m002(connection):
        connection.execute("DROP TABLE event")
        connection.execute("SELECT * FROM nowhere")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, m002))
        with pytest.raises(JournalError, match="nowhere"):
            Journal(path)
    with Journal(path) as same:
        assert same.verify(deep=True) == []
        assert same.sessions()[0].events == 5


def test_several_processes_make_the_file_at_once(path, child, started):
    code = f"""
started = SessionStarted.model_validate_json({started.model_dump_json()!r})
sys.stdin.readline()
with Journal(path) as journal, journal.lease(journal.create(started)) as lease:
    journal.append(lease, UserMessage(text="x"))
"""
    children: list[subprocess.Popen[str]] = [child(code) for _ in range(4)]
    for process in children:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in children:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    with Journal(path) as journal:
        assert [info.events for info in journal.sessions()] == [2] * 4
        assert len({info.id for info in journal.sessions()}) == 4
        assert journal.verify(deep=True) == []


def test_nothing_is_read_from_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="AGORA_HOME"):
        Journal(tmp_path / "file" / "journal.db")


def test_the_schema_in_words_of_sqlite_is_sound(journal, started):
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="x"))
    assert journal._database.rows("PRAGMA integrity_check") == [("ok",)]
    assert journal._database.rows("PRAGMA journal_mode") == [("wal",)]
    assert journal._database.rows("PRAGMA secure_delete") == [(1,)]
