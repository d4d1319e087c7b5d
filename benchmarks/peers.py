"""Other projects, installed apart, so that both sides are measured in one run."""

import subprocess
import sys
import venv
from pathlib import Path

import platformdirs

__all__ = ["peer_python"]


def peer_python(package: str) -> str:
    """Return the Python of a virtual environment that has a package, made on first use.

    Args:
        package: a requirement for pip, `llm` or `smolagents`.
    """
    folder = Path(platformdirs.user_cache_dir("agora-benchmarks")) / package
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print(f"installing {package} into {folder} …", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", package], check=True)
        (folder / "ready").touch()
    return str(python)
