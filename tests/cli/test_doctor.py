"""The doctor looks at every part, and says what to do."""

from agora.cli.doctor import examine
from agora.config import Settings
from agora.errors import JournalError
from agora.journal import Damage, Journal
from agora.sandbox import Availability, Sandbox

PARTS = ["python", "model", "sandbox", "disk", "journal", "endpoint"]


def test_every_part_is_looked_at(agora, home_with_model):
    told = agora("doctor")
    assert [line.split()[1] for line in told.stdout.splitlines() if line[:2] in ("ok", "--", "!!")] == PARTS
    assert told.exit_code == 0


def test_a_missing_model_says_how_it_comes(agora):
    told = agora("doctor")
    assert "--  model" in told.stdout
    assert "agora models pull agora-135m" in told.stdout
    assert told.exit_code == 0


def test_no_sandbox_is_said_and_no_failure(agora, monkeypatch):
    off = Availability(False, "", "User namespaces are disabled.", "Enable them.")
    monkeypatch.setattr(Sandbox, "availability", lambda self: off)
    told = agora("doctor")
    assert "--  sandbox" in told.stdout
    assert "shell and python are off" in told.stdout
    assert "→ Enable them." in told.stdout
    assert told.exit_code == 0


def test_a_full_disk_fails(home, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 1000})())
    [disk] = [finding for finding in examine(Settings(home=home)) if finding.part == "disk"]
    assert not disk.ok
    assert disk.needed


def test_an_unusable_journal_fails_and_the_rest_is_still_looked_at(agora, home):
    (home / "journal.db").write_text("this is no journal, " * 1000)
    told = agora("doctor")
    assert told.exit_code == 1
    assert "!!  journal" in told.stdout
    assert "ok  endpoint" in told.stdout


def test_deep_reports_damage_with_session_and_event(agora, serve, monkeypatch):
    agora("ask", "Hi", "--model", serve(["Hello."]))
    assert "every chain checked" in agora("doctor", "--deep").stdout
    deep = []

    def verify(self, session=None, *, deep=False, seen=deep):
        seen.append(deep)
        return [Damage("4r4x", 3, "its chain does not fit")]

    monkeypatch.setattr(Journal, "verify", verify)
    told = agora("doctor", "--deep")
    assert told.exit_code == 1
    assert "4r4x" in told.stdout
    assert "agora restore" in told.stdout
    assert deep == [True]


def test_a_journal_that_cannot_be_opened_is_a_finding(home, monkeypatch):
    (home / "journal.db").touch()

    def fail(self, path):
        raise JournalError("The journal is of a newer version.", fix="Update Agora.")

    monkeypatch.setattr(Journal, "__init__", fail)
    [found] = [finding for finding in examine(Settings(home=home)) if finding.part == "journal"]
    assert (found.ok, found.fix) == (False, "Update Agora.")


def test_an_endpoint_is_asked(agora, serve, monkeypatch):
    monkeypatch.setenv("AGORA_MODEL", serve(lambda body: "```python\nanswer(391)\n```"))
    assert "ok  endpoint  window:" in agora("doctor").stdout
    monkeypatch.setenv("AGORA_MODEL", "http://127.0.0.1:9/v1")
    told = agora("doctor")
    assert told.exit_code == 1
    assert "!!  endpoint" in told.stdout
