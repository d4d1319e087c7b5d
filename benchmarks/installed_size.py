"""How much room does an install take, and which packages take it?

    python benchmarks/installed_size.py [--extra NAME ...] [--json FILE]

Installs this checkout into a fresh environment and counts the bytes of its files, less those of the
environment when it was empty; weights are not part of it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def size(folder: Path) -> int:
    """Return the bytes that the files below a folder hold."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main() -> None:
    """Install, count and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--extra", action="append", default=[], help="of pyproject.toml; may be given again")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="agora-size-") as name:
        folder = Path(name)
        venv.create(folder, with_pip=True, symlinks=True)
        empty = size(folder)
        extras = f"[{','.join(given.extra)}]" if given.extra else ""
        python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        command = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            f"{ROOT}{extras}",
        ]
        subprocess.run(command, check=True)
        found = {"extras": given.extra, "megabytes": round((size(folder) - empty) / 1e6, 1)}
        packages = next(folder.glob("lib*/**/site-packages"))
        parts = {path.name: round(size(path) / 1e6, 1) for path in packages.iterdir() if path.is_dir()}
    largest = dict(sorted(parts.items(), key=lambda part: -part[1])[:12])
    print(f"{found['megabytes']:g} MB installed; the largest packages in MB:")
    print(", ".join(f"{name} {megabytes:g}" for name, megabytes in largest.items()))
    if given.json:
        given.json.write_text(json.dumps({**found, "largest_megabytes": largest}, indent=1) + "\n")


if __name__ == "__main__":
    main()
