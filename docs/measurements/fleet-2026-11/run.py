"""Run the fleet's benchmarks and keep their last lines in result.json beside this file.

python docs/measurements/fleet-2026-11/run.py            # all, minutes
python docs/measurements/fleet-2026-11/run.py search     # one again
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
NAMES = ("accuracy", "publishers", "goodput", "search", "simulate")


def main() -> None:
    """Run each script, print its table, keep its result."""
    kept = HERE / "result.json"
    results = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for name in sys.argv[1:] or NAMES:
        script = ROOT / "benchmarks" / f"fleet_{name}.py"
        run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
        output = run.stdout
        print(output)
        results[name] = json.loads(output.strip().splitlines()[-1])
    kept.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
