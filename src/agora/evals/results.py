"""What an evaluation leaves behind: a folder with a head (`run.json`), a row for each item (`rows.jsonl`).

Rows are written one by one as they come and stay: a run that was interrupted goes on with those that lack.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TextIO

from agora.errors import UsageError

__all__ = ["Row", "Run", "read_run"]


@dataclass(frozen=True)
class Row:
    """An item with what became of it.

    Attributes:
        id: of the item; rows of two runs are paired by it.
        template: family and wording; items of one template are not independent.
        expected: the right answer, as text.
        answer: what the person was told.
        thoughts: code, output and error of each.
        right: 1 or 0; an error is 0.
        reason: why it is wrong.
        protocol: each reply was prose or one block of Python.
        error: why there is no answer.
        coded: a thought ran.
        confidence: how probably it is right, where the model tells.
        unsure: it was given with a warning.
    """

    id: str
    suite: str
    area: str
    template: str
    question: str
    expected: str
    answer: str
    right: int
    family: str = ""
    language: str = "en"
    kind: str = "answer"
    plain: bool = False
    earlier: list[str] = field(default_factory=list)
    thoughts: list[list[str]] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    reason: str = ""
    protocol: bool = True
    error: str = ""
    coded: bool = False
    features: dict[str, float] = field(default_factory=dict)
    confidence: float | None = None
    unsure: bool = False
    seconds: float = 0
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass
class Run:
    """A run of an evaluation, read from its folder.

    Attributes:
        folder: where it is.
        head: model, settings, suites, versions.
        rows: by item.
    """

    folder: Path
    head: dict[str, Any]
    rows: dict[str, Row]

    @property
    def name(self) -> str:
        """What it is called in tables: its model, with what differs from the usual."""
        extra = [self.head["effort"]] if self.head["effort"] != "medium" else []
        return ", ".join(
            [Path(str(self.head["model"])).stem, *extra, *(["plain"] if self.head["plain"] else [])]
        )

    def suites(self) -> list[str]:
        """Return the suites that have rows, in their order."""
        return list(dict.fromkeys(row.suite for row in self.rows.values()))


def read_run(folder: Path) -> Run:
    """Read a run.

    Raises:
        UsageError: the folder holds none, or a damaged one.
    """
    try:
        head = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        known = {one.name for one in fields(Row)}
        rows = {}
        for line in (folder / "rows.jsonl").read_text(encoding="utf-8").split("\n"):
            if not line.endswith("}"):  # the last line of a run that was killed while it wrote
                continue
            row = Row(**{key: value for key, value in json.loads(line).items() if key in known})
            rows[row.id] = row
        return Run(folder, head, rows)
    except (OSError, UnicodeDecodeError, ValueError, TypeError) as error:
        raise UsageError(
            f"{folder} holds no run of an evaluation that can be read.",
            why=f"{type(error).__name__}: {error}.",
            fix="Make one with: agora eval run",
        ) from None


class Book:
    """Writes a run's rows; what cannot be written fails the run.

    Args:
        folder: of the run; made if it is not there.
        head: what defines it; another head than the one that stands there is refused.

    Raises:
        UsageError: the folder holds another run, or cannot be written.
    """

    def __init__(self, folder: Path, head: dict[str, Any]) -> None:
        self.folder, self.rows = folder, dict[str, Row]()
        self._file: TextIO | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if (folder / "run.json").exists():
                self._go_on(head)
            else:
                (folder / "run.json").write_text(json.dumps(head, indent=1) + "\n", encoding="utf-8")
            self._mend()
            self._file = (folder / "rows.jsonl").open("a", encoding="utf-8", newline="\n")
        except OSError as error:
            raise _unwritable(folder, error) from None

    def _go_on(self, head: dict[str, Any]) -> None:
        run = read_run(self.folder) if (self.folder / "rows.jsonl").exists() else None
        before = json.loads((self.folder / "run.json").read_text(encoding="utf-8"))
        differing = [key for key in head["run"] if before.get("run", {}).get(key) != head["run"][key]]
        if differing:
            key = differing[0]
            raise UsageError(
                f"{self.folder} holds another run: its {key} is {before.get('run', {}).get(key)!r}.",
                fix="Choose another folder with --out.",
            )
        self.rows = dict(run.rows) if run else {}

    def _mend(self) -> None:
        """Cut off half a line, which a killed run may have left."""
        path = self.folder / "rows.jsonl"
        data = path.read_bytes() if path.exists() else b""
        if data and not data.endswith(b"\n"):
            path.write_bytes(data[: data.rfind(b"\n") + 1])

    def add(self, row: Row) -> None:
        """Write a row for good.

        Raises:
            UsageError: it cannot be written.
        """
        assert self._file is not None
        try:
            self._file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _unwritable(self.folder, error) from None
        self.rows[row.id] = row

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


def _unwritable(folder: Path, error: OSError) -> UsageError:
    return UsageError(
        f"The results in {folder} cannot be written.",
        why=f"{error.strerror or error}.",
        fix="Free some space, or choose another folder with --out; the same command goes on from there.",
    )


def by_suite(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return rows by their suite."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.suite, []).append(row)
    return found
