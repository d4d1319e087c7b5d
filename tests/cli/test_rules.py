"""Rules are read and revoked by their number."""

import pytest

from agora.server.people import People
from agora.tools import Pattern, Rules


@pytest.fixture
def rules(home):
    rules = Rules(home / "rules.toml")
    rules.add("always", "files.write", {"path": Pattern("under", "notes")})
    rules.add("never", "shell", {"command": Pattern("prefix", "git \x1b[2Jpush")})
    return rules


def test_none(agora):
    assert "There are no rules" in agora("rules").stderr


def test_listed_cleaned(agora, rules):
    lines = agora("rules").stdout.splitlines()
    assert lines[0].startswith("1  always files.write, path under notes  (")
    assert lines[1].startswith("2  never shell, command prefix git ␛[2Jpush  (")


def test_revoked_by_number_or_id(agora, rules):
    assert "files.write" in agora("rules", "revoke", "1").stderr
    [kept] = rules.list()
    assert kept.tool == "shell"
    assert agora("rules", "revoke", kept.id).exit_code == 0
    assert not rules.list()


def test_the_audit_log_tells_of_it(agora, rules, home):
    agora("rules", "revoke", "1")
    [line] = People(home / "people.db").audit()
    assert (line["what"], line["detail"]) == ("rule revoked", "always: files.write")


def test_an_unknown_rule_is_wrong_usage(agora, rules):
    assert agora("rules", "revoke", "3").exit_code == 2
    assert len(rules.list()) == 2
