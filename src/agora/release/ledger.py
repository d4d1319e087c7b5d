"""The ledger that promises stand in: one line an entry, each bound to the one before by its hash, and signed.

    {"number": 1, "date": "2026-11-26", "previous": "…", "entry": {"kind": "promise", …}, "hash": "…",
     "key": "…", "signature": "…"}

`hash` is the SHA-256 of the four members before it as canonical JSON; the key signs the hash. So no entry
can be changed, taken out or put between without its followers showing it. Whoever rewrites all of them with
the key in hand is found out by anybody who kept an earlier copy.
"""

import fcntl
import hashlib
import json
import os
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from agora.errors import AgoraError, UsageError
from agora.release.ledgerkeys import fingerprint, read_keys, read_private, sign
from agora.release.promises import Entry, standings
from agora.release.reading import unique

__all__ = [
    "Ledger",
    "Record",
    "append",
    "chain_faults",
    "entry_from",
    "fault_of",
    "own_keys",
    "own_ledger",
    "read_ledger",
]

START = "0" * 64
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
# A ledger of ten thousand promises has some ten megabytes.
_MOST_BYTES = 64 * 2**20
# A file with more lines that are none is no ledger.
_MOST_FAULTS = 100


@dataclass(frozen=True)
class Record:
    """A line of a ledger.

    Attributes:
        number: its place, from 0.
        date: when it was entered.
        previous: the hash of the line before.
        entry: what it says.
        hash: its own.
        key: fingerprint of the key that signed it.
        signature: over the hash.
    """

    number: int
    date: str
    previous: str
    entry: Entry
    hash: str
    key: str
    signature: str


@dataclass(frozen=True)
class Ledger:
    """Records in order, and what is wrong with their lines."""

    records: tuple[Record, ...]
    faults: tuple[tuple[int, str], ...]

    @property
    def head(self) -> str:
        """The last hash: whoever notes it down can later prove a rewrite."""
        return self.records[-1].hash if self.records else START

    @property
    def entries(self) -> list[Entry]:
        """What the records say."""
        return [each.entry for each in self.records]


def own_ledger() -> Path:
    """Return the ledger that comes with Agora."""
    return Path(str(files("agora.release").joinpath("promises.jsonl")))


def entry_from(path: Path) -> Entry:
    """Read an entry from a TOML file, as a person writes it.

    Raises:
        UsageError: it is none, or breaks a rule; the message says which.
    """
    try:
        return _ENTRY.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        why = f"{_told(error)}."
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = f"{error}."
    raise UsageError(
        f"{path} is no entry.", why=why, fix="See docs/explanation/promises.md for one of each kind."
    )


def own_keys() -> list[Any]:
    """Return the public keys that sign it."""
    return read_keys(Path(str(files("agora.release").joinpath("promises.pem"))))


def read_ledger(path: Path) -> Ledger:
    """Read a ledger, believing nothing of it; lines that are none are among its faults.

    Raises:
        UsageError: it cannot be read, or is larger than any ledger.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read.", why=f"{error.strerror}.", fix="Give a ledger in JSON lines."
        ) from None
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{path} is larger than {_MOST_BYTES:,} bytes.", fix="Give a ledger in JSON lines.")
    records: list[Record] = []
    faults: list[tuple[int, str]] = []
    # Lines end at a line feed alone: words may hold what else separates lines.
    for number, line in enumerate(
        data.decode("utf-8", "replace").removesuffix("\n").split("\n") if data else ()
    ):
        if len(faults) >= _MOST_FAULTS:
            break
        try:
            row = json.loads(line, object_pairs_hook=unique)
            fields = {key: row[key] for key in ("number", "date", "previous", "hash", "key", "signature")}
            if type(fields["number"]) is not int or not all(
                isinstance(fields[key], str) for key in fields if key != "number"
            ):
                raise ValueError("a member is of the wrong type")
            records.append(Record(**fields, entry=_ENTRY.validate_python(row["entry"])))
        except ValidationError as error:
            faults.append((number, f"line {number + 1} breaks the rules of a ledger: {_told(error)}"))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            faults.append((number, f"line {number + 1} is no entry ({type(error).__name__}: {error})"))
    return Ledger(tuple(records), tuple(faults))


def append(path: Path, entry: Entry, *, day: date, key_file: Path) -> Record:
    """Add an entry to a ledger, after checking that the ledger is whole and the entry keeps the rules.

    Args:
        path: the ledger; made if it is not there.
        entry: what to add.
        day: the day of entering.
        key_file: the private key in PEM that signs it.

    Raises:
        AgoraError: the ledger is damaged, or the entry breaks a rule.
        UsageError: the key cannot be used.
    """
    key = read_private(key_file)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ledger = read_ledger(path)
        if fault := fault_of(ledger):
            raise AgoraError(
                f"{path} is damaged, so nothing is added.", why=f"{fault}.", fix="Go back to a whole copy."
            )
        try:
            standings([*ledger.entries, entry], day)
        except ValueError as error:
            raise UsageError(
                "The entry breaks a rule of the ledger.", why=f"{error}.", fix="See: agora promises show"
            ) from None
        number, stamp = len(ledger.records), day.isoformat()
        digest = hash_of(number, stamp, ledger.head, entry)
        signature = sign(key, digest)
        if ledger.records and stamp < ledger.records[-1].date:
            why = f"The last one was entered on {ledger.records[-1].date}."
            fix = "Set the clock of this machine."
            raise UsageError(f"An entry cannot be of {stamp}.", why=why, fix=fix)
        record = Record(number, stamp, ledger.head, entry, digest, fingerprint(key.public_key()), signature)
        row = {
            "number": number,
            "date": stamp,
            "previous": ledger.head,
            "entry": _plain(entry),
            "hash": digest,
        }
        row |= {"key": record.key, "signature": signature}
        whole = not ledger.records or path.read_bytes().endswith(b"\n")
        file.write((("" if whole else "\n") + json.dumps(row, ensure_ascii=False) + "\n").encode())
        file.flush()
        os.fsync(file.fileno())
    return record


def fault_of(ledger: Ledger) -> str:
    """Return the first fault in the form, rules and chain of a ledger, or nothing."""
    faults = [*ledger.faults, *chain_faults(ledger)]
    return min(faults)[1] if faults else ""


def chain_faults(ledger: Ledger) -> list[tuple[int, str]]:
    """Return each place where the chain does not hold."""
    faults, previous, day = [], START, ""
    for index, each in enumerate(ledger.records):
        if each.date < day:
            faults.append((index, f"entry {index} is of {each.date}, before the entry that it follows"))
        if each.number != index:
            faults.append((index, f"entry {index} calls itself number {each.number}"))
        if each.previous != previous:
            faults.append((index, f"entry {index} does not follow the entry before it"))
        if each.hash != hash_of(each.number, each.date, each.previous, each.entry):
            faults.append((index, f"entry {index} was changed: its words do not give its hash"))
        previous, day = each.hash, each.date
    return faults


def _told(error: ValidationError) -> str:
    """Say the first faults of an entry, with the member concerned."""
    return "; ".join(
        f"{'.'.join(map(str, each['loc'][1:])) or each['loc']}: {each['msg'].removeprefix('Value error, ')}"
        for each in error.errors()[:3]
    )


def _plain(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = entry.model_dump(mode="json", exclude_none=True)
    return plain


def hash_of(number: int, day: str, previous: str, entry: Entry) -> str:
    """Return the hash of an entry in its place, over canonical JSON."""
    content = {"number": number, "date": day, "previous": previous, "entry": _plain(entry)}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
