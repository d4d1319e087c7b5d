import pytest

from agora.errors import JournalError
from agora.journal import UserMessage, upgrade
from agora.journal.upgrade import VERSIONS, read_event


def test_an_event_of_today_is_read():
    event = UserMessage(text="x")
    assert read_event("user_message", 1, event.model_dump_json().encode()) == event


def test_an_older_event_is_brought_up_to_date_step_by_step(monkeypatch):
    monkeypatch.setitem(VERSIONS, "user_message", 3)
    monkeypatch.setitem(
        upgrade.UPGRADES, ("user_message", 1), lambda f: {"type": f["type"], "words": f["say"]}
    )
    monkeypatch.setitem(
        upgrade.UPGRADES, ("user_message", 2), lambda f: {"type": f["type"], "text": " ".join(f["words"])}
    )
    event = read_event("user_message", 1, b'{"version": 1, "type": "user_message", "say": ["a", "b"]}')
    assert (event.text, event.version) == ("a b", 3)


@pytest.mark.parametrize(
    ("kind", "version", "payload", "message"),
    [
        ("user_message", 2, b"{}", "'user_message' of version 2, from a newer Agora"),
        ("telepathy", 1, b"{}", "'telepathy' of version 1, from a newer Agora"),
        ("user_message", 1, b'{"type": "user_message"}', "no valid 'user_message'"),
        ("user_message", 1, b"{", "no valid 'user_message'"),
    ],
)
def test_what_cannot_be_read_says_why(kind, version, payload, message):
    with pytest.raises(ValueError, match=message):
        read_event(kind, version, payload)


def test_an_event_of_a_newer_agora_is_named(journal, started, monkeypatch):
    session = journal.create(started)
    with journal.lease(session) as lease:
        journal.append(lease, UserMessage(text="x", version=7))
    with pytest.raises(JournalError, match=rf"Event 2 of session {session} .*version 7.*Update Agora"):
        list(journal.events(session))
    assert [(d.session, d.seq) for d in journal.verify()] == [(session, 2)]
