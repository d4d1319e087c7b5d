"""Users and their keys, by the program: added, listed, ended, and all of it in the audit log."""

import re

from agora.server.people import People

PASSWORD = "correct horse battery"


def test_a_user_gets_a_key_that_is_shown_once(agora, home):
    assert (
        "ana may use the service as viewer"
        in agora("users", "add", "ana", "--role", "viewer", stdin=f"{PASSWORD}\n").stderr
    )
    made = agora("users", "key", "ana", "--label", "laptop", "--scope", "read", "--days", "0")
    key = made.stdout.strip()
    people = People(home / "people.db")
    assert people.by_key(key).user == "ana"
    assert people.log_in("ana", PASSWORD) is not None
    listed = agora("users", "list").stdout
    name = re.search(r"key ([0-9a-f]+)  laptop", listed)[1]
    assert key not in listed
    assert agora("users", "key", "ana", "--end", name).exit_code == 0
    assert people.by_key(key) is None
    assert "may not use" in agora("users", "remove", "ana").stderr
    assert people.users() == []
    noted = [(line["what"], line["detail"]) for line in people.audit()]
    assert noted == [
        ("user removed", "ana"),
        ("key ended", name),
        ("key made", f"{name} of ana: read"),
        ("user added", "ana as viewer"),
    ]
    assert PASSWORD not in str(noted)


def test_what_cannot_be_is_refused(agora):
    for words, stdin, told in (
        (["add", "Ana Maria"], PASSWORD, "cannot be a user's name"),
        (["add", "ana"], "short", "less than 12 characters"),
        (["add", "ana", "--role", "queen"], PASSWORD, "no role 'queen'"),
        (["key", "nobody"], "", "no user 'nobody'"),
        (["remove", "nobody"], "", "no user 'nobody'"),
    ):
        result = agora("users", *words, stdin=stdin + "\n")
        assert result.exit_code != 0
        assert told in f"{result.stderr}{result.exception}", words


def test_another_password_ends_logins(agora, home):
    agora("users", "add", "ana", stdin=f"{PASSWORD}\n")
    people = People(home / "people.db")
    login = people.log_in("ana", PASSWORD)
    assert people.by_login(login) is not None
    agora("users", "add", "ana", stdin=f"{PASSWORD} anew\n")
    assert people.by_login(login) is None
    assert people.log_in("ana", PASSWORD) is None
