"""`agora init` writes what Agora can read, and overwrites nothing unasked."""

from agora import config


def test_init_writes_the_template(agora, home):
    told = agora("init")
    path = home / "agora.toml"
    assert told.stdout.strip() == str(path)
    assert path.read_text() == config.TEMPLATE
    assert path.stat().st_mode & 0o777 == 0o600
    assert config.load() == config.Settings(home=home)


def test_init_does_not_overwrite_without_force(agora, home):
    path = home / "agora.toml"
    path.write_text("effort = 'low'\n")
    assert agora("init").exit_code == 2
    assert path.read_text() == "effort = 'low'\n"
    assert agora("init", "--force").exit_code == 0
    assert path.read_text() == config.TEMPLATE


def test_init_where_nothing_can_be_written(agora, home, monkeypatch):
    (home / "file").touch()
    monkeypatch.setenv("AGORA_HOME", str(home / "file" / "below"))
    told = agora("init")
    assert told.exit_code == 1
    assert "cannot be written" in told.stderr


def test_a_misspelt_key_is_told_by_every_command(agora, home):
    (home / "agora.toml").write_text("efort = 'low'\n")
    for command in ("sessions", "models", "doctor", "rules", "memory"):
        told = agora(command)
        assert told.exit_code == 2
        assert "Did you mean 'effort'?" in told.stderr
