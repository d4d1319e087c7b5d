"""Models from the command line; what `use` writes keeps every comment."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora import config
from agora.models.choice import write_model


def test_the_list_says_size_context_licence_and_openness(agora):
    told = agora("models").stdout
    assert "agora-135m" in told
    assert "98 MB, 8,192 tokens of context, Apache-2.0" in told
    assert "weights, data and training code open" in told
    assert "agora models pull agora-135m" in told
    listed = json.loads(agora("models", "--json").stdout)
    assert {"name", "size_bytes", "context", "licence", "openness", "installed"} <= listed[0].keys()


def test_use_keeps_comments_and_takes_effect(agora, home):
    agora("init")
    assert agora("models", "use", "smollm2-135m").exit_code == 0
    text = (home / "agora.toml").read_text()
    before, after = config.TEMPLATE.splitlines(), text.splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    [(old, new)] = changed
    assert old.startswith('# model = "agora-135m"')
    assert (
        new == 'model = "smollm2-135m"      # see `agora models`; or a name under [endpoints]; or a base URL'
    )
    assert config.load().model == "smollm2-135m"
    assert agora("models", "use", "http://127.0.0.1:9/v1").exit_code == 0
    assert config.load().model == "http://127.0.0.1:9/v1"


def test_use_without_a_file_writes_the_template(agora, home):
    assert agora("models", "use", "smollm2-135m").exit_code == 0
    assert config.load().model == "smollm2-135m"
    assert "[limits]" in (home / "agora.toml").read_text()


def test_use_of_an_unknown_model_is_wrong_usage(agora, home):
    told = agora("models", "use", "smollm2-135n")
    assert told.exit_code == 2
    assert "Did you mean 'smollm2-135m'?" in told.stderr
    assert not (home / "agora.toml").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "effort = 'low' # model = 'x'\n",
        "model='old'\n",
        "[endpoints.a]\nurl = 'http://a'\nmodel = 'inner'\n",
        "model = 'old' # why\n\n[endpoints.a]\nurl = 'http://a'\n# model = 'inner'\n",
    ],
)
@given(name=st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_write_model_changes_one_line_of_valid_toml(tmp_path_factory, text, name):
    path = tmp_path_factory.mktemp("home") / "agora.toml"
    path.write_text(text, encoding="utf-8")
    write_model(path, name)
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert found.pop("model") == name
    before = tomllib.loads(text)
    before.pop("model", None)
    assert found == before
    assert [line for line in text.splitlines() if "inner" in line or "effort" in line] == [
        line for line in path.read_text(encoding="utf-8").splitlines() if "inner" in line or "effort" in line
    ]


def test_check_says_what_an_endpoint_can_do(agora, serve):
    told = agora("models", "check", serve(lambda body: "```python\nanswer(391)\n```"))
    assert told.exit_code == 0
    assert "ok  window" in told.stdout
    assert "ok  tools" in told.stdout


def test_check_of_a_dead_endpoint_is_1(agora):
    told = agora("models", "check", "http://127.0.0.1:9/v1")
    assert told.exit_code == 1
    assert "http://127.0.0.1:9/v1" in told.stderr


def test_pull_of_an_unknown_model_is_wrong_usage(agora):
    assert agora("models", "pull", "nope").exit_code == 2


def test_pull_without_a_name_takes_the_one_in_use(agora, monkeypatch, tmp_path):
    pulled = []

    def pull(settings, name, on_progress):
        pulled.append(name)
        on_progress(1, 2)
        return tmp_path / name

    monkeypatch.setattr("agora.models.pull", pull)
    told = agora("models", "pull")
    assert pulled == ["agora-135m"]
    assert told.stdout.strip() == str(tmp_path / "agora-135m")
    assert "fetched once: 98 MB, Apache-2.0" in told.stderr
    monkeypatch.setenv("AGORA_MODEL", "http://127.0.0.1:9/v1")
    assert "nothing to fetch" in agora("models", "pull").stderr
    assert pulled == ["agora-135m"]


def test_the_first_question_fetches_a_missing_model(agora, monkeypatch):
    from agora.errors import ModelError

    def pull(settings, name, on_progress):
        raise ModelError(f"{name} cannot be fetched.", why="There is no network.", fix="Try again.")

    monkeypatch.setattr("agora.models.pull", pull)
    told = agora("ask", "Hi")
    assert told.exit_code == 1
    assert "agora-135m cannot be fetched." in told.stderr


def test_the_list_says_each_models_openness_verdict(agora):
    listed = {each["name"]: each for each in json.loads(agora("models", "--json").stdout)}
    assert all(each["verdict"] for each in listed.values())
    assert listed["llama3.2-1b"]["verdict"]["osaid"] == "fail"
    assert listed["gemma3-1b"]["verdict"]["osaid"] == "fail"
    assert listed["agora-135m"]["verdict"]["osaid"] == "unknown"
    assert "Open Source AI Definition: fail" in agora("models").stdout


def test_show_says_why_a_model_is_as_open_as_it_is(agora):
    told = agora("models", "show", "llama3.2-1b").stdout
    assert "700 million monthly active users" in told
    assert "agora verify llama3.2-1b" in told
    assert agora("models", "show", "llama").exit_code == 2
