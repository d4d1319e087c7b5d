"""Reading files of a release that somebody else made: inside the folder, no links, no more than is needed."""

import json
import re
import tomllib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any

from agora.release.hashing import open_regular
from agora.release.names import name_fault

__all__ = ["files_in", "read_json", "read_lines", "read_text", "read_toml", "safe_path", "unique"]

# The records of a run are far smaller; logs are read line by line.
_MOST_BYTES = 64 * 2**20
_LONGEST_LINE_BYTES = 16 * 2**20
_MOST_TOML = 4 * 2**20
# Each dot of a key costs as much as all before it.
_DEEP = re.compile(r"(?:[\w\"'-]+[ \t]*\.[ \t]*){64}")


def safe_path(folder: Path, name: str) -> Path:
    """Return the path of a file inside a folder.

    Raises:
        ValueError: the name leads elsewhere, or through a link.
    """
    if fault := name_fault(name):
        raise ValueError(f"{name!r} is no path of a file here: {fault}")
    path = folder
    for part in name.split("/"):
        path = path / part
        if path.is_symlink():
            raise ValueError(f"{name!r} leads through a link")
    return path


def read_text(folder: Path, name: str) -> str:
    """Return the text of a file.

    Raises:
        ValueError: it is no UTF-8, too large, or not inside the folder.
        OSError: it cannot be read.
    """
    path = safe_path(folder, name)
    if not path.is_file():
        raise FileNotFoundError(f"{name} is not there")
    with open_regular(path) as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError(f"{name} has more than {_MOST_BYTES:,} bytes")
    return data.decode("utf-8")


def read_json(folder: Path, name: str) -> Any:
    """Return what a JSON or TOML file holds.

    Raises:
        ValueError: it is neither.
        OSError: it cannot be read.
    """
    text = read_text(folder, name)
    if not name.endswith(".toml"):
        return json.loads(text, object_pairs_hook=unique)
    return read_toml(text)


def read_toml(text: str) -> dict[str, Any]:
    """Return what TOML holds.

    Raises:
        ValueError: it is none, too long, or nested so deep that reading it would take hours.
    """
    if len(text) > _MOST_TOML or _DEEP.search(text):
        raise ValueError("it is longer, or nested deeper, than any record needs")
    return tomllib.loads(text)


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object, for `object_pairs_hook`; of a key that is there twice readers would differ.

    Raises:
        ValueError: a key is there twice.
    """
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("it names something twice")
    return found


def files_in(folder: Path, part: str) -> list[Path]:
    """Return the files in a part of a release, in all of it if none is named, in order; no link is followed.

    Raises:
        ValueError: the part leads through a link.
    """
    found = (safe_path(folder, part) if part else folder).rglob("*")
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def read_lines(folder: Path, name: str) -> Iterator[Any]:
    """Yield what each line of a file of JSON lines holds.

    Raises:
        ValueError: a line is no JSON, or too long.
        OSError: it cannot be read.
    """
    with BufferedReader(open_regular(safe_path(folder, name))) as file:
        while line := file.readline(_LONGEST_LINE_BYTES + 1):
            if len(line) > _LONGEST_LINE_BYTES:
                raise ValueError(f"{name} has a line of more than {_LONGEST_LINE_BYTES:,} bytes")
            if line.strip():
                yield json.loads(line, object_pairs_hook=unique)
