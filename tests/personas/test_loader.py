from pathlib import Path

import pytest

from agora.config import Settings
from agora.errors import UsageError
from agora.personas import load, names


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


def persona(folder: Path, toml: str = "", prompt: str | None = "You sort mail.") -> Path:
    folder.mkdir(parents=True)
    (folder / "persona.toml").write_text(toml)
    if prompt is not None:
        (folder / "prompt.md").write_text(prompt)
    return folder


def test_the_assistant_is_built_in_and_brief(settings: Settings):
    assert names(settings) == ["assistant"]
    found = load("assistant", settings)
    assert (found.name, found.title, found.tools, found.check, found.policy) == (
        "assistant",
        "Assistant",
        None,
        "",
        {},
    )
    assert 0 < len(found.prompt.split()) < 60
    assert found.allows("anything")


def test_what_the_built_in_file_shows_in_comments_is_valid(settings: Settings, tmp_path: Path):
    import agora.personas

    text = (Path(agora.personas.__file__).parent / "assistant" / "persona.toml").read_text()
    shown = "\n".join(line.removeprefix("# ") if "=" in line else line for line in text.splitlines())
    persona(tmp_path / "personas" / "shown", shown)
    found = load("shown", settings)
    assert found.tools == ("answer", "plan", "files.*")
    assert found.policy == {"shell": "deny", "files.*": "ask", "act": "deny"}
    assert found.check


def test_a_users_own_by_name_and_by_path(settings: Settings, tmp_path: Path):
    persona(tmp_path / "personas" / "postman", 'tools = ["answer", "files.*"]')
    assert names(settings) == ["assistant", "postman"]
    found = load("postman", settings)
    assert (found.title, found.prompt) == ("postman", "You sort mail.")
    assert [found.allows(tool) for tool in ("answer", "files.read", "filesystem.read", "shell")] == [
        True,
        True,
        False,
        False,
    ]
    other = persona(tmp_path / "elsewhere" / "cook", 'title = "Cook"')
    assert load(str(other), settings).title == "Cook"


def test_ones_own_assistant_replaces_the_built_in(settings: Settings, tmp_path: Path):
    persona(tmp_path / "personas" / "assistant", 'title = "Mine"')
    assert load("assistant", settings).title == "Mine"
    assert names(settings) == ["assistant"]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("title = ", "not valid TOML"),
        ('titel = "x"', "'titel' .* is no key of a persona. Did you mean 'title'"),
        ("title = 3", "title = 3 .* must be a str"),
        ('tools = "all"', "must be a list"),
        ("tools = [1]", "list of names"),
        ("policy = 1", "must be a dict"),
        ('[policy]\nact = "allow"', "can only be stricter"),
        ("[policy]\nact = 1", "can only be stricter"),
    ],
)
def test_a_damaged_persona_is_told(settings: Settings, tmp_path: Path, toml: str, message: str):
    persona(tmp_path / "personas" / "bad", toml)
    with pytest.raises(UsageError, match=message):
        load("bad", settings)


def test_missing_parts_are_told(settings: Settings, tmp_path: Path):
    persona(tmp_path / "personas" / "mute", prompt=None)
    with pytest.raises(UsageError, match=r"prompt.md is missing"):
        load("mute", settings)
    persona(tmp_path / "personas" / "long", prompt="word " * 1000)
    with pytest.raises(UsageError, match="4,999 characters"):
        load("long", settings)
    persona(tmp_path / "personas" / "binary", prompt=None)
    (tmp_path / "personas" / "binary" / "prompt.md").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="is no text"):
        load("binary", settings)


@pytest.mark.parametrize("name", ["assistent", "", "..", "personas", "./nowhere", "/etc"])
def test_there_is_none_of_this_name(settings: Settings, name: str):
    with pytest.raises(UsageError):
        load(name, settings)


def test_a_name_is_suggested(settings: Settings):
    with pytest.raises(UsageError, match=r"Did you mean 'assistant'"):
        load("assistent", settings)
