"""The front door: every command prints a table and plain data, and draws."""

import json
import math
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agora.cli.fleet import app
from agora.errors import UsageError

EXAMPLES = Path(__file__).parents[2] / "examples"
RACKS = str(EXAMPLES / "two-racks.toml")
ESTIMATE = [
    "estimate",
    "64xH100",
    "--model",
    "Llama-3.1-8B",
    "--gpus",
    "64",
    "--tp",
    "2",
    "--pp",
    "2",
    "--batch",
    "128",
]
PLAN = ["plan", RACKS, "--model", "Llama-3.1-8B", "--tokens", "1e11"]
RUN = ["run-plan", "64xH100", "--model", "Llama-3.1-8B", "--tokens", "1e11"]


def run(*words):
    result = CliRunner().invoke(app, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def no_nan(value):
    """Tell whether a tree of plain data holds no NaN and no infinity."""
    if isinstance(value, dict):
        return all(no_nan(v) for v in value.values())
    if isinstance(value, list):
        return all(no_nan(v) for v in value)
    return not isinstance(value, float) or math.isfinite(value)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["describe", str(EXAMPLES / "meta-2024.toml")], "EUR 8.75 billion"),
        (["describe", RACKS], "H100-equivalents"),
        (["compare", "8xH100", "8xB200"], "x)"),
        (["compare", "8xH100", "8xB200", "--model", "Llama-3.1-8B", "--tokens", "1e10"], "cheapest"),
        (ESTIMATE, "MFU"),
        (PLAN, "why other layouts lost"),
        (RUN, "Young/Daly"),
        (
            [
                "estimate",
                "8xH100",
                "--model",
                str(EXAMPLES / "moe-2b.toml"),
                "--gpus",
                "8",
                "--ep",
                "8",
                "--seq",
                "4096",
            ],
            "expert_comm",
        ),
    ],
)
def test_tables_and_data(words, says):
    assert says in run(*words)
    data = json.loads(run(*words, "--json"))
    assert no_nan(data)


def test_validate_a_table(tmp_path):
    path = tmp_path / "runs.csv"
    path.write_text(
        "id,source,model,layers,hidden,heads,kv_heads,ffn,vocab,gpu,gpus,precision,tp,pp,seq_len,global_batch_seqs,step_time_s\n"
        "good,mine,Llama-3.1-8B,32,4096,32,8,14336,128256,H100-SXM,8,bf16,1,1,8192,16,1.5\n"
        "bad,mine,Llama-3.1-8B,32,4096,32,8,14336,128256,H100-SXM,8,bf16,,1,8192,16,1.5\n"
    )
    assert "bad: misses tp" in run("validate", str(path))
    data = json.loads(run("validate", str(path), "--json"))
    row = data["rows"][0]
    assert row["id"] == "good"
    assert row["interval"][0] < row["step_time_s"] < row["interval"][1]
    assert row["error"] == pytest.approx(row["step_time_s"] / row["published_s"] - 1)
    assert data["incomplete"] == [{"id": "bad", "source": "mine", "missing": ["tp"]}]


@pytest.mark.parametrize("suffix", ["png", "svg", "html"])
@pytest.mark.parametrize("words", [ESTIMATE, PLAN, RUN], ids=lambda words: words[0])
def test_pictures(tmp_path, words, suffix):
    path = tmp_path / f"picture.{suffix}"
    run(*words, "--plot", str(path))
    content = path.read_bytes()
    assert len(content) > 10_000
    assert {
        "png": content.startswith(b"\x89PNG"),
        "svg": b"<svg" in content,
        "html": b"<!doctype html>" in content,
    }[suffix]
    if suffix == "html":
        assert b"http-equiv" not in content
        assert b"<script" not in content


def test_own_efficiencies(tmp_path):
    fitted = tmp_path / "fitted.toml"
    from agora.fleet import shipped, to_toml

    fitted.write_text(to_toml(shipped()))
    assert run(*ESTIMATE, "--efficiencies", str(fitted)) == run(*ESTIMATE)
    fitted.write_text("[values]\n")
    with pytest.raises(UsageError, match="calibrate"):
        run(*ESTIMATE, "--efficiencies", str(fitted))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["describe", "8xH1000"], "H100"),
        (["compare", "8xH100"], "two or more"),
        (["estimate", "8xH100", "--model", "Llama-3.1-8B", "--gpus", "0"], "above zero"),
        (["estimate", "8xH100", "--model", "Llama-3.1-8B", "--gpus", "16"], "At most 8"),
        (["estimate", "8xH100", "--model", "Llama-3.1-8B", "--gpus", "8", "--recompute", "ful"], "'full'"),
        ([*PLAN, "--deadline", "-1"], "zero or more"),
        ([*ESTIMATE, "--plot", "x.pdf"], ".png, .svg"),
        (["calibrate", "--only"], "no runs of yours"),
    ],
)
def test_bad_input(words, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as caught:
        run(*words)
    assert says in str(caught.value)


def test_without_the_extra(monkeypatch):
    import builtins

    real = builtins.__import__

    def missing(name, *args, **kwargs):
        if name == "numpy":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=r"agora\[fleet\]"):
        run("describe", "8xH100")
