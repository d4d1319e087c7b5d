"""What must not be learnt is found, and ordinary talk is not taken for it."""

import pytest

from agora.learn.personal import findings

BAD = {
    "a private key": "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blb",
    "an access key": "use sk-proj-abcdefghij0123456789ABCD please",
    "a token": "Authorization: Bearer abcdef0123456789abcdef",
    "a password": "mein Passwort ist Tr0ub4dor",
    "an address with a password": "postgres://ana:secret@db.example.org/x",
    "an e-mail address": "mail ana.maria@example.org about it",
    "an account number": "DE89 3704 0044 0532 0130 00",
    "a telephone number": "call +33 6 12 34 56 78 tonight",
    "a social security number": "078-05-1120",
    "a network address": "the server is 93.184.216.34",
    "a street address": "I live at 12 Old Mill Road",
    "a home folder": "/home/ana/notes.txt",
    "a card number": "pay with 4111 1111 1111 1111",
}


@pytest.mark.parametrize(("what", "text"), BAD.items())
def test_it_is_found(what: str, text: str) -> None:
    assert what in list(findings(text))


@pytest.mark.parametrize(
    "text",
    [
        "What is 17 times 23? And 1234567890 / 3?",
        "The meeting is on 2026-11-24 at 10:30, version 1.2.3 of the plan",
        "Sort 3, 1, 2 and tell me the password rules in general.",
        "The product is 4111111111111112 in all.",
        "200-300 people, 12-15 of them new",
        "answer(round(price * (1 - off / 100), 2))",
        "files.read('notes/todo.txt')",
    ],
)
def test_ordinary_talk_is_let_through(text: str) -> None:
    assert not list(findings(text))
