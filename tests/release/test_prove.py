"""`make prove`, small: from data to a verified release by one command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("model_signing")

_ROOT = Path(__file__).parents[2]


def test_the_data_is_the_same_every_time_and_holds_no_question_that_is_asked(tmp_path: Path) -> None:
    for name in ("one", "two"):
        asked = [sys.executable, _ROOT / "recipes" / "tiny_open.py", tmp_path / name, "--count", "3000"]
        subprocess.run(asked, check=True)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert one == two
    learnt = one["train.jsonl"].decode()
    questions = [line.split('"')[3] for line in one["questions.jsonl"].decode().splitlines()]
    assert len(questions) == len(set(questions)) > 250
    assert not [each for each in questions if f'"content": "{each}"' in learnt]


@pytest.mark.soak
def test_the_whole_chain_ends_in_a_release_that_passes(tmp_path: Path, needs_sandbox: None) -> None:
    (tmp_path / "recipes").mkdir()
    recipe = (_ROOT / "recipes" / "tiny-open.toml").read_text()
    small = recipe.replace("epochs = 2", "epochs = 1").replace("keep_every = 100", "keep_every = 10")
    (tmp_path / "recipes" / "tiny-open.toml").write_text(small)
    done = subprocess.run(
        [sys.executable, _ROOT / "recipes" / "prove.py", "--count", "1600", "--questions", "40",
         "--nonce", "n", "--require", "osaid", "mof-1", "signed", "retrained"],
        cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"COLUMNS": "200"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "Proven in" in done.stdout
    assert done.stdout.count("Equal to the bit") == 3
