"""Samples that somebody else made: read, checked and filtered before they are learnt from."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from agora.errors import UsageError
from agora.learn.personal import findings
from agora.learn.samples import row_fault

__all__ = ["Checked", "from_file"]

_SHOWN = 5


@dataclass
class Checked:
    """What a file of samples holds.

    Attributes:
        samples: rows that were kept.
        bad: rows that cannot be learnt from, by line number, from 1.
        private: what secrets and personal data were found → rows that were left out for it.
    """

    samples: int = 0
    bad: dict[int, str] = field(default_factory=dict)
    private: Counter[str] = field(default_factory=Counter)


def from_file(source: Path, path: Path, *, bad_share: float = 0.01) -> Checked:
    """Copy the good rows of a file of samples.

    Args:
        source: a JSON object a line, as `agora learn train` reads them.
        path: where the good rows go; written only if they are enough.
        bad_share: a larger share of bad rows is refused.

    Raises:
        UsageError: the file cannot be read, holds no good row, or too many bad ones.
    """
    checked, kept = Checked(), list[str]()
    try:
        lines = source.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"{source} cannot be read.", why=f"{error.strerror}.") from None
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except ValueError:
            checked.bad[number] = "it is no JSON"
            continue
        if fault := row_fault(row):
            checked.bad[number] = fault
        elif found := list(findings(_text(row))):
            checked.private.update(found[:1])
        else:
            kept.append(json.dumps(row, ensure_ascii=False) + "\n")
    _refuse(source, checked, len(lines), bad_share)
    if not kept:
        raise UsageError(f"{source} holds no sample that can be learnt from.", why=_shown(checked))
    checked.samples = len(kept)
    part = path.with_name(path.name + ".part")
    part.write_text("".join(kept), encoding="utf-8", newline="\n")
    part.replace(path)
    return checked


def _text(row: dict[str, object]) -> str:
    messages = row.get("messages")
    if isinstance(messages, list):
        return "\n".join(str(message["content"]) for message in messages)
    return str(row["text"])


def _refuse(source: Path, checked: Checked, lines: int, bad_share: float) -> None:
    if lines and len(checked.bad) / lines > bad_share:
        raise UsageError(
            f"{len(checked.bad)} of the {lines} rows of {source} are bad "
            f"({len(checked.bad) / lines:.1%}; {bad_share:.1%} are allowed).",
            why=_shown(checked),
            fix="Mend the rows, or allow more with --bad-share.",
        )


def _shown(checked: Checked) -> str:
    """Say what is bad, the first few by number."""
    said = [f"line {number}: {why}" for number, why in list(checked.bad.items())[:_SHOWN]]
    said += [f"and {len(checked.bad) - _SHOWN} more"] if len(checked.bad) > _SHOWN else []
    said += [f"{count} left out for {what}" for what, count in checked.private.items()]
    return "; ".join(said or ["it is empty"]) + "."
