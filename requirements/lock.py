"""Write `test.lock`: the exact version of every package that the tests and the linters run with.

    make lock

It is used as constraints (`pip install -c`), so it installs nothing by itself, names no index and no place on
this machine, and holds on every platform for which these versions exist.
"""

import re
import subprocess
import sys
from pathlib import Path

# Tools that a virtual environment brings along, and ourselves.
_LEFT_OUT = {"agora", "pip", "setuptools", "wheel"}

HEAD = "# Made by `make lock`: what the tests and the linters run with. Used as constraints.\n"


def main() -> None:
    """Freeze this environment."""
    command = [sys.executable, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    # A build's local name (`+cpu`) belongs to the place that it came from.
    pins = [pin.partition("+")[0] for pin in listed if re.split("==", pin)[0].lower() not in _LEFT_OUT]
    path = Path(__file__).with_name("test.lock")
    path.write_text(HEAD + "\n".join(sorted(pins, key=str.lower)) + "\n", encoding="utf-8")
    print(f"{len(pins)} versions in {path.name}")


if __name__ == "__main__":
    main()
