"""Make `tiny-open` from nothing, release it complete, and check that as a stranger would: `make prove`.

Runs from the project's folder; every command is shown before it runs. The training goes on where it stopped;
all else is made anew. Keys are made at the first time and kept in `runs/`.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

_RUN = Path("runs/tiny-open")
_DATA, _TOKENIZER, _RESULTS = (Path(f"runs/tiny-open-{what}") for what in ("data", "tokenizer", "results"))
_KEY, _RELEASE = Path("runs/tiny-open.key"), Path("releases/tiny-open")
_DEMANDS = ("osaid", "mof-1", "signed", "retrained", "reevaluated")


def step(*command: object) -> None:
    """Show a command and run it; end with its status if it fails."""
    words = [str(each) for each in command]
    print(f"\n$ {shlex.join(words)}", flush=True)
    began = time.monotonic()
    start = [sys.executable] if words[0] == "python" else [sys.executable, "-m", words[0]]
    status = subprocess.run([*start, *words[1:]]).returncode
    print(f"({time.monotonic() - began:.0f} s)", flush=True)
    if status:
        sys.exit(status)


def main() -> None:
    """Carry out the whole chain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=16_000, help="samples to learn from")
    parser.add_argument("--questions", type=int, default=400, help="questions to ask")
    parser.add_argument("--retrain", type=int, default=3, help="intervals to train again")
    parser.add_argument("--reeval", type=int, default=100, help="questions to ask again")
    parser.add_argument("--require", nargs="*", default=_DEMANDS, help="levels that must be met")
    parser.add_argument("--nonce", default=os.urandom(8).hex(), help="draws which")
    given = parser.parse_args()
    here = Path(__file__).parent
    began = time.monotonic()

    step("python", here / "tiny_open.py", _DATA, "--count", given.count, "--questions", given.questions)
    step("agora", "learn", "tokenizer", _DATA / "train.jsonl", "--size", 512, "--out", _TOKENIZER)
    step("agora", "learn", "train", "recipes/tiny-open.toml")
    step("agora", "learn", "export", _RUN)
    for made in (_RESULTS, _RELEASE):
        shutil.rmtree(made, ignore_errors=True)
    questions = _DATA / "questions.jsonl"
    step("agora", "eval", "run", questions, "--plain", "--model", _RUN / "tiny-open.gguf", "--out", _RESULTS)
    if not _KEY.exists():
        step("agora", "release", "key", _KEY)
    step("agora", "release", "build", _RUN, "--out", _RELEASE, "--key", _KEY, "--results", _RESULTS,
         "--data", _DATA, "--data-licence", "CC0-1.0", "--documents", here / "tiny-open")  # fmt: skip
    demands = [word for each in given.require for word in ("--require", each)]
    step("agora", "verify", _RELEASE, "--signer", f"{_KEY}.pub", "--retrain", given.retrain,
         "--reeval", given.reeval, "--nonce", given.nonce, *demands)  # fmt: skip
    print(f"\nProven in {(time.monotonic() - began) / 60:.1f} minutes.")


if __name__ == "__main__":
    main()
