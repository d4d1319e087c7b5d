"""Dialogues that are written out, one by one, in a text file; see `dialogues/`.

A line is what the person says, after the day on which it is said, or a question after the last day: `=` what
holds, `<` what held (the question itself says when), `@DAY` what held on that day, each with the words
that the first item must contain and must not (` | `), `-` what nobody said or what is over (with words by
which it was taken back, as good as none). An empty line begins another dialogue;
day 0 is Monday, 12 January 2026.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from memory_dialogues import Dialogue, Question, Said

__all__ = ["written"]

_START = datetime(2026, 1, 12, 9, tzinfo=UTC)
_KINDS = {"=": "current", "<": "past", "-": "unknown"}


def written(path: Path) -> list[Dialogue]:
    """Return the dialogues of a file."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [_dialogue(f"{path.stem}-{number}", block) for number, block in enumerate(blocks, 1)]


def _dialogue(name: str, block: str) -> Dialogue:
    made = Dialogue(name, held_out=True)
    lines = [line for line in block.splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        mark, _, text = line.partition(" ")
        if mark.isdigit():
            said = _START + timedelta(days=int(mark), minutes=2 * number)
            made.said.append(Said(said.timestamp(), "you", text))
            made.said.append(Said(said.timestamp() + 60, "agora", "All right."))
            continue
        asked, right, wrong, *_ = *(part.strip() for part in text.split("|")), "", ""
        when = (_START + timedelta(days=int(mark[1:]))).date() if mark[0] == "@" else None
        made.questions.append(Question(_KINDS.get(mark, "past"), asked, right, wrong, when))
    return made
