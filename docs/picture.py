"""Take the picture of the chat: `python docs/picture.py` (needs tmux and the embedded model).

The real program runs in a real terminal of 96 by 34, in a folder made for it; what stands on the screen
afterwards becomes `docs/images/chat.svg`.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS, LINES = 96, 34
TARGET = Path(__file__).parent / "images" / "chat.svg"
TALK = [
    ("What is 17% of 2350?", 10),
    ("/show", 3),
    ("What is the sum of the amount column in sales.csv?", 10),
    ("Write the text 'checked' to note.txt", 12),
    ("y", 6),
]


def tmux(*command: str) -> str:
    return subprocess.run(["tmux", *command], check=True, capture_output=True, text=True).stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "demo"
        workspace.mkdir()
        (workspace / "sales.csv").write_text("name,amount\nAda,12\nBob,30\nCy,8\n")
        agora = Path(sys.executable).with_name("agora")
        size = ["-x", str(COLUMNS), "-y", str(LINES)]
        tmux("new-session", "-d", "-s", "picture", *size, "-c", str(workspace), str(agora))
        try:
            time.sleep(6)
            for text, wait_s in TALK:
                tmux("send-keys", "-t", "picture", text, *([] if len(text) == 1 else ["Enter"]))
                time.sleep(wait_s)
            screen = tmux("capture-pane", "-t", "picture", "-p", "-e")
        finally:
            tmux("kill-session", "-t", "picture")
    console = Console(record=True, width=COLUMNS, file=Path(os.devnull).open("w"), force_terminal=True)  # noqa: SIM115
    console.print(Text.from_ansi(screen.rstrip()))
    picture = console.export_svg(title="agora")
    # A page must load nothing from other hosts: the reader's own fonts do.
    picture = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    picture = picture.replace("Fira Code, monospace", "'DejaVu Sans Mono', Menlo, Consolas, monospace")
    TARGET.write_text(picture, encoding="utf-8")
    print(TARGET)


if __name__ == "__main__":
    main()
