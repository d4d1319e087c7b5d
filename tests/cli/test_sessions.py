"""Sessions from the command line: listed, shown, gone on with, forked, replayed, kept, lost."""

import json
from pathlib import Path

import pytest

SCRIPT = [
    "```python\ntext = 'a\\x1b[2Jb'\nprint(text, 6 * 7)\n```",
    "It is **42**.",
    "Second.",
]


@pytest.fixture
def session(agora, serve, journal):
    """A session of one task, answered."""
    assert agora("ask", "What is\n6 * 7?", "--model", serve(SCRIPT), "--session", "sum").exit_code == 0
    return journal.sessions()[0].id


def test_an_empty_list_says_how_to_begin(agora):
    told = agora("sessions")
    assert told.exit_code == 0
    assert "agora ask" in told.stderr
    assert agora("sessions", "--json").stdout == "[]\n"


def test_the_list(agora, session):
    told = agora("sessions").stdout
    assert all(word in told for word in (session, "sum", "answered", "What is 6 * 7?"))
    [info] = json.loads(agora("sessions", "--json").stdout)
    assert (info["id"], info["name"], info["state"]) == (session, "sum", "answered")


def test_a_narrow_list_shows_the_whole_id(agora, serve, journal, monkeypatch):
    long = "How many words does this long question have that fills more than its line?"
    assert agora("ask", long, "--model", serve(SCRIPT), "--session", "a-name-of-some-length").exit_code == 0
    monkeypatch.setenv("COLUMNS", "72")
    lines = agora("sessions").stdout.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(journal.sessions()[0].id)
    assert "answered" in lines[1]


@pytest.mark.parametrize("how", [lambda s: s, lambda s: s[:7], lambda s: "sum"])
def test_a_session_is_shown_by_id_beginning_or_name(agora, session, how):
    told = agora("show", how(session)).stdout
    assert "› What is" in told
    assert "▸ 1" in told
    assert "→ a␛[2Jb 42" in told
    assert "It is 42." in told
    assert "\x1b" not in told


def test_full_shows_the_code(agora, session):
    assert "print(text, 6 * 7)" not in agora("show", session).stdout
    assert "print(text, 6 * 7)" in agora("show", session, "--full").stdout


def test_an_unknown_session_is_wrong_usage(agora, session):
    told = agora("show", "nope")
    assert told.exit_code == 2
    assert "nope" in told.stderr


def test_resume_goes_on_with_what_a_spent_budget_left(agora, serve, journal, monkeypatch):
    url = serve(["```python\nprint(1)\n```", "Done."])
    monkeypatch.setenv("AGORA_LIMITS__STEPS", "1")
    assert agora("ask", "Go", "--model", url).exit_code == 4
    monkeypatch.delenv("AGORA_LIMITS__STEPS")
    told = agora("resume", journal.sessions()[0].id, "--json")
    assert json.loads(told.stdout)["answer"] == "Done."


def test_resume_with_yes_gives_the_approval_that_is_waited_for(agora, serve, journal):
    url = serve(["```python\nfiles.write('a.txt', 'hello')\nanswer('written')\n```"])
    assert agora("ask", "Write", "--model", url).exit_code == 3
    session = journal.sessions()[0].id
    assert agora("resume", session).exit_code == 3
    told = agora("resume", session, "--yes")
    assert (told.exit_code, told.stdout) == (0, "written\n")
    assert Path("a.txt").read_text() == "hello"


def test_resume_of_an_answered_session_repeats_the_answer(agora, session):
    assert agora("resume", session).stdout == "It is **42**.\n"


def test_fork_goes_its_own_way(agora, session, journal):
    forked = agora("fork", session, "--at", "2", "--name", "other").stdout.strip()
    assert journal.info(forked).events < journal.info(session).events
    assert agora("ask", "Again", "--session", "other").exit_code == 0
    assert agora("fork", session, "--at", "999").exit_code == 2
    assert agora("fork", session).exit_code == 2


def test_replay_agrees(agora, session):
    told = agora("replay", session)
    assert (told.exit_code, told.stdout) == (0, "1 of 1 thoughts gave the same again.\n")
    assert json.loads(agora("replay", session, "--json").stdout)["differences"] == []


def test_replay_has_the_tools_that_the_session_had(agora, serve, journal):
    url = serve(["```python\nweb.fetch('http://example.org/')\n```", "It is off."])
    assert agora("ask", "Fetch", "--model", url).exit_code == 0
    told = agora("replay", journal.sessions()[0].id)
    assert (told.exit_code, told.stdout) == (0, "1 of 1 thoughts gave the same again.\n")


def test_replay_tells_a_difference(agora, session, monkeypatch):
    from agora.mind import Difference, ReplayReport

    async def differs(*args: object, **options: object) -> ReplayReport:
        return ReplayReport(session, 1, 1, [Difference(0, "output", "a\x1b", "b")])

    monkeypatch.setattr("agora.mind.replay", differs)
    told = agora("replay", session)
    assert told.exit_code == 1
    assert "thought 1: output differs" in told.stdout
    assert "recorded: a␛" in told.stdout
    assert "1 without an end" in told.stdout


def test_export_is_one_json_object_a_line(agora, session):
    events = [json.loads(line) for line in agora("export", session).stdout.splitlines()]
    assert events[0]["type"] == "session_started"
    assert events[-1]["event"]["text"] == "It is **42**."


def test_delete_asks_or_is_told(agora, session, journal):
    assert agora("delete", session).exit_code == 2
    assert journal.sessions()
    assert agora("delete", session, "--yes").exit_code == 0
    assert not journal.sessions()


def test_backup_and_restore(agora, session, journal):
    assert agora("backup", "all.db").exit_code == 0
    assert agora("backup", "all.db").exit_code == 2
    agora("delete", session, "--yes")
    assert agora("restore", "all.db").exit_code == 0
    assert [info.id for info in journal.sessions()] == [session]
    refused = agora("restore", "all.db")
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert agora("restore", "all.db", "--force").exit_code == 0


def test_what_is_no_backup_is_refused(agora, session, journal):
    Path("no.db").write_text("no journal")
    assert agora("restore", "no.db", "--force").exit_code == 1
    assert agora("restore", "missing.db").exit_code == 2
    assert [info.id for info in journal.sessions()] == [session]
