"""Whether memory keeps up: 200 dialogues with changes, cascades, corrections and things never said.

    python benchmarks/memory_updates.py [--seed 7] [--fresh] [--written FILE] [--show] [--json FILE]

Every dialogue is told to a memory of its own, turn by turn, by its clock; then its questions are put to
`Memory.recall`, and what comes first is the answer. For what nobody said, or what is over, right is nothing at
all. No model takes part. Beside it stands the same memory without facts: the turns alone, the newest first
among the five that fit best.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from agora.memory import Memory, Turn
from memory_dialogues import Dialogue, Question, dialogues
from memory_told import written

# A new session begins when nobody spoke for so long.
_PAUSE_S = 5 * 86_400
_AIMS = {"current": 0.95, "unknown": 0.95, "past": 0.90, "doubt": 0.90}


def main() -> None:
    """Run the suite and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--wordings", choices=["all", "seen", "held"], default="all")
    parser.add_argument("--fresh", action="store_true", help="100 dialogues in wordings that came after")
    parser.add_argument("--written", type=Path, help="the dialogues of a file of `dialogues/` instead")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    told = dialogues(options.seed, 100 if options.fresh else 200, fresh=options.fresh)
    if options.written:
        told = written(options.written)
    right: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for dialogue in told:
        group = "held out" if dialogue.held_out else "seen"
        if options.wordings != "all" and not group.startswith(options.wordings):
            continue
        for system in ("facts", "turns"):
            for question, got, good in answered(dialogue, facts=system == "facts"):
                right[system, question.kind, group].append(good)
                if options.show and not good and system == "facts":
                    print(
                        f"\n{dialogue.name} {question.kind}: {question.text} when={question.when}\n  right {question.right!r}, got {got!r}"
                    )
                    print("".join(f"    {said.text}\n" for said in dialogue.said if said.speaker == "you"))
    rows = table(right)
    for row in rows:
        print(
            f"{row['system']:6} {row['kind']:8} {row['wordings']:9} {row['right']:4}/{row['questions']:<4} {row['share']:.3f}"
        )
    if options.json:
        options.json.write_text(
            json.dumps({"seed": options.seed, "aims": _AIMS, "rows": rows}, indent=1) + "\n"
        )


def table(right: dict[tuple[str, str, str], list[bool]]) -> list[dict[str, Any]]:
    """Sum up by kind of question, and by whether its wordings were seen."""
    rows = []
    for system in ("facts", "turns"):
        for kind in _AIMS:
            for group in ("seen", "held out", "all"):
                groups = ("seen", "held out") if group == "all" else (group,)
                marks = [good for g in groups for good in right[system, kind, g]]
                if marks:
                    rows.append(
                        {"system": system, "kind": kind, "wordings": group, "right": sum(marks),
                         "questions": len(marks), "share": round(sum(marks) / len(marks), 4)}
                    )  # fmt: skip
    return rows


def answered(dialogue: Dialogue, *, facts: bool) -> list[tuple[Question, str, bool]]:
    """Tell a dialogue to a new memory, ask its questions, and return each with what came first."""
    clock = [dialogue.said[0].time]
    with (
        tempfile.TemporaryDirectory() as folder,
        Memory(Path(folder) / "m.db", clock=lambda: clock[0]) as memory,
    ):
        session = 0
        for number, said in enumerate(dialogue.said):
            session += said.time - clock[0] > _PAUSE_S
            clock[0] = said.time
            speaker = "person" if said.speaker == "you" else "agora"
            turn = Turn(f"s{session}@{number}", f"s{session}", said.time, speaker, said.text)
            memory.learn([turn]) if facts else memory.add_turns([turn])
        clock[0] += 3600
        out = []
        for question in dialogue.questions:
            items = memory.recall(question.text, 5, when=question.when)
            if not facts:
                items = sorted(items, key=lambda item: item.time, reverse=True)
            first = f"{items[0].text} [{items[0].state}]" if items else ""
            out.append((question, first, _is_right(question, first)))
        return out


def _is_right(question: Question, first: str) -> bool:
    if question.kind == "unknown":
        return not first or bool(question.right and question.right in first)
    right = question.right.lower() in first.lower()
    if question.kind == "doubt":
        return right and "[in_doubt]" in first
    # "Moved from Lyon to Porto" names both: the value must not stand alone as the old one.
    return right and (
        not question.wrong or question.wrong.lower() not in first.lower() or _names_change(first)
    )


def _names_change(text: str) -> bool:
    return any(
        word in f" {text.lower()} "
        for word in (
            " from ",
            " not ",
            " any more",
            " no longer",
            "n't ",
            " left ",
            " sold ",
            " replaced ",
            " traded ",
            " swapped ",
            " instead of ",
            " before",
            " until ",
            " used to ",
            " switched ",
            " split ",
        )
    )


if __name__ == "__main__":
    main()
