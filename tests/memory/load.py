"""`python load.py FILE FROM`: writes turns in batches for ever, and says which are on the disk."""

import sys
from pathlib import Path

from agora.memory import Memory, Turn


def main() -> None:
    memory, number = Memory(Path(sys.argv[1])), int(sys.argv[2])
    while True:
        batch = [
            Turn(f"t{n}", f"s{n % 7}", float(n), "Ana", f"Saying {n} of tea. " * 9)
            for n in range(number, number + 20)
        ]
        memory.add_turns(batch)
        number += 20
        if number % 200 == 0:
            memory.forget(f"t{number - 200}")
            print(f"-{number - 200}", flush=True)
        print(number, flush=True)


if __name__ == "__main__":
    main()
